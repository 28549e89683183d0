"""What the answers to a statement say: a mean, a share of low answers, and a proposal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

FINEST = ((1,), (2,), (3,), (4,), (5,), (0,))
LEVELS = (
    FINEST,
    ((1, 2), (3,), (4, 5), (0,)),
    ((1, 2), (3, 0), (4, 5)),
    ((1, 2), (3, 4, 5, 0)),
)
"""Columns of the table of a statement's answers, the finest first; 0 is not knowing."""

STANDS = (1, 2, 3, 4, 5)
MEAN_LIMITS = (Decimal("2.5"), Decimal("3.0"), Decimal("3.5"), Decimal("4.0"))
"""Limits that can be seen in a mean told in half steps."""

LOW_LIMITS = (10, 15, 20, 25, 30)
"""Per cent."""


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean as it is told: with two decimals, or the half step that it lies in from `low` on."""

    low: Decimal
    is_exact: bool

    def __str__(self) -> str:
        if self.is_exact:
            return f"{self.low:.2f}".replace(".", ",")
        if self.low >= 5:
            return _comma(self.low)
        return f"{_comma(self.low)}–{_comma(self.low + Decimal('0.4'))}"


@dataclass(frozen=True, slots=True)
class Limits:
    """When answers are proposed as a ground for a risk; the employer's own, not the Act's."""

    mean: Decimal = Decimal("3.5")
    low_percent: int = 20


@dataclass(frozen=True, slots=True)
class Figures:
    """What is told of a group's answers to one statement.

    Args:
        level: Place in `LEVELS`; None where no table is told.
        cells: Counts in that level's columns.
        mean: None where it is not told.
    """

    level: int | None = None
    cells: tuple[int, ...] = ()
    mean: Mean | None = None

    @property
    def n_low(self) -> int | None:
        """How many answered 1 or 2, if that may be told."""
        if self.level is None:
            return None
        return sum(self.cells[: 2 if self.level == 0 else 1])

    @property
    def low_percent(self) -> int | None:
        """The share of low answers among all of the group's, in whole per cent."""
        n = sum(self.cells)
        return None if self.n_low is None or not n else round(100 * self.n_low / n)

    def is_proposed(self, limits: Limits) -> bool:
        """Return whether the answers are proposed as a ground for a risk.

        Decided by what is told, so that the proposal tells nothing more.
        """
        if self.mean is not None and self.mean.low < limits.mean:
            return True
        n_low, n = self.n_low, sum(self.cells)
        return n_low is not None and 100 * n_low > limits.low_percent * n


def mean_of(cells: Sequence[int], *, is_exact: bool) -> Mean:
    """Return the mean of those who took a stand.

    Args:
        cells: Six counts, of not knowing and of 1–5.
        is_exact: Tell two decimals; else the half step, which says less of a small group.
    """
    stood = sum(cells[g] for g in STANDS)
    total = sum(g * cells[g] for g in STANDS)
    if is_exact:
        # Cut and not rounded, so that what is under a limit is told as under it.
        return Mean(Decimal(100 * total // stood) / 100, True)
    return Mean(Decimal(2 * total // stood) / 2, False)


def _comma(number: Decimal) -> str:
    return f"{number:.1f}".replace(".", ",")
