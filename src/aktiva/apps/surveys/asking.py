"""Which questions a sheet is asked: its level, the length of the campaign, and branches.

What is asked at most is known from the questionnaire. What is asked in fact depends on the answers
so far: a question whose condition they do not meet is neither asked nor counted, and nothing waits
for it. What has been written to it stays, and counts again when it is asked again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, TypeVar

from django.utils.translation import get_language

from aktiva.adapters import questionnaires
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.models import Employer
from aktiva.apps.surveys import following
from aktiva.apps.surveys.models import Answer, Campaign, QuestionnaireVersion, Sheet
from aktiva.domain.questionnaire import (
    Compared,
    Length,
    Level,
    Question,
    Questionnaire,
    Section,
    Task,
    compared,
    has_branches,
    left_out,
)
from aktiva.domain.questionnaire import shown as shown_of

LEVELS = {
    Sheet.Level.UNIT: Level.UNIT,
    Sheet.Level.DEPARTMENT: Level.DEPARTMENT,
    Sheet.Level.CENTRAL: Level.CENTRAL,
}
IN_OTHER_TASKS = frozenset({"10.1", "10.2", "11.1", "11.2"})
SUBMIT_KEYS = frozenset({"A1", "12.4"})
_OWN_PAGES = frozenset({Task.PARTICIPANTS, Task.SUBMIT})


@lru_cache(maxsize=16)
def _parsed(pk: int, digest: str) -> Questionnaire:
    return questionnaires.from_yaml(QuestionnaireVersion.objects.get(pk=pk).content)


def questionnaire(campaign: Campaign) -> Questionnaire:
    """Return the questions the campaign was sent with. At most one question per process."""
    return of_version(campaign.questionnaire)


@lru_cache(maxsize=32)
def _spoken(pk: int, digest: str, language: str) -> Questionnaire:
    return questionnaires.in_language(_parsed(pk, digest), language)


def spoken(campaign: Campaign) -> Questionnaire:
    """Return the campaign's questions in the language of the page. At most one question."""
    version = campaign.questionnaire
    return _spoken(version.pk, version.digest, get_language() or "sv")


def of_version(version: QuestionnaireVersion) -> Questionnaire:
    """Return the questions of a stored version. No question once it has been read."""
    return _parsed(version.pk, version.digest)


def published(employer: Employer) -> list[QuestionnaireVersion]:
    """Return the versions that the employer has published, the newest first. One question."""
    found = QuestionnaireVersion.objects.filter(employer=employer, number__isnull=False)
    return list(found.select_related("published_by").order_by("-number"))


def asked(sheet_level: str, asks: Questionnaire, length: str = Length.CORE) -> tuple[Question, ...]:
    """Return the questions that a sheet at this level holds answers to at most, in order.

    Last year's measures, risks and measures are rows of their own and not answers.
    """
    level = LEVELS[Sheet.Level(sheet_level)]
    return tuple(q for q in asks.asked(level, Length(length)) if q.key not in IN_OTHER_TASKS)


def shown(sheet: Sheet, asks: Questionnaire, given: Mapping[str, Answer]) -> tuple[Question, ...]:
    """Return the questions that the sheet is asked, given its answers, in order. No question."""
    at_most = asked(sheet.level, asks, sheet.campaign.length)
    return shown_of(at_most, {key: answer.value for key, answer in given.items()})


def n_asked(sheet_level: str, asks: Questionnaire, length: str) -> int:
    """Return how many questions a sheet is asked before anything is answered."""
    return len(shown_of(asked(sheet_level, asks, length), {}))


def n_asked_of_units(campaign: Campaign) -> int:
    """Return how many questions a unit is asked in a campaign, before it has answered."""
    return n_asked(Sheet.Level.UNIT, questionnaire(campaign), campaign.length)


def pages(sheet: Sheet, asks: Questionnaire, given: Mapping[str, Answer]) -> tuple[Question, ...]:
    """Return the sheet's question pages, in order.

    A unit meets the questions about who took part, and the last ones, on pages of their own.
    """
    questions = shown(sheet, asks, given)
    if sheet.level != Sheet.Level.UNIT:
        return questions
    return tuple(q for q in questions if not (q.core and q.task in _OWN_PAGES))


