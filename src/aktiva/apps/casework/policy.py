"""Who sees and keeps cases."""

from __future__ import annotations

from datetime import date

from aktiva.apps.casework.models import Case
from aktiva.apps.organisation import policy
from aktiva.domain.organisation.permissions import Permission


def visible_cases(user, *, on: date):
    """Return the cases that the person may read."""
    return Case.objects.filter(policy.scope(user, Permission.CASE_SEE, on=on).condition())


def keepable_cases(user, *, on: date):
    """Return the cases in which the person records decisions and dispatch."""
    return Case.objects.filter(policy.scope(user, Permission.CASE_KEEP, on=on).condition())
