"""Ticking who has done a course: what would happen, doing it, and undoing it as one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.apps.audit import history, log
from aktiva.apps.trainings import policy
from aktiva.apps.trainings.models import Completion, Course, Ticking
from aktiva.apps.trainings.queries.standing import Row, gathered


def preview_ticking(
    *, course: Course, holding_ids: Iterable[int], on_date: date, actor, on: date
) -> list[tuple[Row, str]]:
    """Return each chosen person in reach, with why nothing would happen; empty when it would.

    Changes nothing.

    Raises:
        ValidationError: The day has not been.
    """
    if on_date > on:
        raise ValidationError({"on_date": _("Dagen har inte varit ännu. Skriv när den gjordes.")})
    chosen = set(holding_ids)
    rows = gathered(course.employer, on=on).within(course.pk, policy.reach(actor, on=on))
    there = set(
        Completion.objects.filter(course=course, on_date=on_date).values_list(
            "holding__user", flat=True
        )
    )
    return [
        (r, _("är redan ifylld den dagen") if r.person.user_id in there else "")
        for r in sorted(rows, key=lambda r: (r.person.unit, r.person.shown, r.key))
        if r.person.holding_id in chosen
    ]


@transaction.atomic
def tick(
    *, course_id: int, holding_ids: Iterable[int], on_date: date, actor, at: datetime
) -> Ticking:
    """Record that the chosen did the course on a day; those who are recorded so already stay.

    Raises:
        Course.DoesNotExist: No such course, or none in which `actor` keeps anything.
        ValidationError: Nobody is chosen whom it would change, or the day has not been.
    """
    course = (
        policy.tickable_courses(actor, on=at.date()).select_related("employer").get(pk=course_id)
    )
    rows = [
        r
        for r, problem in preview_ticking(
            course=course, holding_ids=holding_ids, on_date=on_date, actor=actor, on=at.date()
        )
        if not problem
    ]
    if not rows:
        raise ValidationError(_("Ingen av de valda är ny. Välj minst en som inte är ifylld."))
    ticking = Ticking.objects.create(course=course, n_rows=len(rows), made_at=at, made_by=actor)
    history.store_many(
        [
            Completion(
                course=course, holding_id=r.person.holding_id, on_date=on_date, ticking=ticking
            )
            for r in rows
        ],
        at=at,
        by=actor,
    )
    log.record(
        log.Event.COMPLETIONS_CHANGED, actor=actor, about=course, at=at,
        details={"rows": len(rows)},
    )  # fmt: skip
    return ticking


@transaction.atomic
def untick(*, ticking_id: int, actor, at: datetime) -> int:
    """Undo what was ticked at once, and return how many rows went.

    Raises:
        Ticking.DoesNotExist: No such ticking, not yours, or undone already.
    """
    ticking = Ticking.objects.select_for_update().get(
        pk=ticking_id,
        made_by=actor,
        undone_at=None,
        course__in=policy.tickable_courses(actor, on=at.date()),
    )
    rows = list(ticking.completions.all())
    for row in rows:
        history.remove(row, at=at, by=actor)
    ticking.undone_at = at
    ticking.save(update_fields=["undone_at"])
    log.record(
        log.Event.COMPLETIONS_CHANGED, actor=actor, about=ticking.course, at=at,
        details={"undone": len(rows)},
    )  # fmt: skip
    return len(rows)
