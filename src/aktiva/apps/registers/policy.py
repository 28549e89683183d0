"""Who keeps which governing documents: the employer's, and a unit's own."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from aktiva.apps.organisation import policy
from aktiva.apps.registers.models import GoverningDocument
from aktiva.domain.organisation.permissions import Permission


def keepable_documents(user, *, on: date):
    """Return the documents that the person keeps: all of an employer's, or a managed unit's own."""
    whole = policy.scope(user, Permission.YEAR_KEEP, on=on).whole
    own = policy.scope(user, Permission.SHEET_ANSWER, on=on).condition("unit")
    return GoverningDocument.objects.filter(Q(employer__in=whole) | own)


def keepable_units(user, *, on: date):
    """Return the units whose own documents the person keeps."""
    own = policy.units_where(user, Permission.SHEET_ANSWER, on=on)
    return own | policy.units_where(user, Permission.YEAR_KEEP, on=on)
