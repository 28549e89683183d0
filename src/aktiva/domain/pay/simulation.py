"""A budget shared so that what is largest of the unexplained differences is closed first.

Every krona goes to the one who then has the largest shortfall in per cent of their target. The
largest remaining shortfall is therefore as small as the budget allows, and nobody gets past their
target. It is computed at once, by the level that the budget reaches, instead of krona by krona.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from aktiva.domain.pay.gaps import Flags, Floats
from aktiva.domain.pay.on_costs import Rate
from aktiva.domain.pay.plan import MONTHS, adjustment_cost
from aktiva.domain.pay.regression import INTERCEPT, Term, fit

Kronor = npt.NDArray[np.int64]

_BITS = 36
"""Levels are tried as parts of 2 to this power, so that the arithmetic is exact."""
HIGHEST_PAY = 1 << 26


@dataclass(frozen=True)
class Underpaid:
    """Persons whose pay is set beside a target, all in full-time kronor a month.

    Args:
        group: Each person's place among the names.
        pay: Pay today.
        target: What the pay would be at equal background, or the mean of the other group.
    """

    names: tuple[str, ...]
    group: npt.NDArray[np.int32]
    pay: Kronor
    target: Kronor

    @property
    def shortfall(self) -> Kronor:
        """How far below the target each is; 0 for those who are at it or above."""
        lacking: Kronor = np.maximum(self.target - self.pay, 0)
        return lacking


@dataclass(frozen=True)
class Closed:
    """What the budget does for one group.

    Args:
        persons: How many get an adjustment.
        kr_month: Kronor a month, all of them together.
        cost: Kronor a year with on-costs.
        gap_before: What lacks of the targets in all, as a share of them, 0 to 1.
    """

    group: str
    persons: int
    kr_month: int
    cost: int
    gap_before: float
    gap_after: float


@dataclass(frozen=True)
class Simulated:
    """What a budget does.

    Args:
        raises: Each person's adjustment, kronor a month.
        left: The largest shortfall that remains, as a share of the target.
        cost: Kronor a year with on-costs, never more than the budget.
        cost_of_all: What it would cost to close every shortfall.
    """

    raises: Kronor
    groups: tuple[Closed, ...]
    left: float
    cost: int
    cost_of_all: int


class WrongBudget(ValueError):
    """The budget or the pay cannot be used; the message says why in one Swedish sentence."""


def simulate(people: Underpaid, *, budget: int, rate: Rate) -> Simulated:
    """Share a budget of kronor a year, on-costs included.

    Raises:
        WrongBudget: The budget is negative, or a pay or target is outside 1 to 67 million kronor.
    """
    if budget < 0:
        raise WrongBudget("Budgeten är mindre än 0. Skriv ett belopp från 0 kronor.")
    for amounts in (people.pay, people.target):
        if amounts.size and not (amounts.min() > 0 and amounts.max() < HIGHEST_PAY):
            raise WrongBudget(
                "En lön eller ett mål är 0 kronor eller orimligt högt. Rätta lönefilen."
            )
    raises = shared(people.shortfall, people.target, _kronor_a_month(budget, rate))
    left = (people.shortfall - raises) / people.target
    return Simulated(
        raises=raises,
        groups=_by_group(people, raises, rate),
        left=float(left.max(initial=0.0)),
        cost=adjustment_cost(int(raises.sum()), rate),
        cost_of_all=adjustment_cost(int(people.shortfall.sum()), rate),
    )


def _kronor_a_month(budget: int, rate: Rate) -> int:
    """Return the most whole kronor a month whose yearly cost is within the budget."""
    exact = Decimal(budget) / (MONTHS * rate.factor)
    return int(exact.to_integral_value(rounding=ROUND_FLOOR))


def shared(shortfall: Kronor, target: Kronor, kronor: int) -> Kronor:
    """Return each person's part of so many kronor, one at a time to the largest share lacking.

    Of those who lack equally much the first goes first.
    """
    shortfall, target = shortfall.astype(np.int64), target.astype(np.int64)
    if kronor >= int(shortfall.sum()):
        return shortfall

    def given(level: int) -> Kronor:
        """Return what brings everybody down to a level of lacking."""
        return np.maximum(shortfall - ((level * target) >> _BITS), 0)

    low, high = 0, 1 << _BITS
    while high - low > 1:
        middle = (low + high) // 2
        if int(given(middle).sum()) <= kronor:
            high = middle
        else:
            low = middle
    raises = given(high)
    remaining = kronor - int(raises.sum())
    if not remaining:
        return raises
    next_in_line = np.flatnonzero(given(low) > raises)
    ordered = sorted(
        next_in_line.tolist(),
        key=lambda i: (-Fraction(int(shortfall[i] - raises[i]), int(target[i])), i),
    )
    raises[ordered[:remaining]] += 1
    return raises


def _by_group(people: Underpaid, raises: Kronor, rate: Rate) -> tuple[Closed, ...]:
    """Return the groups in which somebody lacks something, what is largest first."""
    found = []
    for place, name in enumerate(people.names):
        rows = people.group == place
        lacking = int(people.shortfall[rows].sum())
        if not lacking:
            continue
        kr = int(raises[rows].sum())
        targets = int(people.target[rows].sum())
        found.append(
            Closed(
                group=name,
                persons=int((raises[rows] > 0).sum()),
                kr_month=kr,
                cost=adjustment_cost(kr, rate),
                gap_before=lacking / targets,
                gap_after=(lacking - kr) / targets,
            )
        )
    return tuple(sorted(found, key=lambda c: (-c.gap_before, c.group)))


def pay_as_a_man(pay: Floats, terms: Sequence[Term], woman: Flags) -> Floats:
    """Return what each would be paid if the men's pay followed the same background.

    The men's pay is regressed on the terms; a column that says nothing among men counts for
    nothing. Without men there is nothing to go by, and every number is NaN.
    """
    men = ~woman
    if not men.any():
        return np.full(len(pay), np.nan)
    fitted = fit(pay[men], [term.where(men) for term in terms]).coefficients
    predicted = np.full(len(pay), fitted[INTERCEPT].estimate)
    for term in terms:
        predicted += (fitted[term.name].estimate or 0.0) * term.part(slice(None))
    return predicted
