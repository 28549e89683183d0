"""Shares leave as far as the groups behind them are large enough."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktiva.domain.disclosure.door import MINIMUM, Outcome, Subject
from aktiva.domain.disclosure.shares import Shares, shares_leave

TOLD = Shares(Decimal("6.2"), Decimal("7.0"), Decimal("4.1"))
NUMBERS = st.integers(0, 12)


@pytest.mark.parametrize(
    ("n_women", "n_men", "outcome", "left"),
    [
        (5, 5, Outcome.WHOLE, TOLD),
        (40, 0, Outcome.WHOLE, TOLD),
        (40, 4, Outcome.COARSER, Shares(TOLD.everybody)),
        (4, 40, Outcome.COARSER, Shares(TOLD.everybody)),
        (4, 1, Outcome.COARSER, Shares(TOLD.everybody)),
        (4, 0, Outcome.WITHHELD, Shares()),
        (2, 2, Outcome.WITHHELD, Shares()),
        (0, 0, Outcome.WITHHELD, Shares()),
    ],
)
def test_what_leaves_follows_the_numbers_behind(n_women, n_men, outcome, left):
    found = shares_leave(Subject.SICK_LEAVE, TOLD, n_women=n_women, n_men=n_men)

    assert found.outcome is outcome
    assert found.shares == left


@given(NUMBERS, NUMBERS)
def test_no_group_of_one_to_four_is_told(n_women, n_men):
    left = shares_leave(Subject.SICK_LEAVE, TOLD, n_women=n_women, n_men=n_men).shares

    assert left.women is None or not 0 < n_women < MINIMUM
    assert left.men is None or not 0 < n_men < MINIMUM
    assert left.everybody is None or n_women + n_men >= MINIMUM
    assert (left.women is None) == (left.men is None)
