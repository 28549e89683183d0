"""The groups of equal work as those who may read pay see them, with what is worth a second look."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

import numpy as np

from aktiva.apps.pay.models import PayMapping, WorkGroup
from aktiva.apps.pay.queries.figures import UNPLACED, Figures
from aktiva.apps.pay.queries.standing import changes, previous
from aktiva.domain.pay.comparisons import Value
from aktiva.domain.pay.dominance import Standing
from aktiva.domain.pay.gaps import Group
from aktiva.domain.pay.group_remarks import GroupFacts, Remark, remarks
from aktiva.domain.pay.grouping import Place, Position


@dataclass(frozen=True)
class GroupRow:
    """A group with its figures; None where nobody belongs to it."""

    group: WorkGroup
    figures: Group | None
    standing: Standing | None
    value: Value | None
    positions: tuple[Position, ...]
    remarks: tuple[Remark, ...]

    @property
    def count(self) -> int:
        """Persons in the group."""
        return sum(p.count for p in self.positions)


def group_rows(figures: Figures) -> list[GroupRow]:
    """Return every group in the order of the names. Three questions."""
    by_place = {p.place: p for p in figures.positions}
    held = {
        g.pk: tuple(by_place.get(Place(t, c)) or Position(t, c or None, 0) for t, c in g.places)
        for g in figures.work
    }
    said = _remarks(figures, held)
    return [
        GroupRow(
            group=g,
            figures=figures.by_name.get(g.name),
            standing=figures.standings.get(g.name),
            value=figures.values.get(g.name),
            positions=held[g.pk],
            remarks=tuple(r for r in said if r.group == g.name),
        )
        for g in figures.work
    ]


@dataclass(frozen=True)
class Merged:
    """What several groups would be as one.

    Attributes:
        comparisons: How many comparisons there would be in all, and how many there are.
    """

    women: int
    men: int
    dominated: bool
    comparisons: int
    comparisons_now: int

    @property
    def share(self) -> float:
        """The share of women, from 0 to 1."""
        return self.women / (self.women + self.men)


def merged(figures: Figures, names: Collection[str]) -> Merged | None:
    """Return what groups would be as one, not valued yet; None where nobody belongs to them."""
    gone = [g for g in figures.work if g.name in names]
    one = WorkGroup(name="+".join(names), places=[place for g in gone for place in g.places])
    left = tuple(g for g in figures.work if g.name not in names)
    after = replace(figures, work=(*left, one))
    found = after.by_name.get(one.name)
    if len(gone) < 2 or found is None:
        return None
    return Merged(
        women=found.women,
        men=found.men,
        dominated=after.standings[one.name].dominated,
        comparisons=len(after.comparisons),
        comparisons_now=len(figures.comparisons),
    )


def gone_remarks(figures: Figures) -> list[Remark]:
    """Return the remarks on last year's groups that nobody belongs to. Three questions."""
    there = {g.name for g in figures.work}
    return [r for r in _remarks(figures, {}) if r.group not in there]


def _remarks(figures: Figures, held: dict[int, tuple[Position, ...]]) -> list[Remark]:
    facts = []
    for g in figures.work:
        low = high = None
        if g.name in figures.by_name:
            low, high = (float(v) for v in np.percentile(figures.pay_of(g.name), [10, 90]))
        facts.append(
            GroupFacts(
                name=g.name, positions=held.get(g.pk, ()), low=low, high=high,
                unchanged_since=g.unchanged_since, tried_in=g.tried_in,
            )
        )  # fmt: skip
    before = previous(figures.mapping)
    last = before.groups.filter(ended=False).values_list("name", flat=True) if before else ()
    today = _names_today(figures.mapping, last)
    return remarks(facts, year=figures.mapping.cycle.year, last_year=today)


def _names_today(mapping: PayMapping, names: Iterable[str]) -> list[str]:
    """Return last year's groups under the names that this year's changes have given them."""
    found = list(names)
    for change in reversed(changes(mapping)):
        if set(change.before) & set(found):
            found = [n for n in found if n not in change.before] + change.after
    return found


def unplaced(figures: Figures) -> list[Position]:
    """Return the titles and codes that belong to no group."""
    homes = {Place(t, c) for g in figures.work for t, c in g.places}
    if UNPLACED not in figures.placed.names:
        return []
    return [p for p in figures.positions if p.place not in homes]
