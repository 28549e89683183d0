"""Changes of a year: opening it, outcomes of last year's measures, risks, causes, measures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.apps.audit import history, log
from aktiva.apps.cycles import policy
from aktiva.apps.cycles.models import Cause, Cycle, Measure, MeasureRisk, Outcome, Risk
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.apps.organisation.models import Employer, Unit
from aktiva.domain.cycle.handing_in import CauseProblem, cause_problem
from aktiva.domain.organisation.permissions import Permission

KEEPS_GOING = frozenset(
    {Outcome.Result.ONGOING, Outcome.Result.EXTENDED, Outcome.Result.NOT_STARTED}
)


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


@transaction.atomic
def open_year(
    *,
    employer: Employer,
    year: int,
    actor,
    at: datetime,
    review_date: date | None = None,
    compile_date: date | None = None,
    report_date: date | None = None,
    decision_date: date | None = None,
) -> Cycle:
    """Open the employer's year.

    Raises:
        Employer.DoesNotExist: `actor` may not open a year for this employer.
        ValidationError: The year is already open, or the dates are in disorder.
    """
    employer = organisation_policy.employers_where(actor, Permission.YEAR_KEEP, on=at.date()).get(
        pk=employer.pk
    )
    if Cycle.objects.filter(employer=employer, year=year).exists():
        raise ValidationError(
            {"year": _("Året %(year)s är redan öppnat. Välj ett annat år.") % {"year": year}}
        )
    dates = [d for d in (review_date, compile_date, report_date, decision_date) if d is not None]
    if dates != sorted(dates):
        raise ValidationError(
            _("Datumen kommer inte i ordning. Granskningen ligger först och beslutet sist."),
            code="dates",
        )
    cycle = history.store(
        Cycle(
            employer=employer,
            year=year,
            opened_at=at,
            review_date=review_date,
            compile_date=compile_date,
            report_date=report_date,
            decision_date=decision_date,
        ),
        at=at,
        by=actor,
    )
    log.record(log.Event.YEAR_OPENED, actor=actor, about=cycle, at=at, details={"year": year})
    return cycle


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


@transaction.atomic
def record_risk(
    *,
    cycle: Cycle,
    unit: Unit,
    area: str,
    grounds: list[str],
    description: str,
    cause: str,
    actor,
    at: datetime,
    risk_id: int | None = None,
    source: str = "",
    question: str = "",
    likelihood: int | None = None,
    consequence: int | None = None,
    returns_from: Risk | None = None,
) -> Risk:
    """Record a risk or obstacle with its cause, or change one.

    Raises:
        Unit.DoesNotExist: `actor` may not record risks for the unit.
        Risk.DoesNotExist: No such risk of this unit and year.
        ValidationError: No description, no ground, or a cause that says nothing.
    """
    policy.decidable_units(actor, on=at.date()).get(pk=unit.pk)
    problems: dict[str, str] = {}
    if not description.strip():
        problems["description"] = _("Beskriv risken eller hindret.")
    if not grounds:
        problems["grounds"] = _("Välj minst en grund, eller att hindret inte följer en viss grund.")
    hollow = cause_problem(risk=description, cause=cause)
    if hollow is not None:
        problems["cause"] = {
            CauseProblem.EMPTY: _("Skriv vad risken beror på."),
            CauseProblem.REPEATS_RISK: _(
                "Orsaken är samma text som risken. Skriv varför den finns."
            ),
            CauseProblem.TOO_SHORT: _("Skriv orsaken med minst 20 tecken."),
        }[hollow]
    if problems:
        raise ValidationError(problems)
    if risk_id is None:
        risk = Risk(cycle=cycle, unit=unit, recorded_at=at, returns_from=returns_from)
    else:
        risk = Risk.objects.get(pk=risk_id, cycle=cycle, unit=unit)
    risk.area = area
    risk.grounds = grounds
    risk.description = description.strip()
    risk.source = source.strip()
    risk.question = question or risk.question
    risk.likelihood = likelihood
    risk.consequence = consequence
    history.store(risk, at=at, by=actor)
    kept = risk.causes.order_by("pk").first() or Cause(risk=risk)
    kept.description = cause.strip()
    history.store(kept, at=at, by=actor)
    log.record(log.Event.RISK_RECORDED, actor=actor, about=risk, at=at, details={"area": area})
    return risk


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
    if any(r.unit_id != unit.pk for r in risks):
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
def change_measure(
    *, measure_id: int, facts: MeasureFacts, actor, at: datetime, status: str | None = None
) -> Measure:
    """Change a measure; what it was before is kept.

    Raises:
        Measure.DoesNotExist: No such measure, or not one that `actor` may decide on.
        ValidationError: As for a new measure.
    """
    measure = policy.decidable_measures(actor, on=at.date()).get(pk=measure_id)
    _fill(measure, facts)
    if status is not None:
        measure.status = status
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
    if measure.outcomes.exists() or measure.carried_from_id:
        raise ValidationError(
            _("Åtgärden följer av förra årets plan. Ändra dess utfall i stället."), code="carried"
        )
    log.record(log.Event.MEASURE_WITHDRAWN, actor=actor, about=measure, at=at)
    for link in measure.risk_links.all():
        history.remove(link, at=at, by=actor)
    history.remove(measure, at=at, by=actor)


@transaction.atomic
def decide_no_measure(*, risk_id: int, reason: str, decided_by: str, actor, at: datetime) -> Risk:
    """Record the decision to take no measure against a risk.

    Raises:
        Risk.DoesNotExist: No such risk, or not one that `actor` may decide on.
        ValidationError: The reason or the one who decided is missing.
    """
    risk = policy.decidable_risks(actor, on=at.date()).get(pk=risk_id)
    problems = {}
    if len(reason.strip()) < 20:
        problems["no_measure_reason"] = _("Skriv varför ingen åtgärd behövs, med minst 20 tecken.")
    if not decided_by.strip():
        problems["no_measure_decided_by"] = _("Skriv vem som har beslutat, som funktion.")
    if problems:
        raise ValidationError(problems)
    risk.no_measure_reason = reason.strip()
    risk.no_measure_decided_by = decided_by.strip()
    history.store(risk, at=at, by=actor)
    log.record(log.Event.RISK_WITHOUT_MEASURE_DECIDED, actor=actor, about=risk, at=at)
    return risk


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
