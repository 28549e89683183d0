"""Bad files: one clear Swedish line each, with row and column, and nothing half-imported."""

from __future__ import annotations

import io
import random
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pay_layouts import as_csv, ods, parquet, paxml, people, personal_number
from small_files import packed
from test_spreadsheet import workbook

from aktiva.adapters.pay_files import formats, open_file, opening
from aktiva.domain.pay.columns import FaultyTable
from aktiva.domain.pay.layouts import confirm
from aktiva.domain.pay.people import read_people
from aktiva.domain.pay.recognising import recognise

HEADINGS = ["Anstnr", "Kön", "Befattning", "Sysselsättningsgrad", "Heltidslön", "Anställd från"]
ROWS = [
    [n, "K" if n % 3 else "M", "Kock", 100 if n % 2 else 75, 28_000 + n * 100, "2015-03-01"]
    for n in range(1, 13)
]


def changed(row, column, value):
    rows = [list(r) for r in ROWS]
    rows[row - 2][HEADINGS.index(column)] = value
    return as_csv([HEADINGS, *rows])


def rewritten(content, part, change):
    """Return a zip file with one of its parts changed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts[part])
    return packed(parts)


def with_formula(value, *, stale=False):
    """Return a workbook whose pay on row 3 is a formula, with or without a saved value."""
    cell = f'<c r="E3"><f>28000+200</f>{value}</c>'.encode()
    content = workbook([HEADINGS, *ROWS])
    found = rewritten(
        content, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"<c><v>28200</v></c>", cell)
    )
    if not stale:
        return found
    calc = b'<calcPr fullCalcOnLoad="1"/></workbook>'
    return rewritten(found, "xl/workbook.xml", lambda xml: xml.replace(b"</workbook>", calc))


def merged(area):
    cells = f'</sheetData><mergeCells count="1"><mergeCell ref="{area}"/></mergeCells>'.encode()
    return rewritten(
        workbook([HEADINGS, *ROWS]),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b"</sheetData>", cells),
    )


def read_through(content, name):
    """Open a file, take what is proposed, and read the employed."""
    file = open_file(content, name=name)
    found = recognise(file.table)
    columns = {m: (c.heading, *c.also) for m, c in found.columns.items()}
    layout = confirm(file.table.names, columns, sexes=found.sexes)
    return read_people(file.table, layout, year=2025), file


def lines_of(content, name="lön.csv"):
    with pytest.raises(FaultyTable) as caught:
        read_through(content, name)
    return caught.value.lines


UNITS = ["", "K/M", "", "procent", "kr", ""]
SOME = personal_number(random.Random(1), 1980, woman=True)
COVERED = (
    '<table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>a</text:p>'
    "</table:table-cell><table:covered-table-cell/></table:table-row>"
)


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("lön.csv", as_csv([HEADINGS, UNITS, *ROWS]), "Rad 2 ser ut som en andra rad med rubriker"),
        ("lön.xlsx", merged("C4:C5"), "Rad 4, kolumnen Befattning: cellerna är sammanslagna."),
        ("lön.xlsx", merged("A1:B1"), "Rad 1, kolumnen Anstnr: cellerna är sammanslagna."),
        ("lön.ods", ods([HEADINGS, *ROWS], COVERED), "Rad 14, kolumnen Kön: cellerna är sammans"),
        ("lön.csv", changed(5, "Heltidslön", "tjugo"), "Rad 5, kolumnen Heltidslön: här står text"),
        ("lön.csv", changed(5, "Heltidslön", "=B2"), "Rad 5, kolumnen Heltidslön: här står en form"),
        ("lön.csv", changed(5, "Heltidslön", "2025-01-01"), "kolumnen Heltidslön: här står ett datum"),
        ("lön.csv", changed(5, "Heltidslön", -100), "Rad 5, kolumnen Heltidslön: talet är negativt"),
        ("lön.csv", changed(5, "Heltidslön", 0), "Rad 5, kolumnen Heltidslön: talet är noll"),
        ("lön.csv", changed(5, "Heltidslön", ""), "Rad 5, kolumnen Heltidslön: cellen är tom."),
        ("lön.csv", changed(6, "Sysselsättningsgrad", 0), "Rad 6, kolumnen Sysselsättningsgrad: omf"),
        ("lön.csv", changed(6, "Sysselsättningsgrad", 7500), "omfattningen 7500 ska vara större än"),
        ("lön.csv", changed(6, "Sysselsättningsgrad", 0.75), "omfattningen 0,75 är skriven som andel"),
        ("lön.csv", changed(7, "Anställd från", "1900-01-00"), "Rad 7, kolumnen Anställd från: 1900"),
        ("lön.csv", changed(7, "Anställd från", "1899-12-31"), "är inget rimligt datum"),
        ("lön.csv", changed(7, "Anställd från", "42064"), "42064 är inget rimligt datum"),
        ("lön.csv", changed(8, "Befattning", SOME), "Rad 8, kolumnen Befattning: här står ett pers"),
        ("lön.csv", changed(9, "Anstnr", 3), "Rad 9, kolumnen Anstnr: samma nummer som på rad 4."),
        ("lön.csv", changed(9, "Anstnr", ""), "Rad 9, kolumnen Anstnr: cellen är tom."),
        ("lön.csv", changed(9, "Kön", ""), "Rad 9, kolumnen Kön: kön saknas."),
        ("lön.csv", changed(3, "Heltidslön", "28.200,5"), None),
        ("lön.xlsx", with_formula(""), "Rad 3, kolumnen Heltidslön: här står en formel utan sparat"),
        ("lön.xlsx", with_formula("<v>0</v>", stale=True), "Rad 3, kolumnen Heltidslön: här står en"),
        (
            "lön.csv",
            as_csv([HEADINGS, *ROWS, ["Summa", "", "", "", 345_000, ""]]),
            "Rad 14, kolumnen Anstnr: här står Summa.",
        ),
        (
            "lön.csv",
            as_csv([[*HEADINGS, *(f"Kolumn {i}" for i in range(300))], *ROWS]),
            "har 306 kolumner, och högst 250 läses",
        ),
        ("lön.parquet", parquet({f"k{i}": [1] for i in range(300)}), "har 300 kolumner"),
        ("lön.csv", as_csv([HEADINGS]), "har rubriker men inga rader"),
        ("lön.csv", b"", "är tom"),
        ("lön.xlsx", workbook([[""]]), "är tom"),
        ("lön.xls", b"<html><body><table><tr><td>1</td></tr></table>", "är en webbsida"),
        ("lön.xlsx", b"\xef\xbb\xbf<!DOCTYPE html><table>", "är en webbsida"),
        ("lön.csv", b"<table><tr><td>1</td></tr></table>", "är ingen tabell"),
        ("lön.csv", workbook([HEADINGS, *ROWS]), "är ingen tabell"),
        ("lön.parquet", as_csv([HEADINGS, *ROWS]), "är ingen läsbar Parquet-fil"),
        ("lön.xlsx", parquet({"a": [1]}), "är inget läsbart kalkylblad"),
        ("lön.xlsx", workbook([HEADINGS, *ROWS])[:400], "är inget läsbart kalkylblad"),
        ("lön.xls", b"\xd0\xcf\x11\xe0" + bytes(600), "är inget läsbart kalkylblad"),
        ("lön.pdf", b"%PDF-1.7", "kan inte läsas"),
        ("lön.xml", b"<paxml><personal>", "är inte hel: felet står på rad 1"),
        ("lön.xml", b"<paxml><lonetransaktioner/></paxml>", "har inga personer"),
        ("lön.xml", as_csv([HEADINGS, *ROWS]), "är ingen PAXml-fil"),
    ],
)  # fmt: skip
def test_each_fault_is_one_line(name, content, line):
    if line is None:
        assert len(read_through(content, name)[0]) == len(ROWS)
        return

    lines = lines_of(content, name)

    assert len(lines) == 1
    assert line in lines[0]
    assert lines[0].endswith(".")


def test_a_file_with_macros_is_refused_whatever_it_is_called():
    content = workbook([HEADINGS, *ROWS])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {n: archive.read(n) for n in archive.namelist()}
    with_macros = packed(parts | {"xl/vbaProject.bin": b"makro"})

    for name in ("lön.xlsm", "lön.xlsx"):
        assert "innehåller makron" in lines_of(with_macros, name)[0]


def test_a_file_that_unpacks_to_far_too_much_is_refused():
    bomb = packed({"[Content_Types].xml": b"", "xl/workbook.xml": bytes(30_000_000)})

    assert len(bomb) < 100_000
    assert "packas upp till orimligt mycket" in lines_of(bomb, "lön.xlsx")[0]


def test_a_part_that_is_larger_than_it_says_is_refused():
    content = bytearray(packed({"xl/workbook.xml": b"a" * 1000}))
    for sign, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = content.index(sign) + place
        content[at : at + 4] = (10).to_bytes(4, "little")

    assert "är inget läsbart kalkylblad" in lines_of(bytes(content), "lön.xlsx")[0]


def test_a_large_file_is_refused_before_it_is_read(tmp_path, monkeypatch):
    path = tmp_path / "lön.csv"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    monkeypatch.setattr(opening, "_head", lambda path: pytest.fail("the file was read"))

    with pytest.raises(FaultyTable) as caught:
        open_file(path)

    assert caught.value.lines[0].startswith("Filen lön.csv är 200 MB, och högst 150 MB läses.")


def test_saved_values_of_formulas_are_read_and_that_is_told():
    read, file = read_through(with_formula("<v>28200</v>"), "lön.xlsx")

    assert read.pay[1] == 28_200
    assert file.notes == ("Rad 3, kolumn 5 har formler. De värden som sparades i filen är lästa.",)


def test_a_formula_without_value_in_a_column_that_is_not_read_does_no_harm():
    content = rewritten(
        workbook([[*HEADINGS, "Anteckning"], *([*row, "x"] for row in ROWS)]),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(
            b'<c t="inlineStr"><is><t xml:space="preserve">x</t></is></c>',
            b'<c r="G2"><f>A1</f></c>', 1,
        ),
    )  # fmt: skip

    assert len(read_through(content, "lön.xlsx")[0]) == len(ROWS)


def test_a_cell_merged_above_the_headings_does_no_harm():
    content = rewritten(
        workbook([["Lönelista"], HEADINGS, *ROWS]),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(
            b"</sheetData>",
            b'</sheetData><mergeCells count="1"><mergeCell ref="A1:F1"/></mergeCells>',
        ),
    )

    assert len(read_through(content, "lön.xlsx")[0]) == len(ROWS)


def test_a_title_that_means_total_is_no_row_of_sums():
    rows = [*ROWS[:-1], [99, "K", "Totalt ansvarig", 100, 30_000, "2015-03-01"]]

    assert len(read_through(as_csv([HEADINGS, *rows]), "lön.csv")[0]) == len(ROWS)


def test_names_and_accounts_are_never_read_from_paxml():
    content = paxml(people(3)).replace(b"<fornamn>", b"<bankkonto>123</bankkonto><fornamn>")

    file = open_file(content, name="personal.xml")

    assert not {"fornamn", "efternamn", "bankkonto"} & set(file.table.names)
    assert file.notes == (
        "Namn, adresser och bankkonton i filen är inte lästa.",
        "Där lön eller sysselsättningsgrad har flera datum är det senaste läst.",
    )


def test_paxml_fetches_and_expands_nothing():
    declared = b'<!DOCTYPE paxml [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    person = b'<person anstid="1"><befattning>Kock &e;</befattning></person>'

    file = open_file(
        declared + b"<paxml><personal>" + person + b"</personal></paxml>", name="personal.xml"
    )

    assert file.table.sample("befattning") == ["Kock"]


def test_the_november_file_has_a_place_and_says_what_it_lacks():
    november = next(f for f in formats.FORMATS if "november" in f.name)

    assert not november.forms and not november.endings
    assert november.lacks.startswith("Postbeskrivningen finns inte här ännu.")
    assert all(bool(f.forms) != bool(f.lacks) for f in formats.FORMATS)


@settings(max_examples=150, deadline=None)
@given(
    content=st.binary(max_size=300),
    start=st.sampled_from([b"", b"PK\x03\x04", b"PAR1", b"<paxml>", b"\xd0\xcf\x11\xe0", b"a;b\n"]),
    name=st.sampled_from(["a.csv", "a.xlsx", "a.xls", "a.ods", "a.parquet", "a.xml", "a"]),
)
def test_any_bytes_give_a_table_or_swedish_lines_and_never_another_error(content, start, name):
    try:
        file = open_file(start + content, name=name)
    except FaultyTable as faulty:
        assert all(line.endswith(".") for line in faulty.lines)
    else:
        assert file.n_rows == len(file.table)
