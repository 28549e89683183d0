"""Whose pay a budget may raise, and what each would have: the targets of a simulation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from aktiva.apps.pay.models import PayComparison
from aktiva.apps.pay.queries.adjusting import background_of
from aktiva.apps.pay.queries.figures import Figures
from aktiva.apps.pay.queries.standing import Standing, pair_of
from aktiva.domain.pay.comparisons import Comparison, Kind
from aktiva.domain.pay.gaps import Flags
from aktiva.domain.pay.judging import Connected
from aktiva.domain.pay.regression import Term
from aktiva.domain.pay.simulation import Underpaid, pay_as_a_man


class Target(StrEnum):
    """What pay is set beside."""

    AS_A_MAN = "man"
    OTHER_GROUP = "grupp"


@dataclass(frozen=True)
class Aim:
    """Those whose pay may be raised, and which comparisons each group answers."""

    people: Underpaid
    answers: Mapping[str, tuple[int, ...]]


def aim_of(figures: Figures, found: Standing, target: Target, *, every: bool = False) -> Aim:
    """Return the targets. No question.

    Args:
        every: All comparisons where women have less, instead of those judged to be connected to
            sex or not to exclude it.
    """
    kinds = {Kind.EQUAL_WORK} if target is Target.AS_A_MAN else set(Kind) - {Kind.EQUAL_WORK}
    less = {c.pair for c in figures.comparisons if _women_have_less(c)}
    meant = [
        row
        for row in found.rows
        if row.kind in kinds
        and (
            pair_of(row) in less
            if every
            else row.connected and Connected(row.connected).needs_measure
        )
    ]
    answers: dict[str, list[int]] = {}
    for row in meant:
        answers.setdefault(row.women_group.name, []).append(row.pk)
    people = _as_men(figures, answers) if target is Target.AS_A_MAN else _as_others(figures, meant)
    return Aim(people, {name: tuple(ids) for name, ids in answers.items()})


def _women_have_less(c: Comparison) -> bool:
    return any(gap is not None and gap > 0 for gap in (c.gap_mean, c.gap_median))


def _as_men(figures: Figures, groups: Iterable[str]) -> Underpaid:
    """Aim at what men of the same group and background have; only women are raised."""
    known = background_of(figures)
    rows = known.group >= 0
    men = np.bincount(known.group[rows & ~known.woman], minlength=len(figures.placed.names))
    rows &= men[np.maximum(known.group, 0)] > 0
    variables = [v for v in (known.age, known.employed, known.extent) if not np.isnan(v).any()]
    within = known.where(rows)
    terms = [Term(f"v{i}", v[rows]) for i, v in enumerate(variables)]
    present = sorted(set(within.group.tolist()))
    terms += [Term(f"group {g}", within.group, level=g) for g in present[1:]]
    expected = pay_as_a_man(within.pay, terms, within.woman)
    wanted = _marks(figures, groups)
    chosen = within.woman & wanted[within.group] if len(within.pay) else within.woman
    return Underpaid(
        names=figures.placed.names,
        group=within.group[chosen],
        pay=np.rint(within.pay[chosen]).astype(np.int64),
        target=np.maximum(np.rint(expected[chosen]), 1).astype(np.int64),
    )


def _as_others(figures: Figures, rows: Sequence[PayComparison]) -> Underpaid:
    """Aim at the mean of the other group, the highest where there are several."""
    means = {g.name: g.mean for g in figures.by_name.values()}
    target: dict[str, float] = {}
    for row in rows:
        name, other = row.women_group.name, means.get(row.other_group.name, 0.0)
        target[name] = max(target.get(name, 0.0), other)
    names = figures.placed.names
    aims = np.array([target.get(name, 0.0) for name in names] or [0.0])
    chosen = _marks(figures, target)[figures.placed.index]
    group = figures.placed.index[chosen]
    return Underpaid(
        names=names,
        group=group,
        pay=np.rint(figures.people.pay[chosen]).astype(np.int64),
        target=np.rint(aims[group]).astype(np.int64),
    )


def _marks(figures: Figures, groups: Iterable[str]) -> Flags:
    """Return for each place among the names whether it is one of the groups."""
    wanted = set(groups)
    return np.array([name in wanted for name in figures.placed.names] or [False])
