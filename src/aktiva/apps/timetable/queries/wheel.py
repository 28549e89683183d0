"""The year as the page shows it: days with numbers, months with counts, what goes on meanwhile."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from aktiva.apps.cycles.models import Cycle
from aktiva.apps.organisation.models import Employer
from aktiva.apps.surveys import queries as surveys
from aktiva.apps.timetable.queries.duty import Duty
from aktiva.domain.cycle.occurrences import EventKind
from aktiva.ui.templatetags.formats import MONTHS
from aktiva.ui.templatetags.formats import day as day_words
from aktiva.ui.wheel import Arc


@dataclass(slots=True)
class Day:
    """A day with what is to be kept on it, under one number."""

    number: int
    day: date
    duties: list[Duty] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The day without its year, "9 januari"."""
        return day_words(self.day).rsplit(" ", 1)[0]

    def is_filled(self, on: date) -> bool:
        return all(d.done or (d.is_past(on) and not d.is_late(on)) for d in self.duties)

    def is_late(self, on: date) -> bool:
        return any(d.is_late(on) for d in self.duties)


@dataclass(slots=True)
class Month:
    """A month with its days."""

    number: int
    days: list[Day] = field(default_factory=list)

    @property
    def name(self) -> str:
        return MONTHS[self.number - 1].capitalize()


def months(duties: Iterable[Duty]) -> list[Month]:
    """Return duties, given by day, in months and days. No question."""
    found: list[Month] = []
    number = 0
    for duty in duties:
        if not found or found[-1].number != duty.day.month:
            found.append(Month(duty.day.month))
        days = found[-1].days
        if not days or days[-1].day != duty.day:
            number += 1
            days.append(Day(number, duty.day))
        days[-1].duties.append(duty)
    return found


def arcs(employer: Employer, year: int) -> list[Arc]:
    """Return what goes on during a year: answering, reviewing, compiling, and events. Three questions."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    found: list[Arc] = []
    sent = surveys.days_of(employer)
    for cycle in Cycle.objects.filter(employer=employer).order_by("year"):
        asks = sent.get(cycle.pk, (None, None))
        steps = (
            (_("Undersök"), asks[0], asks[1], 1),
            (_("Granska"), asks[1], cycle.review_date, 2),
            (_("Sammanställ"), cycle.review_date, cycle.compile_date, 3),
            (_("Besluta"), cycle.compile_date, cycle.decision_date, 4),
        )
        found += [
            Arc(name, begins, ends, 0, look)
            for name, begins, ends, look in steps
            if begins and ends and begins < ends and begins <= last and ends >= first
        ]
    events = employer.events.filter(from_date__lte=last, to_date__gte=first)
    found += [
        Arc(
            e.name if e.kind == EventKind.OTHER else e.get_kind_display(),
            e.from_date,
            e.to_date,
            1,
            5,
        )
        for e in events.order_by("from_date", "pk")
    ]
    return found
