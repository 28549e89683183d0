"""D34, D36 and D37: each school is judged by its own record, and not fooled by hollow ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from exemplary_school import (
    ACCOUNT,
    EMPTY,
    EXAMINED,
    MEASURE,
    OWED,
    RISK,
    SCHOOL,
    TOGETHER,
    YEAR,
    school,
    verdict,
)

from aktiva.domain.law.checks import check_all
from aktiva.domain.law.duties import Status, duties
from aktiva.domain.law.evidence import Evidence
from aktiva.domain.values import Ground

OWN = ("D34", "D36", "D37")


@pytest.mark.parametrize("duty", OWN)
def test_an_empty_record_is_missing(duty):
    found = verdict(duty, EMPTY)

    assert found.status is Status.MISSING
    assert found.reasons and found.todo


@pytest.mark.parametrize("duty", OWN)
def test_a_full_record_is_met_and_says_why(duty):
    found = verdict(duty, SCHOOL)

    assert (found.status, found.todo) == (Status.MET, "")
    assert found.reasons and found.evidence and found.scope == "school:ALB"


def test_every_school_has_its_own_verdict_and_the_employer_none():
    other = replace(EMPTY, code="EKL")

    found = check_all(Evidence(year=YEAR, headcount=2100, schools=(SCHOOL, other)))

    assert [(r.scope, r.status) for r in found if r.duty.id == "D36"] == [
        ("school:ALB", Status.MET),
        ("school:EKL", Status.MISSING),
    ]


def test_without_schools_the_duties_do_not_apply():
    found = {r.duty.id: r for r in check_all(Evidence(year=YEAR, headcount=2100))}

    assert {found[duty].status for duty in OWN} == {Status.NOT_APPLICABLE}


def test_the_small_employers_schools_are_not_let_off():
    """20 § asks for documentation whatever the size."""
    found = check_all(Evidence(year=YEAR, headcount=7, schools=(EMPTY,)))

    assert {r.duty.id: r.status for r in found if r.duty.id in OWN} == dict.fromkeys(
        OWN, Status.MISSING
    )


def test_what_is_not_verified_says_so():
    """17 §'s areas are not asked: how far it reaches is not verified."""
    by_id = {d.id: d for d in duties()}

    assert not by_id["D34"].verified
    assert "17 §" in by_id["D34"].plain


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"on": None}, "saknar dag"),
        ({"on": date(YEAR - 1, 12, 31)}, "utanför året"),
        ({"on": date(YEAR + 1, 1, 1)}, "utanför året"),
        ({"methods": ()}, "saknar metod"),
        ({"grounds": frozenset()}, "vilka grunder"),
        ({"groups": ()}, "vilka grupper"),
        ({"shows_risk": None}, "någon risk"),
        ({"finding": ""}, "minst 20 tecken"),
        ({"finding": "Ingen risk här inte."[:19]}, "minst 20 tecken"),
    ],
)
def test_a_hollow_examination_does_not_count(changed, words):
    found = verdict("D34", school(examinations=(replace(EXAMINED, **changed),)))

    assert found.status is Status.MISSING
    assert any(words in reason for reason in found.reasons)


@pytest.mark.parametrize("on", [date(YEAR, 1, 1), date(YEAR, 12, 31)])
def test_the_first_and_last_day_of_the_year_count(on):
    assert verdict("D34", school(examinations=(replace(EXAMINED, on=on),))).status is Status.MET


def test_last_years_finding_unchanged_does_not_count():
    copied = school(last_years_words=(f" {EXAMINED.finding.upper()} ",))

    found = verdict("D34", copied)

    assert found.status is Status.MISSING
    assert any("densamma som förra året" in reason for reason in found.reasons)


def test_grounds_that_nobody_looked_at_give_pause():
    some = frozenset(EXAMINED.grounds - {Ground.AGE, Ground.RELIGION})

    found = verdict("D34", school(examinations=(replace(EXAMINED, grounds=some),)))

    assert found.status is Status.WARNING
    assert found.reasons == (
        "Inte undersökt i år: religion eller annan trosuppfattning och ålder.",
    )


def test_a_single_method_gives_pause():
    found = verdict("D34", school(examinations=(replace(EXAMINED, methods=("survey",)),)))

    assert found.status is Status.WARNING


@pytest.mark.parametrize(
    ("cause", "status"),
    [
        ("", Status.MISSING),
        ("ombytet till idrotten, är otryggt!", Status.MISSING),
        ("x" * 19, Status.MISSING),
        ("x" * 20, Status.MET),
    ],
)
def test_a_cause_says_something_else_than_the_risk_in_at_least_twenty_letters(cause, status):
    assert verdict("D34", school(risks=(replace(RISK, cause=cause),))).status is status


def test_a_risk_that_the_examination_showed_is_described():
    found = verdict("D34", school(risks=(), measures=(replace(MEASURE),)))

    assert "Undersökningen visade en risk, men ingen risk är beskriven." in found.reasons


