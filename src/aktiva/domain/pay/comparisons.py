"""The three comparisons of 3 kap. 9 §: equal work, work of equal value, and lower demands.

Every pair is listed, also one without a difference: whether a difference is connected to sex is
a judgement that a person makes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from aktiva.domain.pay.dominance import women_dominated
from aktiva.domain.pay.gaps import Group, gap


class Kind(StrEnum):
    """Which of the comparisons it is."""

    EQUAL_WORK = "equal_work"
    EQUAL_VALUE = "equal_value"
    LOWER_VALUE = "lower_value"

    @property
    def label(self) -> str:
        """What it is called, in Swedish."""
        return _LABELS[self]


_LABELS = {
    Kind.EQUAL_WORK: "Lika arbete",
    Kind.EQUAL_VALUE: "Likvärdigt arbete",
    Kind.LOWER_VALUE: "Lägre krav men högre lön",
}


@dataclass(frozen=True)
class Value:
    """What the evaluation of the work gave a group."""

    points: float | None = None
    band: str | None = None


@dataclass(frozen=True, order=True)
class Pair:
    """What a comparison is between; the same group twice for equal work."""

    kind: Kind
    women_group: str
    other_group: str


@dataclass(frozen=True)
class Comparison:
    """Two groups, or the women and men of one, set beside each other."""

    kind: Kind
    women_group: str
    other_group: str
    gap_mean: float | None
    gap_median: float | None

    @property
    def pair(self) -> Pair:
        """The comparison without its figures, to point to it by."""
        return Pair(self.kind, self.women_group, self.other_group)


def compare(
    groups: Sequence[Group],
    values: Mapping[str, Value],
    *,
    dominated: Mapping[str, bool] | None = None,
) -> list[Comparison]:
    """Return every comparison: equal work first, then equal value, then lower demands.

    Args:
        dominated: The groups for which a reasoned exception says whether they are dominated by
            women; the share decides the others.
    """
    decided = dominated or {}
    found = [
        Comparison(Kind.EQUAL_WORK, g.name, g.name, g.gap_mean, g.gap_median)
        for g in groups
        if g.women and g.men
    ]
    held = {g.name: decided.get(g.name, women_dominated(g.women, g.men)) for g in groups}
    theirs = [g for g in groups if held[g.name]]
    others = [g for g in groups if not held[g.name]]
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
