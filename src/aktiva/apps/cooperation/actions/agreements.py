"""The agreement on forms, made before the work begins."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.apps.audit import history, log
from aktiva.apps.cooperation import policy
from aktiva.apps.cooperation.actions.accounts import accounted_at
from aktiva.apps.cooperation.models import FormsAgreement, Party
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.organisation.models import Unit
from aktiva.domain.cooperation.answering import FEWEST_DAYS, MOST_DAYS


@transaction.atomic
def agree_on_forms(
    *,
    cycle: Cycle,
    unit: Unit,
    agreed_on: date,
    text: str,
    days_to_answer: int,
    parties: Sequence[Party],
    actor,
    at: datetime,
) -> FormsAgreement:
    """Record what the parties agreed on, or change it; what it was before is kept.

    Raises:
        Unit.DoesNotExist: `actor` does not record cooperation for the unit.
        ValidationError: It says nothing, nobody agreed, the day has not been, or a paper that
            tells of it is approved.
    """
    unit = policy.keepable_units(actor, on=at.date()).get(pk=unit.pk, employer=cycle.employer_id)
    if agreed_on > at.date():
        raise ValidationError(
            {"agreed_on": _("Dagen har inte varit ännu. Skriv när ni kom överens.")}
        )
    if not parties:
        raise ValidationError({"parties": _("Välj vilka parter som kom överens.")})
    if any(p.employer_id != cycle.employer_id for p in parties):
        raise ValidationError({"parties": _("Parten hör till en annan arbetsgivare.")})
    if not FEWEST_DAYS <= days_to_answer <= MOST_DAYS:
        raise ValidationError({"days_to_answer": _("Skriv ett antal dagar mellan 1 och 60.")})
    if accounted_at(cycle, unit, on=at.date()) is not None:
        raise ValidationError(
            _(
                "Handlingen som redovisar samverkan är godkänd. Överenskommelsen står kvar som den är."
            )
        )
    kept = FormsAgreement.objects.filter(cycle=cycle, unit=unit).first()
    agreement = kept or FormsAgreement(cycle=cycle, unit=unit)
    agreement.agreed_on, agreement.text = agreed_on, text.strip()
    agreement.days_to_answer, agreement.recorded_at = days_to_answer, at
    agreement.parties = sorted(p.pk for p in parties)
    history.store(agreement, at=at, by=actor)
    log.record(log.Event.FORMS_AGREED, actor=actor, about=agreement, at=at)
    return agreement
