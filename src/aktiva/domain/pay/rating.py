"""Levels rated blind, factor by factor, by a group of the employer and the employees together.

Nobody sees the levels of the others on a factor until all who take part have rated it for that
group, or the round is closed. Once the levels are open they stand: nobody changes what they said
after having seen what the others said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from statistics import median

from aktiva.domain.pay.reasons import hollow
from aktiva.domain.pay.swedish import points

APART = 2
"""So many levels between the lowest and the highest is a difference to talk about."""


@dataclass(frozen=True, order=True)
class Cell:
    """What is rated: one factor for one group."""

    group: str
    factor: str


@dataclass(frozen=True, order=True)
class Rating:
    """The level that one who takes part has set."""

    cell: Cell
    rater: str
    level: int


@dataclass(frozen=True)
class Round:
    """A round of rating.

    Args:
        raters: Those who take part, at least two.
        ratings: The last rating of each in each cell.
        closed: Cells whose levels were opened although somebody had not rated.
        ended: Whether the whole round is closed.
    """

    raters: frozenset[str]
    ratings: tuple[Rating, ...]
    closed: frozenset[Cell] = frozenset()
    ended: bool = False

    @cached_property
    def by_cell(self) -> Mapping[Cell, tuple[Rating, ...]]:
        """The ratings of every cell that somebody has rated, in the order of the cells."""
        found: dict[Cell, list[Rating]] = {}
        for r in self.ratings:
            found.setdefault(r.cell, []).append(r)
        return {cell: tuple(found[cell]) for cell in sorted(found)}

    def is_open(self, cell: Cell) -> bool:
        """Return whether everybody may see the levels of a cell."""
        if self.ended or cell in self.closed:
            return True
        return bool(self.raters) and not self._missing(cell)

    def visible_to(self, rater: str) -> tuple[Rating, ...]:
        """Return the ratings that one who takes part may see: their own, and those that are open."""
        open_cells = {cell for cell in self.by_cell if self.is_open(cell)}
        return tuple(sorted(r for r in self.ratings if r.rater == rater or r.cell in open_cells))

    def waiting_for(self, cell: Cell) -> tuple[str, ...]:
        """Return those who have not rated a cell, in order."""
        return tuple(sorted(self._missing(cell)))

    def _missing(self, cell: Cell) -> frozenset[str]:
        return self.raters - {r.rater for r in self.by_cell.get(cell, ())}


def why_not_rate(round_: Round, cell: Cell, *, rater: str, level: int, levels: int) -> str | None:
    """Return why somebody may not set a level, in a Swedish sentence, or None when they may."""
    if rater not in round_.raters:
        return "Du deltar inte i den här bedömningen. Be den som leder arbetet att lägga till dig."
    if round_.is_open(cell):
        return (
            "Nivåerna är redan synliga för alla och kan inte ändras. Skriv en gemensam nivå och "
            "ett skäl i stället."
        )
    if not 1 <= level <= levels:
        return f"Nivå {level} finns inte. Välj en nivå från 1 till {levels}."
    return None


@dataclass(frozen=True)
class Agreement:
    """How far from one another those who rated are."""

    rated: int
    lowest: int
    highest: int
    median: Fraction

    @property
    def differs(self) -> bool:
        """Whether the difference is one to talk about."""
        return self.highest - self.lowest >= APART

    @property
    def words(self) -> str:
        """The agreement in one Swedish sentence."""
        if self.lowest == self.highest:
            who = "Den som har bedömt" if self.rated == 1 else f"Alla {self.rated}"
            return f"{who} har satt nivå {self.lowest}."
        middle = points(float(self.median))
        between = f"Nivåerna går från {self.lowest} till {self.highest}, med {middle} i mitten."
        return f"{between} Tala om vad skillnaden beror på." if self.differs else between


def agreement(levels: Sequence[int]) -> Agreement | None:
    """Return how the levels of one cell lie; None where nobody has rated."""
    if not levels:
        return None
    return Agreement(
        rated=len(levels),
        lowest=min(levels),
        highest=max(levels),
        median=Fraction(median(map(Fraction, levels))),
    )


def agreements(round_: Round) -> dict[Cell, Agreement]:
    """Return the agreement of every cell whose levels are open, in the order of the cells."""
    found = {}
    for cell, ratings in round_.by_cell.items():
        of_cell = agreement([r.level for r in ratings])
        if of_cell is not None and round_.is_open(cell):
            found[cell] = of_cell
    return found


def agreed_fault(
    level: int, of: Agreement | None, *, reason: str, levels: int, beside: Iterable[str] = ()
) -> str | None:
    """Return what is wrong with the level that the group has agreed on, or None.

    With an even number the median may lie between two levels; both are then at the median.

    Args:
        of: How the levels lie; None where nobody has rated.
    """
    if not 1 <= level <= levels:
        return f"Nivå {level} finns inte. Välj en nivå från 1 till {levels}."
    if of is None:
        return "Ingen har bedömt faktorn än. Låt alla som deltar sätta en nivå först."
    if abs(level - of.median) < 1:
        return None
    why = hollow(reason, beside=beside)
    if why is None:
        return None
    return (
        f"Den gemensamma nivån {level} skiljer sig från mitten, {points(float(of.median))}. "
        f"Skälet {why.words}."
    )
