"""Risks as the grid needs them."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q

from aktiva.apps.audit import history
from aktiva.apps.cycles.models import Cause, Cycle, Measure, MeasureRisk, Risk
from aktiva.domain.cycle.grid import RiskLine
from aktiva.domain.cycle.handing_in import has_real_cause
from aktiva.domain.cycle.states import CLOSED
from aktiva.domain.values import Area, Ground

_GROUNDS = frozenset(Ground)


def risk_lines(cycle: Cycle, *, unit_ids=None, as_of: datetime | None = None) -> list[RiskLine]:
    """Return the year's risks, and earlier ones that a measure of the year still answers.

    Four questions.
    """
    measures = history.rows(Measure, as_of=as_of).filter(cycle=cycle)
    links = history.rows(MeasureRisk, as_of=as_of).filter(measure__cycle=cycle)
    if unit_ids is not None:
        measures, links = (
            measures.filter(unit__in=unit_ids),
            links.filter(measure__unit__in=unit_ids),
        )
    taken = {
        pk: (status, next_check or due)
        for pk, status, next_check, due in measures.values_list(
            "id", "status", "next_check_date", "due_date"
        )
    }
    answered: dict[int, list[tuple[str, date | None]]] = {}
    for risk, measure in links.values_list("risk", "measure"):
        if measure in taken:
            answered.setdefault(risk, []).append(taken[measure])
    condition = Q(cycle=cycle)
    if unit_ids is not None:
        condition &= Q(unit__in=unit_ids)
    earlier = Q(pk__in=_earlier(cycle, unit_ids))
    risks = list(
        history.rows(Risk, as_of=as_of)
        .filter(condition | earlier)
        .values_list("id", "unit", "area", "grounds", "description", "no_measure_reason", "cycle")
    )
    causes: dict[int, list[str]] = {}
    for risk, words in (
        history.rows(Cause, as_of=as_of)
        .filter(risk__in=Risk.objects.filter(condition | earlier))
        .values_list("risk", "description")
    ):
        causes.setdefault(risk, []).append(words)
    lines = []
    for pk, unit, area, grounds, description, left, of_cycle in sorted(risks):
        mine = answered.get(pk, [])
        if of_cycle != cycle.pk and not mine:
            continue
        days = [day for status, day in mine if day and status not in CLOSED]
        lines.append(
            RiskLine(
                id=pk,
                unit=unit,
                area=Area(area),
                grounds=frozenset(Ground(g) for g in grounds if g in _GROUNDS),
                has_cause=has_real_cause(risk=description, causes=causes.get(pk, ())),
                n_measures=len(mine),
                n_evaluated=sum(status in CLOSED for status, _day in mine),
                is_left=bool(left) and of_cycle == cycle.pk,
                next_date=min(days, default=None),
            )
        )
    return lines


def _earlier(cycle: Cycle, unit_ids):
    """Risks of earlier years that a measure of this year answers."""
    links = MeasureRisk.objects.filter(
        measure__cycle=cycle, risk__cycle__employer_id=cycle.employer_id
    ).exclude(risk__cycle=cycle)
    if unit_ids is not None:
        links = links.filter(measure__unit__in=unit_ids)
    return links.values("risk")
