"""Rows are read from whatever a municipality keeps its lists in, or the fault is said in Swedish."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktiva.adapters.spreadsheet.reading import (
    LARGEST_BYTES,
    MOST_ROWS,
    UnreadableTable,
    read,
    read_pasted,
)

ROWS = [["Kod", "Namn"], ["BU1", "Ängsskolan"], ["KOF", "Örnens kök, Åby"]]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DATED = 1
"""The cell style that shows a number as a date."""


def cell(value: object) -> str:
    match value:
        case str():
            return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
        case bool():
            return f'<c t="b"><v>{int(value)}</v></c>'
        case {"date": days}:
            return f'<c s="{DATED}"><v>{days}</v></c>'
        case None:
            return "<c/>"
        case _:
            return f"<c><v>{value}</v></c>"


def sheet(rows: list[list[object]]) -> str:
    lines = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows)
    return f'<worksheet xmlns="{MAIN}"><sheetData>{lines}</sheetData></worksheet>'


def workbook(*sheets: list[list[object]]) -> bytes:
    """Return the smallest xlsx that holds the rows, one sheet after another."""
    numbers = range(1, len(sheets) + 1)
    names = "".join(f'<sheet name="Blad{n}" sheetId="{n}" r:id="r{n}"/>' for n in numbers)
    links = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="application/vnd.'
        'openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        for n in numbers
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
        f'officedocument.spreadsheetml.sheet.main+xml"/>{overrides}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{names}</sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{links}'
        f'<Relationship Id="s" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><cellXfs count="2"><xf numFmtId="0"/>'
        '<xf numFmtId="14"/></cellXfs></styleSheet>',
        **{f"xl/worksheets/sheet{n}.xml": sheet(rows) for n, rows in enumerate(sheets, start=1)},
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return file.getvalue()


def joined(delimiter: str) -> str:
    return "\r\n".join(
        delimiter.join(f'"{c}"' if delimiter in c else c for c in row) for row in ROWS
    )


@pytest.mark.parametrize("delimiter", [";", ",", "\t"], ids=["semicolon", "comma", "tab"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_text_is_read_whatever_separates_it_and_however_it_is_written(delimiter, encoding):
    assert read(joined(delimiter).encode(encoding), name="enheter.csv") == ROWS


def test_a_table_pasted_from_a_spreadsheet_is_read():
    assert read_pasted(joined("\t")) == ROWS


def test_a_line_break_inside_quotes_stays_in_its_cell():
    assert read_pasted('Kod;Namn\nA;"Två\nrader"') == [["Kod", "Namn"], ["A", "Två\nrader"]]


def test_a_workbook_is_read_as_its_text():
    assert read(workbook(ROWS), name="Enheter.XLSX") == ROWS


def test_only_the_first_sheet_is_read():
    assert read(workbook(ROWS, [["annat"]]), name="e.xlsx") == ROWS


def test_cells_are_read_as_a_person_sees_them():
    row = [4711, 80.0, 0.5, {"date": 46023}, {"date": 46023.5}, "  kant  ", None, True]

    ((*cells, truth),) = read(workbook([row]), name="e.xlsx")

    assert cells == ["4711", "80", "0.5", "2026-01-01", "2026-01-01 12:00:00", "kant", ""]
    assert truth == "True"


def test_empty_rows_at_the_end_are_left_out_and_those_above_keep_their_number():
    rows = read(workbook([["Kod"], [""], ["A"], [""], [""]]), name="e.xlsx")

    assert rows == [["Kod"], [""], ["A"]]


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "e.csv", "Filen är tom."),
        (b" \r\n\t", "e.csv", "Filen är tom."),
        (b";;\n;;\n", "e.csv", "Filen har inga rader."),
        (workbook([[""]]), "e.xlsx", "Filen har inga rader."),
        (b"%PDF-1.7 \x00\x01", "e.csv", "Filen är inget kalkylblad."),
        (b"PK\x03\x04 avbruten", "e.xlsx", "Filen gick inte att läsa."),
        (b"vanlig text", "e.xlsx", "Filen gick inte att läsa."),
        (workbook(ROWS)[:300], "e.xlsx", "Filen gick inte att läsa."),
        (b'"' + b"x" * 200_000, "e.csv", "Filen gick inte att läsa som tabell."),
        (b"a" * (LARGEST_BYTES + 1), "e.csv", "Filen är större än 10 MB."),
        (b"a\n" * (MOST_ROWS + 1), "e.csv", f"Filen har fler än {MOST_ROWS} rader."),
    ],
    ids=[
        "empty",
        "blank",
        "separators",
        "empty sheet",
        "another kind of file",
        "broken archive",
        "text under a false name",
        "cut off",
        "quotes never closed",
        "too large",
        "too many rows",
    ],
)
def test_what_cannot_be_read_is_told_in_swedish_with_what_to_do(content, name, words):
    with pytest.raises(UnreadableTable) as caught:
        read(content, name=name)

    assert str(caught.value).startswith(words)
    assert str(caught.value).count(".") >= 2


@given(content=st.binary(max_size=400), name=st.sampled_from(["e.csv", "e.xlsx", "e.ods", "e"]))
def test_any_bytes_give_rows_or_a_message_and_never_another_error(content, name):
    try:
        rows = read(content, name=name)
    except UnreadableTable as refused:
        assert str(refused).endswith(".")
    else:
        assert rows and any(rows[-1])


plain = st.text(st.characters(categories=["L", "N"], max_codepoint=0x2FF), min_size=1, max_size=8)


@given(rows=st.lists(st.tuples(plain, plain), min_size=1, max_size=6))
def test_a_list_says_the_same_as_csv_and_as_a_workbook(rows):
    table = [list(row) for row in rows]
    written = "\n".join(";".join(row) for row in table)

    assert read(written.encode("utf-8-sig"), name="e.csv") == table
    assert read(workbook(table), name="e.xlsx") == table
