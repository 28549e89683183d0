"""Who may read, answer and review which answers."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from aktiva.apps.organisation import policy
from aktiva.apps.surveys.models import Sheet
from aktiva.domain.organisation.permissions import Permission

_BY_LEVEL = (
    (Sheet.Level.UNIT, Permission.SHEET_ANSWER),
    (Sheet.Level.DEPARTMENT, Permission.DEPARTMENT_ANSWER),
    (Sheet.Level.CENTRAL, Permission.CENTRAL_ANSWER),
)


def answerable_sheets(user, *, on: date):
    """Return the sheets that the person fills in, at each level by its own permission."""
    condition = Q(pk__in=[])
    for level, permission in _BY_LEVEL:
        reach = policy.scope(user, permission, on=on)
        if reach:
            condition |= Q(level=level) & reach.condition()
    return Sheet.objects.filter(condition)


def readable_sheets(user, *, on: date):
    """Return the sheets that the person may read."""
    return Sheet.objects.filter(policy.scope(user, Permission.SHEET_READ, on=on).condition())


def reviewable_sheets(user, *, on: date):
    """Return the units' and departments' sheets that the person reviews."""
    reach = policy.scope(user, Permission.SHEET_REVIEW, on=on)
    return Sheet.objects.filter(reach.condition()).exclude(level=Sheet.Level.CENTRAL)
