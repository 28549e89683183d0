"""Dates of courses: when one is given, and the last day for those who lack it."""

from __future__ import annotations

from functools import partial

from django.utils.translation import gettext as _

from aktiva.apps.organisation.models import Employer
from aktiva.apps.timetable.queries.duty import Asked, Duty, Found, Owed
from aktiva.apps.trainings import queries as trainings


def source(asked: Asked) -> Found:
    """Return the courses' days for people with a role at the units asked about. Six questions."""
    units = None if asked.is_whole else asked.units
    return Found(
        [
            duty_of(day)
            for year in range(asked.first.year, asked.last.year + 1)
            for day in trainings.dates_of(asked.employer, year, on=asked.last, unit_ids=units)
            if asked.holds(day.day, day.day)
        ]
    )


def duty_of(day: trainings.CourseDay) -> Duty:
    """Return a day of a course as a date to keep; in letters it stands without the course's name."""
    label = _("Sista dag för en utbildning") if day.is_due else _("Utbildning")
    return Duty(
        key=day.key, first=day.day, last=day.day, label=label, what=day.title, plain=label,
        url=day.url, can_be_late=day.is_due,
    )  # fmt: skip


def owing(employer: Employer, window) -> list[Owed]:
    """Return the last days of courses, each with those who lack it. Six questions."""
    return [
        Owed(day.key, day.day, True, tuple(sorted(day.user_ids)), partial(duty_of, day))
        for year in range(window.first.year, window.last.year + 1)
        for day in trainings.dates_of(employer, year, on=window.on)
        if day.is_due and window.first <= day.day <= window.last
    ]
