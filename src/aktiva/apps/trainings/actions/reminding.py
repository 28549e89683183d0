"""Reminding those who lack a course."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.apps.audit import history, log
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.apps.organisation.models import Employer
from aktiva.apps.outbox import actions as outbox
from aktiva.apps.trainings import policy
from aktiva.apps.trainings.models import CourseReminder
from aktiva.apps.trainings.queries.standing import Row, gathered
from aktiva.domain.organisation.permissions import Permission
from aktiva.domain.trainings.obligation import State
from aktiva.ui.templatetags.formats import day


@transaction.atomic
def remind(*, employer: Employer, keys: Iterable[str], actor, at: datetime) -> int:
    """Write one letter to each chosen person about what they lack; return how many letters.

    Rows that lack nothing any more, or are out of the actor's reach, are left out.

    Args:
        keys: What the rows are called, see `Row.key`.

    Raises:
        Employer.DoesNotExist: `actor` keeps no courses there.
    """
    employer = organisation_policy.employers_touched(
        actor, Permission.TRAINING_KEEP, on=at.date()
    ).get(pk=employer.pk)
    chosen = set(keys)
    rows = [
        r
        for r in gathered(employer, on=at.date()).lacking(policy.reach(actor, on=at.date()))
        if r.key in chosen
    ]
    by_person: dict[int, list[Row]] = {}
    for row in rows:
        by_person.setdefault(row.person.user_id, []).append(row)
    letters = [letter(user_id, own, employer=employer) for user_id, own in by_person.items()]
    outbox.write(employer_id=employer.pk, letters=letters, at=at)
    history.store_many(
        [CourseReminder(course=r.course, holding_id=r.person.holding_id, sent_at=at) for r in rows],
        at=at,
        by=actor,
    )
    log.record(
        log.Event.REMINDERS_SENT, actor=actor, about=employer, at=at,
        details={"letters": len(letters)},
    )  # fmt: skip
    return len(letters)


def letter(user_id: int, rows: list[Row], *, employer: Employer) -> outbox.Letter:
    """Return a plain letter with the courses and days: no link, no name, nobody else."""
    lines = []
    for row in rows:
        words = (
            _("%(title)s skulle ha gjorts senast %(day)s")
            if row.standing.state is State.LATE
            else _("%(title)s, senast %(day)s")
        )
        told = day(row.standing.due_by).replace("\u00a0", " ")
        lines.append("– " + words % {"title": row.course.title, "day": told})
    body = _(
        "Hej!\n\nDu har utbildning kvar att göra i arbetet med aktiva åtgärder:\n\n%(lines)s\n\n"
        "Logga in i Aktiva och öppna Mina utbildningar. Där står var materialet finns. Har du redan "
        "gjort utbildningen, säg till den som du får brevet från så fylls det i.\n\n"
        "Frågor: %(contact)s\n"
    ) % {"lines": "\n".join(lines), "contact": employer.contact or _("HR-avdelningen")}
    return outbox.Letter(to_id=user_id, subject=_("Du har utbildning kvar att göra"), body=body)
