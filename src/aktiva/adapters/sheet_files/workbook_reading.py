"""Read a workbook that has been filled in. Nothing in it is computed."""

from __future__ import annotations

import posixpath
import re
import zipfile
from io import BytesIO
from typing import Any

import python_calamine
from lxml import etree

from aktiva.adapters.sheet_files import marks, workbook
from aktiva.adapters.sheet_files.marks import BROKEN, NOT_OURS, UnreadableSheet
from aktiva.adapters.sheet_files.workbook import (
    ANSWER_COLUMN,
    ANSWERS,
    BETWEEN,
    CHOICES,
    HIDDEN,
    KEY_COLUMN,
    SEEN,
)
from aktiva.adapters.spreadsheet.reading import plain
from aktiva.domain.questionnaire.sheet_file import Outside, Returned, SheetFile, Written

_COMMENTS = re.compile(r"xl/(?:comments[^/]*|threadedComments/[^/]+)\.xml")
_PLACE = re.compile(r"([A-Z]*)([0-9]+)")
_TOO_FAR = (
    "Filen har celler långt utanför frågorna. Hämta filen på nytt, för över svaren till den och "
    "läs in den."
)
MOST_ROWS = 10_000
"""Rows, and 702 columns: those with names of two letters."""

LARGEST_PART = 10 * 1024 * 1024
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def read(content: bytes, file: SheetFile) -> Returned:
    """Return what a workbook says. It has been found to be one, without macros.

    Args:
        file: The same sheet's file as it would be made now, whose own words are no answers.

    Raises:
        UnreadableSheet: It is damaged, or no sheet's file.
    """
    try:
        formulas = _formulas(content)
        book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(content))
        names = book.sheet_names
        if not {ANSWERS, HIDDEN} <= set(names):
            raise UnreadableSheet(NOT_OURS)
        told = _rows(book, HIDDEN)
        rows = _rows(book, ANSWERS)
        elsewhere = _elsewhere(book, content)
    except UnreadableSheet:
        raise
    except Exception as wrong:  # the reader raises its own kinds, and the zip and XML libraries'
        raise UnreadableSheet(BROKEN) from wrong
    found = {row[0]: row[1] for row in told if len(row) > 1}
    seen = "".join(row[1] for row in told if len(row) > 1 and row[0] == SEEN)
    written, outside = _written(rows, formulas, _own(file))
    if not written:
        raise UnreadableSheet(
            "Den dolda kolumnen A på bladet Svar är borttagen, så svaren går inte att känna igen. "
            "Hämta filen på nytt, för över svaren till den och läs in den."
        )
    return Returned(marks.heard(found), marks.seen_of(seen), written, (*outside, *elsewhere))


def _rows(book: Any, name: str) -> list[list[str]]:
    sheet = book.get_sheet_by_name(name)
    return [[plain(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]


def _written(
    rows: list[list[str]], formulas: set[str], own: frozenset[str]
) -> tuple[tuple[Written, ...], tuple[Outside, ...]]:
    """Return the fields by their keys, wherever their rows stand now, and words beside them."""
    written, outside = [], []
    for number, row in enumerate(rows, 1):
        place = f"rad {number}"
        key = row[KEY_COLUMN] if row else ""
        if key.count(BETWEEN) >= 2:
            question, field, option = key.rsplit(BETWEEN, 2)
            words = row[ANSWER_COLUMN] if len(row) > ANSWER_COLUMN else ""
            is_formula = f"{chr(ord('A') + ANSWER_COLUMN)}{number}" in formulas
            written.append(Written(question, field, option, words, place, is_formula))
        outside += [Outside(place, cell) for cell in _beside(row) if _same(cell) not in own]
    return tuple(written), tuple(outside)


def _beside(row: list[str]) -> list[str]:
    """Return what stands in a row beside its key and its answer."""
    is_field = bool(row) and row[KEY_COLUMN].count(BETWEEN) >= 2
    skipped = {KEY_COLUMN, ANSWER_COLUMN} if is_field else set()
    return [cell for at, cell in enumerate(row) if cell and at not in skipped]


def _own(file: SheetFile) -> frozenset[str]:
    """Return the words that the product itself writes beside the answers."""
    book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(workbook.write(file)))
    return frozenset(_same(cell) for row in _rows(book, ANSWERS) for cell in _beside(row))


def _same(words: str) -> str:
    return " ".join(words.split())


def _elsewhere(book: Any, content: bytes) -> tuple[Outside, ...]:
    """Return the words on sheets that somebody has added, and in comments."""
    found = [
        Outside(f"bladet {name}", cell)
        for name in book.sheet_names
        if name not in {ANSWERS, HIDDEN, CHOICES}
        for row in _rows(book, name)
        for cell in row
        if cell
    ]
    with zipfile.ZipFile(BytesIO(content)) as packed:
        for name in packed.namelist():
            if _COMMENTS.fullmatch(name):
                for comment in _part(packed, name).iter(f"{_MAIN}comment"):
                    said = "".join(t.text or "" for t in comment.iter(f"{_MAIN}t")).strip()
                    found += [Outside("i en kommentar", said)] if said else []
    return tuple(found)


def _formulas(content: bytes) -> set[str]:
    """Return the cells of the answers that hold a formula; a sheet that is far too wide is refused.

    The table's reader takes room for every cell up to the last, so the extent is looked at first.
    """
    with zipfile.ZipFile(BytesIO(content)) as packed:
        book = _part(packed, "xl/workbook.xml")
        links = _part(packed, "xl/_rels/workbook.xml.rels")
        places = {link.get("Id"): link.get("Target", "") for link in links}
        found: set[str] | None = None
        for sheet in book.iter(f"{_MAIN}sheet"):
            target = places.get(sheet.get(_RELATED), "")
            page = _part(packed, posixpath.normpath(posixpath.join("/xl", target)).lstrip("/"))
            _check_extent(page)
            if sheet.get("name") == ANSWERS:
                cells = page.iter(f"{_MAIN}c")
                found = {c.get("r", "") for c in cells if c.find(f"{_MAIN}f") is not None}
    if found is None:
        raise UnreadableSheet(NOT_OURS)
    return found


def _check_extent(page: Any) -> None:
    for part in page.iter(f"{_MAIN}row", f"{_MAIN}c"):
        place = part.get("r")
        m = _PLACE.fullmatch(place or "1")
        if m is None or len(m[2]) > len(str(MOST_ROWS)) or int(m[2]) > MOST_ROWS or len(m[1]) > 2:
            raise UnreadableSheet(_TOO_FAR)


def _part(packed: zipfile.ZipFile, name: str) -> Any:
    """Return a part as XML; one that declares entities is refused."""
    if packed.getinfo(name).file_size > LARGEST_PART:
        raise UnreadableSheet(BROKEN)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    part = etree.fromstring(packed.read(name), parser)
    if part.getroottree().docinfo.internalDTD is not None:
        raise UnreadableSheet(BROKEN)
    return part
