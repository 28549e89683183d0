"""What a run gives: its groups, comparisons and values, computed from the frozen rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np

from aktiva.apps.pay.models import PayMapping, PayRun, WorkGroup
from aktiva.domain.pay import findings, valuation
from aktiva.domain.pay.columns import Codes
from aktiva.domain.pay.comparisons import Comparison, Value, compare
from aktiva.domain.pay.dominance import Override, Standing, standings
from aktiva.domain.pay.gaps import Floats, Group, Ordered, groups
from aktiva.domain.pay.grouping import Place, Position
from aktiva.domain.pay.judging import asks_for_explanation
from aktiva.domain.pay.people import People

UNPLACED = "Utan grupp"
"""Those whose title and code belong to no group yet."""


def plan_of(mapping: PayMapping) -> valuation.FactorPlan:
    """Return the plan that work is valued by, the shipped one where none was chosen."""
    data = mapping.factor_plan
    if not data:
        return valuation.shipped_plan()
    return valuation.FactorPlan(
        name=str(data["name"]),
        factors=tuple(
            valuation.Factor(
                key=f["key"],
                name=f["name"],
                criterion=valuation.Criterion(f["criterion"]),
                weight=float(f["weight"]),
                levels=tuple(f["levels"]),
                question=f.get("question", ""),
            )
            for f in data["factors"]
        ),
    )


def as_data(plan: valuation.FactorPlan) -> dict:
    """Return a factor plan as plain data, to be kept."""
    return {
        "name": plan.name,
        "factors": [
            {
                "key": f.key,
                "name": f.name,
                "criterion": f.criterion.value,
                "weight": f.weight,
                "levels": list(f.levels),
                "question": f.question,
            }
            for f in plan.factors
        ],
    }


BANDS = 8
"""So many equal bands where nobody has chosen."""


def bands_of(mapping: PayMapping) -> valuation.Bands:
    """Return the bands of equal value."""
    if mapping.bands:
        return valuation.Bands(tuple(map(float, mapping.bands)))
    return valuation.Bands.equal(BANDS, highest=highest_points(mapping))


def highest_points(mapping: PayMapping) -> float:
    """Return the points that equal bands divide: all a plan can give, or the most that were taken over."""
    if mapping.method != PayMapping.Method.IMPORTED:
        return valuation.MOST_POINTS
    given = mapping.groups.filter(ended=False).values_list("points", flat=True)
    return max((p for p in given if p is not None), default=0.0) or valuation.MOST_POINTS


def values_of(mapping: PayMapping, found: Iterable[WorkGroup]) -> dict[str, Value]:
    """Return each group's points and band; a group that is not valued yet has none."""
    bands = bands_of(mapping)
    if mapping.method == PayMapping.Method.IMPORTED:
        return {
            g.name: Value(points=g.points, band=bands.of(g.points))
            for g in found
            if g.points is not None
        }
    plan = plan_of(mapping)
    whole = {
        g.name: g.levels for g in found if not valuation.level_faults(plan, g.levels, group=g.name)
    }
    return valuation.values_of(plan, bands, whole)


def valued_on(mapping: PayMapping, group: WorkGroup) -> date | None:
    """Return the day that a group was valued: of its levels, the one that was agreed on first."""
    if mapping.method == PayMapping.Method.IMPORTED:
        return group.points_on
    return min(map(date.fromisoformat, group.level_days.values()), default=None)


def current_run(mapping: PayMapping) -> PayRun | None:
    """Return the last confirmed run. One question."""
    return mapping.runs.exclude(confirmed_at=None).order_by("-number").first()


def work_groups(mapping: PayMapping) -> list[WorkGroup]:
    """Return the groups there are, by name. One question."""
    return list(mapping.groups.filter(ended=False).order_by("name", "pk"))


@dataclass(frozen=True)
class Figures:
    """A run as those who may read it see it."""

    mapping: PayMapping
    run: PayRun
    people: People
    work: tuple[WorkGroup, ...]

    @cached_property
    def placed(self) -> Codes:
        """Each person's group; those without one are in `UNPLACED`."""
        names = [g.name for g in self.work]
        home = {
            Place(str(title), str(code)): i
            for i, g in enumerate(self.work)
            for title, code in g.places
        }
        pairs, index = self._pairs
        lost = len(names)
        of_pair = np.array([home.get(place, lost) for place in pairs] or [lost], np.int32)
        found = of_pair[index] if len(index) else np.zeros(0, np.int32)
        if (found == lost).any():
            names.append(UNPLACED)
        return Codes(index=found.astype(np.int32), names=tuple(names))

    @cached_property
    def _pairs(self) -> tuple[list[Place], np.ndarray]:
        """Return the titles and codes that somebody has, and each person's place among them."""
        title, code = self.people.title, self.people.code
        width = len(code.names) + 1
        packed = (title.index.astype(np.int64) + 1) * width + code.index + 1
        kinds, index = np.unique(packed, return_inverse=True)
        titles, codes = ("", *title.names), ("", *code.names)
        return [Place(titles[k // width], codes[k % width]) for k in kinds], index

    @cached_property
    def positions(self) -> list[Position]:
        """The titles and codes with how many have them."""
        pairs, index = self._pairs
        counts = np.bincount(index, minlength=len(pairs))
        return [
            Position(p.title, p.code or None, int(n)) for p, n in zip(pairs, counts, strict=True)
        ]

    @cached_property
    def n_unplaced(self) -> int:
        """How many have a title and code that belong to no group."""
        codes = self.placed
        if UNPLACED not in codes.names:
            return 0
        return int((codes.index == codes.names.index(UNPLACED)).sum())

    @cached_property
    def ordered(self) -> Ordered:
        """Full-time monthly pay in order."""
        return Ordered.of(self.people.pay)

    @cached_property
    def groups(self) -> list[Group]:
        """The figures of each group, the unplaced left out."""
        codes = self.placed
        found = groups(self.ordered, self.people.woman, codes.index, codes.names)
        return [g for g in found if g.name != UNPLACED]

    @cached_property
    def by_name(self) -> Mapping[str, Group]:
        """The groups that somebody belongs to."""
        return {g.name: g for g in self.groups if g.women + g.men}

    @cached_property
    def values(self) -> dict[str, Value]:
        """Points and band by group."""
        return values_of(self.mapping, self.work)

    @cached_property
    def standings(self) -> dict[str, Standing]:
        """Whether each group is dominated by women, and why."""
        overrides = [
            Override(g.name, g.dominated, g.dominated_reason)
            for g in self.work
            if g.dominated is not None
        ]
        return {s.group: s for s in standings(list(self.by_name.values()), overrides)}

    @cached_property
    def comparisons(self) -> list[Comparison]:
        """The three comparisons, complete."""
        dominated = {name: s.dominated for name, s in self.standings.items()}
        return compare(list(self.by_name.values()), self.values, dominated=dominated)

    def pay_of(self, name: str) -> Floats:
        """Return the pay of those in a group, the lowest first."""
        codes = self.placed
        return np.sort(self.people.pay[codes.index == codes.names.index(name)])

    def asked(self) -> list[tuple[Comparison, bool]]:
        """Return the comparisons, and whether a ”no” to each needs an explanation."""
        return [(c, asks_for_explanation(c)) for c in self.comparisons]


def directive_figures(figures: Figures) -> dict[str, Any]:
    """Return the figures of article 9, as ``aktiva pay --eu`` has them; groups are categories."""
    found: dict[str, Any] = findings.directive_figures(figures.people.staff(group=figures.placed))
    return found
