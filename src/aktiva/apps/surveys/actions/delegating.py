"""Letters between the one who fills in and the one who signs."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from aktiva.apps.audit import log
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.models import RoleHolding
from aktiva.apps.outbox import actions as outbox
from aktiva.apps.surveys import policy
from aktiva.apps.surveys.models import Sheet


@translation.override("sv")
def tell_delegate(*, sheet: Sheet, holding: RoleHolding, at: datetime) -> None:
    """Write to somebody who has been asked to fill in, or to act as manager."""
    employer = sheet.campaign.cycle.employer
    words = {
        "unit": organisation.name_of(employer, sheet.unit_id, on=at.date()) or sheet.unit.code,
        "first": holding.from_date.isoformat(),
        "last": (holding.to_date - timedelta(days=1)).isoformat(),
        "day": sheet.last_date.isoformat(),
        "contact": employer.contact or _("HR-avdelningen"),
    }
    body = (
        _(
            "Hej!\n\nDu vikarierar som chef för %(unit)s från %(first)s till %(last)s. Då kan du "
            "svara på uppföljningen och lämna in den, senast %(day)s.\n\nLogga in i Aktiva, så ser "
            "du vad som återstår. Frågor: %(contact)s\n"
        )
        if holding.acting
        else _(
            "Hej!\n\nDu har fått i uppdrag att fylla i uppföljningen för %(unit)s, från %(first)s "
            "till %(last)s. Chefen läser igenom svaren och lämnar in dem, senast %(day)s.\n\n"
            "Logga in i Aktiva, så ser du vad som återstår. Frågor: %(contact)s\n"
        )
    )
    subject = _("%(unit)s: du kan svara på uppföljningen")
    letter = outbox.Letter(to_id=holding.user_id, subject=subject % words, body=body % words)
    outbox.write(employer_id=employer.pk, letters=[letter], at=at)


@transaction.atomic
def tell_manager(*, sheet_id: int, actor, at: datetime) -> str:
    """Write to the unit's manager that the answers are filled in, and return who got the letter.

    Raises:
        Sheet.DoesNotExist: No such sheet, or not one that `actor` answers.
        ValidationError: The unit has no manager.
    """
    sheet = (
        policy.answerable_sheets(actor, on=at.date())
        .filter(level=Sheet.Level.UNIT, state__in=[Sheet.State.OPEN, Sheet.State.RETURNED])
        .select_related("campaign__cycle__employer", "unit")
        .get(pk=sheet_id)
    )
    employer = sheet.campaign.cycle.employer
    manager = organisation.managers_by_unit(employer, on=at.date()).get(sheet.unit_id)
    if manager is None:
        raise ValidationError(
            _("Enheten har ingen chef i Aktiva. Be HR-avdelningen lägga in vem som är chef.")
        )
    _write_to(manager, sheet, at=at)
    log.record(log.Event.ANSWERS_READY, actor=actor, about=sheet, at=at)
    return manager.shown


@translation.override("sv")
def _write_to(manager, sheet: Sheet, *, at: datetime) -> None:
    employer = sheet.campaign.cycle.employer
    words = {
        "unit": organisation.name_of(employer, sheet.unit_id, on=at.date()) or sheet.unit.code,
        "day": sheet.last_date.isoformat(),
    }
    outbox.write(
        employer_id=employer.pk,
        letters=[
            outbox.Letter(
                to_id=manager.user_id,
                subject=_("%(unit)s: svaren är ifyllda, du lämnar in") % words,
                body=_(
                    "Hej!\n\nSvaren för %(unit)s är ifyllda. Läs igenom dem i Aktiva, ändra det "
                    "du vill och lämna in senast %(day)s.\n"
                )
                % words,
            )
        ],
        at=at,
    )
