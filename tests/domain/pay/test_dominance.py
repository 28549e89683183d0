"""Reasoned exceptions from the share of women."""

from __future__ import annotations

import pytest
from made_groups import group

from aktiva.domain.pay.comparisons import Kind, Value, compare
from aktiva.domain.pay.dominance import Override, override_faults, standings

WHY = "brukar anses vara kvinnodominerat"


@pytest.mark.parametrize(
    ("women", "men", "override", "dominated"),
    [
        (59, 41, None, False),
        (60, 40, None, True),
        (59, 41, True, True),
        (60, 40, False, False),
        (0, 5, True, True),
        (0, 0, None, False),
    ],
)
def test_an_exception_goes_before_the_share(women, men, override, dominated):
    overrides = [] if override is None else [Override("vård", override, WHY)]
    (found,) = standings([group("vård", women, men, 30_000)], overrides)

    assert (found.dominated, found.reason) == (dominated, "" if override is None else WHY)


@pytest.mark.parametrize(
    ("women", "dominated", "reason", "words"),
    [
        (4, True, WHY, []),
        (6, False, "tillfällig övervikt av kvinnor i år", []),
        (4, True, "", ["saknas"]),
        (4, True, "brukar vara", ["minst 3 ord"]),
        (6, True, WHY, ["redan kvinnodominerad"]),
        (4, False, WHY, ["inte kvinnodominerad"]),
        (6, True, "", ["saknas", "redan kvinnodominerad"]),
    ],
)
def test_an_exception_has_a_reason_and_changes_something(women, dominated, reason, words):
    found = override_faults([Override("vård", dominated, reason)], {"vård": (women, 10 - women)})

    assert len(found) == len(words)
    assert all(word in fault for word, fault in zip(words, found, strict=True))


def test_an_exception_for_no_group_and_a_second_one_are_told():
    found = override_faults(
        [Override("kök", True, WHY), Override("vård", True, WHY), Override("vård", False, WHY)],
        {"vård": (4, 6)},
    )

    assert ["kök finns inte" in found[0], "fler än ett" in found[1]] == [True, True]


@pytest.mark.parametrize(
    ("dominated", "pairs"),
    [
        ({}, [("vård", "teknik")]),
        ({"teknik": True}, []),
        ({"vård": False}, []),
        ({"vård": False, "teknik": True}, [("teknik", "vård")]),
    ],
)
def test_comparisons_follow_the_exceptions(dominated, pairs):
    found = compare(
        [group("vård", 10, 0, 30_000), group("teknik", 0, 10, 30_000)],
        {"vård": Value(band="2"), "teknik": Value(band="2")},
        dominated=dominated,
    )

    assert [(c.women_group, c.other_group) for c in found if c.kind is Kind.EQUAL_VALUE] == pairs
