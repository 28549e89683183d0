"""What differs between versions, and which years may be compared."""

from dataclasses import replace

import pytest

from aktiva.domain.questionnaire import (
    Compared,
    Kind,
    Level,
    Measured,
    Option,
    Question,
    Questionnaire,
    Section,
    compared,
)
from aktiva.domain.questionnaire.versions import Change, differences

A, B, C = (Option(code=c, label=c.upper()) for c in "abc")
ASKED = Question(
    key="1", section="1", text="Fungerar larmen?", kind=Kind.CHOICE, law="3 kap. 5 §",
    levels=(Level.UNIT,), options=(A, B), wished="a",
)  # fmt: skip


def version(*questions: Question) -> Questionnaire:
    return Questionnaire(
        title="T", version="1", sections=(Section(key="1", title="S"),), questions=questions
    )


@pytest.mark.parametrize(
    ("changed", "change", "same"),
    [
        ({}, None, Compared.YES),
        ({"help": "Ny hjälp."}, Change.ADJUSTED, Compared.YES),
        ({"core": True}, Change.ADJUSTED, Compared.YES),
        ({"text": "Fungerar alla larm?"}, Change.REWORDED, Compared.REWORDED),
        ({"options": (A, B, C)}, Change.REWORDED, Compared.REWORDED),
        ({"options": (B, A)}, Change.REWORDED, Compared.REWORDED),
        ({"options": (A,)}, Change.RETYPED, Compared.NO),
        (
            {"options": (replace(A, label="B"), replace(B, label="A"))},
            Change.RETYPED,
            Compared.NO,
        ),
        ({"wished": "b"}, Change.RETYPED, Compared.NO),
        ({"kind": Kind.TEXT, "options": (), "wished": None}, Change.RETYPED, Compared.NO),
    ],
)
def test_a_question_is_compared_with_itself_as_long_as_it_is_answered_alike(changed, change, same):
    before, now = version(ASKED), version(replace(ASKED, **changed))

    assert [d.change for d in differences(before, now)] == ([change] if change else [])
    assert compared(before, now, "1") is same


def test_hours_are_not_compared_with_kronor():
    hours = replace(ASKED, kind=Kind.NUMBER, options=(), wished=None, unit=Measured.HOURS)

    assert compared(version(hours), version(replace(hours, unit=Measured.KRONOR)), "1") is (
        Compared.NO
    )


def test_a_scale_that_points_the_other_way_is_another_question():
    scale = replace(ASKED, kind=Kind.SCALE5, options=(), wished="high", statement=True)

    assert compared(version(scale), version(replace(scale, wished="low")), "1") is Compared.NO


def test_grounds_by_their_own_kind_are_the_same_as_the_list_before():
    listed = replace(ASKED, kind=Kind.SEVERAL, options=(A,), wished=None)

    same = compared(version(listed), version(replace(listed, kind=Kind.GROUNDS, options=())), "1")

    assert same is Compared.REWORDED


def test_new_and_removed_questions_are_told_in_order():
    other = replace(ASKED, key="2")

    found = differences(version(ASKED), version(other))

    assert [(d.key, d.change) for d in found] == [("2", Change.ADDED), ("1", Change.REMOVED)]
    assert compared(version(ASKED), version(other), "1") is Compared.NO
    assert compared(version(ASKED), version(other), "2") is Compared.NO
