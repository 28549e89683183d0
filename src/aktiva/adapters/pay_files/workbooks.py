"""Workbooks as rows: xlsx, xls and ods. Nothing in them is run or computed."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import python_calamine

from aktiva.adapters.files.kinds import HIGHEST_RATIO, MOST_PARTS, SMALL_UNPACKED
from aktiva.adapters.pay_files.rows import FIRST_ROWS, Row, Sheet, heading_count
from aktiva.domain.pay.columns import FaultyTable

LARGEST_UNPACKED = 600 * 1024 * 1024

_BROKEN = (
    zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, KeyError, EOFError,
    ValueError,
)  # fmt: skip
_MACROS = re.compile(r"vbaProject|macrosheets/|activeX/|\ABasic/|\AScripts/", re.IGNORECASE)
_FORMULA = re.compile(
    rb"<(?:\w+:)?c\b([^>]*)>\s*<(?:\w+:)?f\b(?:[^>]*/>|.*?</(?:\w+:)?f>)(.*?)</(?:\w+:)?c>",
    re.DOTALL,
)
_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d+)"')
_VALUE = re.compile(rb"<(?:\w+:)?v>(.+?)</(?:\w+:)?v>", re.DOTALL)
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')
_LINK = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_OPEN_DOCUMENT = re.compile(
    rb'<table:table\b[^>]*?table:name="(?P<table>[^"]*)"|<table:table-row\b(?P<row>[^>]*)>'
    rb"|<table:(?P<covered>covered-)?table-cell\b(?P<cell>[^>]*)>"
)
_REPEATED = re.compile(rb'number-(?:rows|columns)-repeated="(\d+)"')


@dataclass(frozen=True)
class Workbook:
    """The sheet that was read, what the others are called, and what a person should know."""

    sheet: Sheet
    name: str
    others: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def read(
    content: bytes, *, name: str, sheet: str | None = None, wanted: Collection[str] = ()
) -> Workbook:
    """Return the sheet that holds the table.

    Args:
        sheet: Which to read; else the one that has all that is wanted, or the one whose headings
            are most like those of a pay file, the first where several are.

    Raises:
        FaultyTable: The file is no workbook, is locked, has macros or unpacks to far too much.
    """
    parts = _Parts(content, name)
    try:
        with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            names = _shown(book)
            if sheet is not None and sheet not in names:
                raise FaultyTable(
                    [f"Filen {name} har inget blad som heter {sheet}. Välj ett annat."]
                )
            chosen, others = _choose(book, names, wanted, sheet)
            found = book.get_sheet_by_name(chosen)
            rows: list[Row] = list(found.to_python(skip_empty_area=False))
            merged = tuple(found.merged_cell_ranges or ())
    except FaultyTable:
        raise
    except python_calamine.PasswordError as error:
        raise FaultyTable(
            [f"Filen {name} är låst med lösenord. Spara en kopia utan lösenord."]
        ) from error
    except Exception as error:  # the reader raises its own kinds and the zip library's
        raise FaultyTable(
            [f"Filen {name} är inget läsbart kalkylblad. Spara den på nytt som .xlsx."]
        ) from error
    saved, unsaved = parts.formulas(chosen)
    result = Sheet(rows=rows, merged=merged or parts.covered(chosen), unsaved=unsaved)
    notes = []
    if len(names) > 1 and sheet is None:
        notes.append(f"Bladet {chosen} är läst.")
    if others and sheet is None:
        notes.append(f"Också {', '.join(others)} ser ut att ha en tabell. Välj blad om det är fel.")
    if saved:
        row, column = saved[0]
        more = f" och {len(saved) - 1} celler till" if len(saved) > 1 else ""
        notes.append(
            f"Rad {row + 1}, kolumn {column + 1}{more} har formler. De värden som sparades i filen är lästa."
        )
    return Workbook(result, chosen, tuple(others), tuple(notes))


def _shown(book: python_calamine.CalamineWorkbook) -> list[str]:
    visible = python_calamine.SheetVisibleEnum.Visible
    shown = [s.name for s in book.sheets_metadata if s.visible == visible]
    return shown or list(book.sheet_names)


def _choose(
    book: python_calamine.CalamineWorkbook,
    names: list[str],
    wanted: Collection[str],
    sheet: str | None,
) -> tuple[str, list[str]]:
    """Return the sheet to read and those that a person might have meant instead."""
    if len(names) == 1:
        return names[0], []
    first = {n: book.get_sheet_by_name(n).to_python(nrows=FIRST_ROWS) for n in names}
    if sheet is None:
        for name, rows in first.items():
            if wanted and any(set(wanted) <= {str(cell).strip() for cell in row} for row in rows):
                return name, []
    if wanted:
        return sheet or names[0], []
    counts = {name: heading_count(rows) for name, rows in first.items()}
    best = sheet or max(names, key=lambda n: counts[n])
    return best, [n for n in names if n != best and counts[n] >= 3]


class _Parts:
    """The parts of a workbook that is a zip file, none larger than it says it is."""

    def __init__(self, content: bytes, name: str) -> None:
        self._content = content
        self._name = name
        self._with_formulas: set[str] = set()
        self._zipped = content.startswith(b"PK\x03\x04")
        if self._zipped:
            with self._open() as packed:
                self._check(packed)

    def formulas(self, sheet: str) -> tuple[list[tuple[int, int]], set[tuple[int, int]]]:
        """Return where a sheet of an xlsx file has formulas: with a saved value, and without."""
        saved: list[tuple[int, int]] = []
        unsaved: set[tuple[int, int]] = set()
        if not self._zipped:
            return saved, unsaved
        with self._open() as packed:
            part = _part_of(packed, sheet)
            if part not in self._with_formulas:
                return saved, unsaved
            stale = b'fullCalcOnLoad="1"' in packed.read("xl/workbook.xml")
            xml = packed.read(part)
        for cell in _FORMULA.finditer(xml):
            place = _PLACE.search(cell[1])
            if place is None:
                continue
            where = int(place[2]) - 1, _column(place[1])
            value = _VALUE.search(cell[2])
            if value is None or (stale and value[1] == b"0"):
                unsaved.add(where)
            else:
                saved.append(where)
        return saved, unsaved

    def covered(self, sheet: str) -> tuple[tuple[tuple[int, int], tuple[int, int]], ...]:
        """Return the first cell of a sheet of an ods file that another cell covers."""
        if not self._zipped:
            return ()
        with self._open() as packed:
            if "content.xml" not in packed.namelist():
                return ()
            xml = packed.read("content.xml")
        if b"covered-table-cell" not in xml:
            return ()
        row, column, here = 0, 0, False
        for found in _OPEN_DOCUMENT.finditer(xml):
            if found["table"] is not None:
                row, here = 0, _plain(found["table"]) == sheet
            elif found["row"] is not None:
                row, column = row + _times(found["row"]), 0
            elif found["covered"] and here:
                place = max(row - 1, 0), column
                return ((place, place),)
            else:
                column += _times(found["cell"])
        return ()

    @contextmanager
    def _open(self) -> Iterator[zipfile.ZipFile]:
        try:
            with zipfile.ZipFile(io.BytesIO(self._content)) as packed:
                yield packed
        except FaultyTable:
            raise
        except _BROKEN as error:
            raise FaultyTable(
                [f"Filen {self._name} är inget läsbart kalkylblad. Spara den på nytt som .xlsx."]
            ) from error

    def _check(self, packed: zipfile.ZipFile) -> None:
        parts = packed.infolist()
        if any(_MACROS.search(part.filename) for part in parts):
            raise FaultyTable(
                [f"Filen {self._name} innehåller makron. Spara en kopia utan makron som .xlsx."]
            )
        if any(part.flag_bits & 1 for part in parts):
            raise FaultyTable(
                [f"Filen {self._name} är låst med lösenord. Spara en kopia utan lösenord."]
            )
        unpacked = sum(part.file_size for part in parts)
        bomb = unpacked > SMALL_UNPACKED and unpacked > len(self._content) * HIGHEST_RATIO
        if len(parts) > MOST_PARTS or unpacked > LARGEST_UNPACKED or bomb:
            raise FaultyTable(
                [
                    f"Filen {self._name} packas upp till orimligt mycket och läses inte. Spara tabellen i en ny fil."
                ]
            )
        for part in parts:
            if _has_formulas(packed, part):
                self._with_formulas.add(part.filename)


def _has_formulas(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Return whether a part may have formulas.

    It is read through: a part that is larger than it says has another sum, which raises.
    """
    found, end = False, b""
    with packed.open(part) as stream:
        while piece := stream.read(1 << 20):
            seen = end + piece
            found = found or b"<f" in seen or b":f" in seen
            end = piece[-1:]
    return found


