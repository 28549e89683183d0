"""Numbers, means and medians of pay in cells, and the gap between women and men.

Pay is put in order once; every figure is taken in that order. The order of the rows in the file
therefore changes no figure, not even in its last digit.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]


def gap(women: float | None, men: float | None) -> float | None:
    """Return (men − women) / men, or None where either is missing or men's is zero."""
    if women is None or men is None or math.isnan(women) or math.isnan(men) or men == 0:
        return None
    return (men - women) / men


def number(value: float) -> float | None:
    """Return a plain number, None for one that could not be computed."""
    return None if math.isnan(value) else float(value)


@dataclass(frozen=True)
class Cells:
    """Number, mean and median per cell; NaN where a cell is empty."""

    count: npt.NDArray[np.int64]
    mean: Floats
    median: Floats


@dataclass(frozen=True)
class Ordered:
    """Amounts in rising order, with the place each had in the file."""

    order: npt.NDArray[np.intp]
    values: Floats

    @classmethod
    def of(cls, amounts: Floats) -> Ordered:
        """Put the amounts in order."""
        order = np.argsort(amounts)
        return cls(order=order, values=amounts[order])

    def cells(self, cell: Whole | Flags, cells: int) -> Cells:
        """Return the figures of each cell; ``cell`` holds every row's cell, 0 to cells − 1."""
        kind = np.int16 if cells < 2**15 else np.int32  # sixteen bits are sorted by radix
        placed = cell.astype(kind)[self.order]
        count = np.bincount(placed, minlength=cells)
        if not placed.size:
            empty = np.full(cells, math.nan)
            return Cells(count=count, mean=empty, median=empty)
        values = self.values[np.argsort(placed, kind="stable")]
        total = np.bincount(placed, weights=self.values, minlength=cells)
        start = np.cumsum(count) - count
        last = len(values) - 1
        low = values[np.minimum(start + np.maximum(count - 1, 0) // 2, last)]
        high = values[np.minimum(start + count // 2, last)]
        with np.errstate(invalid="ignore", divide="ignore"):
            mean = total / count
        return Cells(count=count, mean=mean, median=np.where(count > 0, (low + high) / 2, math.nan))


@dataclass(frozen=True)
class Group:
    """Those who do the same work: how many, and what they are paid."""

    name: str
    women: int
    men: int
    mean: float
    median: float
    mean_women: float | None
    mean_men: float | None
    median_women: float | None
    median_men: float | None

    @property
    def gap_mean(self) -> float | None:
        """The gap between the means."""
        return gap(self.mean_women, self.mean_men)

    @property
    def gap_median(self) -> float | None:
        """The gap between the medians."""
        return gap(self.median_women, self.median_men)


def groups(pay: Ordered, woman: Flags, group: Whole, names: tuple[str, ...]) -> list[Group]:
    """Return each group's figures, in the order of the names."""
    every = pay.cells(group, len(names))
    by_sex = pay.cells(group * 2 + woman, len(names) * 2)
    return [
        Group(
            name=name,
            women=int(by_sex.count[2 * i + 1]),
            men=int(by_sex.count[2 * i]),
            mean=float(every.mean[i]),
            median=float(every.median[i]),
            mean_women=number(by_sex.mean[2 * i + 1]),
            mean_men=number(by_sex.mean[2 * i]),
            median_women=number(by_sex.median[2 * i + 1]),
            median_men=number(by_sex.median[2 * i]),
        )
        for i, name in enumerate(names)
    ]
