"""Keeping the check of days that have been: no use case of anybody's, so it leaves no trace."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from aktiva.apps.cycles.models import Cycle
from aktiva.apps.lawcheck.models import PastCheck
from aktiva.apps.lawcheck.queries import end_of, past


def keep(cycle: Cycle, day: date) -> None:
    """Make the check of a day that has been and keep it, if the employer is large.

    Nothing happens where it is kept already by the present rules.
    """
    if not past.is_kept(cycle, day) or past.kept_day(cycle, day) is not None:
        return
    made = past.made(cycle, end_of(day))
    with transaction.atomic():
        PastCheck.objects.update_or_create(
            cycle=cycle,
            on_day=day,
            defaults={
                "rules": past.rules(),
                "results": list(past.written(made)),
                "headcount": made.headcount,
                "schools": dict(made.schools),
            },
        )
