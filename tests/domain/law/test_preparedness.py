"""The directive is a set of its own: never among the duties, with its own days and limits."""

from __future__ import annotations

from dataclasses import replace

import pytest
from exemplary_year import EVERYTHING, NOTHING, answer

from aktiva.domain.law.checks import check_all
from aktiva.domain.law.preparedness import Prepared, label, readiness, rules


def asked_of(headcount: int | None) -> set[str]:
    rows = readiness(replace(NOTHING, headcount=headcount))
    return {r.rule.id for r in rows if r.prepared is not Prepared.NOT_ASKED}


ALL_SIZES = {"EU5", "EU6", "EU7"}


@pytest.mark.parametrize(
    ("headcount", "asked"),
    [
        (99, ALL_SIZES),
        (100, ALL_SIZES | {"EU9-100", "EU10"}),
        (149, ALL_SIZES | {"EU9-100", "EU10"}),
        (150, ALL_SIZES | {"EU9-150", "EU10"}),
        (249, ALL_SIZES | {"EU9-150", "EU10"}),
        (250, ALL_SIZES | {"EU9-250", "EU10"}),
        (None, {r.id for r in rules()}),
    ],
)
def test_each_size_is_told_what_the_directive_would_ask_of_it(headcount, asked):
    assert asked_of(headcount) == asked


def test_the_directive_is_never_among_the_duties_and_says_that_it_is_not_swedish_law():
    assert label() == "Ej svensk lag"
    assert not any("2023/970" in r.duty.paragraph for r in check_all(EVERYTHING))


def test_an_answer_about_it_is_something_to_build_on():
    before, after = (
        {r.rule.id: r for r in readiness(e)}["EU9-250"]
        for e in (EVERYTHING, replace(EVERYTHING, answers=(answer("8.14"),)))
    )

    assert (before.prepared, before.evidence) == (Prepared.NOT_BEGUN, ())
    assert after.prepared is Prepared.BEGUN and len(after.evidence) == 1
    assert after.reason.endswith("Direktivet anger 2027-06-07.")
