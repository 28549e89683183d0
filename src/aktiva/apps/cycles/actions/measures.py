"""Deciding, changing and withdrawing measures, one by one or as the rows of a plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.apps.audit import history, log
from aktiva.apps.cycles import following, policy
from aktiva.apps.cycles.models import Cycle, Measure, MeasureRisk, Risk
from aktiva.apps.organisation.models import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureFacts:
    """What a person fills in about a measure."""

    area: str
    title: str
    owner_role: str
    start_date: date | None = None
    due_date: date | None = None
    next_check_date: date | None = None
    schedule_text: str = ""
    follow_up: str = ""
    expected_effect: str = ""
    effect_measure: str = ""
    cost_kr: int | None = None
    tools: str = ""
    forum_id: int | None = None


@transaction.atomic
def decide_measure(
    *,
    cycle: Cycle,
    unit: Unit,
    facts: MeasureFacts,
    actor,
    at: datetime,
    risks: tuple[Risk, ...] = (),
    common: bool = False,
    position: int | None = None,
) -> Measure:
    """Decide a measure against risks, or a promotive one when there are none.

    Raises:
        Unit.DoesNotExist: `actor` may not decide measures for the unit.
        ValidationError: The measure says nothing, nobody answers for it or it has no time.
    """
    policy.decidable_units(actor, on=at.date()).get(pk=unit.pk)
    own = following.risk_units(cycle.employer, unit.pk, on=at.date()) if risks else ()
    if any(r.unit_id not in own for r in risks):
        raise ValidationError(_("Risken hör till en annan enhet. Välj en av enhetens egna."))
    if position is None:
        position = Measure.objects.filter(cycle=cycle, unit=unit).count()
    measure = Measure(
        cycle=cycle, unit=unit, promotive=not risks, common=common, position=position,
        decided_at=at,
    )  # fmt: skip
    _fill(measure, facts)
    history.store(measure, at=at, by=actor)
    for risk in risks:
        history.store(MeasureRisk(measure=measure, risk=risk), at=at, by=actor)
        if risk.no_measure_reason:
            risk.no_measure_reason = risk.no_measure_decided_by = ""
            history.store(risk, at=at, by=actor)
    log.record(log.Event.MEASURE_DECIDED, actor=actor, about=measure, at=at)
    return measure


@transaction.atomic
def change_measure(*, measure_id: int, facts: MeasureFacts, actor, at: datetime) -> Measure:
    """Change a measure; what it was before is kept.

    Raises:
        Measure.DoesNotExist: No such measure, or not one that `actor` may decide on.
        ValidationError: As for a new measure, or the measure is closed.
    """
    measure = policy.decidable_measures(actor, on=at.date()).get(pk=measure_id)
    _fill(measure, facts)
    if not measure.is_open:
        raise ValidationError(
            _("Åtgärden är avslutad och kan inte ändras. Rätta utfallet i stället."), code="closed"
        )
    history.store(measure, at=at, by=actor)
    log.record(log.Event.MEASURE_CHANGED, actor=actor, about=measure, at=at)
    return measure


@transaction.atomic
def withdraw_measure(*, measure_id: int, actor, at: datetime) -> None:
    """Take away a measure that was decided by mistake; its earlier versions are kept.

    Raises:
        Measure.DoesNotExist: No such measure, or not one that `actor` may decide on.
        ValidationError: The measure already has an outcome, or was carried from last year.
    """
    measure = policy.decidable_measures(actor, on=at.date()).get(pk=measure_id)
    if measure.outcomes.exists() or measure.carried_from_id or measure.at_units.exists():
        raise ValidationError(
            _(
                "Åtgärden har redan följts upp eller följer av förra årets plan. Ändra utfallet i stället."
            ),
            code="carried",
        )
    if measure.notes.exists():
        raise ValidationError(
            _("Åtgärden har underlag. Ta bort det först, på åtgärdens sida."), code="has_notes"
        )
    log.record(log.Event.MEASURE_WITHDRAWN, actor=actor, about=measure, at=at)
    for row in (*measure.risk_links.all(), *measure.extensions.all()):
        history.remove(row, at=at, by=actor)
    history.remove(measure, at=at, by=actor)


@transaction.atomic
def import_plan(
    *, cycle: Cycle, unit: Unit, rows: list[MeasureFacts], actor, at: datetime, common: bool
) -> list[Measure]:
    """Take in the rows of a plan as measures of `cycle`, keeping their own words.

    Raises:
        Unit.DoesNotExist: `actor` may not decide measures for the unit.
        ValidationError: A row says nothing or nobody answers for it.
    """
    policy.decidable_units(actor, on=at.date()).get(pk=unit.pk)
    first = Measure.objects.filter(cycle=cycle, unit=unit).count()
    measures = []
    for place, facts in enumerate(rows):
        measure = Measure(
            cycle=cycle, unit=unit, promotive=True, common=common, position=first + place,
            decided_at=at,
        )  # fmt: skip
        _fill(measure, facts)
        measure.full_clean()
        measures.append(measure)
    made = history.store_many(measures, at=at, by=actor)
    log.record(
        log.Event.PLAN_IMPORTED, actor=actor, about=cycle, at=at, details={"rows": len(made)}
    )
    return made


def _fill(measure: Measure, facts: MeasureFacts) -> None:
    measure.area = facts.area
    measure.title = facts.title.strip()
    measure.owner_role = facts.owner_role.strip()
    measure.start_date = facts.start_date
    measure.due_date = facts.due_date
    measure.next_check_date = facts.next_check_date
    measure.schedule_text = facts.schedule_text.strip()
    measure.follow_up = facts.follow_up.strip()
    measure.expected_effect = facts.expected_effect.strip()
    measure.effect_measure = facts.effect_measure.strip()
    measure.cost_kr = facts.cost_kr
    measure.tools = facts.tools.strip()
    measure.forum_id = facts.forum_id
