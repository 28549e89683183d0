"""Common measures: one row for everybody, one state at each unit."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.apps.audit import history, log
from aktiva.apps.cycles import policy, queries
from aktiva.apps.cycles.models import Measure, MeasureAtUnit
from aktiva.apps.organisation.models import Unit

SHORTEST_NOTE = 10


@transaction.atomic
def set_at_unit(
    *, measure_id: int, unit_id: int, status: str, note: str, actor, at: datetime
) -> MeasureAtUnit:
    """Say where a common measure stands at one unit.

    Raises:
        Unit.DoesNotExist: `actor` may not decide measures for the unit.
        Measure.DoesNotExist: No such common measure, or it does not reach the unit.
        ValidationError: It is said to be done or not relevant without a word about it.
    """
    unit: Unit = policy.decidable_units(actor, on=at.date()).select_related("employer").get(
        pk=unit_id
    )  # fmt: skip
    measure = Measure.objects.get(pk=measure_id, common=True, cycle__employer=unit.employer_id)
    if unit.pk not in queries.reached_units(measure, on=at.date()):
        raise Measure.DoesNotExist
    if not measure.is_open:
        raise ValidationError(
            _("Åtgärden är avslutad för alla, så läget hos er kan inte ändras."), code="closed"
        )
    if status in {"done", "not_applicable"} and len(note.strip()) < SHORTEST_NOTE:
        raise ValidationError(
            {
                "note": _("Skriv med några ord vad ni har gjort.")
                if status == "done"
                else _("Skriv med några ord varför åtgärden inte är aktuell hos er.")
            }
        )
    row = MeasureAtUnit.objects.filter(measure=measure, unit=unit).first()
    row = row or MeasureAtUnit(measure=measure, unit=unit)
    row.status, row.note, row.changed_at = status, note.strip(), at
    history.store(row, at=at, by=actor)
    log.record(
        log.Event.MEASURE_CHANGED, actor=actor, about=measure, at=at, details={"at_unit": unit.pk}
    )
    return row
