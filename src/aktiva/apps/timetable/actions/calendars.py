"""The employer's own calendar: events that measures wait for, and days without reminders."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.apps.audit import history, log
from aktiva.apps.organisation.models import Employer
from aktiva.apps.timetable import policy
from aktiva.apps.timetable.models import EmployerEvent, Pause

LONGEST_PAUSE = 92
"""Days. A longer one would hold back what a whole term is about."""


@transaction.atomic
def record_event(
    *,
    employer: Employer,
    kind: str,
    name: str,
    from_date: date,
    to_date: date,
    actor,
    at: datetime,
    event_id: int | None = None,
) -> EmployerEvent:
    """Put an event in the employer's calendar, or change one; what waits for it moves along.

    Raises:
        Employer.DoesNotExist: `actor` does not keep this employer's calendar.
        EmployerEvent.DoesNotExist: No such event of this employer.
        ValidationError: It ends before it begins, or has no name.
    """
    employer = policy.kept_employers(actor, on=at.date()).get(pk=employer.pk)
    event = (
        EmployerEvent.objects.get(pk=event_id, employer=employer)
        if event_id is not None
        else EmployerEvent(employer=employer)
    )
    event.kind, event.name = kind, name.strip()
    event.from_date, event.to_date = from_date, to_date
    if to_date < from_date:
        raise ValidationError({"to_date": _("Sista dagen ligger före den första.")})
    history.store(event, at=at, by=actor)
    _record(employer, "events", actor, at)
    return event


@transaction.atomic
def remove_event(*, event_id: int, actor, at: datetime) -> None:
    """Take an event out of the calendar; its versions are kept.

    Raises:
        EmployerEvent.DoesNotExist: No such event, or not one that `actor` keeps.
    """
    event = policy.keepable_events(actor, on=at.date()).select_related("employer").get(pk=event_id)
    employer = event.employer
    history.remove(event, at=at, by=actor)
    _record(employer, "events", actor, at)


@transaction.atomic
def record_pause(
    *,
    employer: Employer,
    name: str,
    from_date: date,
    to_date: date,
    yearly: bool,
    actor,
    at: datetime,
) -> Pause:
    """Decide days without reminders. What would have come then comes before it.

    Raises:
        Employer.DoesNotExist: `actor` does not keep this employer's reminders.
        ValidationError: It ends before it begins, or is longer than `LONGEST_PAUSE` days.
    """
    employer = policy.kept_employers(actor, on=at.date()).get(pk=employer.pk)
    if to_date < from_date:
        raise ValidationError({"to_date": _("Sista dagen ligger före den första.")})
    if (to_date - from_date).days >= LONGEST_PAUSE:
        raise ValidationError(
            {
                "to_date": _("Ett uppehåll kan vara högst %(n)s dagar. Skriv en tidigare dag.")
                % {"n": LONGEST_PAUSE}
            }
        )
    pause = history.store(
        Pause(
            employer=employer, name=name.strip(), from_date=from_date, to_date=to_date,
            yearly=yearly,
        ),
        at=at,
        by=actor,
    )  # fmt: skip
    _record(employer, "pauses", actor, at)
    return pause


@transaction.atomic
def remove_pause(*, pause_id: int, actor, at: datetime) -> None:
    """Let reminders be sent on the days of a pause again.

    Raises:
        Pause.DoesNotExist: No such pause, or not one that `actor` keeps.
    """
    pause = policy.keepable_pauses(actor, on=at.date()).select_related("employer").get(pk=pause_id)
    employer = pause.employer
    history.remove(pause, at=at, by=actor)
    _record(employer, "pauses", actor, at)


def _record(employer: Employer, register: str, actor, at: datetime) -> None:
    log.record(
        log.Event.REGISTER_CHANGED, actor=actor, about=employer, at=at,
        details={"register": register, "rows": 1},
    )  # fmt: skip