def test_no_risk_found_needs_no_risk_and_wishes_for_something_promotive():
    nothing = replace(EXAMINED, shows_risk=False)

    found = verdict("D34", school(examinations=(nothing,), risks=(), measures=()))

    assert (found.status, found.reasons) == (
        Status.WARNING,
        ("Ingen främjande åtgärd är beslutad i år.",),
    )


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"due": None}, Status.MISSING),
        ({"due": date(YEAR, 8, 31)}, Status.MISSING),
        ({"due": date(YEAR, 9, 1)}, Status.MET),
        ({"starts": None}, Status.MET),
        ({"owner": " "}, Status.MISSING),
        ({"owner": "Personalen"}, Status.WARNING),
        ({"has_purpose": False}, Status.WARNING),
    ],
)
def test_a_measure_has_a_day_and_a_function(changed, status):
    assert verdict("D34", school(measures=(replace(MEASURE, **changed),))).status is status


def test_a_risk_without_measure_or_decision_is_missing():
    found = verdict("D34", school(risks=(replace(RISK, is_answered=False),)))

    assert found.reasons == ("1 av 1 risk har varken åtgärd eller beslut att avstå.",)


@pytest.mark.parametrize(
    "changed",
    [{"outcome": ""}, {"effect": ""}, {"how_known": ""}, {"how_known": "Vi vet så"}],
)
def test_last_years_measure_needs_outcome_effect_and_how_it_is_known(changed):
    assert verdict("D34", school(owed=(replace(OWED, **changed),))).status is Status.MISSING


def test_how_it_is_known_is_not_copied_from_last_year():
    assert verdict("D34", school(last_years_words=(OWED.how_known,))).status is Status.MISSING


@pytest.mark.parametrize(
    ("outcome", "effect", "status"),
    [("done", "", Status.MISSING), ("ongoing", "", Status.MET), ("", "", Status.MET)],
)
def test_of_this_years_measures_only_the_done_are_judged(outcome, effect, status):
    own = replace(OWED, is_last_years=False, outcome=outcome, effect=effect)

    assert verdict("D34", school(owed=(own,))).status is status


@pytest.mark.parametrize(
    ("working", "words"),
    [
        ("", "Arbetssättet är inte utvärderat i år."),
        ("Bra.", "Arbetssättet är inte utvärderat i år."),
        ("Vi gjorde som vi brukar.", "Utvärderingen av arbetssättet är förra årets text."),
    ],
)
def test_the_way_of_working_is_evaluated_anew(working, words):
    copied = school(working=working, last_years_words=("vi gjorde som vi brukar",))

    assert verdict("D34", copied).reasons == (words,)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"has_pupils": False}, "Bara personal har medverkat."),
        ({"has_staff": False}, "Bara barn eller elever har medverkat."),
        ({"has_pupils": False, "has_staff": False}, "varken barn, elever eller personal"),
        ({"on": None}, "saknar dag"),
        ({"on": date(YEAR - 1, 9, 24)}, "utanför året"),
        ({"how": "Möte."}, "minst 20 tecken"),
        ({"adapted": ""}, "anpassades efter ålder"),
    ],
)
def test_cooperation_that_does_not_count(changed, words):
    found = verdict("D36", school(cooperation=(replace(TOGETHER, **changed),)))

    assert found.status is Status.MISSING
    assert words in found.reasons[0]


def test_pupils_and_staff_may_take_part_at_different_times():
    pupils = replace(TOGETHER, has_staff=False)
    staff = replace(TOGETHER, has_pupils=False, adapted="")

    assert verdict("D36", school(cooperation=(pupils, staff))).status is Status.MET


def test_cooperation_in_last_years_words_does_not_count():
    assert verdict("D36", school(last_years_words=(TOGETHER.how,))).status is Status.MISSING


@pytest.mark.parametrize(
    ("on", "approved", "status"),
    [
        (date(YEAR, 1, 1), True, Status.MET),
        (date(YEAR, 12, 31), True, Status.MET),
        (date(YEAR - 1, 12, 31), True, Status.MISSING),
        (date(YEAR + 1, 1, 1), True, Status.MISSING),
        (date(YEAR, 12, 1), False, Status.WARNING),
    ],
)
def test_the_account_is_dated_within_the_year_and_approved(on, approved, status):
    account = replace(ACCOUNT, on=on, is_approved=approved)

    assert verdict("D37", school(documents=(account,))).status is status


def test_a_school_that_began_in_the_middle_of_the_year_owes_nothing_from_before():
    new = school(from_date=date(YEAR, 3, 18), owed=())

    assert [verdict(duty, new).status for duty in OWN] == [Status.MET] * 3


def test_what_was_done_before_the_school_began_is_not_its_own():
    assert verdict("D34", school(from_date=date(YEAR, 3, 19))).status is Status.MISSING


def test_what_is_dated_after_the_school_ended_does_not_count():
    ended = school(to_date=date(YEAR, 9, 24))

    assert verdict("D34", ended).status is Status.MET
    assert verdict("D36", ended).status is Status.MISSING
    assert verdict("D37", ended).status is Status.MISSING
