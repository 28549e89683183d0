"""How much of a difference in pay follows from background, and how much does not (Oaxaca–Blinder).

``A`` is the group named as high, ``B`` the other. Only the sums are given: the part of a single
variable would depend on which level of a category is left out, the sums do not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from aktiva.domain.pay.gaps import Flags, Floats
from aktiva.domain.pay.regression import INTERCEPT, Fit, Term, fit


@dataclass(frozen=True)
class Threefold:
    """The difference seen from the lower group."""

    endowments: float
    coefficients: float
    interaction: float


@dataclass(frozen=True)
class Twofold:
    """The difference seen from one set of reference coefficients."""

    explained: float
    unexplained: float


@dataclass(frozen=True)
class Decomposition:
    """The parts of a difference; None where the two groups do not have the same levels."""

    gap: float
    threefold: Threefold | None
    pooled_with_sex: Twofold | None
    pooled_without_sex: Twofold | None
    men: Twofold | None
    women: Twofold | None


def decompose(outcome: Floats, terms: Sequence[Term], high: Flags) -> Decomposition | None:
    """Split the difference in mean outcome between those who are high and the others."""
    if high.all() or not high.any():
        return None
    means, fits = [], []
    for rows in (high, ~high):
        part = [term.where(rows) for term in terms]
        means.append(np.array([1.0] + [float(t.part(slice(None)).mean()) for t in part]))
        fits.append(fit(outcome[rows], part))
    gap = float(outcome[high].mean() - outcome[~high].mean())
    apart = means[0] - means[1]
    plain = fit(outcome, terms)
    marked = fit(outcome, [*terms, Term("high", high.astype(np.float64))])
    names = [INTERCEPT, *(t.name for t in terms)]

    def twofold(reference: Fit) -> Twofold:
        explained = float(apart @ _slopes(reference, names))
        return Twofold(explained=explained, unexplained=gap - explained)

    same = fits[0].left_out() == fits[1].left_out() == plain.left_out()
    a, b = (_slopes(f, names) for f in fits)
    return Decomposition(
        gap=gap,
        threefold=Threefold(
            endowments=float(apart @ b),
            coefficients=float(means[1] @ (a - b)),
            interaction=float(apart @ (a - b)),
        )
        if same
        else None,
        pooled_with_sex=twofold(marked) if "high" not in marked.left_out() else None,
        pooled_without_sex=twofold(plain),
        men=twofold(fits[0]) if same else None,
        women=twofold(fits[1]) if same else None,
    )


def _slopes(fitted: Fit, names: Sequence[str]) -> Floats:
    return np.array([fitted.coefficients[name].estimate or 0.0 for name in names])
