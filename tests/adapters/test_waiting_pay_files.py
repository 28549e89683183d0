"""What waits for its columns to be confirmed reads as the file did, without what is never stored."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from pay_layouts import layouts, people

from aktiva.adapters.pay_files import OpenedFile, open_file
from aktiva.adapters.pay_files.rows import RowTable
from aktiva.adapters.pay_files.waiting import Unreadable, other_sheets, pack, unpack
from aktiva.domain.pay.columns import FaultyTable
from aktiva.domain.pay.meanings import kind_of
from aktiva.domain.pay.recognising import recognise

WHO = people()
CELLS = st.one_of(
    st.just(""),
    st.text(max_size=8),
    st.integers(-(2**60), 2**60),
    st.floats(allow_nan=False),
    st.booleans(),
    st.dates(),
    st.datetimes(),
)


def seen(table) -> dict[str, object]:
    """Return all that a table says of its columns, but of those that are never stored."""
    found: dict[str, object] = {"rows": [table.row(i) for i in range(len(table))]}
    for name in table.names:
        if not name or kind_of(name) is not None:
            continue
        numbers, codes = table.numbers(name), table.codes(name)
        found[name] = (
            np.nan_to_num(numbers.values, nan=-1.5).tolist(), numbers.faults, numbers.unsure,
            codes.names, codes.index.tolist(), table.alike(name).tolist(), table.sample(name),
        )  # fmt: skip
    return found


@pytest.mark.parametrize("name", sorted(layouts(WHO)))
def test_a_file_that_waits_reads_as_it_did(name):
    layout = layouts(WHO)[name]
    file = open_file(layout.content, name=layout.name)

    found = unpack(pack(file), name=layout.name, sheet=file.sheet)

    assert list(found.table.names) == list(file.table.names)
    assert (found.sha256, found.n_rows, found.notes) == (file.sha256, file.n_rows, file.notes)
    assert seen(found.table) == seen(file.table)
    assert recognise(found.table) == recognise(file.table)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=12))
def test_every_kind_of_cell_is_kept(rows):
    lines = [i * 2 + 5 for i in range(len(rows))]
    table = RowTable(names=["Lön", "Enhet"], rows=rows, lines=lines, unsaved={1: [7]})

    found = unpack(pack(OpenedFile(table, "0" * 64, len(table))), name="x").table

    assert seen(RowTable(["Lön", "Enhet"], found.rows, found.lines)) == seen(
        RowTable(["Lön", "Enhet"], rows, lines)
    )
    assert found.unsaved == {1: [7]}


def secret_csv() -> tuple[str, bytes]:
    return "loner.csv", (
        "Anstnr;Kön;;Befattning;Lön heltid;Fackförbund;Efternamn;Frånvaroorsak\r\n"
        "11;K;Hemligt;Kock;30000;Hemligt;Hemligt;Hemligt\r\n"
        "12;M;;Kock;31000;Hemligt;Hemligt;Hemligt\r\n"
    ).encode()


HEADINGS = ["Anstnr", "Kön", "Befattning", "Lön heltid", "Fackförbund", "Efternamn"]
ROWS = [
    [11, "K", "Kock", 30000, "Hemligt", "Hemligt"],
    [12, "M", "Kock", 31000, "Hemligt", date(1066, 6, 6)],
]


def secret_workbook() -> tuple[str, bytes]:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    for name in ("Löner", "Förra året"):
        sheet = book.add_worksheet(name)
        for r, row in enumerate([HEADINGS, *[[str(c) for c in row] for row in ROWS]]):
            sheet.write_row(r, 0, row)
    book.close()
    return "loner.xlsx", out.getvalue()


def secret_parquet() -> tuple[str, bytes]:
    out = io.BytesIO()
    columns = {name: [str(row[i]) for row in ROWS] for i, name in enumerate(HEADINGS)}
    columns["Fackförbund"] = pa.array(columns["Fackförbund"]).dictionary_encode()
    pq.write_table(pa.table(columns), out)
    return "loner.parquet", out.getvalue()


def unpacked(content: bytes) -> bytes:
    """Return all that lies in a packed file, with Parquet's pages unpacked too."""
    found = b""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        for name in packed.namelist():
            part = packed.read(name)
            found += part
            if part.startswith(b"PAR1"):
                found += repr(pq.read_table(pa.BufferReader(part)).to_pydict()).encode()
    return found


@pytest.mark.parametrize("made", [secret_csv, secret_workbook, secret_parquet])
def test_columns_that_are_never_read_in_are_emptied_before_anything_is_kept(made):
    name, content = made()
    file = open_file(content, name=name)
    kept = pack(file, other_sheets(content, name=name, opened=file))

    assert b"Hemligt" not in unpacked(kept)
    assert b"1066" not in unpacked(kept)
    assert b"31000" in unpacked(kept)
    found = recognise(unpack(kept, name=name, sheet=file.sheet).table)
    assert [d.heading for d in found.dropped if d.sensitive][:2] == ["Fackförbund", "Efternamn"]


def test_a_column_of_someone_elses_personal_numbers_is_never_read_in():
    content = (
        "Anstnr;Kön;Befattning;Lön heltid;Anhörigs personnummer\r\n"
        "11;K;Kock;30000;19800101-1238\r\n12;M;Kock;31000;19800101-1238\r\n"
    ).encode()

    found = recognise(open_file(content, name="loner.csv").table)

    assert "personal_number" not in found.columns
    assert [d.heading for d in found.dropped] == ["Anhörigs personnummer"]


def test_another_sheet_waits_too_or_says_why_it_cannot_be_read():
    name, content = secret_workbook()
    file = open_file(content, name=name)
    (other,) = other_sheets(content, name=name, opened=file)
    kept = pack(file, [other, Unreadable("Trasigt", ("Rad 2 är fel.",))])

    chosen = unpack(kept, name=name, sheet="Förra året")
    assert chosen.sheet == "Förra året"
    assert chosen.other_sheets == ("Löner", "Trasigt")
    assert chosen.n_rows == 2
    with pytest.raises(FaultyTable, match="Rad 2 är fel"):
        unpack(kept, name=name, sheet="Trasigt")
    with pytest.raises(FaultyTable, match="inget blad som heter Annat"):
        unpack(kept, name=name, sheet="Annat")


def test_cells_that_are_days_are_kept_as_they_are_written():
    midnight, later = (datetime.fromisoformat(f"2020-01-02 {t}") for t in ("00:00", "03:04"))
    rows = [[midnight, date(2020, 1, 2)], [later, True]]
    table = RowTable(names=["Anställd", "Till"], rows=rows, lines=[2, 3])

    found = unpack(pack(OpenedFile(table, "0" * 64, 2)), name="x").table

    assert found.rows == [["2020-01-02", "2020-01-02"], ["2020-01-02 03:04:00", "True"]]
