"""The frozen copy holds what is kept and nothing else, and only its key opens it."""

from __future__ import annotations

import dataclasses

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pay_layouts import layouts, people

from aktiva.adapters.pay_files import open_file
from aktiva.adapters.pay_files.frozen import Damaged, decrypt, encrypt, freeze, new_key, thaw
from aktiva.adapters.sealing import CannotOpen, KeyFolder
from aktiva.domain.pay.columns import Codes
from aktiva.domain.pay.layouts import confirm
from aktiva.domain.pay.people import read_people
from aktiva.domain.pay.recognising import recognise

WHO = people()


def read(name="template"):
    layout = layouts(WHO)[name]
    file = open_file(layout.content, name=layout.name)
    found = recognise(file.table)
    columns = {m: c.heading for m, c in found.columns.items()}
    people = read_people(
        file.table, confirm(file.table.names, columns, sexes=found.sexes), year=2025
    )
    return people, file.sha256


def same(one, other):
    if isinstance(one, Codes):
        return one.names == other.names and (one.index == other.index).all()
    return one.dtype == other.dtype and np.array_equal(one, other, equal_nan=one.dtype == float)


@pytest.mark.parametrize("name", ["template", "report with a title above"])
def test_what_was_frozen_is_thawed(name):
    people, sha256 = read(name)

    found = thaw(freeze(people, sha256=sha256))

    assert found.sha256 == sha256
    for field in dataclasses.fields(people):
        assert same(getattr(people, field.name), getattr(found.people, field.name)), field.name


def test_nothing_that_tells_who_somebody_is_lies_in_the_copy():
    people, sha256 = read("report with a title above")

    content = freeze(people, sha256=sha256)

    for person in WHO:
        for hidden in (person.personal, person.personal.replace("-", ""), person.personal[-4:]):
            assert hidden.encode() not in content
    assert b"Namnsson" not in content
    names = set(pq.read_schema(pa.BufferReader(content)).names)
    assert names == {f.name for f in dataclasses.fields(people)}


def test_the_copy_is_small():
    people, sha256 = read()

    assert len(freeze(people, sha256=sha256)) < 15_000


@pytest.mark.parametrize("content", [b"", b"PAR1", b"x" * 100])
def test_what_is_no_copy_is_refused(content):
    with pytest.raises(Damaged):
        thaw(content)


def test_another_table_is_no_copy():
    out = pa.BufferOutputStream()
    pq.write_table(pa.table({"a": [1]}), out)

    with pytest.raises(Damaged):
        thaw(out.getvalue().to_pybytes())


def test_only_the_key_of_the_run_opens_the_copy(tmp_path):
    key, about = new_key(), "lönekartläggning 2025"
    sealed = encrypt(b"frusen", key=key, about=about)

    folder = KeyFolder(tmp_path)
    kept = folder.read(folder.keep(key))

    assert decrypt(sealed, key=kept, about=about) == b"frusen"
    for other in (
        lambda: decrypt(sealed, key=new_key(), about=about),
        lambda: decrypt(sealed, key=key, about="en annan"),
        lambda: decrypt(sealed[:-1] + b"x", key=key, about=about),
        lambda: decrypt(b"", key=key, about=about),
    ):
        with pytest.raises(CannotOpen):
            other()


def test_the_same_copy_is_never_encrypted_the_same():
    key = new_key()

    assert encrypt(b"a", key=key, about="x") != encrypt(b"a", key=key, about="x")
