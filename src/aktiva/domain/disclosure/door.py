"""The one door for figures that leave: a breakdown goes out whole, coarser, or not at all.

A breakdown is printed only if no cell in it is 1–4 persons; otherwise the coarser table stands in
its place. A named role may release a stated table of non-sensitive figures. The method is told in
``docs/method/disclosure.md``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from aktiva.domain.values import MINIMUM


class Subject(StrEnum):
    """What a table counts. Only the first two say nothing that could hurt a person."""

    WORKPLACES = "workplaces"
    EMPLOYMENT = "employment"
    SICK_LEAVE = "sick_leave"
    PARENTAL_LEAVE = "parental_leave"
    AGE = "age"
    PAY = "pay"
    SEX = "sex"
    ANSWERS = "answers"
    TRAINING = "training"


RELEASABLE = frozenset({Subject.EMPLOYMENT})
"""Subjects whose small counts a named role may let out, with reason and date."""


class Outcome(StrEnum):
    """How a breakdown left."""

    WHOLE = "whole"
    RELEASED = "released"
    COARSER = "coarser"
    WITHHELD = "withheld"


class CannotBeReleased(ValueError):
    """The subject is one that nobody may release."""


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A table of counts.

    Args:
        subject: What is counted.
        rows: Labels, one per row of `cells`.
        columns: Labels, one per column of `cells`.
        cells: Counts of persons (of workplaces for that subject), row by row.
    """

    subject: Subject
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int, ...], ...]

    def __post_init__(self) -> None:
        if len(self.cells) != len(self.rows) or any(
            len(row) != len(self.columns) for row in self.cells
        ):
            raise ValueError(f"{len(self.rows)}×{len(self.columns)} labels do not fit the cells")
        if any(n < 0 for row in self.cells for n in row):
            raise ValueError("a count of persons cannot be negative")

    @property
    def smallest(self) -> int:
        """The smallest count that is not zero; 0 in a table of zeros."""
        return min((n for row in self.cells for n in row if n), default=0)

    @property
    def labelled(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """Each row with its label."""
        return tuple(zip(self.rows, self.cells, strict=True))

    def without_columns(self, label: str) -> Breakdown:
        """Return the coarser table that has only the rows' totals."""
        return Breakdown(
            self.subject, self.rows, (label,), tuple((sum(row),) for row in self.cells)
        )


@dataclass(frozen=True, slots=True)
class Leaving:
    """What goes out: the table, or None when not even the coarsest may."""

    outcome: Outcome
    table: Breakdown | None


def leave(
    breakdown: Breakdown,
    *,
    coarser: Sequence[Breakdown] = (),
    released: Sequence[Sequence[int]] | None = None,
) -> Leaving:
    """Return what may be printed of `breakdown`.

    Args:
        coarser: Tables to fall back on, the finest first.
        released: The cells a named role has let out. Figures that have changed
            since are not covered by the decision.

    Raises:
        CannotBeReleased: A release was given for a subject that has none.
    """
    if released is not None and breakdown.subject not in RELEASABLE:
        raise CannotBeReleased(breakdown.subject)
    if _is_safe(breakdown):
        return Leaving(Outcome.WHOLE, breakdown)
    if released is not None and tuple(map(tuple, released)) == breakdown.cells:
        return Leaving(Outcome.RELEASED, breakdown)
    for table in coarser:
        if _is_safe(table):
            return Leaving(Outcome.COARSER, table)
    return Leaving(Outcome.WITHHELD, None)


def _is_safe(table: Breakdown) -> bool:
    return table.subject is Subject.WORKPLACES or not 0 < table.smallest < MINIMUM
