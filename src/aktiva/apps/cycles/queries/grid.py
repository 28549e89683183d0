"""Examinations and risks as the grid needs them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache

from django.db.models import Q, TextField
from django.db.models.functions import Cast

from aktiva.apps.audit import history
from aktiva.apps.cycles.models import Cause, Cycle, Examination, Measure, MeasureRisk, Risk
from aktiva.domain.cycle.grid import Examined, RiskLine
from aktiva.domain.cycle.handing_in import has_real_cause
from aktiva.domain.cycle.states import CLOSED
from aktiva.domain.values import Area, Ground

_GROUNDS = frozenset(Ground)
_AREAS = {area.value: area for area in Area}


def grounds(codes: Iterable[str] | None) -> frozenset[Ground]:
    """Return the grounds that stored codes name, the unknown left out."""
    return frozenset(Ground(code) for code in codes or () if code in _GROUNDS)


@lru_cache(maxsize=4096)
def _grounds_in(text: str) -> frozenset[Ground]:
    return grounds(json.loads(text))


@lru_cache(maxsize=4096)
def _methods_in(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


def _as_text(name: str) -> Cast:
    """A stored list as text: the same few lists stand in thousands of rows."""
    return Cast(name, TextField())


def examination_lines(
    cycle: Cycle, *, unit_ids=None, as_of: datetime | None = None
) -> list[Examined]:
    """Return the examinations recorded through the year, in order of unit and day. One question.

    What the questionnaire says is not among them; see `surveys.queries.examined`.
    """
    found = history.rows(Examination, as_of=as_of).filter(cycle=cycle)
    if unit_ids is not None:
        found = found.filter(unit__in=unit_ids)
    rows = found.order_by().values_list(
        "unit", "on_date", "id", "area", _as_text("grounds"), _as_text("methods"), "finding"
    )
    return [
        Examined(
            unit,
            _AREAS[area],
            _grounds_in(codes),
            _methods_in(methods),
            on,
            "examination",
            pk,
            finding,
        )
        for unit, on, pk, area, codes, methods, finding in sorted(rows)
    ]


def risk_lines(cycle: Cycle, *, unit_ids=None, as_of: datetime | None = None) -> list[RiskLine]:
    """Return the year's risks, and earlier ones that a measure of the year still answers.

    Four questions.
    """
    links = history.rows(MeasureRisk, as_of=as_of).filter(measure__cycle=cycle)
    if unit_ids is not None:
        links = links.filter(measure__unit__in=unit_ids)
    measures = history.rows(Measure, as_of=as_of).filter(
        cycle=cycle, pk__in=links.values("measure")
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
        .values_list(
            "id", "unit", "area", _as_text("grounds"), "description", "no_measure_reason", "cycle"
        )
    )
    causes: dict[int, list[str]] = {}
    for risk, words in (
        history.rows(Cause, as_of=as_of)
        .filter(risk__in=Risk.objects.filter(condition | earlier))
        .values_list("risk", "description")
    ):
        causes.setdefault(risk, []).append(words)
    lines = []
    for pk, unit, area, codes, description, left, of_cycle in sorted(risks):
        mine = answered.get(pk, [])
        if of_cycle != cycle.pk and not mine:
            continue
        days = [day for status, day in mine if day and status not in CLOSED]
        lines.append(
            RiskLine(
                id=pk,
                unit=unit,
                area=_AREAS[area],
                grounds=_grounds_in(codes),
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
