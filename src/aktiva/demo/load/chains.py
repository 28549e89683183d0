"""Risks with their causes, the measures against them and what became of those."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from aktiva.apps.audit import history
from aktiva.apps.cycles.models import (
    Cause,
    Cycle,
    Extension,
    Measure,
    MeasureRisk,
    Outcome,
    Risk,
)
from aktiva.apps.organisation.models import (
    Unit,
)
from aktiva.demo.load.made import Made, noon
from aktiva.demo.solvik import shapes
from aktiva.domain.cycle.states import State

CLOSING = {"done": State.EVALUATED, "dropped": State.DROPPED, "cancelled": State.DROPPED}


@transaction.atomic
def load(made: Made, cycle: Cycle, y: shapes.Year, actor) -> None:
    """Load the units' risks, causes, measures and outcomes of a year."""
    risks = []
    for sheet in y.sheets:
        for r in sheet.risks:
            row = Risk(
                cycle=cycle,
                unit=made.units[sheet.unit_code],
                area=r.area,
                grounds=[str(g) for g in r.grounds],
                description=r.description,
                source=r.source,
                question=r.question,
                likelihood=r.likelihood,
                consequence=r.consequence,
                recorded_at=r.recorded_at,
                no_measure_reason=r.no_measure_reason,
                no_measure_decided_by=r.no_measure_decided_by,
                returns_from=made.risks.get(r.returns_from or ""),
            )
            row._history_date = r.recorded_at
            risks.append((r, row))
    stored = history.store_many([row for _r, row in risks], at=y.opened_at, by=actor)
    for (r, _row), kept in zip(risks, stored, strict=True):
        made.risks[r.ref] = kept
    causes = []
    for r, _row in risks:
        cause = Cause(risk=made.risks[r.ref], description=r.cause)
        cause._history_date = r.recorded_at
        causes.append(cause)
    history.store_many(causes, at=y.opened_at, by=actor)
    measures(
        made, [(made.units[s.unit_code], m) for s in y.sheets for m in s.measures], cycle, actor
    )
    outcomes(
        made, [(made.units[s.unit_code], o) for s in y.sheets for o in s.outcomes], cycle, actor
    )


def measures(made: Made, given: Iterable[tuple[Unit, shapes.Measure]], cycle: Cycle, actor) -> None:
    """Load measures in the order given, each in the state it has come to."""
    pairs, positions = [], {}
    for unit, m in given:
        positions[unit.pk] = positions.get(unit.pk, -1) + 1
        row = Measure(
            cycle=cycle,
            unit=unit,
            area=m.area,
            title=m.text,
            promotive=m.promotive,
            common=m.common,
            owner_role=m.responsible,
            start_date=min(m.start, m.due),
            due_date=m.due,
            next_check_date=m.next_check,
            follow_up=m.follow_up,
            expected_effect=m.effect,
            effect_measure=m.measured_by[:300],
            position=positions[unit.pk],
            decided_at=m.decided_at,
            carried_from=made.measures.get(m.carried_from or ""),
        )
        row._history_date = m.decided_at
        pairs.append((m, row))
    stored = history.store_many([row for _m, row in pairs], at=cycle.opened_at, by=actor)
    links, moved = [], []
    for (m, _row), kept in zip(pairs, stored, strict=True):
        made.measures[m.ref] = kept
        for ref in m.risk_refs:
            link = MeasureRisk(measure=kept, risk=made.risks[ref])
            link._history_date = m.decided_at
            links.append(link)
        status = "dropped" if m.status == "cancelled" else m.status
        if status != State.PLANNED:
            kept.status = status
            kept._history_date = min(max(m.decided_at, noon(m.start)), made.plan.now)
            moved.append(kept)
    history.store_many(links, at=cycle.opened_at, by=actor)
    history.update_many(moved, ["status"], at=cycle.opened_at, by=actor)


def outcomes(made: Made, given: Iterable[tuple[Unit, shapes.Outcome]], cycle: Cycle, actor) -> None:
    """Load what became of the measures of the year before."""
    rows = []
    for unit, o in given:
        row = Outcome(
            measure=made.measures[o.measure_ref],
            cycle=cycle,
            unit=unit,
            result="dropped" if o.result == "cancelled" else o.result,
            effect=o.effect,
            how_known=o.how_known,
            new_due_date=o.new_due,
            reason=o.reason,
            decided_by=o.decided_by,
            recorded_at=o.recorded_at,
        )
        row._history_date = o.recorded_at
        rows.append(row)
    history.store_many(rows, at=cycle.opened_at, by=actor)
    closed = []
    for row in rows:
        row.measure.status = CLOSING.get(row.result, State.CARRIED)
        row.measure._history_date = row.recorded_at
        closed.append(row.measure)
    history.update_many(closed, ["status"], at=cycle.opened_at, by=actor)
    _carried(cycle, actor)


def _carried(cycle: Cycle, actor) -> None:
    """Give what goes on the risks it came from, and the decisions of a later date."""
    links, extensions = [], []
    going_on = Measure.objects.filter(cycle=cycle).exclude(carried_from=None)
    outcomes = {o.measure_id: o for o in Outcome.objects.filter(cycle=cycle)}
    for measure in going_on.select_related("carried_from").order_by("pk"):
        for risk in measure.carried_from.risk_links.values_list("risk", flat=True):
            link = MeasureRisk(measure=measure, risk_id=risk)
            link._history_date = measure.decided_at
            links.append(link)
        said = outcomes.get(measure.carried_from_id)
        if said is not None and said.result == Outcome.Result.EXTENDED:
            extension = Extension(
                measure=measure, old_due_date=measure.carried_from.due_date,
                new_due_date=said.new_due_date, reason=said.reason,
                decided_by=said.decided_by, decided_at=said.recorded_at,
            )  # fmt: skip
            extension._history_date = said.recorded_at
            extensions.append(extension)
    history.store_many(links, at=cycle.opened_at, by=actor)
    history.store_many(extensions, at=cycle.opened_at, by=actor)
