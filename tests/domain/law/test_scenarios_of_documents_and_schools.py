"""The book of scenarios for 6 §, for schools and for what is handed to DO: met, missed, boundary."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import exemplary_school as schools
from exemplary_year import EVERYTHING, GUIDELINES, REVIEW, ROUTINES, YEAR, governing, verdict

from aktiva.domain.law.duties import Status
from aktiva.domain.law.evidence import (
    ClosedYear,
    Evidence,
    Reference,
    SchoolEvidence,
    TextEvidence,
    TextKind,
)


def with_texts(*texts: TextEvidence) -> Evidence:
    return replace(EVERYTHING, texts=texts)


def without(text: TextEvidence, point: str) -> TextEvidence:
    return replace(text, found={c: page for c, page in text.found.items() if c != point})


def cases(duty: str, *, misses: Evidence, inside: Evidence, outside: Evidence) -> None:
    """Check the whole year, a case that does not meet the duty, and both sides of the boundary."""
    assert verdict(duty, EVERYTHING).status is Status.MET
    assert verdict(duty, misses).status is Status.MISSING
    assert verdict(duty, inside).status is Status.MET
    assert verdict(duty, outside).status in {Status.MISSING, Status.WARNING}


def school_cases(
    duty: str, *, misses: SchoolEvidence, inside: SchoolEvidence, outside: SchoolEvidence
) -> None:
    assert schools.verdict(duty, misses).status is Status.MISSING
    assert schools.verdict(duty, inside).status is Status.MET
    assert schools.verdict(duty, outside).status is Status.MISSING


def test_section_6_guidelines():
    """S-212: all three are named with pages; one is not; a page, and a blank where it should be."""
    blank = replace(GUIDELINES, found=dict(GUIDELINES.found) | {"not_accepted": " "})
    cases(
        "D13",
        misses=with_texts(without(GUIDELINES, "reprisals"), ROUTINES),
        inside=with_texts(GUIDELINES, ROUTINES),
        outside=with_texts(blank, ROUTINES),
    )


def test_section_6_routines():
    """S-213: every part is shown; harassment but not reprisals; one way to tell, and several."""
    single = replace(ROUTINES, found=dict(ROUTINES.found) | {"single_way": "s. 2"})
    cases(
        "D14",
        misses=with_texts(GUIDELINES, without(ROUTINES, "reprisals")),
        inside=with_texts(GUIDELINES, ROUTINES),
        outside=with_texts(GUIDELINES, single),
    )


def test_section_6_followed_up():
    """S-214: reviewed within twelve months; never; the same day a year before, and the day before."""

    def reviewed(on: date) -> Evidence:
        rows = (replace(REVIEW, on=on),)
        return with_texts(
            *(
                replace(t, checked_on=date(YEAR, 11, 26), reviews=rows)
                for t in (GUIDELINES, ROUTINES)
            )
        )

    cases(
        "D15",
        misses=with_texts(replace(GUIDELINES, reviews=(), adopted_on=date(2019, 1, 1)), ROUTINES),
        inside=reviewed(date(YEAR - 1, 11, 26)),
        outside=reviewed(date(YEAR - 1, 11, 25)),
    )


def test_section_16_the_four_steps_for_children_and_pupils():
    """S-233: the school has done the four steps; nothing; the last day of the year and the next."""

    def examined(on: date) -> SchoolEvidence:
        return schools.school(examinations=(replace(schools.EXAMINED, on=on),))

    school_cases(
        "D34",
        misses=schools.EMPTY,
        inside=examined(date(YEAR, 12, 31)),
        outside=examined(date(YEAR + 1, 1, 1)),
    )


def test_section_18_guidelines_and_routines_of_the_school():
    """S-234: both name both phenomena; none; reprisals are not asked for, the follow-up is."""
    named = ("harassment", "sexual_harassment")
    stand = governing(TextKind.GUIDELINES, *named, "not_accepted")
    routine = governing(
        TextKind.ROUTINES, *named, "contact", "knowledge", "investigator", "follow_up"
    )
    school_cases(
        "D35",
        misses=schools.school(texts=()),
        inside=schools.school(texts=(stand, routine)),
        outside=schools.school(texts=(stand, without(routine, "follow_up"))),
    )


def test_section_19_cooperation_with_pupils_and_staff():
    """S-235: both have taken part; nobody; with and without the children."""
    school_cases(
        "D36",
        misses=schools.school(cooperation=()),
        inside=schools.school(cooperation=(schools.TOGETHER,)),
        outside=schools.school(cooperation=(replace(schools.TOGETHER, has_pupils=False),)),
    )


def test_section_20_a_document_for_each_school_and_year():
    """S-236: dated in the year; none; New Year's Eve, and New Year's Day."""

    def dated(on: date) -> SchoolEvidence:
        return schools.school(documents=(replace(schools.ACCOUNT, on=on),))

    school_cases(
        "D37",
        misses=schools.school(documents=()),
        inside=dated(date(YEAR, 12, 31)),
        outside=dated(date(YEAR + 1, 1, 1)),
    )


def test_chapter_4_section_3_what_the_ombudsman_asks_for():
    """S-238: closed years have accounts; one has none; a year that owes none lacks none."""

    def closed(*, is_owed: bool, is_accounted: bool) -> Evidence:
        row = Reference("cycle", 1, date(YEAR, 2, 1))
        return replace(
            EVERYTHING,
            closed_years=(
                ClosedYear(YEAR - 1, is_owed=is_owed, is_accounted=is_accounted, reference=row),
            ),
        )

    cases(
        "D39",
        misses=closed(is_owed=True, is_accounted=False),
        inside=closed(is_owed=False, is_accounted=False),
        outside=closed(is_owed=True, is_accounted=False),
    )
