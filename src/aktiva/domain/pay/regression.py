"""Least squares from sums: pay at equal background, with one column of groups absorbed or not.

A large design is never held whole: blocks of rows give the sums of squares and products about the
mean of each absorbed group (Frisch–Waugh–Lovell), and those give every estimate. The normal
equations are solved on columns of unit length and corrected once with the residuals themselves,
so the result keeps the digits that squaring would have cost.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from aktiva.domain.pay.gaps import Flags, Floats, Whole

BLOCK = 65_536
MOST_HELD = 128 * 1024 * 1024
"""Up to so many bytes the centred design is kept between the passes instead of made again."""

SMALLEST_PIVOT = 1e-10
"""A column that the ones before it explain to this part of its variance is left out."""

INTERCEPT = "(intercept)"


class Errors(StrEnum):
    """How the standard errors are taken."""

    CLASSICAL = "classical"
    HC1 = "HC1"


@dataclass(frozen=True)
class Term:
    """One column of the design: a number, its square, or membership of one level."""

    name: str
    values: Floats | Whole
    level: int | None = None
    squared: bool = False

    def part(self, rows: slice) -> Floats:
        """Return the column for some rows."""
        values = self.values[rows]
        if self.level is not None:
            return np.equal(values, self.level).astype(np.float64)
        numbers: Floats = values.astype(np.float64)
        return numbers * numbers if self.squared else numbers

    def where(self, rows: Flags) -> Term:
        """Return the same column for the rows that are marked."""
        return Term(self.name, self.values[rows], self.level, self.squared)


@dataclass(frozen=True)
class Estimate:
    """A coefficient and its standard error; None where the data cannot tell it."""

    estimate: float | None
    se: float | None


@dataclass(frozen=True)
class Fit:
    """What the regression gave."""

    n: int
    df: int
    r2: float | None
    coefficients: dict[str, Estimate]

    def left_out(self) -> frozenset[str]:
        """Return the names of the columns that could not be told apart from the others."""
        return frozenset(name for name, c in self.coefficients.items() if c.estimate is None)


def fit(
    outcome: Floats,
    terms: Sequence[Term],
    *,
    absorbed: Whole | None = None,
    errors: Errors = Errors.CLASSICAL,
) -> Fit:
    """Regress the outcome on the terms; without an absorbed column there is an intercept."""
    sums = _Sums(outcome, terms, absorbed)
    kept = sums.kept()
    inverse, slopes, residual, meat = sums.solve(kept, robust=errors is Errors.HC1)
    n = len(outcome)
    df = n - sums.cells_used - len(kept)
    bread = sums.intercept_row(inverse, kept)
    if errors is Errors.HC1:
        variance = bread @ meat @ bread.T * (n / df if df > 0 else math.nan)
    else:
        plain = np.zeros_like(meat)
        plain[0, 0] = 1 / max(n, 1)
        plain[1:, 1:] = inverse
        # The intercept of the centred columns is uncorrelated with the slopes.
        change = np.eye(len(kept) + 1)
        change[0, 1:] = -sums.overall[kept]
        variance = change @ plain @ change.T * (residual / df if df > 0 else math.nan)
    spread = np.sqrt(np.maximum(np.diag(variance), 0))
    found = {
        terms[j].name: Estimate(float(slopes[i]), _known(spread[i + 1])) for i, j in enumerate(kept)
    }
    coefficients = {t.name: found.get(t.name, Estimate(None, None)) for t in terms}
    if absorbed is None:
        level = float(sums.outcome_mean - sums.overall[kept] @ slopes) if n else None
        coefficients = {INTERCEPT: Estimate(level, _known(spread[0]))} | coefficients
    total = sums.total_squares
    return Fit(
        n=n, df=df, r2=1 - residual / total if total > 0 else None, coefficients=coefficients
    )


def kennedy(coefficient: Estimate) -> float | None:
    """Return the share that a coefficient on the logarithm of pay stands for, after Kennedy."""
    if coefficient.estimate is None or coefficient.se is None:
        return None
    return math.exp(coefficient.estimate - coefficient.se**2 / 2) - 1


def _known(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None


class _Sums:
    """Sums of squares and products of the design about the means of the absorbed groups."""

    def __init__(self, outcome: Floats, terms: Sequence[Term], absorbed: Whole | None) -> None:
        self._outcome = outcome
        self._terms = terms
        n = len(outcome)
        self._cell = absorbed
        cells = int(absorbed.max()) + 1 if absorbed is not None and n else 1
        count = (
            np.array([n]) if absorbed is None else np.bincount(absorbed, minlength=cells)
        ).astype(np.float64)
        self.cells_used = int((count > 0).sum())
        totals = np.zeros((cells, len(terms) + 1))
        for rows in self._blocks():
            cell = None if absorbed is None else absorbed[rows]
            for j, column in enumerate(self._columns(rows)):
                totals[:, j] += (
                    column.sum()
                    if cell is None
                    else np.bincount(cell, weights=column, minlength=cells)
                )
        self._means = totals / np.maximum(count, 1)[:, None]
        overall = totals.sum(axis=0) / max(n, 1)
        self.overall, self.outcome_mean = overall[:-1], overall[-1]
        products = np.zeros((len(terms) + 1, len(terms) + 1))
        held = n * (len(terms) + 1) * 8 <= MOST_HELD
        self._held = [self._centred(rows) for rows in self._blocks()] if held else None
        for centred in self._centred_blocks():
            products += centred.T @ centred
        between = (count[:, None] * (self._means - overall) ** 2).sum(axis=0)
        squares = np.diag(products) + between
        self.total_squares = float(squares[-1])
        noise = 1e-20 * max(n, 1) * overall**2
        length = np.where(squares > noise, np.sqrt(squares), np.inf)[:-1]
        self._scale = 1 / length
        self._products = products[:-1, :-1] * np.outer(self._scale, self._scale)
        self._with_outcome = products[:-1, -1] * self._scale

    def kept(self) -> list[int]:
        """Return the columns that the earlier ones do not explain."""
        left = self._products.copy()
        kept = []
        for j in range(len(left)):
            if left[j, j] > SMALLEST_PIVOT:
                kept.append(j)
                left -= np.outer(left[:, j], left[j, :]) / left[j, j]
        return kept

    def solve(self, kept: list[int], *, robust: bool) -> tuple[Floats, Floats, float, Floats]:
        """Return inverse, slopes, residual sum of squares and the sum of squared scores.

        The scores begin with the intercept's, and are only summed for robust standard errors.
        """
        scale = self._scale[kept]
        # A slice takes the columns without copying them.
        which = slice(len(kept)) if len(kept) == len(self._terms) else kept
        inverse = (
            np.linalg.inv(self._products[np.ix_(kept, kept)]) * np.outer(scale, scale)
            if kept
            else np.zeros((0, 0))
        )
        slopes = inverse @ (self._with_outcome[kept] / scale)
        correction = np.zeros(len(kept))
        for centred in self._centred_blocks():
            design = centred[:, which]
            correction += design.T @ (centred[:, -1] - design @ slopes)
        slopes = slopes + inverse @ correction
        residual = 0.0
        meat = np.zeros((len(kept) + 1, len(kept) + 1))
        for centred in self._centred_blocks():
            design = centred[:, which]
            left = centred[:, -1] - design @ slopes
            residual += float(left @ left)
            if not robust:
                continue
            scores = np.column_stack((left, design * left[:, None]))
            meat += scores.T @ scores
        return inverse, slopes, residual, meat

    def intercept_row(self, inverse: Floats, kept: list[int]) -> Floats:
        """Return what turns scores into estimates, the intercept's first."""
        bread = np.zeros((len(kept) + 1, len(kept) + 1))
        bread[0, 0] = 1 / max(len(self._outcome), 1)
        bread[1:, 1:] = inverse
        bread[0, 1:] = -self.overall[kept] @ inverse
        return bread

    def _blocks(self) -> Iterator[slice]:
        for start in range(0, len(self._outcome), BLOCK):
            yield slice(start, start + BLOCK)

    def _centred_blocks(self) -> Iterator[Floats]:
        if self._held is not None:
            yield from self._held
        else:
            for rows in self._blocks():
                yield self._centred(rows)

    def _columns(self, rows: slice) -> Iterator[Floats]:
        for term in self._terms:
            yield term.part(rows)
        yield self._outcome[rows]

    def _centred(self, rows: slice) -> Floats:
        columns = np.empty((len(self._outcome[rows]), len(self._terms) + 1))
        for j, column in enumerate(self._columns(rows)):
            columns[:, j] = column
        columns -= self._means[0] if self._cell is None else self._means[self._cell[rows]]
        return columns
