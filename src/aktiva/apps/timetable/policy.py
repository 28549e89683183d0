"""Who sees which part of the year, and who keeps the calendar and the reminders."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from aktiva.apps.cycles.models import Cycle
from aktiva.apps.organisation import policy as organisation
from aktiva.apps.organisation.models import Employer, RoleHolding
from aktiva.apps.organisation.queries import holds_on
from aktiva.apps.timetable.models import Bounce, EmployerEvent, FeedKey, Pause, Substitution
from aktiva.domain.organisation.permissions import Permission


def readable_cycles(user, *, on: date):
    """Return the years of the employers where the person reads some unit's measures."""
    touched = organisation.employers_touched(user, Permission.SHEET_READ, on=on)
    return Cycle.objects.filter(employer__in=touched)


def reach(user, *, on: date) -> organisation.Scope:
    """Return the units whose dates the person may see."""
    return organisation.scope(user, Permission.SHEET_READ, on=on)


def kept_employers(user, *, on: date):
    """Return the employers whose calendar and reminders the person keeps."""
    return organisation.employers_where(user, Permission.YEAR_KEEP, on=on)


def own_employers(user, *, on: date):
    """Return the employers in which the person holds any role."""
    return Employer.objects.filter(
        pk__in={h.unit.employer_id for h in organisation.holdings(user, on=on)}
    )


def keepable_events(user, *, on: date):
    """Return the events of the employers whose calendar the person keeps."""
    return EmployerEvent.objects.filter(employer__in=kept_employers(user, on=on))


def keepable_pauses(user, *, on: date):
    """Return the pauses of the employers whose reminders the person keeps."""
    return Pause.objects.filter(employer__in=kept_employers(user, on=on))


def own_keys(user):
    """Return the person's own calendar addresses that are in use."""
    return FeedKey.objects.filter(user=user, revoked_at=None)


def settable_substitutions(user, *, on: date):
    """Return the person's own absences, and all of the employers whose reminders they keep."""
    return Substitution.objects.filter(Q(absent=user) | Q(employer__in=kept_employers(user, on=on)))


def seen_bounces(user, *, on: date):
    """Return the open bounces of people with a role at an employer the person keeps."""
    return bounces_at(kept_employers(user, on=on), on=on)


def bounces_at(employers, *, on: date):
    """Return the open bounces of people with a role at some employers on a day."""
    held = RoleHolding.objects.filter(holds_on(on), unit__employer__in=employers)
    return Bounce.objects.filter(settled_at=None, user__in=held.values("user"))
