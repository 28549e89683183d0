"""What a school's record says, and what the plan of the Education Act lacks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from aktiva.domain.schools.record import (
    Record,
    keyed,
    lacking_in_plan,
    lacking_in_texts,
    read,
)
from aktiva.domain.schools.words import Form, Part, proposed

RISKS = {"rows": [{"key": "r1", "description": "Otrygga raster", "cause": "Få vuxna ute"}]}


@pytest.mark.parametrize(
    ("name", "kind", "form"),
    [
        ("Förskolan Ekorren", "", Form.PRESCHOOL),
        ("Almskolan", "", Form.COMPULSORY),
        ("Almskolans fritidshem", "", Form.LEISURE),
        ("Anpassade gymnasieskolan", "", Form.ADAPTED_UPPER_SECONDARY),
        ("Anpassad grundskola Norr", "", Form.ADAPTED_COMPULSORY),
        ("Komvux, gymnasial nivå", "", Form.ADULT),
        ("Varvet, bygg och el", "gymnasieenhet", Form.UPPER_SECONDARY),
        ("Ankaret", "förskola", Form.PRESCHOOL),
        ("Köket Almskolan", "enhet", None),
        ("Elevhälsan", "grundskola", None),
        ("Kulturskolan", "", None),
        ("Grundskoleförvaltningen", "förvaltning", None),
        ("Hemtjänsten", "enhet", None),
    ],
)
def test_a_units_name_and_kind_propose_what_school_it_is(name, kind, form):
    assert proposed(name, kind=kind) is form


def test_an_empty_record_says_nothing():
    assert read(2026, {}) == Record(year=2026)


def test_values_that_make_no_sense_are_left_out():
    record = read(
        2026,
        {
            Part.EXAMINE: {"rows": [{"on": "igår", "methods": "survey", "found": 3}, "text"]},
            Part.RISKS: {"rows": "inga"},
        },
    )

    (row,) = record.examinations
    assert (row.on, row.methods, row.found) == (None, (), None)
    assert record.risks == ()


def test_a_risk_is_answered_by_a_measure_or_by_a_reasoned_decision():
    def answered(measures: dict) -> bool:
        record = read(2026, {Part.RISKS: RISKS, Part.MEASURES: measures})
        return record.is_answered(record.risks[0])

    assert answered({"rows": [{"key": "m1", "aim": "r1", "title": "Fler rastvakter"}]})
    assert not answered({"rows": [{"key": "m1", "aim": "r2", "title": "Fler rastvakter"}]})
    declined = {"risk": "r1", "reason": "Rasterna byggs om", "decided_by": "rektor"}
    assert answered({"declined": [declined]})
    assert not answered({"declined": [declined | {"decided_by": ""}]})


def test_a_new_row_gets_a_key_that_no_earlier_row_has_had():
    first = keyed([{"description": "a"}, {"description": "b"}], {}, letter="r")
    second = keyed([{"key": "r1", "description": "a"}], first, letter="r")

    third = keyed([*second["rows"], {"description": "c"}], second, letter="r")

    assert [row["key"] for row in third["rows"]] == ["r1", "r3"]


def test_a_key_that_was_sent_twice_or_made_up_is_given_anew():
    kept = keyed([{"description": "a"}], {}, letter="r")

    sent = keyed([{"key": "r1"}, {"key": "r1"}, {"key": "x9"}], kept, letter="r")

    assert [row["key"] for row in sent["rows"]] == ["r1", "r2", "r3"]


PLAN = Record(
    year=2026, plan_on=date(2026, 1, 28), plan_account="Rastvakterna fick nya ytor i augusti."
)


@pytest.mark.parametrize(
    ("changed", "n"),
    [
        ({}, 0),
        ({"plan_on": date(2026, 1, 1)}, 0),
        ({"plan_on": date(2025, 12, 31)}, 1),
        ({"plan_on": None}, 1),
        ({"plan_account": "Gjort."}, 1),
        ({"plan_on": None, "plan_account": ""}, 2),
    ],
)
def test_the_plan_is_of_the_year_and_tells_of_last_years_measures(changed, n):
    assert len(lacking_in_plan(replace(PLAN, **changed), last=None)) == n


def test_last_years_account_unchanged_is_said():
    last = replace(PLAN, year=2025)

    assert lacking_in_plan(PLAN, last=last) == (
        "Texten om förra årets åtgärder är förra årets text.",
    )


def test_the_schools_own_review_of_its_texts_is_of_the_year_and_new():
    record = Record(
        year=2026, texts_on=date(2026, 10, 6), texts_words="De flesta vet vem de går till."
    )

    assert lacking_in_texts(record, last=None) == ()
    assert len(lacking_in_texts(replace(record, texts_on=date(2025, 10, 6)), last=None)) == 1
    assert len(lacking_in_texts(record, last=replace(record, year=2025))) == 1
