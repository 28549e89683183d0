"""Twelve invented layouts: every column is found, asked for or left out, and none is guessed."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest
from pay_layouts import layouts, people

from aktiva.adapters.pay_files import open_file
from aktiva.domain.pay.layouts import Layout, confirm
from aktiva.domain.pay.mapping import Sexes
from aktiva.domain.pay.people import read_people
from aktiva.domain.pay.recognising import recognise

WHO = people()
LAYOUTS = layouts(WHO)
ANSWERS = {
    "pay that may be either": {"columns": {"pay": "Månadslön"}},
    "by the hour": {"hours_month": 165.0},
    "several supplements": {},
    "levels of the organisation": {"columns": {"unit": "arbetsplats"}},
    "digits for sex": {"sexes": Sexes(woman=("2",), man=("1",))},
    "transfer of persons": {"columns": {"pay": "månadslön"}},
    "headings of their own": {"columns": {"pay": "Kronor 2025", "title": "Vad man gör"}},
}


def opened(name):
    layout = LAYOUTS[name]
    return open_file(layout.content, name=layout.name)


@pytest.mark.parametrize("name", LAYOUTS)
def test_columns_are_found_and_the_rest_is_asked_or_left_out(name):
    layout, file = LAYOUTS[name], opened(name)

    found = recognise(file.table)

    assert {m: c.heading for m, c in found.columns.items()} == layout.columns
    assert tuple(q.meaning for q in found.asked) == layout.asked
    assert tuple(d.heading for d in found.dropped if d.sensitive) == layout.sensitive
    assert all(c.reason for c in found.columns.values())
    assert all(q.words.endswith(("?", ".")) for q in found.asked)


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_column_is_accounted_for_once(name):
    file = opened(name)

    found = recognise(file.table)

    taken = {h for c in found.columns.values() for h in (c.heading, *c.also)}
    dropped = [d.heading for d in found.dropped]
    asked = {c.heading for q in found.asked for c in q.candidates} & set(file.table.names)
    assert len(dropped) == len(set(dropped))
    assert not taken & set(dropped)
    assert taken | set(dropped) | asked == {n for n in file.table.names if n}


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_same_people_are_read_from_every_layout(name):
    file, given = opened(name), dict(ANSWERS.get(name, {}))
    found = recognise(file.table)
    columns = {m: (c.heading, *c.also) for m, c in found.columns.items()} | given.pop("columns", {})

    layout = confirm(file.table.names, columns, **{"sexes": found.sexes} | given)
    read = read_people(file.table, layout, year=2025)

    assert file.n_rows == len(read) == len(WHO)
    assert read.woman.tolist() == [p.woman for p in WHO]
    wrong = 165 * 0.005 if "pay_hourly" in found.columns else 0.01
    assert read.pay == pytest.approx([p.pay for p in WHO], abs=wrong)
    if "birth" in columns or "personal_number" in columns:
        assert read.birth_year.tolist() == [p.born for p in WHO]
    if "extent" in columns and name != "everybody full time":
        assert read.extent == pytest.approx([p.extent for p in WHO])
    if "title" in columns:
        assert [read.title.names[i] for i in read.title.index] == [p.title for p in WHO]
    if "hired" in columns:
        assert read.hired_year.tolist() == [int(p.hired[:4]) for p in WHO]


@pytest.mark.parametrize("name", LAYOUTS)
def test_what_was_confirmed_is_remembered_for_the_next_file_with_the_same_headings(name):
    file, given = opened(name), dict(ANSWERS.get(name, {}))
    found = recognise(file.table)
    columns = {m: (c.heading, *c.also) for m, c in found.columns.items()} | given.pop("columns", {})
    layout = confirm(file.table.names, columns, **{"sexes": found.sexes} | given)

    again = Layout.from_json(layout.to_json())

    assert again == layout
    assert again.fits([n.upper() for n in reversed(file.table.names)])
    assert not again.fits([*file.table.names, "Ny"])


def test_supplements_in_several_columns_are_added():
    file = opened("several supplements")
    found = recognise(file.table)
    columns = {m: (c.heading, *c.also) for m, c in found.columns.items()}

    read = read_people(file.table, confirm(file.table.names, columns, sexes=found.sexes), year=2025)

    assert found.columns["supplements"].also == ("Kompetenstillägg",)
    assert read.supplements.tolist() == [p.supplement + 100 for p in WHO]
    assert read.variable.tolist() == [p.variable + 50 for p in WHO]
    assert np.isnan(read.benefits).all()


def test_the_sum_of_the_file_is_that_of_its_bytes():
    layout = LAYOUTS["template"]

    assert opened("template").sha256 == hashlib.sha256(layout.content).hexdigest()


def test_personal_numbers_are_told_and_become_birth_year_and_sex():
    found = recognise(opened("report with a title above").table)

    assert found.notes == (
        "Kolumnen Personnummer har personnummer. De sparas aldrig. De blir födelseår och juridiskt kön, efter den näst sista siffran.",
    )


def test_another_sheet_that_might_be_meant_is_told():
    from test_spreadsheet import workbook

    rows = [["Anstnr", "Kön", "Befattning", "Heltidslön"], [1, "K", "Kock", 30_000]]
    content = workbook(rows, [["Anteckningar"]], rows)

    file = open_file(content, name="b.xlsx")

    assert (file.sheet, file.other_sheets) == ("Blad1", ("Blad3",))
    other = open_file(content, name="b.xlsx", sheet="Blad3")
    assert (other.sheet, other.other_sheets, other.notes) == ("Blad3", ("Blad1",), ())
