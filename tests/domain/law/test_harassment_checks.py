"""6 and 18 §§: a point counts when somebody has shown the page, and a review when it is one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from exemplary_year import (
    ELEMENTS,
    EVERYTHING,
    GUIDELINES,
    PHENOMENA,
    REVIEW,
    ROUTINES,
    YEAR,
    governing,
    verdict,
    with_answer,
)

from aktiva.domain.guidelines import Weight, points_for
from aktiva.domain.law.checks import harassment
from aktiva.domain.law.duties import Status
from aktiva.domain.law.evidence import Evidence, SchoolEvidence, TextEvidence, TextKind

SCHOOL = ("harassment", "sexual_harassment")


def without(text: TextEvidence, point: str, **given) -> TextEvidence:
    found = {code: page for code, page in text.found.items() if code != point}
    return replace(text, found=found, **given)


def with_texts(*texts: TextEvidence) -> Evidence:
    return replace(EVERYTHING, texts=texts)


def reviewed(**given) -> Evidence:
    """Return the exemplary year with another review of the routine."""
    return with_texts(GUIDELINES, replace(ROUTINES, reviews=(replace(REVIEW, **given),)))


def on_day(day: date, review: date) -> Evidence:
    other = (replace(REVIEW, on=review),)
    return with_texts(
        replace(GUIDELINES, checked_on=day, reviews=other),
        replace(ROUTINES, checked_on=day, reviews=other),
    )


@pytest.mark.parametrize(("duty", "text"), [("D13", GUIDELINES), ("D14", ROUTINES)])
@pytest.mark.parametrize("left_out", PHENOMENA)
@pytest.mark.parametrize("denied", [True, False])
def test_a_document_that_leaves_out_one_phenomenon_does_not_count(duty, text, left_out, denied):
    other = [t for t in (GUIDELINES, ROUTINES) if t is not text]
    lacks = without(text, left_out, denied=frozenset({left_out} if denied else ()))

    assert verdict(duty, with_texts(lacks, *other)).status is Status.MISSING
    assert verdict("D26", with_texts(lacks, *other)).status is Status.MISSING


def test_the_missing_word_reprisals_is_said_outright():
    lacks = without(ROUTINES, "reprisals", denied=frozenset({"reprisals"}))

    assert verdict("D14", with_texts(GUIDELINES, lacks)).reasons == (
        "Rutin saknas för repressalier.",
    )


@pytest.mark.parametrize("element", ELEMENTS)
def test_a_routine_that_lacks_a_part_does_not_count(element):
    lacks = without(ROUTINES, element)

    assert verdict("D14", with_texts(GUIDELINES, lacks)).status is Status.MISSING


@pytest.mark.parametrize("place", ["", "   "])
def test_a_point_without_a_page_is_not_found(place):
    hollow = replace(ROUTINES, found={**ROUTINES.found, "contact": place})

    assert verdict("D14", with_texts(GUIDELINES, hollow)).status is Status.MISSING


def test_a_yes_in_the_answers_does_not_stand_in_for_a_page():
    none = verdict("D14", with_texts(GUIDELINES))
    unseen = verdict("D14", with_texts(GUIDELINES, without(ROUTINES, "reprisals")))

    said = "Ni har svarat ja på fråga 6.2, men ingen har visat var i rutinen det står."
    assert none.status is unseen.status is Status.MISSING
    assert said in none.reasons
    assert said in unseen.reasons


def test_the_answers_are_not_mentioned_when_somebody_has_looked_and_found_it_missing():
    lacks = without(ROUTINES, "reprisals", denied=frozenset({"reprisals"}))

    reasons = verdict("D14", with_texts(GUIDELINES, lacks)).reasons

    assert not any("6.2" in reason for reason in reasons)


def test_documents_without_any_answer_count():
    nothing_said = replace(with_answer("6.1", rows={}), texts=(GUIDELINES, ROUTINES))

    assert verdict("D13", nothing_said).status is Status.MET


def test_a_document_that_nobody_adopted_is_not_one():
    draft = replace(ROUTINES, adopted_by=" ")

    assert verdict("D14", with_texts(GUIDELINES, draft)).status is Status.MISSING


def test_two_routines_may_hold_the_points_between_them():
    one = governing(TextKind.ROUTINES, *PHENOMENA, "contact", "knowledge")
    two = governing(TextKind.ROUTINES, "investigator", "follow_up", "protection", "another_way")

    assert verdict("D14", with_texts(GUIDELINES, one, two)).status is Status.MET


def test_work_environment_law_is_called_by_its_name():
    other_law = governing(
        TextKind.ROUTINES, *ELEMENTS, title="Rutin mot kränkande särbehandling",
        is_work_environment=True,
    )  # fmt: skip

    reasons = verdict("D14", with_texts(GUIDELINES, other_law)).reasons

    assert (
        "Rutin mot kränkande särbehandling handlar bara om kränkande särbehandling. "
        "Det är arbetsmiljörätt och räcker inte här."
    ) in reasons


def test_a_single_way_to_report_is_a_fault_though_every_point_is_found():
    one_way = replace(ROUTINES, found={**ROUTINES.found, "single_way": "s. 2"})

    assert verdict("D14", with_texts(GUIDELINES, one_way)).status is Status.MISSING


@pytest.mark.parametrize(
    ("duty", "text", "point"), [("D13", GUIDELINES, "everyone"), ("D14", ROUTINES, "another_way")]
)
def test_what_is_only_advised_gives_pause(duty, text, point):
    other = [t for t in (GUIDELINES, ROUTINES) if t is not text]

    assert verdict(duty, with_texts(without(text, point), *other)).status is Status.WARNING


@pytest.mark.parametrize(
    ("review", "status"),
    [
        (date(2025, 11, 25), Status.MISSING),
        (date(2025, 11, 26), Status.MET),
        (date(2025, 11, 27), Status.MET),
        (date(2026, 11, 26), Status.MET),
        (date(2026, 11, 27), Status.MISSING),
    ],
)
def test_a_review_counts_for_twelve_months_and_not_before_it_is_made(review, status):
    assert verdict("D15", on_day(date(2026, 11, 26), review)).status is status


def test_a_year_that_has_ended_is_counted_from_its_last_day():
    assert verdict("D15", on_day(date(2027, 6, 1), date(2025, 12, 31))).status is Status.MET
    assert verdict("D15", on_day(date(2027, 6, 1), date(2025, 12, 30))).status is Status.MISSING
    assert verdict("D15", on_day(date(2027, 6, 1), date(2027, 1, 2))).status is Status.MISSING


@pytest.mark.parametrize(
    "hollow",
    [
        {"with_whom": " "},
        {"how_known": "Enkäten"},
        {"changes": ""},
        {"changes": "Inget behövde ändras!"},
        {"on": date(YEAR - 2, 5, 4)},
    ],
    ids=str,
)
def test_a_hollow_review_does_not_count(hollow):
    assert verdict("D15", reviewed(**hollow)).status is Status.MISSING


def test_each_document_is_reviewed_for_itself():
    assert verdict("D15", with_texts(GUIDELINES, replace(ROUTINES, reviews=()))).reasons == (
        "Rutinen har aldrig följts upp.",
        "Ni har svarat på fråga 6.9, men uppföljningen är inte registrerad vid dokumentet.",
    )


def test_a_new_document_gives_pause_until_its_first_review():
    new = replace(ROUTINES, adopted_on=date(YEAR, 3, 1), reviews=())

    assert verdict("D15", with_texts(GUIDELINES, new)).status is Status.WARNING


def test_no_document_is_no_review():
    assert verdict("D15", with_texts()).status is Status.MISSING


# ---- schools -----------------------------------------------------------------------------

SCHOOL_GUIDELINES = governing(TextKind.GUIDELINES, *SCHOOL, "not_accepted")
SCHOOL_ROUTINES = governing(TextKind.ROUTINES, *SCHOOL, *(e for e in ELEMENTS if e != "protection"))


def school(*texts: TextEvidence):
    return harassment.school_texts(SchoolEvidence("S1", "Almskolan", texts), YEAR)


def test_a_school_need_not_speak_of_reprisals():
    found = school(SCHOOL_GUIDELINES, SCHOOL_ROUTINES)

    assert (found.failing, found.pausing) == ((), ())


@pytest.mark.parametrize("point", [*SCHOOL, "not_accepted"])
def test_a_schools_guidelines_lack_a_point(point):
    assert school(without(SCHOOL_GUIDELINES, point), SCHOOL_ROUTINES).failing


@pytest.mark.parametrize("point", [*SCHOOL, "contact", "knowledge", "investigator", "follow_up"])
def test_a_schools_routines_lack_a_point(point):
    assert school(SCHOOL_GUIDELINES, without(SCHOOL_ROUTINES, point)).failing


def test_a_school_without_review_or_documents_fails():
    assert school(SCHOOL_GUIDELINES, replace(SCHOOL_ROUTINES, reviews=())).failing
    assert school().failing == (
        "Inga antagna riktlinjer mot trakasserier är registrerade.",
        "Inga antagna rutiner mot trakasserier är registrerade.",
    )


# ---- the same points in the check and in the list ------------------------------------------


@pytest.mark.parametrize(
    ("kind", "demanded", "advised", "faults"),
    [
        ("guidelines", {*PHENOMENA, *harassment.STAND}, {*harassment.EVERYONE}, set()),
        (
            "routines", {*PHENOMENA, *harassment.ELEMENTS}, {*harassment.ANOTHER_WAY},
            {harassment.SINGLE_WAY},
        ),
        ("education_guidelines", {*SCHOOL, *harassment.STAND}, {*harassment.EVERYONE}, set()),
        ("education_routines", {*SCHOOL, *harassment.SCHOOL_ELEMENTS}, set(), set()),
    ],
)  # fmt: skip
def test_the_points_that_are_asked_are_those_that_are_checked(kind, demanded, advised, faults):
    asked = {w: {p.code for p in points_for(kind) if p.weight is w} for w in Weight}

    assert asked == {Weight.DEMANDED: demanded, Weight.ADVISED: advised, Weight.FAULT: faults}
