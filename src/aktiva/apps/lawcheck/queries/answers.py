"""Complete answers as evidence, each with what was answered the year before."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, NamedTuple

from aktiva.apps.audit import history
from aktiva.apps.cycles import queries as cycles
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.surveys import queries as surveys
from aktiva.apps.surveys.models import Answer, Sheet
from aktiva.domain.free_text.findings import Kind
from aktiva.domain.free_text.numbers import numbers
from aktiva.domain.law.evidence import AnswerEvidence, Reference
from aktiva.domain.questionnaire import Question

HEADCOUNT, FORMS = "A5", "9.1"
_MAY_POINT = re.compile(r"\d{6}|@")


class AnswerLine(NamedTuple):
    """An answer as a plain line, in the order of sheets and questions."""

    sheet: int
    question: str
    id: int
    unit: int
    value: dict[str, Any]
    is_complete: bool
    answered_at: datetime


def answer_lines(
    survey: surveys.Survey, sheets: Iterable[Sheet], *, as_of: datetime | None
) -> list[AnswerLine]:
    """Return all answers that count, as they stood, once for each unit that they stand for. One question."""
    found = history.rows(Answer, as_of=as_of).filter(sheet__campaign__in=survey.ids).order_by()
    rows = found.values_list(
        "sheet", "question", "id", "sheet__unit", "value", "is_complete", "answered_at"
    )
    lines = surveys.counting(survey.asks, [AnswerLine._make(row) for row in rows])
    by_sheet: dict[int, list[AnswerLine]] = defaultdict(list)
    covering = [s for s in sheets if s.answered_in_id]
    for line in lines if covering else ():
        by_sheet[line.sheet].append(line)
    for sheet in covering:
        lines += [
            line._replace(sheet=sheet.pk, unit=sheet.unit_id)
            for line in by_sheet[sheet.answered_in_id]
        ]
    return sorted(lines, key=lambda line: line[:3])


def reference(answer: AnswerLine) -> Reference:
    return Reference("answer", answer.id, answer.answered_at.date())


def day_of(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value or ""))
    except ValueError:
        return None


def rows_of(value: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
    rows = value.get("rows")
    return rows if isinstance(rows, dict) else {}


def last_years(cycle: Cycle, *, as_of: datetime | None) -> dict[tuple[int, str], Mapping[str, Any]]:
    previous = cycles.cycle_of(cycle.employer, cycle.year - 1)
    survey = surveys.survey_of(previous) if previous else None
    if survey is None:
        return {}
    keys = ("12.4", "8.4", "8.5", "8.6", "8.8", "8.9", "8.10", "8.11")
    found = history.rows(Answer, as_of=as_of).filter(
        sheet__campaign__in=survey.ids, question__in=keys
    )
    return {
        (unit, key): value
        for unit, key, value in found.values_list("sheet__unit", "question", "value")
    }


def told(answer: AnswerLine, question: Question, before: Mapping[str, Any]) -> AnswerEvidence:
    value = answer.value
    rows = rows_of(value)
    days = [
        d for d in (day_of(value.get("date")), *(day_of(r.get("date")) for r in rows.values())) if d
    ]
    return AnswerEvidence(
        question=question.key,
        unit=answer.unit,
        choice=str(value.get("answer") or ""),
        rows=rows,
        records=tuple(value["rows"]) if isinstance(value.get("rows"), list) else (),
        counts={k: v for k, v in value.items() if isinstance(v, int) and not isinstance(v, bool)},
        text=_text(value),
        last_years_text=_text(before),
        on=max(days) if days else None,
        reference=reference(answer),
        chosen=frozenset(map(str, value.get("chosen") or ())) - {"none"},
    )


def _text(value: Mapping[str, Any]) -> str:
    rows = value.get("rows")
    cells = [v for row in rows for v in row.values()] if isinstance(rows, list) else []
    words = [value.get("text"), value.get("comment"), *cells]
    return " ".join(str(w) for w in words if isinstance(w, str) and w)


def headcount_told(answer: AnswerLine) -> int | None:
    """Return what an answer to A5 says of the number of employees, None if it says nothing."""
    told_there = answer.value.get("total") if answer.question == HEADCOUNT else None
    return told_there if isinstance(told_there, int) else None


def points_out_somebody(value: Mapping[str, Any]) -> bool:
    """Return whether a personal identity number or an e-mail address stands in the answer."""
    written = repr(value)
    if not _MAY_POINT.search(written):  # most answers have neither
        return False
    return any(f.kind in {Kind.PERSONAL_NUMBER, Kind.EMAIL} for f in numbers(written))


def forms_told(answers: Iterable[AnswerLine]) -> Iterator[Reference]:
    """Give the answers to 9.1 that say when the parties agreed on how to cooperate."""
    for answer in answers:
        if answer.question == FORMS and answer.value.get("answer") == "yes":
            agreed = day_of(answer.value.get("date"))
            yield replace(reference(answer), date=agreed) if agreed else reference(answer)
