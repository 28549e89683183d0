"""Text files as rows: semicolon, comma or tab, in UTF-8, UTF-16 or Windows' western code page."""

from __future__ import annotations

import csv
import io
from collections import Counter

from aktiva.adapters.pay_files.rows import FIRST_ROWS, Sheet
from aktiva.adapters.spreadsheet.reading import decode
from aktiva.domain.pay.columns import FaultyTable


def read(content: bytes, *, name: str) -> Sheet:
    """Return a text file's rows.

    Raises:
        FaultyTable: The file is no text, or no table.
    """
    text = decode(content)
    if "\x00" in text:
        raise FaultyTable(
            [f"Filen {name} är ingen tabell. Välj en fil med rubriker och en rad per anställd."]
        )
    delimiter = _delimiter(text)
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error as error:
        raise FaultyTable(
            [f"Filen {name} gick inte att läsa som tabell. Spara den som .xlsx i stället."]
        ) from error
    return Sheet(rows=rows, decimal="." if delimiter == "," else None)


def _delimiter(text: str) -> str:
    """Return the sign that stands the same number of times on most of the first lines."""
    lines = [line for line in text[:200_000].splitlines() if line.strip()][:FIRST_ROWS]

    def steady(sign: str) -> tuple[int, int]:
        times = Counter(n for line in lines if (n := line.count(sign)))
        most = max(times, key=lambda n: (times[n], n), default=0)
        return times[most] * most, most

    return max(";\t,", key=steady)
