"""Which questions are asked, when some depend on the answer to an earlier one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from aktiva.domain.questionnaire.fields import fields
from aktiva.domain.questionnaire.questions import Kind, Option, Question

BRANCHES_FROM = frozenset(
    {Kind.YES_PARTLY_NO, Kind.SCALE5, Kind.CHOICE, Kind.SEVERAL, Kind.GROUNDS, Kind.FIGURES}
)
"""The kinds whose answers another question may depend on."""


def shown(
    questions: Iterable[Question], values: Mapping[str, Mapping[str, Any]]
) -> tuple[Question, ...]:
    """Return the questions that are asked, given the answers so far, in order.

    A question whose condition is not met is neither asked nor counted, whatever has been
    answered to it before; nor are those that depend on it in turn. A condition on a question
    that is not among `questions` is not met.
    """
    met: dict[str, frozenset[str]] = {}
    asked: list[Question] = []
    for question in questions:
        condition = question.shown_if
        if condition and not met.get(condition.question, frozenset()) & set(condition.answers):
            continue
        asked.append(question)
        met[question.key] = chosen(values.get(question.key) or {})
    return tuple(asked)


def left_out(
    questions: Iterable[Question], values: Mapping[str, Mapping[str, Any]]
) -> frozenset[str]:
    """Return the keys of questions whose condition the answers of a sheet do not meet.

    What has been answered to them is kept, but does not count.
    """
    known = tuple(questions)
    return frozenset(q.key for q in known if q.shown_if) - {q.key for q in shown(known, values)}


def has_branches(questions: Iterable[Question]) -> bool:
    """Tell whether any of the questions depends on another."""
    return any(question.shown_if for question in questions)


def chosen(value: Mapping[str, Any]) -> frozenset[str]:
    """Return the codes that an answer chooses."""
    several = value.get("chosen")
    codes = {str(code) for code in several} if isinstance(several, list) else set()
    answer = value.get("answer")
    return frozenset(codes | ({str(answer)} if answer else set()))


def choices(question: Question) -> tuple[Option, ...]:
    """Return the answers to a question that another may depend on; empty when none may."""
    if question.kind not in BRANCHES_FROM:
        return ()
    for spec in fields(question, rows=0):
        if spec.column in {"answer", "chosen"} and spec.required:
            return spec.options
    return ()
