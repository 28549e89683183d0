"""Slips for one answer each: codes that stand on paper only, and marks of them that tell nothing."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from aktiva.apps.audit import log
from aktiva.apps.pulse import policy
from aktiva.apps.pulse.models import Pulse, PulseSlip, PulseUnit
from aktiva.domain.pulse.codes import ALPHABET, SLIP_LENGTH

MOST_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Mark:
    """What a slip leaves: the key of its row, and what stands inside the sealed answer."""

    key: int
    inside: str


def mark_of(pulse_id: int, unit_id: int, code: str) -> Mark:
    """Return the mark of a slip. It is made with the installation's own secret and says no unit."""
    told = f"{pulse_id}:{unit_id}:{code}"
    digest = salted_hmac("aktiva.pulse.slip", told, algorithm="sha256").digest()
    return Mark(int.from_bytes(digest[:8], "big") >> 1, digest[8:20].hex())


@transaction.atomic
def make_slips(*, pulse_id: int, unit_id: int, n: int, actor, at: datetime) -> list[str]:
    """Return the codes of new slips for a unit, which are kept nowhere.

    Raises:
        Pulse.DoesNotExist, PulseUnit.DoesNotExist: Not one that `actor` keeps.
        ValidationError: The pulse has no slips, is over, or the number does not fit.
    """
    pulse: Pulse = policy.keepable_pulses(actor, on=at.date()).get(pk=pulse_id)
    unit: PulseUnit = pulse.units.get(unit=unit_id)
    if not pulse.uses_slips or pulse.opened_at is None or pulse.closes_on < at.date():
        raise ValidationError(_("Lappar kan bara göras till en öppen puls som använder dem."))
    if not 1 <= n <= MOST_AT_ONCE:
        raise ValidationError({"n": _("Skriv ett antal mellan 1 och 500.")})
    codes = ["".join(secrets.choice(ALPHABET) for _c in range(SLIP_LENGTH)) for _n in range(n)]
    rows = [PulseSlip(id=mark_of(pulse.pk, unit.unit_id, c).key, pulse=pulse) for c in codes]
    PulseSlip.objects.bulk_create(sorted(rows, key=lambda row: row.id))
    log.record(log.Event.PULSE_SLIPS_MADE, actor=actor, about=unit, at=at, details={"n": n})
    return codes
