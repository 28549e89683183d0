"""Each counted question's answers put together, with last year's to the same question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from aktiva.apps.cycles import queries as cycles
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.surveys import queries as surveys
from aktiva.apps.surveys.models import Answer, Sheet
from aktiva.domain.compilation.counts import Given, Leaning, Tally, tally
from aktiva.domain.questionnaire import (
    Compared,
    Kind,
    Question,
    Questionnaire,
    compared,
    is_undesired,
    score,
)

COUNTED = frozenset({Kind.YES_PARTLY_NO, Kind.SCALE5, Kind.CHOICE, Kind.FIGURES})
SCALE_WORDS = ("1", "2", "3", "4", "5", "Vet inte")


@dataclass(slots=True)
class QuestionResult:
    """One question's answers put together."""

    question: Question
    tally: Tally
    mean: float | None
    given: list[Given]
    last_year: Tally | None = None
    reworded: str = ""  # the question as it was put last year, where its words were others


class Before(NamedTuple):
    """Last year's answers to a question that is still the same, and its words if others."""

    tally: Tally
    words: str


def results_of(
    questions: Iterable[Question], answers: Iterable[Answer], n_asked: int, before
) -> list[QuestionResult]:
    by_question: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        by_question[answer.question].append(answer)
    results = []
    for q in questions:
        given = [g for a in by_question[q.key] if (g := given_of(q, a)) is not None]
        if not given:
            continue
        scores = [s for a in by_question[q.key] if (s := score(q, a.value)) is not None]
        results.append(
            QuestionResult(
                question=q,
                tally=tally(q.key, given=given, order=_order(q), n_asked=n_asked),
                mean=sum(scores) / len(scores) if scores else None,
                given=given,
                last_year=before[q.key].tally if q.key in before else None,
                reworded=before[q.key].words if q.key in before else "",
            )
        )
    return results


def counted(asks: Questionnaire, length: str) -> list[Question]:
    """Return the unit's questions whose answers are counted."""
    return [q for q in surveys.asked(Sheet.Level.UNIT, asks, length) if q.kind in COUNTED]


def _order(q: Question) -> tuple[str, ...]:
    if q.kind is Kind.SCALE5:
        return SCALE_WORDS
    if q.kind is Kind.YES_PARTLY_NO:
        return ("Ja", "Delvis", "Nej", "Ej aktuellt")
    return tuple(option.label for option in q.options)


_CHOICES = {"yes": "Ja", "partly": "Delvis", "no": "Nej", "not_applicable": "Ej aktuellt"}


def given_of(q: Question, answer: Answer) -> Given | None:
    """Return one unit's answer to a counted question, or None when nothing is chosen."""
    code = str(answer.value.get("answer") or "")
    if not code:
        return None
    if q.kind is Kind.SCALE5:
        choice = "Vet inte" if code == "unknown" else code
    else:
        option = q.option(code)
        choice = _CHOICES.get(code) or (option.label if option else code)
    return Given(
        unit=answer.sheet.unit_id,
        choice=choice,
        leaning=_leaning(q, code, answer.value),
        comment=str(answer.value.get("comment") or answer.value.get("text") or ""),
        answer=answer.pk,
    )


def _leaning(q: Question, code: str, value) -> Leaning:
    if q.wished is None or code in {"not_applicable", "unknown"}:
        return Leaning.NEITHER
    if not is_undesired(q, value):
        return Leaning.WISHED
    return Leaning.PARTLY if code in {"partly", "3"} else Leaning.UNWISHED


def last_years_tallies(
    cycle: Cycle, unit_ids, asks: Questionnaire, length: str
) -> dict[str, Before]:
    """Return last year's answers to the questions that are the same as this year's.

    A question that is answered in another way now is another question, and is left out.
    """
    previous = cycles.cycle_of(cycle.employer, cycle.year - 1)
    survey = surveys.survey_of(previous) if previous else None
    if survey is None:
        return {}
    sheets = [
        s
        for s in surveys.sheets_of(survey, level="unit")
        if s.unit_id in unit_ids and s.state != Sheet.State.OPEN
    ]
    then = survey.asks
    same = {q.key: compared(then, asks, q.key) for q in counted(asks, length)}
    questions = [q for q in counted(asks, length) if same[q.key] is not Compared.NO]
    keys = frozenset(q.key for q in questions)
    kept = {s.pk for s in sheets}
    found = surveys.shared_out(surveys.all_answers(survey, sheets=sheets, questions=keys), sheets)
    found = [a for a in found if a.sheet_id in kept]
    return {
        r.question.key: Before(
            r.tally,
            then.question(r.question.key).text if same[r.question.key] is Compared.REWORDED else "",
        )
        for r in results_of(questions, found, max(len(sheets), 1), {})
    }
