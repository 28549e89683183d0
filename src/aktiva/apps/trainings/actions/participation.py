"""Typing in how many took part, unit by unit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.apps.audit import history, log
from aktiva.apps.trainings import policy
from aktiva.apps.trainings.models import Participation


@transaction.atomic
def store_participation(
    *, course_id: int, year: int, counts: Mapping[int, int | None], actor, at: datetime
) -> int:
    """Keep unit → number of participants; None takes a figure away. Return how many changed.

    Raises:
        Course.DoesNotExist: No such course, or none in which `actor` keeps anything.
        Unit.DoesNotExist: A unit is out of reach.
        ValidationError: A number is negative.
    """
    course = policy.tickable_courses(actor, on=at.date()).get(pk=course_id)
    if any(n is not None and n < 0 for n in counts.values()):
        raise ValidationError(_("Ett antal deltagare kan inte vara mindre än noll."))
    units = policy.keepable_units(actor, on=at.date()).filter(employer=course.employer_id)
    reached = set(units.filter(pk__in=counts).values_list("pk", flat=True))
    if set(counts) - reached:
        raise units.model.DoesNotExist
    there = {
        row.unit_id: row
        for row in Participation.objects.filter(course=course, year=year, unit__in=reached)
    }
    new, changed, n_gone = [], [], 0
    for unit_id, n in counts.items():
        row = there.get(unit_id)
        if row is None and n is not None:
            new.append(Participation(course=course, unit_id=unit_id, year=year, n_persons=n))
        elif row is not None and n is None:
            history.remove(row, at=at, by=actor)
            n_gone += 1
        elif row is not None and row.n_persons != n:
            row.n_persons = n
            changed.append(row)
    history.store_many(new, at=at, by=actor)
    history.update_many(changed, ["n_persons"], at=at, by=actor)
    n_changed = len(new) + len(changed) + n_gone
    log.record(
        log.Event.PARTICIPATION_STORED, actor=actor, about=course, at=at,
        details={"year": year, "rows": n_changed},
    )  # fmt: skip
    return n_changed
