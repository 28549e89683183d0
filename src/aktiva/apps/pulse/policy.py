"""Who makes a pulse, who reads what it says, and of which units."""

from __future__ import annotations

from datetime import date

from aktiva.apps.cycles import policy as cycles
from aktiva.apps.organisation import policy
from aktiva.apps.pulse.models import Pulse
from aktiva.domain.organisation.permissions import Permission


def keepable_pulses(user, *, on: date):
    """Return the pulses that the person makes, opens and counts."""
    return Pulse.objects.filter(cycle__in=cycles.keepable_cycles(user, on=on))


def visible_pulses(user, *, on: date):
    """Return the pulses of the employers where the person reads units' answers."""
    employers = policy.employers_touched(user, Permission.SHEET_READ, on=on)
    return Pulse.objects.filter(cycle__employer__in=employers)


def reach(user, *, on: date) -> policy.Scope:
    """Return the units whose results the person reads, beside the employer's as a whole."""
    return policy.scope(user, Permission.SHEET_READ, on=on)


def decides(user, *, on: date) -> policy.Scope:
    """Return the units for which the person writes risks."""
    return policy.scope(user, Permission.MEASURE_DECIDE, on=on)


def keeps(user, cycle, *, on: date) -> bool:
    """Return whether the person makes the pulses of a year."""
    return cycles.keepable_cycles(user, on=on).filter(pk=cycle.pk).exists()
