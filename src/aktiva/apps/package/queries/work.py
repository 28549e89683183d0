"""The four steps of the year as data: answers, examinations, risks, measures and outcomes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from aktiva.adapters.clock import SWEDEN
from aktiva.apps.audit import history
from aktiva.apps.cycles import queries as cycles
from aktiva.apps.cycles.models import Cycle, Extension, Measure, Outcome, RiskReview
from aktiva.apps.package.queries.guard import Guard
from aktiva.apps.package.queries.years import Year
from aktiva.apps.surveys import queries as surveys
from aktiva.apps.surveys.models import Sheet
from aktiva.domain.questionnaire import Question, summary

Row = dict[str, Any]


def day(at: datetime | date | None) -> str | None:
    """Return a day or the Swedish day of a moment as ISO text."""
    if isinstance(at, datetime):
        at = at.astimezone(SWEDEN).date()
    return at.isoformat() if at else None


def work(year: Year, clean: Guard) -> Row:
    """Return the year's work in the order of the Act's steps. About twelve questions."""
    return {
        "questions": list(_questions(year.survey)),
        "sheets": list(_sheets(year, clean)),
        "answers": list(_answers(year, clean)),
        "examinations": list(_examinations(year, clean)),
        "risks": list(_risks(year, clean)),
        "risk_reviews": list(_reviews(year, clean)),
        "measures": list(_measures(year, clean)),
        "outcomes": list(_outcomes(year, clean)),
    }


def _questions(survey: surveys.Survey | None) -> Iterator[Row]:
    for q in survey.asks.questions if survey else ():
        yield {"key": q.key, "text": q.text}


def _sheets(year: Year, clean: Guard) -> Iterator[Row]:
    found = surveys.all_sheets(year.survey, as_of=year.as_of) if year.survey else []
    for s in sorted(found, key=lambda s: s.pk):
        yield {
            "id": s.pk,
            "unit": s.unit.code,
            "level": s.level,
            "state": s.state,
            "handed_in_on": day(s.submitted_at),
            "handed_in_as": clean(s.submitted_as),
        }


def _answers(year: Year, clean: Guard) -> Iterator[Row]:
    by_key = _by_key(year)
    codes = _codes(year)
    for a in year.answers:
        question = by_key.get(a.question)
        yield {
            "id": a.pk,
            "sheet": a.sheet_id,
            "unit": codes[a.sheet.unit_id],
            "question": a.question,
            "choice": str(a.value.get("answer") or "") or None,
            "words": clean(summary(question, a.value)) if question else "",
            "complete": a.is_complete,
            "answered_on": day(a.answered_at),
        }


def _by_key(year: Year) -> dict[str, Question]:
    return {q.key: q for q in year.survey.asks.questions} if year.survey else {}


def pay_answers(year: Year, clean: Guard) -> list[tuple[Question, str]]:
    """Return what the employer has answered about the pay mapping: question and words."""
    by_key = _by_key(year)
    found = [
        (by_key[a.question], clean(summary(by_key[a.question], a.value)))
        for a in year.answers
        if a.question.startswith("8.")
        and a.question in by_key
        and a.sheet.level != Sheet.Level.UNIT
    ]
    order = list(by_key)
    return sorted(
        [row for row in found if row[1]], key=lambda row: (order.index(row[0].key), row[1])
    )


def _codes(year: Year) -> dict[int, str]:
    return dict(year.employer.units.values_list("pk", "code"))


def _examinations(year: Year, clean: Guard) -> Iterator[Row]:
    codes = _codes(year)
    own = {e.pk: e for e in cycles.examinations(year.cycle, as_of=year.as_of)}
    found = surveys.examined(year.cycle, as_of=year.as_of)
    for one in sorted(found, key=lambda e: (e.kind, e.id, e.area)):
        row = own.get(one.id) if one.kind == "examination" else None
        yield {
            "from": one.kind,
            "id": one.id,
            "unit": codes[one.unit],
            "area": str(one.area),
            "grounds": sorted(map(str, one.grounds)),
            "methods": list(one.methods),
            "on": day(one.on),
            "finding": str(one.finding),
            "participants": clean(row.participants) if row else "",
            "conclusion": clean(row.conclusion) if row else "",
        }


def _risks(year: Year, clean: Guard) -> Iterator[Row]:
    codes = _codes(year)
    for chain in sorted(cycles.chains(year.cycle, as_of=year.as_of), key=lambda c: c.risk.pk):
        risk = chain.risk
        yield {
            "id": risk.pk,
            "unit": codes[risk.unit_id],
            "area": risk.area,
            "grounds": sorted(risk.grounds),
            "description": clean(risk.description),
            "known_by": clean(risk.source),
            "causes": [clean(c.description) for c in chain.causes],
            "measures": sorted(m.pk for m in chain.measures),
            "no_measure_because": clean(risk.no_measure_reason),
            "recorded_on": day(risk.recorded_at),
        }


def _reviews(year: Year, clean: Guard) -> Iterator[Row]:
    found = history.rows(RiskReview, as_of=year.as_of).filter(cycle=year.cycle)
    for r in sorted(found, key=lambda r: r.pk):
        yield {
            "id": r.pk,
            "risk": r.risk_id,
            "is_left": r.is_left,
            "how_known": clean(r.how_known),
            "reviewed_on": day(r.reviewed_at),
        }


def _measures(year: Year, clean: Guard) -> Iterator[Row]:
    codes = _codes(year)
    extensions: dict[int, list[Extension]] = {}
    for e in history.rows(Extension, as_of=year.as_of).filter(measure__cycle=year.cycle):
        extensions.setdefault(e.measure_id, []).append(e)
    for m in sorted(cycles.measures(year.cycle, as_of=year.as_of), key=lambda m: m.pk):
        yield {
            "id": m.pk,
            "unit": codes[m.unit_id],
            "area": m.area,
            "title": clean(m.title),
            "promotive": m.promotive,
            "common": m.common,
            "responsible": clean(m.owner_role),
            "due": day(m.due_date),
            "schedule": m.schedule_text,
            "follow_up": clean(m.follow_up),
            "expected_effect": clean(m.expected_effect),
            "effect_measure": clean(m.effect_measure),
            "cost_kr": m.cost_kr,
            "state": m.status,
            "decided_on": day(m.decided_at),
            "extended": [
                {
                    "from": day(e.old_due_date),
                    "to": day(e.new_due_date),
                    "reason": clean(e.reason),
                    "decided_by": clean(e.decided_by),
                    "decided_on": day(e.decided_at),
                }
                for e in sorted(extensions.get(m.pk, []), key=lambda e: e.pk)
            ],
        }


def _outcomes(year: Year, clean: Guard) -> Iterator[Row]:
    codes = _codes(year)
    found: list[Outcome] = cycles.outcomes(year.cycle, as_of=year.as_of)
    owed = {m.pk: m for m in _measures_of(found, year)}
    years = dict(Cycle.objects.filter(employer=year.employer.pk).values_list("pk", "year"))
    for o in sorted(found, key=lambda o: o.pk):
        measure = owed.get(o.measure_id)
        yield {
            "id": o.pk,
            "unit": codes[o.unit_id],
            "measure": o.measure_id,
            "measure_year": years.get(measure.cycle_id) if measure else None,
            "measure_title": clean(measure.title) if measure else "",
            "result": o.result,
            "effect": o.effect,
            "how_known": clean(o.how_known),
            "remains": clean(o.remains),
            "new_due": day(o.new_due_date),
            "reason": clean(o.reason),
            "decided_by": clean(o.decided_by),
            "recorded_on": day(o.recorded_at),
        }


def _measures_of(found: list[Outcome], year: Year) -> list[Measure]:
    ids = {o.measure_id for o in found}
    return list(
        history.rows(Measure, as_of=year.as_of).filter(cycle__employer=year.employer.pk, pk__in=ids)
    )
