"""Women and men in four equally large bands of pay.

Each band holds exactly a quarter of the persons. Those with the same pay over a boundary, and the
one person the boundary goes through when the number is not divisible by four, are shared in
proportion between the bands: nobody's place depends on the order of the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from aktiva.domain.pay.gaps import Flags, Ordered

BANDS = 4


@dataclass(frozen=True)
class Band:
    """Persons in one band; parts of persons where pay is equal over a boundary."""

    women: float
    men: float


def quartiles(pay: Ordered, woman: Flags) -> list[Band]:
    """Return the four bands, lowest pay first."""
    n = len(pay.values)
    below = np.concatenate(([0], np.cumsum(woman[pay.order])))
    women = [_women_among_lowest(pay, below, n * band, n) for band in range(BANDS + 1)]
    return [Band(women=high - low, men=n / BANDS - (high - low)) for low, high in pairwise(women)]


def _women_among_lowest(
    pay: Ordered, below: np.ndarray[tuple[int], np.dtype[np.int64]], fourths: int, n: int
) -> float:
    """Return how many women are among the ``fourths`` / 4 lowest paid."""
    if fourths in (0, n * BANDS):
        return float(below[fourths // BANDS])
    value = pay.values[fourths // BANDS]
    left = int(np.searchsorted(pay.values, value, side="left"))
    right = int(np.searchsorted(pay.values, value, side="right"))
    share = (fourths - BANDS * left) / (BANDS * (right - left))
    return float(below[left] + share * int(below[right] - below[left]))
