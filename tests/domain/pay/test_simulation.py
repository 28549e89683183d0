"""A budget goes to what is largest first: set beside giving out one krona at a time."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktiva.domain.pay.on_costs import own_rate
from aktiva.domain.pay.regression import Term
from aktiva.domain.pay.simulation import Underpaid, WrongBudget, pay_as_a_man, shared, simulate

RATE = own_rate(Decimal(50))
"""A krona a month costs 18 kronor a year."""


def one_at_a_time(shortfall, target, kronor):
    """Give each krona to the one who lacks the largest share, the first of those who lack equally."""
    left = list(shortfall)
    while kronor and any(left):
        most = max(range(len(left)), key=lambda i: (Fraction(left[i], target[i]), -i))
        left[most] -= 1
        kronor -= 1
    return [before - after for before, after in zip(shortfall, left, strict=True)]


def people(*rows):
    """Return persons from (group, pay, target)."""
    names = tuple(sorted({name for name, _, _ in rows}))
    return Underpaid(
        names=names,
        group=np.array([names.index(name) for name, _, _ in rows], np.int32),
        pay=np.array([pay for _, pay, _ in rows], np.int64),
        target=np.array([target for _, _, target in rows], np.int64),
    )


persons = st.lists(
    st.integers(1, 60).flatmap(lambda t: st.tuples(st.integers(0, t - 1), st.just(t))),
    min_size=1,
    max_size=8,
)
"""Shortfall and target of each."""


@given(persons, st.integers(0, 400))
def test_the_budget_is_shared_as_if_one_krona_at_a_time(rows, kronor):
    shortfall, target = zip(*rows, strict=True)

    found = shared(np.array(shortfall, np.int64), np.array(target, np.int64), kronor)

    assert found.tolist() == one_at_a_time(shortfall, target, kronor)


@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.integers(20_000, 60_000), st.integers(20_000, 60_000)),
        min_size=1,
        max_size=30,
    ),
    st.integers(0, 3_000_000),
    st.decimals(0, 100, places=2),
)
def test_the_budget_is_never_exceeded_and_never_left_unused(rows, budget, percent):
    staff, rate = people(*rows), own_rate(percent)
    found = simulate(staff, budget=budget, rate=rate)

    assert found.cost <= budget
    assert (found.raises >= 0).all() and (found.raises <= staff.shortfall).all()
    closed = found.raises.sum() == staff.shortfall.sum()
    one_more = Decimal(int(found.raises.sum()) + 1) * 12 * rate.factor
    assert closed or one_more > budget
    assert sum(g.kr_month for g in found.groups) == found.raises.sum()
    assert all(g.gap_after <= g.gap_before for g in found.groups)


@given(
    st.lists(st.tuples(st.just("a"), st.integers(20_000, 40_000), st.just(45_000)), min_size=1, max_size=9),
    st.integers(0, 500_000),
    st.integers(0, 500_000),
)  # fmt: skip
def test_a_larger_budget_gives_nobody_less(rows, one, more):
    staff = people(*rows)
    small, large = (simulate(staff, budget=b, rate=RATE).raises for b in (one, one + more))

    assert (large >= small).all()


def test_the_largest_share_lacking_is_closed_first():
    staff = people(("vård", 27_000, 30_000), ("kök", 28_500, 30_000), ("park", 31_000, 30_000))

    found = simulate(staff, budget=1_500 * 18 + 17, rate=RATE)

    assert found.raises.tolist() == [1_500, 0, 0]
    assert (found.left, found.cost, found.cost_of_all) == (0.05, 27_000, 81_000)
    assert [(g.group, g.persons, g.kr_month, g.cost) for g in found.groups] == [
        ("vård", 1, 1_500, 27_000),
        ("kök", 0, 0, 0),
    ]
    assert [(g.gap_before, g.gap_after) for g in found.groups] == [(0.1, 0.05), (0.05, 0.05)]


def test_enough_for_everybody_closes_everything():
    found = simulate(people(("vård", 27_000, 30_000)), budget=10**9, rate=RATE)

    assert (found.left, found.cost, found.cost_of_all) == (0, 54_000, 54_000)


def test_a_large_employer_is_shared_exactly():
    rng = np.random.default_rng(1)
    target = rng.integers(25_000, 60_000, 60_000)
    shortfall = np.minimum(rng.integers(0, 4_000, 60_000), target - 1)
    kronor = int(shortfall.sum()) // 3

    found = shared(shortfall, target, kronor)

    assert found.sum() == kronor
    given_ = found > 0
    next_key = ((shortfall - found) / target).max()
    last_key = ((shortfall - found + 1) / target)[given_].min()
    assert last_key >= next_key - 1e-12


def test_nobody_lacks_anything():
    found = simulate(people(("vård", 30_000, 30_000)), budget=1_000, rate=RATE)

    assert (found.groups, found.cost, found.left) == ((), 0, 0)


@pytest.mark.parametrize(
    ("pay", "target", "budget"), [(0, 30_000, 1), (30_000, 0, 1), (1 << 26, 30_000, 1), (1, 2, -1)]
)
def test_what_cannot_be_is_told(pay, target, budget):
    with pytest.raises(WrongBudget, match=r"Rätta lönefilen|Skriv ett belopp"):
        simulate(people(("vård", pay, target)), budget=budget, rate=RATE)


def test_a_womans_target_is_what_men_with_her_background_are_paid():
    years = np.array([0.0, 10.0, 20.0, 10.0, 30.0])
    woman = np.array([False, False, False, True, True])
    pay = 30_000 + 200 * years - 1_000 * woman

    found = pay_as_a_man(pay, [Term("years", years)], woman)

    assert found == pytest.approx([30_000, 32_000, 34_000, 32_000, 36_000])


def test_without_men_there_is_nothing_to_go_by():
    found = pay_as_a_man(
        np.array([1.0, 2.0]), [Term("x", np.array([1.0, 2.0]))], np.array([True, True])
    )

    assert np.isnan(found).all()
