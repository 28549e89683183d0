"""The three comparisons of 3 kap. 9 §: equal work, work of equal value, and lower demands.

Every pair is listed, also one without a difference: whether a difference is connected to sex is
a judgement that a person makes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from aktiva.domain.pay.gaps import Group, gap
from aktiva.domain.pay.parameters import limits


class Kind(StrEnum):
    """Which of the comparisons it is."""

    EQUAL_WORK = "equal_work"
    EQUAL_VALUE = "equal_value"
    LOWER_VALUE = "lower_value"


@dataclass(frozen=True)
class Value:
    """What the evaluation of the work gave a group."""

    points: float | None = None
    band: str | None = None


@dataclass(frozen=True)
class Comparison:
    """Two groups, or the women and men of one, set beside each other."""

    kind: Kind
    women_group: str
    other_group: str
    gap_mean: float | None
    gap_median: float | None


def women_dominated(women: int, men: int) -> bool:
    """Return whether the share of women reaches the limit."""
    return women + men > 0 and 100 * women >= limits()["women_dominated"].value * (women + men)


def compare(groups: Sequence[Group], values: Mapping[str, Value]) -> list[Comparison]:
    """Return every comparison: equal work first, then equal value, then lower demands."""
    found = [
        Comparison(Kind.EQUAL_WORK, g.name, g.name, g.gap_mean, g.gap_median)
        for g in groups
        if g.women and g.men
    ]
    theirs = [g for g in groups if women_dominated(g.women, g.men)]
    others = [g for g in groups if not women_dominated(g.women, g.men)]
    for kind, meets in ((Kind.EQUAL_VALUE, _equal_value), (Kind.LOWER_VALUE, _lower_but_paid_more)):
        found += [
            Comparison(kind, a.name, b.name, gap(a.mean, b.mean), gap(a.median, b.median))
            for a in theirs
            for b in others
            if meets(a, b, values.get(a.name, _NONE), values.get(b.name, _NONE))
        ]
    return found


_NONE = Value()


def _equal_value(_a: Group, _b: Group, of_a: Value, of_b: Value) -> bool:
    return of_a.band is not None and of_a.band == of_b.band


def _lower_but_paid_more(a: Group, b: Group, of_a: Value, of_b: Value) -> bool:
    if of_a.points is None or of_b.points is None:
        return False
    return of_b.points < of_a.points and b.mean > a.mean
