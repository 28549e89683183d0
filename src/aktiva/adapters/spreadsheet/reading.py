"""Rows of text from whatever a municipality keeps its lists in: xlsx, xls, ods, csv or pasted."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, time

import python_calamine

LARGEST_BYTES = 10 * 1024 * 1024
MOST_ROWS = 20_000
_UNMARKED = 8
"""Bytes whose every second is zero tell UTF-16 without a mark."""


class UnreadableTable(ValueError):
    """The file holds no table; the message says why and what to do, in Swedish."""


def read(content: bytes, *, name: str) -> list[list[str]]:
    """Return the first sheet's rows as text, empty rows at the end left out.

    Whole numbers lose their ``.0``, dates are ISO 8601, text is stripped.

    Raises:
        UnreadableTable: Too large, empty, or no format that is known.
    """
    if len(content) > LARGEST_BYTES:
        raise UnreadableTable(
            "Filen är större än 10 MB. Dela upp den eller ta bort det som inte behövs."
        )
    if not content.strip():
        raise UnreadableTable("Filen är tom. Kontrollera att du valde rätt fil.")
    if name.lower().rsplit(".", 1)[-1] in {"xlsx", "xlsm", "xls", "xlsb", "ods"}:
        rows = _workbook(content)
    else:
        rows = _text(decode(content))
    while rows and not any(rows[-1]):
        rows.pop()
    if not rows:
        raise UnreadableTable(
            "Filen har inga rader. Kontrollera att listan ligger på det första bladet."
        )
    if len(rows) > MOST_ROWS:
        raise UnreadableTable(f"Filen har fler än {MOST_ROWS} rader. Dela upp den.")
    return rows


def read_pasted(text: str) -> list[list[str]]:
    """Return the rows of a table pasted from a spreadsheet, or written with semicolons.

    Raises:
        UnreadableTable: Nothing was pasted.
    """
    return read(text.encode(), name="inklistrat.csv")


def decode(content: bytes) -> str:
    """Return text in UTF-8, UTF-16 or Windows' western code page."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    for encoding, zeros, letters in (("utf-16-le", 1, 0), ("utf-16-be", 0, 1)):
        head = content[:_UNMARKED]
        if len(head) == _UNMARKED and not any(head[zeros::2]) and all(head[letters::2]):
            return content.decode(encoding, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _workbook(content: bytes) -> list[list[str]]:
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except Exception as error:  # the reader raises its own kinds and the zip library's
        raise UnreadableTable(
            "Filen gick inte att läsa. Spara den på nytt som .xlsx eller .csv och försök igen."
        ) from error
    return [[plain(cell) for cell in row] for row in rows]


def _text(text: str) -> list[list[str]]:
    if "\x00" in text:
        raise UnreadableTable(
            "Filen är inget kalkylblad. Välj en fil som slutar på .xlsx, .ods eller .csv."
        )
    head = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max("\t;,", key=head.count)
    try:
        return [
            [cell.strip() for cell in row]
            for row in csv.reader(io.StringIO(text), delimiter=delimiter)
        ]
    except csv.Error as error:
        raise UnreadableTable(
            "Filen gick inte att läsa som tabell. Spara den som .xlsx i stället."
        ) from error


def plain(cell: object) -> str:
    """Return a cell as text: whole numbers without ``.0``, dates as ISO 8601."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell).strip()
