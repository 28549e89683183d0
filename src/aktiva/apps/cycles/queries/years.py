"""Reads of years."""

from __future__ import annotations

from aktiva.apps.cycles.models import Cycle
from aktiva.apps.organisation.models import Employer


def cycle_of(employer: Employer, year: int) -> Cycle | None:
    """Return the employer's year, or None if it has not been opened. One question."""
    return Cycle.objects.filter(employer=employer, year=year).first()


def latest_cycle(employer: Employer) -> Cycle | None:
    """Return the latest year that has been opened. One question."""
    return Cycle.objects.filter(employer=employer).order_by("-year", "pk").first()
