"""Finding the employer and the year of a page."""

from __future__ import annotations

from datetime import date, datetime, time

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404

from aktiva.adapters import clock
from aktiva.apps.cycles import policy
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.domain.organisation.permissions import Permission


def employer_or_404(request, employer_id: int, permission: Permission):
    """Return the employer, or the same 404 whether it is missing or not the person's."""
    try:
        return organisation_policy.employers_where(request.user, permission, on=clock.today()).get(
            pk=employer_id
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def kept_cycle_or_404(request, cycle_id: int):
    """Return a year that the person keeps."""
    try:
        return (
            policy.keepable_cycles(request.user, on=clock.today())
            .select_related("employer")
            .get(pk=cycle_id)
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def as_of_from(request) -> datetime | None:
    """Return the end of the day in ``?per=2026-11-30``, or None for what is no day."""
    given = request.GET.get("per", "").strip()
    if not given:
        return None
    try:
        day = date.fromisoformat(given)
    except ValueError:
        return None
    return datetime.combine(day, time(23, 59, 59), tzinfo=clock.SWEDEN)
