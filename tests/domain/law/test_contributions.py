"""What units give: told in their own words, and never as a verdict."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from exemplary_year import (
    EVERYTHING,
    MEASURE,
    MEETINGS,
    NOTHING,
    OWED,
    RISK,
    YEAR,
    answer,
)

from aktiva.domain.law.contribution import OF_EVERY_UNIT, contributions, narrowed
from aktiva.domain.values import AREAS_OF_THE_ACT, Area, Step

TITLES = (
    "Undersöka",
    "Gå igenom de fem områdena",
    "Analysera orsaker",
    "Besluta åtgärder",
    "Genomföra i tid",
    "Följa upp förra årets åtgärder",
    "Utvärdera arbetssättet",
    "Samverka i varje steg",
)
VERDICTS = ("bryter", "uppfyll", "lagbrott", "brist")


def asked(evidence, **given) -> dict[str, str]:
    return {c.title: c.asked for c in contributions(evidence, n_units=given.get("n_units", 1))}


def test_a_unit_that_has_done_all_is_asked_for_nothing():
    assert asked(EVERYTHING) == dict.fromkeys(TITLES, "")


def test_a_unit_that_has_done_nothing_is_asked_for_what_can_be_done():
    left = asked(NOTHING)

    for title in ("Undersöka", "Gå igenom de fem områdena", "Utvärdera arbetssättet"):
        assert left[title]
    for area in AREAS_OF_THE_ACT:
        assert area.short_label.lower() in left["Undersöka"]
    for step in Step:
        assert step.label.lower() in left["Samverka i varje steg"]


@pytest.mark.parametrize("evidence", [EVERYTHING, NOTHING])
def test_no_word_of_it_is_a_verdict(evidence):
    told = " ".join(f"{c.given} {c.asked}" for c in contributions(evidence, n_units=3)).casefold()

    assert [word for word in VERDICTS if word in told] == []


@pytest.mark.parametrize(
    ("title", "changed"),
    [
        ("Analysera orsaker", {"risks": (replace(RISK, causes=(RISK.description,)),)}),
        ("Besluta åtgärder", {"risks": (replace(RISK, is_answered=False),)}),
        ("Genomföra i tid", {"measures": (replace(MEASURE, owner=" "),)}),
        (
            "Genomföra i tid",
            {"measures": (replace(MEASURE, due=date(YEAR, 9, 1)),), "on": date(YEAR, 9, 2)},
        ),
        ("Följa upp förra årets åtgärder", {"owed": (replace(OWED, how_known="Klart"),)}),
        ("Samverka i varje steg", {"cooperation": MEETINGS[1:]}),
        ("Undersöka", {"examinations": EVERYTHING.examinations[1:]}),
    ],
)
def test_a_hollow_record_is_asked_for_again(title, changed):
    left = asked(replace(EVERYTHING, **changed))

    assert left[title]
    assert [t for t, words in left.items() if words] == [title]


def test_units_together_are_asked_for_those_who_have_not_begun():
    left = asked(EVERYTHING, n_units=3)

    assert left["Undersöka"] == "2 enheter har inte undersökt något område."
    assert (
        left["Gå igenom de fem områdena"] == f"{2 * len(OF_EVERY_UNIT)} svar saknas från enheterna."
    )


def test_what_other_units_have_done_is_not_this_units():
    other = replace(
        EVERYTHING,
        risks=(RISK, replace(RISK, unit=2, area=Area.PAY)),
        answers=(*EVERYTHING.answers, answer("1.1", unit=2)),
        staff={1: 20, 2: 30},
    )

    part = narrowed(other, frozenset({2}))

    assert [r.unit for r in part.risks] == [2]
    assert [a.question for a in part.answers] == ["1.1"]
    assert (part.staff, part.examinations, part.owed, part.cooperation) == ({2: 30}, (), (), ())
