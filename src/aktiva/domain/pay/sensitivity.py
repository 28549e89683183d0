"""Which comparisons appear or vanish, and which groups change band, if a criterion's weight moves.

The weight of one criterion moves by so many points and the others share the rest in the proportions
they have; so do the factors inside each criterion.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from aktiva.domain.pay.comparisons import Kind, Pair
from aktiva.domain.pay.dominance import women_dominated
from aktiva.domain.pay.gaps import Flags, Floats, Group
from aktiva.domain.pay.swedish import listing, number_of
from aktiva.domain.pay.valuation import Bands, Criterion, FactorPlan, points_of

STEPS = (-10, -5, 5, 10)
"""How far a weight is moved, in points of the 100 that the weights sum to."""


@dataclass(frozen=True)
class BandChange:
    """A group that gets another band."""

    group: str
    before: str
    after: str


@dataclass(frozen=True)
class Shift:
    """What happens when one criterion's weight moves.

    Args:
        weight: What the criterion weighs today, of 100.
        step: Points that the weight moves by.
        appeared: Comparisons that only the moved weight gives, in order.
        vanished: Comparisons that only today's weight gives, in order.
    """

    criterion: Criterion
    weight: float
    step: int
    appeared: tuple[Pair, ...]
    vanished: tuple[Pair, ...]
    bands: tuple[BandChange, ...]

    @property
    def tried(self) -> float:
        """What the criterion would weigh, of 100."""
        return self.weight + self.step

    @property
    def changes(self) -> bool:
        """Whether anything is other than today."""
        return bool(self.appeared or self.vanished or self.bands)

    @property
    def words(self) -> str:
        """The shift in one Swedish sentence."""
        way = "mer" if self.step > 0 else "mindre"
        begins = f"Om {self.criterion.label} väger {abs(self.step)} procentenheter {way}"
        changes = [
            f"tillkommer {number_of(len(self.appeared), 'jämförelse', 'jämförelser')}"
            if self.appeared
            else "",
            f"försvinner {number_of(len(self.vanished), 'jämförelse', 'jämförelser')}"
            if self.vanished
            else "",
            f"byter {number_of(len(self.bands), 'grupp', 'grupper')} band" if self.bands else "",
        ]
        told = [change for change in changes if change]
        return f"{begins} {listing(told)}." if told else f"{begins} ändras inget."


def moved(plan: FactorPlan, criterion: Criterion, step: float) -> FactorPlan | None:
    """Return the plan with one criterion's weight moved, or None where a criterion would weigh 0."""
    now = plan.weight_of(criterion)
    after = now + step
    if not 0 < after < 100 or not 0 < now < 100:
        return None
    return replace(
        plan,
        factors=tuple(
            replace(
                f,
                weight=f.weight * after / now
                if f.criterion is criterion
                else f.weight * (100 - after) / (100 - now),
            )
            for f in plan.factors
        ),
    )


def sensitivity(
    groups: Sequence[Group],
    levels: Mapping[str, Mapping[str, int]],
    plan: FactorPlan,
    bands: Bands,
    *,
    dominated: Mapping[str, bool] | None = None,
    steps: Sequence[int] = STEPS,
) -> list[Shift]:
    """Return one shift for each criterion and step that can be tried.

    Args:
        levels: Levels by factor, by group; a group without them has no value and no comparison of
            value.
        plan: A factor plan in which nothing is wrong.
        dominated: As in ``compare``.
    """
    valued = [g for g in groups if g.name in levels]
    table = _Table(valued, dominated or {})

    def placed(tried: FactorPlan) -> tuple[Floats, list[str]]:
        scores = [points_of(tried, levels[g.name]) for g in valued]
        return np.array(scores, np.float64), [bands.of(p) for p in scores]

    today, band_today = placed(plan)
    pairs_today = table.pairs(today, band_today)
    found = []
    for criterion in Criterion:
        for step in steps:
            tried = moved(plan, criterion, step)
            if tried is None:
                continue
            scores, band = placed(tried)
            pairs = table.pairs(scores, band)
            found.append(
                Shift(
                    criterion=criterion,
                    weight=plan.weight_of(criterion),
                    step=step,
                    appeared=table.named(pairs & ~pairs_today),
                    vanished=table.named(pairs_today & ~pairs),
                    bands=tuple(
                        BandChange(g.name, before, after)
                        for g, before, after in zip(valued, band_today, band, strict=True)
                        if before != after
                    ),
                )
            )
    return found


KINDS = (Kind.EQUAL_VALUE, Kind.LOWER_VALUE)


class _Table:
    """Every women-dominated group against every other, as rows and columns."""

    def __init__(self, groups: Sequence[Group], dominated: Mapping[str, bool]) -> None:
        held = np.array(
            [dominated.get(g.name, women_dominated(g.women, g.men)) for g in groups], np.bool_
        )
        self._names = [g.name for g in groups]
        self._theirs = np.flatnonzero(held)
        self._others = np.flatnonzero(~held)
        mean = np.array([g.mean for g in groups], np.float64)
        self._paid_more = mean[self._others][None, :] > mean[self._theirs][:, None]

    def pairs(self, scores: Floats, bands: Sequence[str]) -> Flags:
        """Return kind × women-dominated × other: which of them are compared."""
        band: npt.NDArray[np.int64] = np.array([int(b) for b in bands], np.int64)
        same = band[self._theirs][:, None] == band[self._others][None, :]
        lower = scores[self._others][None, :] < scores[self._theirs][:, None]
        return np.stack((same, lower & self._paid_more))

    def named(self, pairs: Flags) -> tuple[Pair, ...]:
        """Return the marked pairs by name, kind by kind."""
        return tuple(
            Pair(
                KINDS[kind],
                self._names[self._theirs[row]],
                self._names[self._others[column]],
            )
            for kind, row, column in zip(*np.nonzero(pairs), strict=True)
        )
