"""What all renderers share about looks: widths of columns, numbers, breaking of long words."""

from __future__ import annotations

import re
from math import sqrt

from aktiva.domain.documents.blocks import Table

NARROWEST = 6
WIDEST = 34
PADDING = 3
"""Characters: the room beside a cell's words."""

LONGEST_KEPT = 22
"""Characters: longer words are broken instead of widening their column."""

FITS_THE_TEXT_COLUMN = 62
"""Characters: a table whose longest cells together are longer uses the whole page width."""

TEXT_COLUMN, WHOLE_WIDTH = 125, 160
"""Millimetres: the widths a table can have."""

BESIDE_WORDS = 5
"""Millimetres: the room at the sides of a cell's words."""

CHARACTER = 1.75
"""Millimetres: a wide character's part of a word in the size of tables."""

_NUMBER = re.compile(r"[−-]?\d[\d \u00a0]*(,\d+)?([ \u00a0]?(%|procent|kr|av[ \u00a0]\d+))?")
_NOTHING = {"", "–", "-", "..", "…"}


def is_numeric(table: Table) -> tuple[bool, ...]:
    """Return for each column whether it holds numbers, which stand to the right.

    The first column holds row headers and never counts as numbers.
    """
    columns = list(zip(*table.rows, strict=True)) if table.rows else [()] * len(table.header)
    return tuple(
        at > 0
        and any(_NUMBER.fullmatch(cell) for cell in cells)
        and all(cell.strip() in _NOTHING or _NUMBER.fullmatch(cell) for cell in cells)
        for at, cells in enumerate(columns)
    )


def shares(table: Table) -> tuple[float, ...]:
    """Return each column's share of the table's width; together they are 1.

    A column gets room for its longest word and grows with the square root of
    its text, so that one long cell does not squeeze the others.
    """
    columns = zip(table.header, *table.rows, strict=True)
    needs = [_need(cells) for cells in columns]
    return tuple(round(need / sum(needs), 4) for need in needs)


def is_wide(table: Table) -> bool:
    """Return whether the table needs more room than the column of running text."""
    longest = [max(map(len, cells)) for cells in zip(table.header, *table.rows, strict=True)]
    return sum(longest) > FITS_THE_TEXT_COLUMN


def divides(table: Table) -> tuple[tuple[bool, ...], ...]:
    """Return for each cell of each row whether a word in it may need dividing to fit.

    Only such cells are searched for places to divide, which takes longer than
    all the rest of laying a long table out.
    """
    width = WHOLE_WIDTH if is_wide(table) else TEXT_COLUMN
    too_long = [
        re.compile(rf"\S{{{int((share * width - BESIDE_WORDS) / CHARACTER) + 1},}}")
        for share in shares(table)
    ]
    return tuple(
        tuple(word.search(cell) is not None for cell, word in zip(row, too_long, strict=True))
        for row in table.rows
    )


def _need(cells: tuple[str, ...]) -> float:
    longest_word = max((len(word) for cell in cells for word in cell.split()), default=0)
    longest_cell = max(map(len, cells))
    wanted = max(min(longest_word + PADDING, LONGEST_KEPT), 3 * sqrt(longest_cell))
    return min(max(wanted, NARROWEST), WIDEST)