def by_section(
    asks: Questionnaire, questions: Iterable[Question]
) -> list[tuple[Section, list[Question]]]:
    """Return the sections that some questions belong to, each with its questions."""
    found: dict[str, list[Question]] = defaultdict(list)
    for question in questions:
        found[question.section].append(question)
    return [(s, found[s.key]) for s in asks.sections if s.key in found]


Line = TypeVar("Line")


def counting(asks: Questionnaire, answers: list[Line]) -> list[Line]:
    """Return those of some sheets' answers that count, in their order. No question.

    Each has ``question``, ``value`` and the sheet in ``sheet_id`` or ``sheet``. All answers of a
    sheet are given, since one may decide whether another is asked.
    """
    if not has_branches(asks.questions):
        return answers
    values: dict[Any, dict[str, Any]] = defaultdict(dict)
    for answer in answers:
        values[_sheet(answer)][answer.question] = answer.value  # type: ignore[attr-defined]
    out = {sheet: left_out(asks.questions, given) for sheet, given in values.items()}
    return [a for a in answers if a.question not in out[_sheet(a)]]  # type: ignore[attr-defined]


def _sheet(answer: Any) -> int:
    return getattr(answer, "sheet_id", None) or answer.sheet


@dataclass(frozen=True, slots=True)
class LastYear:
    """An answer to the same question the year before.

    `unit` is the name of the earlier unit whose answer it is, empty for the unit's own.
    `reworded` is the question as it was put then, where its words were others.
    """

    value: dict
    answered_at: datetime
    year: int
    unit: str = ""
    reworded: str = ""


@dataclass(frozen=True, slots=True)
class _Then:
    """An answer of the year before, as it lies in the database."""

    question: str
    value: dict
    answered_at: datetime
    sheet_id: int
    unit: int
    version: tuple[int, str]


def last_years_answers(
    sheet: Sheet, *, on: date, about: Container[str] | None = None
) -> dict[str, list[LastYear]]:
    """Return question → last year's answers, the unit's own first. One question.

    Beside its own stand those of units that have gone into it, one by one and never put
    together. Those of a unit it was broken out of, and that goes on, stand there only while
    it has none of its own. An answer to a question that is now answered in another way, or that
    was not asked after all, is no answer to this one.

    Args:
        about: The questions that are asked about; all of them without it.
    """
    cycle = sheet.campaign.cycle
    units = following.comparable_units(cycle.employer, sheet.unit_id, on=on)
    rows = Answer.objects.filter(
        sheet__unit__in=units,
        sheet__level=sheet.level,
        sheet__campaign__cycle__employer=cycle.employer_id,
        sheet__campaign__cycle__year=cycle.year - 1,
    ).values_list(
        "question", "value", "answered_at", "sheet_id", "sheet__unit_id",
        "sheet__campaign__questionnaire_id", "sheet__campaign__questionnaire__digest",
    ).order_by("answered_at", "pk")  # fmt: skip
    found = [_Then(*row[:5], version=row[5:]) for row in rows]
    asks = questionnaire(sheet.campaign)
    then = {version: _parsed(*version) for version in dict.fromkeys(a.version for a in found)}
    for before in then.values():
        found = counting(before, found)
    gone = organisation.gone(cycle.employer, on=on)
    has_own = any(a.unit == sheet.unit_id for a in found)
    kept: dict[str, list[LastYear]] = {}
    for answer in sorted(found, key=lambda a: units.index(a.unit)):
        unit = answer.unit
        if about is not None and answer.question not in about:
            continue
        if unit != sheet.unit_id and has_own and unit not in gone:
            continue
        was = then[answer.version]
        same = compared(was, asks, answer.question)
        if same is Compared.NO:
            continue
        name = organisation.name_of(cycle.employer, unit, on=on) if unit != sheet.unit_id else ""
        words = was.question(answer.question).text if same is Compared.REWORDED else ""
        before = LastYear(answer.value, answer.answered_at, cycle.year - 1, name, words)
        kept.setdefault(answer.question, []).append(before)
    return kept
