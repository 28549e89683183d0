"""What is worth a second look in a group, at its boundaries."""

from __future__ import annotations

import pytest

from aktiva.domain.pay.group_remarks import GroupFacts, Kind, remarks
from aktiva.domain.pay.grouping import Position


def kinds(facts, *, year=2026, last_year=()):
    return [r.kind for r in remarks([facts], year=year, last_year=last_year)]


def facts(*positions, name="Vård", **more):
    return GroupFacts(
        name=name, positions=positions or (Position("Undersköterska", "1", 20),), **more
    )


def test_an_ordinary_group_gives_no_remark():
    assert kinds(facts(low=28_000, high=33_000, unchanged_since=2025)) == []


def test_a_manager_among_those_who_are_led_is_pointed_out_by_title():
    (found,) = remarks(
        [
            facts(
                Position("Kock", "1", 9), Position("Kökschef", "1", 1), Position("Diskare", "1", 2)
            )
        ],
        year=2026,
    )

    assert found.kind is Kind.MANAGERS_WITH_OTHERS
    assert "I Vård står Kökschef tillsammans med Kock och Diskare." in found.words


def test_a_group_of_managers_only_gives_no_remark():
    assert kinds(facts(Position("Enhetschef", "1", 9), Position("Rektor", "1", 9))) == []


def test_several_codes_in_a_group_are_pointed_out_and_a_missing_one_is_not():
    assert kinds(facts(Position("A", "1", 5), Position("B", "2", 5))) == [Kind.SEVERAL_CODES]
    assert kinds(facts(Position("A", "1", 5), Position("B", None, 5))) == []


@pytest.mark.parametrize(
    ("low", "high", "count", "wide"),
    [
        (30_000, 44_999, 10, False),
        (30_000, 45_000, 10, True),
        (30_000, 45_000, 9, False),
        (None, 45_000, 10, False),
        (30_000, None, 10, False),
    ],
)
def test_pay_that_spreads_by_half_or_more_is_wide(low, high, count, wide):
    found = kinds(facts(Position("A", "1", count), low=low, high=high))

    assert (Kind.WIDE_PAY in found) is wide


@pytest.mark.parametrize(
    ("since", "tried", "untried"),
    [
        (2024, None, False),
        (2023, None, True),
        (2010, 2024, False),
        (2010, 2023, True),
        (None, None, False),
        (2025, 2015, False),
    ],
)
def test_a_group_that_nobody_has_tried_for_three_years_is_pointed_out(since, tried, untried):
    found = kinds(facts(unchanged_since=since, tried_in=tried))

    assert (Kind.UNTRIED in found) is untried


@pytest.mark.parametrize(("count", "few"), [(1, True), (2, True), (3, False)])
def test_fewer_than_three_are_few(count, few):
    assert kinds(facts(Position("A", "1", count))) == ([Kind.FEW] if few else [])


def test_last_years_group_with_nobody_is_pointed_out():
    found = remarks([facts(), facts(Position("A", None, 0), name="Tvätt")], year=2026,
                    last_year=["Vård", "Tvätt", "Kök"])  # fmt: skip

    assert [(r.kind, r.group) for r in found] == [(Kind.EMPTY, "Tvätt"), (Kind.EMPTY, "Kök")]
