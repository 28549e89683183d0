"""Addresses that do not work: told by the mail server, put right by those who keep reminders."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.apps.accounts import queries as accounts
from aktiva.apps.audit import history, log
from aktiva.apps.timetable import policy
from aktiva.apps.timetable.models import Bounce


@transaction.atomic
def record_bounce(*, address: str, code: str, at: datetime) -> Bounce:
    """Remember that a person's address does not work; nothing more goes there until it is settled.

    Raises:
        ValidationError: Nobody has that address.
    """
    user = accounts.by_email(address)
    if user is None:
        raise ValidationError({"address": _("Ingen har den adressen i Aktiva.")})
    bounce = Bounce.objects.filter(user=user, settled_at=None).first() or Bounce(user=user)
    bounce.code, bounce.recorded_at = code[:12], at
    history.store(bounce, at=at, by=None)
    log.record(log.Event.BOUNCE_RECORDED, actor=None, about=bounce, at=at, details={"code": code})
    return bounce


@transaction.atomic
def settle_bounce(*, bounce_id: int, actor, at: datetime) -> Bounce:
    """Say that an address works again; what has waited goes with the next letter.

    Raises:
        Bounce.DoesNotExist: None, or not of somebody whose reminders `actor` keeps.
    """
    bounce = policy.seen_bounces(actor, on=at.date()).get(pk=bounce_id)
    bounce.settled_at = at
    history.store(bounce, at=at, by=actor, fields=["settled_at"])
    log.record(log.Event.BOUNCE_SETTLED, actor=actor, about=bounce, at=at)
    return bounce
