"""The comparisons in bundles, as those who judge them need them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aktiva.apps.pay.models import PayComparison, PayMapping
from aktiva.apps.pay.queries.figures import Figures, plan_of
from aktiva.apps.pay.queries.standing import Standing, comparisons, pair_of
from aktiva.domain.pay.comparisons import Comparison, Kind, Pair
from aktiva.domain.pay.judging import Connected, Lack
from aktiva.domain.pay.ranking import Bundle, By, bundles
from aktiva.domain.pay.swedish import points

NO_GROUP = 0
"""What stands in an address for a bundle of comparisons without a disadvantage, of any group."""


@dataclass(frozen=True)
class BundleRow:
    """A bundle with the kept rows of its comparisons, in the bundle's order."""

    bundle: Bundle
    by: By
    group_id: int
    rows: tuple[PayComparison, ...]
    unjudged: tuple[PayComparison, ...]
    lacking: tuple[PayComparison, ...]
    earlier: tuple[PayComparison, ...]

    @property
    def key(self) -> tuple[Kind, By, int]:
        """What the address is made of."""
        return self.bundle.kind, self.by, self.group_id

    @property
    def n_done(self) -> int:
        """Comparisons that are judged and lack nothing."""
        return len(self.rows) - len(self.unjudged) - len(self.lacking)


def bundle_rows(
    figures: Figures, found: Standing, last: Mapping[Pair, PayComparison], *, by: By
) -> list[BundleRow]:
    """Return every bundle in order. No question."""
    kept = {pair_of(row): row for row in found.rows}
    ids = {g.name: g.pk for g in figures.work}
    old = {row.pk for row in found.from_earlier_run}
    judged = {pair: Connected(row.connected) for pair, row in last.items()}
    earlier = judged if found.before is not None else None
    return [
        _row(bundle, by, ids.get(bundle.group or "", NO_GROUP), kept, found, old)
        for bundle in bundles(figures.comparisons, figures.groups, by=by, earlier=earlier)
    ]


def _row(
    bundle: Bundle,
    by: By,
    group_id: int,
    kept: Mapping[Pair, PayComparison],
    found: Standing,
    old: set[int],
) -> BundleRow:
    rows = tuple(kept[c.pair] for c in bundle.comparisons if c.pair in kept)
    return BundleRow(
        bundle=bundle,
        by=by,
        group_id=group_id,
        rows=rows,
        unjudged=tuple(row for row in rows if not row.connected),
        lacking=tuple(row for row in rows if row.connected and found.lacks(row)),
        earlier=tuple(row for row in rows if row.pk in old),
    )


def last_years(before: PayMapping | None) -> dict[Pair, PayComparison]:
    """Return what was judged the year before. One question."""
    if before is None:
        return {}
    return {pair_of(row): row for row in comparisons(before) if row.connected}


def next_bundle(rows: Sequence[BundleRow], key: tuple[Kind, By, int]) -> BundleRow | None:
    """Return the next bundle with something to do, from the one of the key and round; else None."""
    at = next((i for i, row in enumerate(rows) if row.key == key), -1)
    ordered = [*rows[at + 1 :], *rows[: max(at, 0)]]
    return next((row for row in ordered if row.unjudged), None)


def holding(rows: Sequence[BundleRow], comparison: PayComparison) -> BundleRow | None:
    """Return the bundle that a comparison is in."""
    return next((row for row in rows if any(r.pk == comparison.pk for r in row.rows)), None)


def common_row(rows: Sequence[PayComparison]) -> PayComparison | None:
    """Return one of the rows where all have been judged together or there is only one; else None."""
    marks = {row.together for row in rows}
    alike = len(rows) == 1 or (len(marks) == 1 and marks != {""})
    return rows[0] if rows and alike and rows[0].connected else None


@dataclass(frozen=True, slots=True)
class FactorLevels:
    """A factor with the levels of two groups, counted from 1 up to `highest`."""

    name: str
    weight: str
    women: int
    other: int
    highest: int


def factors_beside(figures: Figures, pair: Pair) -> list[FactorLevels]:
    """Return how two groups are valued, factor by factor; nothing where points were read in.

    No question.
    """
    levels = {g.name: g.levels for g in figures.work}
    women, other = levels.get(pair.women_group), levels.get(pair.other_group)
    if figures.mapping.method == PayMapping.Method.IMPORTED or not women or not other:
        return []
    return [
        FactorLevels(f.name, points(f.weight), women[f.key], other[f.key], len(f.levels))
        for f in plan_of(figures.mapping).factors
        if f.key in women and f.key in other
    ]


def by_pair(figures: Figures) -> dict[Pair, Comparison]:
    """Return the figures of each comparison."""
    return {c.pair: c for c in figures.comparisons}


def to_plan(found: Standing) -> list[PayComparison]:
    """Return the comparisons that the plan still has to answer, in order."""
    lacking = {lack.pair for lack in found.lacking if lack.lack is Lack.NOT_IN_PLAN}
    return [row for row in found.rows if pair_of(row) in lacking]
