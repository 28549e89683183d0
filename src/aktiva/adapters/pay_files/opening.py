"""The one door for pay files and staff files: what they are, whether they may be read, and how."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from aktiva.adapters.pay_files import texts, workbooks
from aktiva.adapters.pay_files.formats import LARGEST_BYTES, Form, check, form_of
from aktiva.adapters.pay_files.rows import table_of
from aktiva.domain.pay.columns import FaultyTable, Table

_HEAD = 4096


@dataclass(frozen=True)
class OpenedFile:
    """A file whose table has been found.

    Attributes:
        sha256: Of the file's bytes as they were handed in.
        notes: What a person should know, one Swedish sentence each.
        sheet: The sheet that was read, "" in files without sheets.
        other_sheets: Those that a person might have meant instead.
    """

    table: Table
    sha256: str
    n_rows: int
    notes: tuple[str, ...] = ()
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()


def open_file(
    source: Path | bytes,
    *,
    name: str = "",
    sheet: str | None = None,
    wanted: Collection[str] | None = None,
) -> OpenedFile:
    """Open a pay file or a staff file and find its table.

    Args:
        source: Where the file lies, or its bytes.
        name: What it is called, for its kind and for what is said of it; else the path's name.
        sheet: The sheet to read in a workbook; else the one most like a pay file.
        wanted: Headings that are known. The row of headings is then the first with anything in
            it, or the one that has them all, and nothing is found by usual headings.

    Raises:
        FaultyTable: The file is not there, or cannot be read; Swedish lines say why.
    """
    called = name or (source.name if isinstance(source, Path) else "filen")
    content = _content(source, called)
    head = content[:_HEAD] if isinstance(content, bytes) else _head(content)
    form = form_of(head)
    check(called, Path(called).suffix.lower(), form)
    if form is Form.PARQUET:
        from aktiva.adapters.pay_files import parquet  # 0.15 s that other files need not wait for

        columns = parquet.read(content, name=called)
        return OpenedFile(columns, _sum(content), len(columns))
    data = content if isinstance(content, bytes) else content.read_bytes()
    guess = wanted is None
    if form is Form.PAXML:
        from aktiva.adapters.pay_files import paxml

        persons, lines, notes = paxml.read(data, name=called)
        table = replace(
            table_of(persons, name=called, wanted=wanted or (), guess=False), lines=lines[1:]
        )
        return OpenedFile(table, _sum(data), len(table), notes)
    if form is Form.TEXT:
        table = table_of(
            texts.read(data, name=called), name=called, wanted=wanted or (), guess=guess
        )
        return OpenedFile(table, _sum(data), len(table))
    book = workbooks.read(data, name=called, sheet=sheet, wanted=wanted or ())
    table = table_of(book.sheet, name=called, wanted=wanted or (), guess=guess)
    return OpenedFile(table, _sum(data), len(table), book.notes, book.name, book.others)


def read_table(path: Path, wanted: Collection[str] = ()) -> Table:
    """Open a file whose headings are known.

    Raises:
        FaultyTable: The file is not there, or is no table; Swedish lines say why.
    """
    return open_file(path, wanted=wanted).table


def _content(source: Path | bytes, name: str) -> Path | bytes:
    """Return where the content is, when it is there and small enough."""
    if isinstance(source, Path) and not source.is_file():
        raise FaultyTable([f"Filen {source} finns inte. Kontrollera namnet."])
    size = source.stat().st_size if isinstance(source, Path) else len(source)
    if size > LARGEST_BYTES:
        raise FaultyTable(
            [
                f"Filen {name} är {size // 1024**2} MB, och högst {LARGEST_BYTES // 1024**2} MB läses. Ta bort det som inte behövs, eller spara den som .parquet."
            ]
        )
    if size == 0:
        raise FaultyTable([f"Filen {name} är tom. Kontrollera att det är rätt fil."])
    return source


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEAD)


def _sum(content: Path | bytes) -> str:
    if isinstance(content, bytes):
        return hashlib.sha256(content).hexdigest()
    with content.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
