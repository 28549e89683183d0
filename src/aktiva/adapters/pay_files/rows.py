"""A table held as rows of cells, from a workbook, a text file or PAXml."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from aktiva.adapters.pay_files.formats import MOST_COLUMNS
from aktiva.adapters.spreadsheet.reading import plain
from aktiva.domain.pay.columns import MOST_LINES, Codes, FaultyTable, Numbers, sorted_codes
from aktiva.domain.pay.gaps import Whole
from aktiva.domain.pay.meanings import folded, heading_row
from aktiva.domain.pay.numbers import number, parse

Row = Sequence[object]

FIRST_ROWS = 40
"""The headings are looked for among so many rows."""
SAMPLE = 400

_TOTALS = ("summa", "totalt", "total", "totalsumma", "delsumma", "sum", "medel", "medelvarde")
_LAST_ROWS = 3


@dataclass(frozen=True)
class Sheet:
    """Rows as they lie in a file, with what the reader of workbooks knows about them.

    Attributes:
        merged: First and last row and column of cells that are one, from 0.
        unsaved: Row and column of formulas whose value is not in the file, from 0.
        decimal: The decimal sign that the file is known to use.
    """

    rows: Sequence[Row]
    merged: Sequence[tuple[tuple[int, int], tuple[int, int]]] = ()
    unsaved: Collection[tuple[int, int]] = ()
    decimal: str | None = None


@dataclass(frozen=True)
class RowTable:
    """A table of rows below their headings. `lines` are the rows' numbers in the file."""

    names: Sequence[str]
    rows: Sequence[Row]
    lines: Sequence[int]
    decimal: str | None = None
    unsaved: dict[int, list[int]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.rows)

    def row(self, index: int) -> int:
        return self.lines[index]

    def numbers(self, name: str) -> Numbers:
        cells = self._cells(name)
        values = np.full(len(cells), np.nan)
        places: dict[str, int] = {}
        at: list[int] = []
        texts: list[int] = []
        for i, cell in enumerate(cells):
            if type(cell) is float or type(cell) is int:
                values[i] = cell
            elif cell != "":
                at.append(i)
                texts.append(places.setdefault(plain(cell), len(places)))
        if not at:
            return Numbers(values=values)
        read = numbers_of(np.array(texts, np.int32), list(places), decimal=self.decimal)
        values[at] = read.values
        return Numbers(
            values=values,
            faults=tuple((at[i], text) for i, text in read.faults),
            unsure=tuple(at[i] for i in read.unsure),
            missing=tuple(at[i] for i in read.missing),
        )

    def codes(self, name: str) -> Codes:
        places: dict[str, int] = {}
        index = np.array(
            [places.setdefault(code(cell), len(places)) for cell in self._cells(name)], np.int32
        )
        return sorted_codes(index, list(places))

    def alike(self, name: str) -> Whole:
        places: dict[str, int] = {"": -1}
        return np.array(
            [places.setdefault(code(cell), len(places) - 1) for cell in self._cells(name)],
            np.int32,
        )

    def sample(self, name: str) -> Sequence[str]:
        place = self.names.index(name)
        step = max(1, len(self.rows) // SAMPLE)
        return [code(_cell(row, place)) for row in self.rows[::step]]

    def _cells(self, name: str) -> list[object]:
        """Return a column's cells.

        Raises:
            FaultyTable: There are formulas whose value is not in the file.
        """
        place = self.names.index(name)
        if place in self.unsaved:
            raise FaultyTable(
                [
                    f"Rad {line}, kolumnen {name}: här står en formel utan sparat värde. Öppna filen i kalkylprogrammet och spara den, eller ersätt formeln med värdet."
                    for line in self.unsaved[place][:MOST_LINES]
                ]
            )
        return [_cell(row, place) for row in self.rows]


def table_of(sheet: Sheet, *, name: str, wanted: Collection[str] = (), guess: bool) -> RowTable:
    """Return the table that a sheet holds.

    Args:
        name: The file's name, for what is said of it.
        wanted: Headings that the row of headings is known to have.
        guess: Look for the row of headings by usual headings; else it is the first row with
            anything in it, unless a row has all that is wanted.

    Raises:
        FaultyTable: It is empty, too wide, merged, or has rows that are no persons.
    """
    filled = [(i, row) for i, row in enumerate(sheet.rows) if row.count("") < len(row)]
    if not filled:
        raise FaultyTable([f"Filen {name} är tom. Kontrollera att det är rätt fil."])
    at = _headings_at([row for _, row in filled[:FIRST_ROWS]], wanted, guess=guess)
    start, heading = filled[at]
    names = [plain(cell) for cell in heading]
    while names and not names[-1]:
        names.pop()
    body = filled[at + 1 :]
    lines = [i + 1 for i, _ in body]
    _check_width(name, names, body)
    _check_merged(sheet, names, start)
    _check_totals(names, body)
    if guess:
        if not body:
            raise FaultyTable(["Filen har rubriker men inga rader med anställda."])
        _check_second_headings(names, body)
    unsaved: dict[int, list[int]] = {}
    for i, column in sorted(sheet.unsaved):
        if i > start:
            unsaved.setdefault(column, []).append(i + 1)
    return RowTable(
        names=names,
        rows=[row for _, row in body],
        lines=lines,
        decimal=sheet.decimal,
        unsaved=unsaved,
    )


def code(cell: object) -> str:
    """Return a cell as a code: text without spaces around it, numbers as they are written."""
    return cell.strip() if type(cell) is str else plain(cell)


def numbers_of(index: Whole, names: Sequence[str], *, decimal: str | None = None) -> Numbers:
    """Return rows of text as numbers; ``index`` is each row's place among the texts, −1 is empty."""
    read = parse(names, decimal=decimal)
    wrong = np.flatnonzero(np.isin(index, read.wrong))
    return Numbers(
        values=np.array([*read.values, math.nan])[index],
        faults=tuple((int(i), names[int(index[i])]) for i in wrong),
        unsure=tuple(int(i) for i in np.flatnonzero(np.isin(index, read.unsure))),
        missing=tuple(int(i) for i in np.flatnonzero(np.isin(index, read.missing))),
    )


def heading_count(rows: Iterable[Row]) -> int:
    """Return how many usual headings the first rows have in their best row."""
    texts = [[code(cell) for cell in row] for row in rows]
    at = heading_row(texts)
    return 0 if at is None else sum(1 for cell in texts[at] if cell)


def _cell(row: Row, place: int) -> object:
    return row[place] if place < len(row) else ""


def _headings_at(rows: Sequence[Row], wanted: Collection[str], *, guess: bool) -> int:
    texts = [[plain(cell) for cell in row] for row in rows]
    if wanted:
        for i, cells in enumerate(texts):
            if set(wanted) <= set(cells):
                return i
    found = heading_row(texts) if guess else None
    return 0 if found is None else found


def _check_width(name: str, names: Sequence[str], body: Sequence[tuple[int, Row]]) -> None:
    if len(names) > MOST_COLUMNS:
        raise FaultyTable(
            [
                f"Rubrikraden i {name} har {len(names)} kolumner, och högst {MOST_COLUMNS} läses. Ta bort de kolumner som inte behövs."
            ]
        )
    width = len(names)
    long = [i + 1 for i, row in body if len(row) > width and any(c != "" for c in row[width:])]
    if long and long[0] == body[0][0] + 1:
        raise FaultyTable(
            [
                f"Rad {long[0]} har fler celler än rubrikraden. Ta bort det som står ovanför rubrikerna, och skilj kolumnerna med semikolon om talen har kommatecken."
            ]
        )
    if long:
        raise FaultyTable(
            [f"Rad {line} har fler celler än rubrikraden." for line in long[:MOST_LINES]]
        )


def _check_merged(sheet: Sheet, names: Sequence[str], start: int) -> None:
    """Stop at cells that are one, in the headings or below: they hide whose the value is."""
    lines = [
        f"Rad {first[0] + 1}, kolumnen {_heading(names, first[1])}: cellerna är sammanslagna. Dela upp dem, så att varje rad har sina egna värden."
        for first, last in sorted(sheet.merged)
        if last[0] >= start and first[1] < len(names)
    ]
    if lines:
        raise FaultyTable(lines[:MOST_LINES])


def _check_totals(names: Sequence[str], body: Sequence[tuple[int, Row]]) -> None:
    """Stop at a row of sums among the last: it is nobody."""
    lines = []
    for i, row in body[-_LAST_ROWS:]:
        for column, cell in enumerate(row):
            first = folded(cell).split(" ")[0] if type(cell) is str else ""
            if first in _TOTALS and _cells_filled(row) < _usual_width(body):
                heading = _heading(names, column)
                lines.append(
                    f"Rad {i + 1}, kolumnen {heading}: här står {code(cell)}. Ta bort raden, så att bara anställda är kvar."
                )
                break
    if lines:
        raise FaultyTable(lines)


def _check_second_headings(names: Sequence[str], body: Sequence[tuple[int, Row]]) -> None:
    """Stop where the first row below the headings is words, in columns that hold numbers."""
    below = body[1 : FIRST_ROWS + 1]
    if not below:
        return
    columns = [c for c in range(len(names)) if _are_numbers(_cell(row, c) for _, row in below)]
    first = [_cell(body[0][1], c) for c in columns]
    filled = [cell for cell in first if cell != ""]
    if filled and len(columns) > 1 and not any(_is_number(cell) for cell in filled):
        raise FaultyTable(
            [
                f"Rad {body[0][0] + 1} ser ut som en andra rad med rubriker. Ta bort den, så att rubrikerna står på en enda rad."
            ]
        )


def _are_numbers(cells: Iterable[object]) -> bool:
    filled = [cell for cell in cells if cell != ""]
    return bool(filled) and sum(map(_is_number, filled)) >= 0.8 * len(filled)


def _is_number(cell: object) -> bool:
    if isinstance(cell, int | float):
        return True
    try:
        return not math.isnan(number(plain(cell)))
    except ValueError:
        return False


def _cells_filled(row: Row) -> int:
    return len(row) - row.count("")


def _usual_width(body: Sequence[tuple[int, Row]]) -> int:
    """Return how many cells the first row of the table has."""
    return _cells_filled(body[0][1])


def _heading(names: Sequence[str], column: int) -> str:
    return names[column] if column < len(names) and names[column] else str(column + 1)
