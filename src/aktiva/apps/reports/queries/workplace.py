"""What a unit's staff talk about and have on the wall: measures and questions, never risks."""

from __future__ import annotations

from datetime import date

from aktiva.apps.cycles import queries as cycles
from aktiva.apps.cycles.models import Cycle, Measure, MeasureAtUnit
from aktiva.apps.organisation.models import Unit
from aktiva.apps.registers import queries as registers
from aktiva.apps.reports.queries import facts
from aktiva.apps.surveys import queries as surveys
from aktiva.domain.cycle.catalogue import guidance
from aktiva.domain.cycle.grid import ROWS
from aktiva.domain.documents import papers

_OPEN_AT_UNIT = {MeasureAtUnit.Status.PLANNED, MeasureAtUnit.Status.ONGOING}


def agenda_item(cycle: Cycle, unit: Unit, name: str, *, on: date) -> papers.AgendaItem:
    """Return what the workplace meeting is to talk about. About ten questions."""
    own, common = _open_measures(cycle, unit.pk, on=on)
    seen = {e.area for e in surveys.examined(cycle, unit_ids={unit.pk})}
    headings = registers.headings(cycle.employer)
    unexamined = [
        (headings.names[area], found.ask)
        for area in sorted(ROWS, key=lambda area: headings.places[area])
        if area not in seen and (found := guidance(area)) is not None
    ]
    return papers.AgendaItem(
        sender=facts.sender(cycle, unit, on=on),
        unit=name,
        year=cycle.year,
        on=on,
        n_areas=len(ROWS),
        unexamined=tuple(unexamined),
        own=own,
        common=common,
    )


def wall_plan(cycle: Cycle, unit: Unit, name: str, *, on: date) -> papers.WallPlan:
    """Return the unit's measures for the wall, own ones first. About six questions."""
    own, common = _open_measures(cycle, unit.pk, on=on)
    return papers.WallPlan(
        sender=facts.sender(cycle, unit, on=on), unit=name, year=cycle.year, on=on,
        measures=(*own, *common),
    )  # fmt: skip


def _open_measures(cycle: Cycle, unit_id: int, *, on: date):
    """Return the measures that are not closed: the unit's own, and common ones not done there."""
    own = tuple(
        _row(m, "Genomförd" if m.status == "done" else m.get_status_display(), on=on)
        for m in cycles.with_unit(cycle, unit_id, on=on)
        if m.is_open and not m.common
    )
    common = tuple(
        _row(c.measure, c.status_words, on=on)
        for c in cycles.common_at_unit(cycle, unit_id, on=on)
        if c.measure.is_open and c.status in _OPEN_AT_UNIT
    )
    return own, common


def _row(measure: Measure, state: str, *, on: date) -> papers.OpenMeasure:
    time = measure.due_date.isoformat() if measure.due_date else measure.schedule_text
    return papers.OpenMeasure(
        title=measure.title, owner=measure.owner_role, time=time, state=str(state)
    )
