"""Complete answers as evidence, each with what was answered the year before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from aktiva.apps.cycles import queries as cycles
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.surveys import queries as surveys
from aktiva.apps.surveys.models import Answer
from aktiva.domain.law.evidence import AnswerEvidence, Reference
from aktiva.domain.questionnaire import Question


def reference(answer: Answer) -> Reference:
    return Reference("answer", answer.pk, answer.answered_at.date())


def day_of(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value or ""))
    except ValueError:
        return None


def rows_of(value: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
    rows = value.get("rows")
    return rows if isinstance(rows, dict) else {}


def last_years(cycle: Cycle) -> dict[tuple[int, str], Mapping[str, Any]]:
    previous = cycles.cycle_of(cycle.employer, cycle.year - 1)
    campaign = surveys.campaign_of(previous) if previous else None
    if campaign is None:
        return {}
    keys = ("12.4", "8.4", "8.5", "8.6", "8.8", "8.9", "8.10", "8.11")
    found = Answer.objects.filter(sheet__campaign=campaign, question__in=keys)
    return {
        (unit, key): value
        for unit, key, value in found.values_list("sheet__unit", "question", "value")
    }


def told(answer: Answer, question: Question, before: Mapping[str, Any]) -> AnswerEvidence:
    value = answer.value
    rows = rows_of(value)
    days = [
        d for d in (day_of(value.get("date")), *(day_of(r.get("date")) for r in rows.values())) if d
    ]
    return AnswerEvidence(
        question=question.key,
        unit=answer.sheet.unit_id,
        choice=str(value.get("answer") or ""),
        rows=rows,
        records=tuple(value["rows"]) if isinstance(value.get("rows"), list) else (),
        counts={k: v for k, v in value.items() if isinstance(v, int) and not isinstance(v, bool)},
        text=_text(value),
        last_years_text=_text(before),
        on=max(days) if days else None,
        reference=reference(answer),
    )


def _text(value: Mapping[str, Any]) -> str:
    rows = value.get("rows")
    cells = [v for row in rows for v in row.values()] if isinstance(rows, list) else []
    words = [value.get("text"), value.get("comment"), *cells]
    return " ".join(str(w) for w in words if isinstance(w, str) and w)
