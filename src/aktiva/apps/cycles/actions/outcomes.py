"""What became of the measures of the year before."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.apps.audit import history, log
from aktiva.apps.cycles import policy
from aktiva.apps.cycles.models import Cycle, Measure, Outcome

KEEPS_GOING = frozenset(
    {Outcome.Result.ONGOING, Outcome.Result.EXTENDED, Outcome.Result.NOT_STARTED}
)


@transaction.atomic
def record_outcome(
    *,
    measure_id: int,
    cycle: Cycle,
    result: str,
    effect: str,
    how_known: str,
    actor,
    at: datetime,
    new_due_date: date | None = None,
    reason: str = "",
    decided_by: str = "",
) -> Outcome:
    """Say what became of a measure from the year before, and let it go on if it is not finished.

    A measure that goes on becomes a measure of this year too, so that it is owed an
    outcome again next year; nothing is carried without being seen.

    Raises:
        Measure.DoesNotExist: No such measure, or not one that `actor` may decide on.
        ValidationError: Something that the outcome needs is missing.
    """
    measure = policy.decidable_measures(actor, on=at.date()).get(
        pk=measure_id, cycle__employer=cycle.employer_id, cycle__year=cycle.year - 1
    )
    _check_outcome(
        result=result, how_known=how_known, new_due_date=new_due_date, reason=reason,
        decided_by=decided_by, day=at.date(),
    )  # fmt: skip
    outcome = Outcome.objects.filter(measure=measure, cycle=cycle, unit=measure.unit).first()
    outcome = outcome or Outcome(measure=measure, cycle=cycle, unit=measure.unit)
    outcome.result = result
    outcome.effect = effect
    outcome.how_known = how_known.strip()
    outcome.new_due_date = new_due_date
    outcome.reason = reason.strip()
    outcome.decided_by = decided_by.strip()
    outcome.recorded_at = at
    history.store(outcome, at=at, by=actor)
    _carry(measure, cycle=cycle, outcome=outcome, actor=actor, at=at)
    log.record(
        log.Event.OUTCOME_RECORDED, actor=actor, about=outcome, at=at, details={"result": result}
    )
    return outcome


def _check_outcome(*, result, how_known, new_due_date, reason, decided_by, day) -> None:
    problems: dict[str, str] = {}
    if len(how_known.strip()) < 10:
        problems["how_known"] = _("Skriv hur ni vet det, med några ord.")
    if result == Outcome.Result.EXTENDED:
        if new_due_date is None:
            problems["new_due_date"] = _("Skriv det nya datumet, till exempel 2027-03-31.")
        elif new_due_date <= day:
            problems["new_due_date"] = _("Det nya datumet har redan varit. Skriv ett senare.")
    if result in {Outcome.Result.EXTENDED, Outcome.Result.DROPPED}:
        if not reason.strip():
            problems["reason"] = _("Skriv varför.")
        if not decided_by.strip():
            problems["decided_by"] = _("Skriv vem som har beslutat, som funktion.")
    if problems:
        raise ValidationError(problems)


def _carry(measure: Measure, *, cycle: Cycle, outcome: Outcome, actor, at: datetime) -> None:
    carried = Measure.objects.filter(carried_from=measure, cycle=cycle).first()
    if outcome.result not in KEEPS_GOING:
        if carried is not None:
            for link in carried.risk_links.all():
                history.remove(link, at=at, by=actor)
            history.remove(carried, at=at, by=actor)
        return
    if carried is None:
        carried = Measure(
            cycle=cycle,
            unit=measure.unit,
            area=measure.area,
            title=measure.title,
            promotive=True,
            common=measure.common,
            owner_role=measure.owner_role,
            start_date=measure.start_date,
            schedule_text=measure.schedule_text,
            follow_up=measure.follow_up,
            expected_effect=measure.expected_effect,
            effect_measure=measure.effect_measure,
            position=measure.position,
            decided_at=at,
            carried_from=measure,
        )
    carried.due_date = outcome.new_due_date or measure.due_date
    carried.status = (
        Measure.Status.PLANNED
        if outcome.result == Outcome.Result.NOT_STARTED
        else Measure.Status.ONGOING
    )
    history.store(carried, at=at, by=actor)
