"""The questionnaire that ships with the product."""

import pytest

from aktiva.adapters.questionnaires import from_yaml, read_shipped, to_yaml
from aktiva.domain.questionnaire import (
    Kind,
    Level,
    Task,
    clean,
    columns,
    fields,
    fixed_rows,
    shown,
)
from aktiva.domain.questionnaire.checking import check
from aktiva.domain.values import AREAS_OF_THE_ACT, Area

QUESTIONNAIRE = read_shipped()


def keys(questions):
    return [question.key for question in questions]


def test_the_short_version_is_45_questions_of_which_units_answer_22():
    assert len(QUESTIONNAIRE.core()) == 45
    assert len(QUESTIONNAIRE.core(Level.UNIT)) == 22


def test_a_unit_meets_its_questions_in_five_tasks():
    assert {task: keys(QUESTIONNAIRE.of_task(task)) for task in Task} == {
        Task.LAST_YEARS_MEASURES: ["10.1", "10.2"],
        Task.EXAMINE: [
            "B1", "B5", "B6", "1.1", "1.4", "1.7", "1.9", "2.2", "3.1", "3.8", "4.1", "5.1",
            "5.2", "6.6",
        ],
        Task.RISKS_AND_MEASURES: ["11.1", "11.2"],
        Task.PARTICIPANTS: ["A2", "9.2"],
        Task.SUBMIT: ["A1", "12.4"],
    }  # fmt: skip


def test_tasks_are_for_core_questions_to_units_only():
    with_task = [q for q in QUESTIONNAIRE.questions if q.task]

    assert keys(with_task) == keys(QUESTIONNAIRE.core(Level.UNIT))


def test_every_question_says_why_it_is_asked_and_on_what_ground():
    assert [q.key for q in QUESTIONNAIRE.questions if not (q.why and q.law and q.levels)] == []


def test_every_area_of_the_act_has_a_core_question_to_units():
    asked = {question.area for question in QUESTIONNAIRE.core(Level.UNIT)}

    assert asked >= {*AREAS_OF_THE_ACT, Area.HARASSMENT, Area.COOPERATION}


def test_what_is_on_the_scale_is_a_statement_that_can_be_agreed_with():
    scale = [q for q in QUESTIONNAIRE.questions if q.kind is Kind.SCALE5]

    assert len(scale) == 8
    assert all(q.statement for q in scale)
    assert {q.kind for q in QUESTIONNAIRE.questions if q.statement} == {Kind.SCALE5}
    assert all(q.text.endswith(".") and "?" not in q.text for q in scale)
    assert not [q.key for q in scale if {"inte", "aldrig", "ingen"} & set(q.text.lower().split())]


def test_the_check_finds_no_fault_and_lists_only_questions_that_are_kept_on_purpose():
    found = check(QUESTIONNAIRE)

    assert [r for r in found if r.is_fault] == []
    # Each asks about one thing that has several names; see docs/method/questionnaire.md.
    assert [r.key for r in found] == ["1.3", "1.9", "1.11", "2.1", "2.4", "2.5", "3.8"]
    assert {r.words[:32] for r in found} == {"Frågan verkar fråga om flera sak"}


def test_a_screening_by_machine_is_asked_about_further_only_where_there_is_one():
    central = QUESTIONNAIRE.for_level(Level.CENTRAL)

    asked = [keys(shown(central, {"3.9": {"answer": a}})) for a in ("yes", "partly", "no", "")]

    assert [("3.10" in found) for found in asked] == [True, True, False, False]


def test_the_order_for_equal_merits_has_no_wished_answer():
    assert QUESTIONNAIRE.question("7.4").wished is None
    assert QUESTIONNAIRE.question("3.9").wished == "no"
    assert QUESTIONNAIRE.question("10.3").wished == "no"


@pytest.mark.parametrize("question", QUESTIONNAIRE.questions, ids=lambda q: q.key)
def test_every_question_can_be_shown_and_answered(question):
    shown = fields(question, rows=1)

    assert shown
    assert all(spec.options for spec in shown if spec.kind in {"choice", "several"})
    assert len({spec.name for spec in shown}) == len(shown)
    labelled = {spec.column for spec in shown}
    assert set(question.labels) <= labelled
    assert set(question.columns) <= {column.name for column in columns(question)}
    clean(question, {})


def test_the_elements_of_a_routine_are_five():
    assert len(fixed_rows(QUESTIONNAIRE.question("6.3"))) == 5


@pytest.mark.slow
def test_what_is_written_is_read_back_unchanged():
    assert from_yaml(to_yaml(QUESTIONNAIRE)) == QUESTIONNAIRE


def test_an_unknown_question_is_a_key_error():
    with pytest.raises(KeyError):
        QUESTIONNAIRE.question("99")