def _part_of(packed: zipfile.ZipFile, sheet: str) -> str | None:
    """Return the part of an xlsx file that holds a sheet, None in other workbooks."""
    names = set(packed.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return None
    targets = {}
    for link in _LINK.findall(packed.read("xl/_rels/workbook.xml.rels")):
        told = dict(_ATTRIBUTE.findall(link))
        targets[told.get(b"Id")] = told.get(b"Target", b"").decode("utf-8")
    for found in _SHEET.findall(packed.read("xl/workbook.xml")):
        told = dict(_ATTRIBUTE.findall(found))
        if _plain(told.get(b"name", b"")) == sheet:
            target = targets.get(told.get(b"r:id"), "")
            part = target[1:] if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            return part if part in names else None
    return None


def _times(attributes: bytes) -> int:
    """Return how many times a row or a cell of an ods file stands."""
    found = _REPEATED.search(attributes)
    return int(found[1]) if found else 1


def _plain(attribute: bytes) -> str:
    text = attribute.decode("utf-8", "replace")
    for name, sign in (("lt", "<"), ("gt", ">"), ("quot", '"'), ("apos", "'"), ("amp", "&")):
        text = text.replace(f"&{name};", sign)
    return text


def _column(letters: bytes) -> int:
    """Return a column's place from 0: A is 0, AA is 26."""
    place = 0
    for letter in letters:
        place = place * 26 + letter - ord("A") + 1
    return place - 1
