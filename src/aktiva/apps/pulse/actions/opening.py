"""Opening a pulse: the key that seals, a code for every unit, and from then on nothing changes."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.adapters import sealing
from aktiva.apps.audit import history, log
from aktiva.apps.pulse import policy
from aktiva.apps.pulse.actions.making import LONGEST_DAYS, draft
from aktiva.apps.pulse.models import Pulse, PulseUnit
from aktiva.apps.pulse.queries import asked, covered
from aktiva.domain.pulse.codes import ALPHABET, written

OPENING_LENGTH = 20


def key_folder() -> sealing.KeyFolder:
    """Return where the keys that open answers lie, outside the database."""
    return sealing.KeyFolder(settings.AKTIVA_PULSE_KEYS)


@dataclass(frozen=True, slots=True)
class Opened:
    """A pulse that has been opened. `opening_code` is shown once and kept nowhere."""

    pulse: Pulse
    opening_code: str = ""


@transaction.atomic
def open_pulse(*, pulse_id: int, actor, at: datetime) -> Opened:
    """Make the key and the units' codes. From its first day on the pulse takes answers.

    Raises:
        Pulse.DoesNotExist: No such pulse, or not one that `actor` keeps.
        ValidationError: It is open already, has no units or statements, or its days have been.
    """
    pulse = draft(pulse_id, actor=actor, at=at)
    units = covered(pulse)
    if not asked(pulse):
        raise ValidationError(_("Välj minst ett påstående innan du öppnar pulsen."))
    if not pulse.places or not units:
        raise ValidationError(_("Välj vilka som ska svara innan du öppnar pulsen."))
    if pulse.closes_on < at.date():
        raise ValidationError(_("Sista dagen har redan varit. Ändra den innan du öppnar pulsen."))
    pair = sealing.new_pair()
    code = ""
    if pulse.has_opening_code:
        code = "".join(secrets.choice(ALPHABET) for _n in range(OPENING_LENGTH))
    pulse.public_key = pair.public.hex()
    pulse.key_name = key_folder().keep(pair.private, code=code)
    pulse.opened_at = at
    history.store(pulse, at=at, by=actor)
    history.store_many([PulseUnit(pulse=pulse, unit_id=unit) for unit in units], at=at, by=actor)
    log.record(log.Event.PULSE_OPENED, actor=actor, about=pulse, at=at)
    return Opened(pulse, written(code))


@transaction.atomic
def take_back(*, pulse_id: int, actor, at: datetime) -> Pulse:
    """Make a pulse that has been opened a draft again, before anybody can have answered.

    Raises:
        Pulse.DoesNotExist: No such pulse, or not one that `actor` keeps.
        ValidationError: It is not open, or its first day has come.
    """
    pulse = policy.keepable_pulses(actor, on=at.date()).select_for_update().get(pk=pulse_id)
    if pulse.opened_at is None or pulse.opens_on <= at.date():
        raise ValidationError(
            _("Första dagen har kommit, så öppnandet går inte att ångra: någon kan ha svarat.")
        )
    name = pulse.key_name
    for unit in pulse.units.all():
        history.remove(unit, at=at, by=actor)
    pulse.slips.all().delete()
    pulse.public_key = pulse.key_name = ""
    pulse.opened_at = None
    history.store(pulse, at=at, by=actor)
    log.record(log.Event.PULSE_TAKEN_BACK, actor=actor, about=pulse, at=at)
    transaction.on_commit(lambda: key_folder().destroy(name))
    return pulse


@transaction.atomic
def extend(*, pulse_id: int, closes_on: date, actor, at: datetime) -> Pulse:
    """Move the last day of a pulse that is open to a later one.

    Raises:
        Pulse.DoesNotExist: No such pulse, or not one that `actor` keeps.
        ValidationError: The pulse is not open, or the day is not later.
    """
    pulse = policy.keepable_pulses(actor, on=at.date()).select_for_update().get(pk=pulse_id)
    if pulse.opened_at is None or pulse.closes_on < at.date():
        raise ValidationError(
            {"closes_on": _("Pulsen är slut, så sista dagen går inte att flytta.")}
        )
    latest = pulse.opens_on + timedelta(days=LONGEST_DAYS)
    if not pulse.closes_on < closes_on <= latest:
        raise ValidationError(
            {
                "closes_on": _(
                    "Välj en senare dag än den som gäller, högst två månader efter den första."
                )
            }
        )
    pulse.closes_on = closes_on
    history.store(pulse, at=at, by=actor)
    log.record(log.Event.PULSE_KEPT, actor=actor, about=pulse, at=at)
    return pulse
