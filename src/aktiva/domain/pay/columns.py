"""A pay file as columns: what a reader of files hands over, and what is wrong in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from aktiva.domain.pay.gaps import Floats, Whole

_PLAIN = re.compile(r"-?\d{1,15}([.,]\d+)?", re.ASCII)

MOST_LINES = 20
"""So many faults are told one by one; the rest are counted."""


@dataclass(frozen=True)
class Numbers:
    """A column read as numbers: NaN where a cell is empty, and the cells that are no numbers.

    `unsure` are the rows whose cell can be read in two ways, as 34.500 can, and `missing` those
    where a program has written that there is nothing, as NA.
    """

    values: Floats
    faults: tuple[tuple[int, str], ...] = ()
    unsure: tuple[int, ...] = ()
    missing: tuple[int, ...] = ()


@dataclass(frozen=True)
class Codes:
    """A column read as codes: each row's place among the names, −1 where a cell is empty."""

    index: Whole
    names: tuple[str, ...]


class Table(Protocol):
    """A file with a row of headings."""

    @property
    def names(self) -> Sequence[str]:
        """The headings."""

    def __len__(self) -> int:
        """How many rows there are below the headings."""

    def row(self, index: int) -> int:
        """Return the row's number as a person sees it in the file."""

    def numbers(self, name: str) -> Numbers:
        """Read a column as numbers."""

    def codes(self, name: str) -> Codes:
        """Read a column as codes."""

    def alike(self, name: str) -> Whole:
        """Number the cells from 0 so that equal cells have the same number, −1 for an empty one."""

    def sample(self, name: str) -> Sequence[str]:
        """Return some of a column's cells as text, spread evenly over the file."""


class FaultyTable(ValueError):
    """The file cannot be used; one Swedish line per fault."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = tuple(lines)


class Faults:
    """Collects what is wrong, told by row and column."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._found: list[tuple[int, str]] = []
        self._count = 0

    def add(self, indexes: Iterable[int], column: str, words: str) -> None:
        """Note the same fault in several rows."""
        for index in indexes:
            self.add_one(int(index), column, words)

    def add_one(self, index: int, column: str, words: str) -> None:
        """Note a fault in a row."""
        self._count += 1
        row = self._table.row(index)
        self._found.append((row, f"Rad {row}, kolumnen {column}: {words}"))
        if len(self._found) > 50 * MOST_LINES:
            self._found = sorted(self._found)[:MOST_LINES]

    def raise_any(self) -> None:
        """Stop where something has been noted.

        Raises:
            FaultyTable: With the first faults, by row, and how many more there are.
        """
        if self._found:
            lines = [words for _, words in sorted(self._found)[:MOST_LINES]]
            if self._count > len(lines):
                lines.append(f"Det finns {self._count - len(lines)} fel till av liknande slag.")
            raise FaultyTable(lines)


def sorted_codes(index: Whole, names: Sequence[str]) -> Codes:
    """Return codes whose names are in order, by number where all are numbers.

    "" is empty, and a name that no row has is left out.
    """
    used = np.bincount(index[index >= 0], minlength=len(names))
    kept = [i for i, name in enumerate(names) if name != "" and used[i]]
    if all(_PLAIN.fullmatch(names[i]) for i in kept):
        kept.sort(key=lambda i: (float(names[i].replace(",", ".")), names[i]))
    else:
        kept.sort(key=lambda i: names[i])
    place = np.full(len(names) + 1, -1, dtype=np.int32)
    for new, old in enumerate(kept):
        place[old] = new
    return Codes(index=place[index], names=tuple(names[i] for i in kept))


def check_headings(table: Table, wanted: Iterable[str]) -> None:
    """Stop unless every wanted column is there, once.

    Raises:
        FaultyTable: Columns are missing, or one is there twice.
    """
    times = {name: list(table.names).count(name) for name in wanted}
    missing = [name for name, count in times.items() if count == 0]
    lines = [
        f"Kolumnen {name} finns {count} gånger. Ta bort eller döp om den ena."
        for name, count in times.items()
        if count > 1
    ]
    if missing:
        which = "Kolumnen" if len(missing) == 1 else "Kolumnerna"
        there = ", ".join(name for name in table.names if name)
        lines.append(
            f"{which} {', '.join(missing)} finns inte i filen. Rubrikerna ska stå överst. Där står nu: {there}."
        )
    if lines:
        raise FaultyTable(lines)


def places_of(names: Sequence[str], wanted: str) -> list[int]:
    """Return the places of the codes that a person means by one.

    That is the code itself; else those that are the same number, or the same word in another case.
    """
    if wanted in names:
        return [names.index(wanted)]
    return [i for i, name in enumerate(names) if _same_code(name, wanted)]


def _same_code(one: str, other: str) -> bool:
    if _PLAIN.fullmatch(one) and _PLAIN.fullmatch(other):
        return float(one.replace(",", ".")) == float(other.replace(",", "."))
    return one.casefold() == other.casefold()
