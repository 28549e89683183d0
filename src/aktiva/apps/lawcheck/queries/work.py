"""The year's work as evidence: examinations, risks, measures and meetings."""

from __future__ import annotations

from aktiva.apps.cooperation import queries as cooperation
from aktiva.apps.cycles import queries as cycles
from aktiva.apps.lawcheck.queries.answers import day_of, reference, rows_of
from aktiva.apps.surveys import queries as surveys
from aktiva.domain.law.evidence import (
    CooperationEvidence,
    Examination,
    MeasureEvidence,
    OwedEvidence,
    Reference,
    RiskEvidence,
)
from aktiva.domain.values import Area, Ground, Step


def examinations(cycle, as_of):
    for one in surveys.examined(cycle, as_of=as_of):
        yield Examination(
            unit=one.unit,
            area=one.area,
            grounds=one.grounds - {Ground.NOT_SPECIFIC} or one.grounds,
            methods=one.methods,
            on=one.on,
            reference=Reference(one.kind, one.id, one.on),
        )


def cooperation_told(answers, proof: cooperation.Proof):
    """Give the answers to 9.2, but not those about a meeting that is recorded for itself."""
    for answer in answers:
        if answer.question != "9.2":
            continue
        for step, row in rows_of(answer.value).items():
            if not any(row.values()):
                continue
            kind = cooperation.FORUM_KINDS.get(str(row.get("forum") or ""), "")
            occasion = (answer.sheet.unit_id, Step(step), day_of(row.get("date")), str(kind))
            if kind and occasion in proof.occasions:
                continue
            yield CooperationEvidence(
                unit=answer.sheet.unit_id,
                step=Step(step),
                forum=str(row.get("forum") or ""),
                on=day_of(row.get("date")),
                parties=tuple(row.get("parties") or []),
                reference=reference(answer),
            )


def cooperation_recorded(proof: cooperation.Proof):
    for row in proof.cooperated:
        yield CooperationEvidence(
            unit=row.unit,
            step=row.step,
            forum=row.forum,
            on=row.on,
            parties=row.parties,
            reference=Reference(row.kind, row.id, row.recorded_on),
        )


def risks(chains):
    for chain in chains:
        yield RiskEvidence(
            description=chain.risk.description,
            area=Area(chain.risk.area),
            grounds=frozenset(Ground(g) for g in chain.risk.grounds if g in set(Ground)),
            causes=tuple(c.description for c in chain.causes),
            is_answered=chain.is_answered,
            reference=Reference("risk", chain.risk.pk, chain.risk.recorded_at.date()),
        )


def measures(cycle, chains, as_of):
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


def owed(cycle, as_of):
    outcomes = cycles.last_outcomes(cycle, as_of=as_of)
    for measure in cycles.measures_owed_by_all(cycle, as_of=as_of):
        outcome = outcomes.get(measure.pk)
        yield OwedEvidence(
            title=measure.title,
            has_outcome=outcome is not None,
            how_known=outcome.how_known if outcome else "",
            reference=Reference("measure", measure.pk, measure.decided_at.date()),
        )
