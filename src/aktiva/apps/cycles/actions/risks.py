"""Risks with their causes, and the decision to take no measure against one."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.apps.audit import history, log
from aktiva.apps.cycles import following, policy
from aktiva.apps.cycles.models import Cause, Cycle, Risk
from aktiva.apps.organisation.models import Unit
from aktiva.domain.cycle.handing_in import CauseProblem, cause_problem


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
    examination_id: int | None = None,
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
    if examination_id and not unit.examinations.filter(pk=examination_id, cycle=cycle).exists():
        problems["examination"] = _("Undersökningen hör till en annan enhet eller ett annat år.")
    if problems:
        raise ValidationError(problems)
    if risk_id is None:
        risk = Risk(cycle=cycle, unit=unit, recorded_at=at, returns_from=returns_from)
    else:
        own = following.risk_units(cycle.employer, unit.pk, on=at.date())
        risk = Risk.objects.get(pk=risk_id, cycle=cycle, unit__in=own)
    risk.area = area
    risk.grounds = grounds
    risk.description = description.strip()
    risk.source = source.strip()
    risk.question = question or risk.question
    risk.examination_id = examination_id or risk.examination_id
    risk.likelihood = likelihood
    risk.consequence = consequence
    history.store(risk, at=at, by=actor)
    kept = risk.causes.order_by("pk").first() or Cause(risk=risk)
    kept.description = cause.strip()
    history.store(kept, at=at, by=actor)
    log.record(log.Event.RISK_RECORDED, actor=actor, about=risk, at=at, details={"area": area})
    return risk


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
