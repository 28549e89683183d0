"""The seven figures of article 9.1 in directive (EU) 2023/970. Not Swedish law.

They are taken on gross hourly pay: everything that is paid in a year, by the hours it is paid for.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from aktiva.domain.pay.gaps import Flags, Floats, Ordered, Whole, gap
from aktiva.domain.pay.parameters import limits
from aktiva.domain.pay.quartiles import Band, quartiles

LABEL = "ej svensk lag"


@dataclass(frozen=True)
class Category:
    """Article 9.1 g for one category of workers."""

    category: str
    women: int
    men: int
    gap_mean: float | None
    gap_basic: float | None
    gap_components: float | None

    @property
    def at_least_limit(self) -> bool | None:
        """Whether the gap reaches the limit of article 10, whichever sex is paid less."""
        if self.gap_mean is None:
            return None
        return reaches_limit(self.gap_mean)


@dataclass(frozen=True)
class Components:
    """Article 9.1 b, d and e: what is paid beside the basic pay."""

    gap_mean: float | None
    gap_median: float | None
    gap_mean_everyone: float | None
    gap_median_everyone: float | None
    share_women: float | None
    share_men: float | None


@dataclass(frozen=True)
class European:
    """Article 9.1 a–g."""

    gap_mean: float | None
    gap_median: float | None
    components: Components | None
    quartiles: list[Band]
    categories: list[Category] | None


def reaches_limit(difference: float) -> bool:
    """Return whether a gap is at least the limit, in either direction."""
    return abs(round(difference * 100, 9)) >= limits()["joint_assessment"].value


def european(
    *,
    woman: Flags,
    basic: Floats,
    components: Floats | None,
    group: Whole | None,
    names: tuple[str, ...],
) -> European:
    """Return the figures; amounts are per hour, and ``group`` is the category of workers."""
    total = Ordered.of(basic if components is None else basic + components)
    both = total.cells(woman, 2)
    return European(
        gap_mean=gap(float(both.mean[1]), float(both.mean[0])),
        gap_median=gap(float(both.median[1]), float(both.median[0])),
        components=None if components is None else _components(woman, components),
        quartiles=quartiles(total, woman),
        categories=None
        if group is None
        else _categories(woman, total, basic, components, group, names),
    )


def _components(woman: Flags, components: Floats) -> Components:
    received = components > 0
    receivers = Ordered.of(components[received]).cells(woman[received], 2)
    everyone = Ordered.of(components).cells(woman, 2)

    def share(sex: int) -> float | None:
        return float(receivers.count[sex] / everyone.count[sex]) if everyone.count[sex] else None

    return Components(
        gap_mean=gap(float(receivers.mean[1]), float(receivers.mean[0])),
        gap_median=gap(float(receivers.median[1]), float(receivers.median[0])),
        gap_mean_everyone=gap(float(everyone.mean[1]), float(everyone.mean[0])),
        gap_median_everyone=gap(float(everyone.median[1]), float(everyone.median[0])),
        share_women=share(1),
        share_men=share(0),
    )


def _categories(
    woman: Flags,
    total: Ordered,
    basic: Floats,
    components: Floats | None,
    group: Whole,
    names: tuple[str, ...],
) -> list[Category]:
    cell = group * 2 + woman
    cells = len(names) * 2
    every = total.cells(cell, cells)
    of_basic = _means(cell, basic, cells)
    of_components = None
    if components is not None:
        received = components > 0
        of_components = _means(cell[received], components[received], cells)

    def between(means: Floats, i: int) -> float | None:
        return gap(float(means[2 * i + 1]), float(means[2 * i]))

    return [
        Category(
            category=name,
            women=int(every.count[2 * i + 1]),
            men=int(every.count[2 * i]),
            gap_mean=between(every.mean, i),
            gap_basic=between(of_basic, i),
            gap_components=None if of_components is None else between(of_components, i),
        )
        for i, name in enumerate(names)
    ]


def _means(cell: Whole, amounts: Floats, cells: int) -> Floats:
    count = np.bincount(cell, minlength=cells)
    total = np.bincount(cell, weights=amounts, minlength=cells)
    with np.errstate(invalid="ignore", divide="ignore"):
        return total / count
