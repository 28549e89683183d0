"""Solvik's own calendar, its pause in July, one substitute, one calendar feed and sent reminders."""

from __future__ import annotations

from datetime import date

from aktiva.apps.accounts.models import User
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.models import Employer
from aktiva.apps.timetable import actions
from aktiva.apps.timetable.models import EmployerEvent
from aktiva.demo.solvik.calendar import at

K = EmployerEvent.Kind
EVENTS = (
    (K.PAY_REVIEW, "Löneöversyn 2026", date(2026, 1, 12), date(2026, 3, 31)),
    (K.BUDGET, "Budgetberedning 2026", date(2026, 5, 4), date(2026, 6, 12)),
    (K.APPRAISAL, "Medarbetarsamtal 2026", date(2026, 9, 7), date(2026, 10, 30)),
    (K.OTHER, "Medarbetarenkäten", date(2026, 10, 5), date(2026, 10, 23)),
    (K.PAY_REVIEW, "Löneöversyn 2027", date(2027, 1, 11), date(2027, 3, 31)),
    (K.BUDGET, "Budgetberedning 2027", date(2027, 5, 3), date(2027, 6, 11)),
    (K.APPRAISAL, "Medarbetarsamtal 2027", date(2027, 9, 6), date(2027, 10, 29)),
)
SCHOOLS = ("FSK-02", "FSK-03")
"""Whose manager is away, and whose stands in."""

SENT_ON = (date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 25))
"""Mornings when the reminders went out before the day of the demonstration."""


def keep_calendar(employer: Employer, *, hr: User) -> None:
    """Put the events in the calendar and let July be without letters."""
    decided = at(date(2025, 12, 4), 10)
    for kind, name, first, last in EVENTS:
        actions.record_event(
            employer=employer, kind=kind, name=name, from_date=first, to_date=last, actor=hr,
            at=decided,
        )  # fmt: skip
    actions.record_pause(
        employer=employer, name="Sommaruppehåll", from_date=date(2026, 7, 1),
        to_date=date(2026, 7, 31), yearly=True, actor=hr, at=decided,
    )  # fmt: skip


def remind(employer: Employer, *, people: dict[str, User]) -> None:
    """Let one be away and another fetch a calendar, and send the reminders of three mornings."""
    managers = organisation.managers_by_unit(employer, on=SENT_ON[0])
    first, second = (managers[employer.units.get(code=code).pk] for code in SCHOOLS)
    actions.set_substitute(
        employer=employer, absent=first.email, substitute=second.email,
        from_date=date(2026, 11, 16), to_date=date(2026, 12, 18),
        actor=people["amina.lindqvist"], at=at(date(2026, 11, 13), 14),
    )  # fmt: skip
    actions.make_feed_key(actor=people["maria.sandell"], at=at(date(2026, 9, 3), 8))
    for day in SENT_ON:
        actions.remind(employer=employer, on=day, at=at(day, 7))
