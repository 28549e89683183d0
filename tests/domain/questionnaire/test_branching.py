"""Which questions are asked when some depend on an earlier answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktiva.domain.questionnaire import (
    Condition,
    Kind,
    Level,
    Option,
    Question,
    choices,
    has_branches,
    left_out,
    shown,
)


def asked(
    key: str, kind: Kind = Kind.YES_PARTLY_NO, *, after: str = "", on=(), **given
) -> Question:
    return Question(
        key=key, section="1", text=f"Fråga {key}?", kind=kind, law="3 kap. 2 §",
        levels=(Level.UNIT,), shown_if=Condition(question=after, answers=on) if after else None,
        **given,
    )  # fmt: skip


FIRST = asked("1")
SECOND = asked("2", after="1", on=("partly", "no"))
THIRD = asked("3", after="2", on=("yes",))
FOURTH = asked("4")
CHAIN = (FIRST, SECOND, THIRD, FOURTH)


def keys(questions) -> str:
    return "".join(q.key for q in questions)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, "14"),
        ({"1": "yes"}, "14"),
        ({"1": "not_applicable"}, "14"),
        ({"1": "no"}, "124"),
        ({"1": "partly"}, "124"),
        ({"1": "no", "2": "no"}, "124"),
        ({"1": "no", "2": "yes"}, "1234"),
        ({"1": "yes", "2": "yes"}, "14"),  # the answer to 2 is kept but opens nothing
        ({"1": "yes", "2": "yes", "3": "no"}, "14"),
    ],
)
def test_a_question_is_asked_when_the_answer_before_calls_for_it(answers, expected):
    values = {key: {"answer": code} for key, code in answers.items()}

    assert keys(shown(CHAIN, values)) == expected
    assert left_out(CHAIN, values) == set("1234") - set(expected)


def test_one_of_several_that_were_ticked_is_enough():
    options = (Option(code="night", label="Natt"), Option(code="alone", label="Ensam"))
    source = asked("1", Kind.SEVERAL, options=options)
    next_one = asked("2", after="1", on=("night",))

    assert keys(shown((source, next_one), {"1": {"chosen": ["alone", "night"]}})) == "12"
    assert keys(shown((source, next_one), {"1": {"chosen": ["alone"]}})) == "1"


def test_what_depends_on_a_question_that_is_not_there_is_not_asked():
    assert keys(shown((SECOND, FOURTH), {"1": {"answer": "no"}})) == "4"


@given(st.dictionaries(st.sampled_from("1234"), st.sampled_from(["yes", "partly", "no", ""])))
def test_taking_an_answer_back_gives_the_same_questions_again(given_codes):
    values = {key: {"answer": code} for key, code in given_codes.items()}
    before = shown(CHAIN, values)

    changed = shown(CHAIN, values | {"1": {"answer": "yes"}})

    assert keys(changed) == "14"
    assert shown(CHAIN, values) == before
    assert set(before) | {q for q in CHAIN if q.key in left_out(CHAIN, values)} == set(CHAIN)


def test_only_questions_with_something_to_choose_can_decide():
    assert [o.code for o in choices(FIRST)] == ["yes", "partly", "no", "not_applicable"]
    assert "age" in [o.code for o in choices(asked("1", Kind.GROUNDS))]
    assert choices(asked("1", Kind.TEXT)) == ()
    assert choices(asked("1", Kind.FIGURES)) == ()
    assert has_branches(CHAIN)
    assert not has_branches((FIRST, FOURTH))
