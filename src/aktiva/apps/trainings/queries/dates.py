"""The days of the courses, for the wheel of the year, the calendars and the reminders."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from aktiva.apps.organisation.models import Employer
from aktiva.apps.trainings.queries.standing import gathered


@dataclass(frozen=True, slots=True)
class CourseDay:
    """A day on which something about a course happens.

    Args:
        day: When.
        key: Stays the same when the day moves.
        is_due: A last day to do a course, for those who have not; otherwise a day it is given.
        title: What, in words that name nobody.
        url: A page that everybody in `user_ids` may open.
        user_ids: Whom it concerns.
    """

    day: date
    key: str
    is_due: bool
    title: str
    url: str
    user_ids: frozenset[int]


def dates_of(
    employer: Employer,
    year: int,
    *,
    on: date,
    user_id: int | None = None,
    unit_ids: frozenset[int] | None = None,
) -> list[CourseDay]:
    """Return the days of an employer's courses in a year, in order.

    A round is a day for everybody whom the course concerns. The last day to do a course is a day
    for those who lack it, and for those who must do it again. Asks what `gathered` asks.

    Args:
        user_id: Only what concerns this person.
        unit_ids: Only what concerns people with a role at these units.
    """
    found = gathered(employer, on=on)
    days: dict[tuple[date, str, bool, str], set[int]] = defaultdict(set)
    for pk, course in found.courses.items():
        mine = [
            r
            for r in found.rows.get(pk, ())
            if (user_id is None or r.person.user_id == user_id)
            and (unit_ids is None or r.person.unit_id in unit_ids)
        ]
        for note in found.rounds_in(pk, year) if mine else ():
            title = _("Utbildning: %(title)s") % {"title": course.title}
            key = f"course:{pk}:round:{note.round.pk}"
            days[note.round.on_date, key, False, title] |= {r.person.user_id for r in mine}
        for row in mine:
            if row.standing.due_by is not None and row.standing.due_by.year == year:
                title = _("Sista dag för utbildningen %(title)s") % {"title": course.title}
                days[row.standing.due_by, f"course:{pk}:due", True, title].add(row.person.user_id)
    url = reverse("trainings:own")
    return [
        CourseDay(day, key, is_due, title, url, frozenset(who))
        for (day, key, is_due, title), who in sorted(days.items())
    ]
