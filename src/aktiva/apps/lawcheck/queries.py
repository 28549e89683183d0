"""Evidence for the law check: the year's rows as they stood, and the verdicts over them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from aktiva.adapters.clock import SWEDEN
from aktiva.apps.audit import history
from aktiva.apps.cooperation import queries as cooperation
from aktiva.apps.cycles import queries as cycles
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.reports import queries as reports
from aktiva.apps.statistics import queries as statistics
from aktiva.apps.surveys import queries as surveys
from aktiva.apps.surveys.following import asked_for
from aktiva.apps.surveys.models import Answer, Sheet
from aktiva.domain.law.checks import Result, check_all
from aktiva.domain.law.evidence import (
    AnswerEvidence,
    CooperationEvidence,
    DocumentEvidence,
    Evidence,
    Examination,
    InformationEvidence,
    MeasureEvidence,
    OwedEvidence,
    Reference,
    RiskEvidence,
)
from aktiva.domain.questionnaire import Question
from aktiva.domain.values import Area, Ground, Step


def end_of(day: date) -> datetime:
    """Return the last moment of a day."""
    return datetime.combine(day, time(23, 59, 59), tzinfo=SWEDEN)


def verdicts(cycle: Cycle, *, as_of: datetime | None = None) -> tuple[Result, ...]:
    """Return the check of the evidence; kept while nothing changes. One question or about fifteen."""
    return history.unchanged(
        ("verdicts", cycle.pk, as_of), lambda: check_all(evidence(cycle, as_of=as_of))
    )


def evidence(cycle: Cycle, *, as_of: datetime | None = None) -> Evidence:
    """Return all that is known about the employer and year; kept while nothing changes.

    One question, or about fifteen when something has.
    """
    return history.unchanged(("evidence", cycle.pk, as_of), lambda: _gathered(cycle, as_of=as_of))


def _gathered(cycle: Cycle, *, as_of: datetime | None) -> Evidence:
    employer = cycle.employer
    campaign = surveys.campaign_of(cycle)
    if campaign is not None and as_of is not None and campaign.opened_at > as_of:
        campaign = None
    sheets = surveys.all_sheets(campaign, as_of=as_of) if campaign else []
    answers = surveys.all_answers(campaign, as_of=as_of) if campaign else []
    before = _last_years(cycle)
    asks = surveys.questionnaire(campaign) if campaign else None
    by_key = {q.key: q for q in asks.questions} if asks else {}
    units = (
        asked_for(
            campaign,
            [s for s in sheets if s.level == Sheet.Level.UNIT],
            on=as_of.date() if as_of else None,
        )
        if campaign
        else []
    )
    new_year = date(cycle.year, 1, 1)
    chains = cycles.chains(cycle, as_of=as_of)
    proof = cooperation.proof(cycle, as_of=as_of)
    return Evidence(
        year=cycle.year,
        headcount=statistics.headcount(employer, on=new_year, as_of=as_of),
        n_units=len(units),
        n_answered=sum(s.state != Sheet.State.OPEN for s in units),
        staff=statistics.headcount_by_unit(employer, on=new_year),
        examinations=tuple(_examinations(cycle, as_of)),
        risks=tuple(_risks(chains)),
        measures=tuple(_measures(cycle, chains, as_of)),
        owed=tuple(_owed(cycle, as_of)),
        cooperation=(*_cooperation(answers, proof), *_recorded(proof)),
        informed=tuple(
            InformationEvidence(i.organisation, i.on, Reference(i.kind, i.id, i.on))
            for i in proof.informed
        ),
        answers=tuple(
            _answer(a, by_key[a.question], before.get((a.sheet.unit_id, a.question), {}))
            for a in answers
            if a.is_complete and a.question in by_key
        ),
        documents=tuple(
            DocumentEvidence(
                p.paper_date, p.state == "approved", Reference("paper", p.pk, p.paper_date)
            )
            for p in reports.annual_accounts(cycle, as_of=as_of)
        ),
    )


def _reference(answer: Answer) -> Reference:
    return Reference("answer", answer.pk, answer.answered_at.date())


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value or ""))
    except ValueError:
        return None


def _rows(value: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
    rows = value.get("rows")
    return rows if isinstance(rows, dict) else {}


def _examinations(cycle, as_of):
    for one in surveys.examined(cycle, as_of=as_of):
        yield Examination(
            unit=one.unit,
            area=one.area,
            grounds=one.grounds - {Ground.NOT_SPECIFIC} or one.grounds,
            methods=one.methods,
            on=one.on,
            reference=Reference(one.kind, one.id, one.on),
        )


def _cooperation(answers, proof: cooperation.Proof):
    """Give the answers to 9.2, but not those about a meeting that is recorded for itself."""
    for answer in answers:
        if answer.question != "9.2":
            continue
        for step, row in _rows(answer.value).items():
            if not any(row.values()):
                continue
            kind = cooperation.FORUM_KINDS.get(str(row.get("forum") or ""), "")
            occasion = (answer.sheet.unit_id, Step(step), _day(row.get("date")), str(kind))
            if kind and occasion in proof.occasions:
                continue
            yield CooperationEvidence(
                unit=answer.sheet.unit_id,
                step=Step(step),
                forum=str(row.get("forum") or ""),
                on=_day(row.get("date")),
                parties=tuple(row.get("parties") or []),
                reference=_reference(answer),
            )


def _recorded(proof: cooperation.Proof):
    for row in proof.cooperated:
        yield CooperationEvidence(
            unit=row.unit,
            step=row.step,
            forum=row.forum,
            on=row.on,
            parties=row.parties,
            reference=Reference(row.kind, row.id, row.recorded_on),
        )


def _risks(chains):
    for chain in chains:
        yield RiskEvidence(
            description=chain.risk.description,
            area=Area(chain.risk.area),
            grounds=frozenset(Ground(g) for g in chain.risk.grounds if g in set(Ground)),
            causes=tuple(c.description for c in chain.causes),
            is_answered=chain.is_answered,
            reference=Reference("risk", chain.risk.pk, chain.risk.recorded_at.date()),
        )


def _measures(cycle, chains, as_of):
    linked = {m.pk for c in chains for m in c.measures}
    for measure in cycles.measures(cycle, as_of=as_of):
        yield MeasureEvidence(
            title=measure.title,
            area=Area(measure.area),
            has_time=bool(measure.due_date or measure.schedule_text.strip()),
            schedule_text=measure.schedule_text,
            next_check=measure.next_check_date or measure.due_date,
            owner=measure.owner_role,
            has_purpose=measure.promotive or measure.pk in linked,
            reference=Reference("measure", measure.pk, measure.decided_at.date()),
        )


def _owed(cycle, as_of):
    outcomes = cycles.last_outcomes(cycle, as_of=as_of)
    for measure in cycles.measures_owed_by_all(cycle, as_of=as_of):
        outcome = outcomes.get(measure.pk)
        yield OwedEvidence(
            title=measure.title,
            has_outcome=outcome is not None,
            how_known=outcome.how_known if outcome else "",
            reference=Reference("measure", measure.pk, measure.decided_at.date()),
        )


def _last_years(cycle: Cycle) -> dict[tuple[int, str], Mapping[str, Any]]:
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


def _answer(answer: Answer, question: Question, before: Mapping[str, Any]) -> AnswerEvidence:
    value = answer.value
    rows = _rows(value)
    days = [
        d for d in (_day(value.get("date")), *(_day(r.get("date")) for r in rows.values())) if d
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
        reference=_reference(answer),
    )


def _text(value: Mapping[str, Any]) -> str:
    rows = value.get("rows")
    cells = [v for row in rows for v in row.values()] if isinstance(rows, list) else []
    words = [value.get("text"), value.get("comment"), *cells]
    return " ".join(str(w) for w in words if isinstance(w, str) and w)
