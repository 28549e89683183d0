"""Reads of the employer's registers."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from aktiva.apps.organisation.models import Employer
from aktiva.apps.registers.models import Forum


def forums(employer: Employer, *, on: date, kinds: tuple[str, ...] = ()) -> list[Forum]:
    """Return the forums in use on a day, in the employer's order. One question."""
    found = Forum.objects.filter(Q(retired_on=None) | Q(retired_on__gt=on), employer=employer)
    if kinds:
        found = found.filter(kind__in=kinds)
    return list(found.order_by("position", "pk"))
