"""Which groups are set beside each other: the boundaries of 3 kap. 9 §."""

from __future__ import annotations

import pytest

from aktiva.domain.pay.comparisons import Kind, Value, compare
from aktiva.domain.pay.dominance import women_dominated
from aktiva.domain.pay.gaps import Group


def group(name, women, men, mean):
    return Group(
        name=name,
        women=women,
        men=men,
        mean=mean,
        median=mean,
        mean_women=mean if women else None,
        mean_men=mean if men else None,
        median_women=mean if women else None,
        median_men=mean if men else None,
    )


@pytest.mark.parametrize(
    ("women", "men", "dominated"),
    [
        (6, 4, True),
        (3, 2, True),
        (59, 41, False),
        (60, 40, True),
        (599_999, 400_001, False),
        (600_000, 400_000, True),
        (1, 0, True),
        (0, 1, False),
        (1, 1, False),
        (2, 1, True),
        (0, 0, False),
    ],
)
def test_sixty_per_cent_women_is_enough(women, men, dominated):
    assert women_dominated(women, men) is dominated


@pytest.mark.parametrize(
    ("points", "pay", "listed"),
    [
        ((400, 399), (30_000, 30_001), True),
        ((400, 400), (30_000, 30_001), False),
        ((400, 401), (30_000, 30_001), False),
        ((400, 399), (30_000, 30_000), False),
        ((400, 399), (30_000, 29_999), False),
        ((400, None), (30_000, 40_000), False),
        ((None, 300), (30_000, 40_000), False),
    ],
)
def test_lower_demands_with_higher_pay_are_listed(points, pay, listed):
    found = compare(
        [group("vård", 8, 2, pay[0]), group("teknik", 2, 8, pay[1])],
        {"vård": Value(points=points[0]), "teknik": Value(points=points[1])},
    )

    pairs = [(c.women_group, c.other_group) for c in found if c.kind is Kind.LOWER_VALUE]
    assert pairs == ([("vård", "teknik")] if listed else [])


@pytest.mark.parametrize(
    ("bands", "listed"), [(("2", "2"), True), (("2", "1"), False), ((None, None), False)]
)
def test_equal_value_is_the_same_band_whatever_the_pay(bands, listed):
    found = compare(
        [group("vård", 8, 2, 30_000), group("teknik", 2, 8, 30_000)],
        {"vård": Value(band=bands[0]), "teknik": Value(band=bands[1])},
    )

    assert [c.gap_mean for c in found if c.kind is Kind.EQUAL_VALUE] == ([0] if listed else [])


def test_two_groups_dominated_by_women_are_not_set_beside_each_other():
    found = compare(
        [group("vård", 8, 2, 30_000), group("kök", 6, 4, 33_000)],
        {"vård": Value(400, "2"), "kök": Value(300, "2")},
    )

    assert {c.kind for c in found} == {Kind.EQUAL_WORK}


def test_equal_work_lists_every_group_with_both_sexes_also_without_a_difference():
    found = compare([group("vård", 8, 2, 30_000), group("teknik", 0, 8, 33_000)], {})

    assert [(c.kind, c.women_group, c.gap_mean) for c in found] == [(Kind.EQUAL_WORK, "vård", 0)]


def test_a_group_of_one_sex_stays_in_the_other_comparisons():
    found = compare(
        [group("vård", 1, 0, 30_000), group("teknik", 0, 1, 33_000)],
        {"vård": Value(400, "2"), "teknik": Value(300, "2")},
    )

    assert [c.kind for c in found] == [Kind.EQUAL_VALUE, Kind.LOWER_VALUE]
