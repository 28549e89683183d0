"""Who checks the documents against harassment, and who may read how it stands."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from aktiva.apps.organisation import policy
from aktiva.apps.registers import policy as registers
from aktiva.apps.registers.models import GoverningDocument
from aktiva.domain.organisation.permissions import Permission

KINDS = GoverningDocument.AGAINST_HARASSMENT


def keepable_documents(user, *, on: date):
    """Return the documents that the person checks, reviews and hands in files for."""
    return registers.keepable_documents(user, on=on).filter(kind__in=KINDS)


def visible_documents(user, *, on: date):
    """Return the documents whose check the person may read."""
    whole = policy.scope(user, Permission.LAW_SEE, on=on).whole
    own = policy.scope(user, Permission.SHEET_READ, on=on).condition("unit")
    kept = registers.keepable_documents(user, on=on).values("pk")
    return GoverningDocument.objects.filter(
        Q(employer__in=whole) | own | Q(pk__in=kept), kind__in=KINDS
    )


def visible_units(user, *, on: date):
    """Return the units whose own documents the person may read."""
    return policy.units_where(user, Permission.SHEET_READ, on=on)


def keepable_units(user, *, on: date):
    """Return the units whose own documents the person keeps."""
    return registers.keepable_units(user, on=on)
