"""Dates of measures: the unit's own and the common ones it owes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from aktiva.apps.cycles.models import Cycle, Measure, MeasureAtUnit
from aktiva.apps.organisation.models import Employer
from aktiva.apps.timetable.models import EmployerEvent
from aktiva.apps.timetable.queries.duty import Asked, Duty, Found, Undated
from aktiva.domain.cycle.occurrences import (
    CalendarEvent,
    Occurrence,
    Placement,
    Reason,
    is_dense,
    missing_in_words,
    occurrence_in_words,
    occurrences,
)
from aktiva.domain.cycle.schedules import Schedule, read_schedule
from aktiva.domain.cycle.states import State
from aktiva.domain.values import Area

GONE = (State.DROPPED.value, State.CARRIED.value)
"""A measure that goes on is a row of the next year, which has its dates."""

FINISHED = (State.DONE.value, State.EVALUATED.value)
NEEDED = (
    "cycle", "unit", "area", "title", "common", "owner_role", "start_date", "due_date",
    "next_check_date", "schedule_text", "status",
)  # fmt: skip
LONGEST_TITLE = 160

read = lru_cache(maxsize=4096)(read_schedule)


def years_of(employer: Employer) -> dict[int, int]:
    """Return cycle id → year. One question."""
    return dict(Cycle.objects.filter(employer=employer).values_list("pk", "year"))


def plan_of(years: Mapping[int, int], year: int) -> int | None:
    """Return the cycle whose plan holds in a year: its own, or the latest before it."""
    earlier = [(its_year, pk) for pk, its_year in years.items() if its_year <= year]
    return max(earlier)[1] if earlier else None


def calendar(employer: Employer) -> dict[CalendarEvent, int]:
    """Return the employer's own calendar, with the id of each event. One question."""
    events = EmployerEvent.objects.filter(employer=employer).order_by("from_date", "pk")
    return {event.as_event: event.pk for event in events}


def live(years: Iterable[int]):
    """Return the measures of some years that have not been dropped or gone on to the next."""
    return Measure.objects.filter(cycle__in=list(years)).exclude(status__in=GONE)


def dated_within(first: date, last: date) -> Q:
    """Return the condition that a measure has a date of its own within some days."""
    days = (first, last)
    return Q(start_date__range=days) | Q(due_date__range=days) | Q(next_check_date__range=days)


def source(asked: Asked) -> Found:
    """Return the dates of some units' measures. Four questions."""
    years = years_of(asked.employer)
    plans = {plan_of(years, y) for y in range(asked.first.year, asked.last.year + 1)} - {None}
    spoken = Q(cycle__in=plans) & ~Q(schedule_text="")
    measures = list(
        live(years)
        .filter(Q(unit__in=asked.units) | Q(common=True, unit__in=asked.above))
        .filter(spoken | dated_within(asked.first, asked.last))
        .only(*NEEDED)
        .order_by("cycle_id", "unit_id", "position", "pk")
    )
    standing = _standing(measures, asked.units)
    return found(measures, asked, years=years, events=calendar(asked.employer), standing=standing)


def _standing(measures: Sequence[Measure], units: frozenset[int]) -> dict[int, str]:
    """Return common measure → how it stands at the only unit asked about."""
    if len(units) != 1:
        return {}
    rows = MeasureAtUnit.objects.filter(
        measure__in=[m.pk for m in measures if m.common], unit__in=units
    )
    return dict(rows.values_list("measure", "status"))


def found(
    measures: Iterable[Measure],
    asked: Asked,
    *,
    years: Mapping[int, int],
    events: Mapping[CalendarEvent, int],
    standing: Mapping[int, str],
) -> Found:
    """Return the dates of measures that have been read. No question."""
    here = Found()
    for measure in measures:
        state = standing.get(measure.pk, "")
        if state == MeasureAtUnit.Status.NOT_APPLICABLE:
            continue
        done = measure.status in FINISHED or state == MeasureAtUnit.Status.DONE
        for year in range(asked.first.year, asked.last.year + 1):
            placed = place(measure, year, years=years, events=events)
            here.duties += _duties(measure, placed, year, asked, events, done=done)
            if not done:
                here.undated += _undated(measure, placed, year, asked)
    return here


def place(
    measure: Measure,
    year: int,
    *,
    years: Mapping[int, int],
    events: Mapping[CalendarEvent, int],
) -> Placement:
    """Return a measure's times in a year; its words count in the years whose plan it belongs to."""
    spoken = measure.schedule_text and plan_of(years, year) == measure.cycle_id
    return occurrences(
        read(measure.schedule_text) if spoken else None,
        year=year,
        plan_year=years[measure.cycle_id],
        start=measure.start_date,
        due=measure.due_date,
        next_check=measure.next_check_date,
        events=tuple(events),
    )


Said = tuple[int, str, date | None, bool, bool]


def said_by(measure: Measure) -> Said:
    """Return all of a measure that its words' times rest on, the same for many measures."""
    no_due, no_check = measure.due_date is None, measure.next_check_date is None
    return (measure.cycle_id, measure.schedule_text, measure.start_date, no_due, no_check)


def place_words(
    cycle_id: int,
    text: str,
    start: date | None,
    no_due: bool,
    no_check: bool,
    year: int,
    *,
    years: Mapping[int, int],
    events: Mapping[CalendarEvent, int],
) -> list[tuple[int, Occurrence]]:
    """Return the numbered times that words give in a year; none where another plan holds."""
    if plan_of(years, year) != cycle_id:
        return []
    placed = words_alone(
        text, year, years[cycle_id], start=start, no_due=no_due, no_check=no_check, events=events
    )
    return numbered(placed, text)


def words_alone(
    text: str,
    year: int,
    plan_year: int,
    *,
    start: date | None,
    no_due: bool,
    no_check: bool,
    events: Mapping[CalendarEvent, int],
) -> Placement:
    """Return what words say by themselves: which day it is due or checked does not matter to them."""
    return occurrences(
        read(text),
        year=year,
        plan_year=plan_year,
        start=start,
        due=None if no_due else date.min,
        next_check=None if no_check else date.min,
        events=tuple(events),
    )


def numbered(placed: Placement, text: str) -> list[tuple[int, Occurrence]]:
    """Return the times that the words give, counted; none where they are too many to mark."""
    spoken = [o for o in placed.occurrences if o.reason in {Reason.WORDS, Reason.EVENT}]
    return [] if is_dense(read(text)) else list(enumerate(spoken, start=1))


CAN_BE_LATE = frozenset({Reason.DUE, Reason.CHECK})
"""It can be known that these have not been kept."""


def own_dates(measure: Measure) -> list[tuple[Reason, date]]:
    """Return the dates that a measure has beside its words."""
    dates = (
        (Reason.START, measure.start_date),
        (Reason.CHECK, measure.next_check_date),
        (Reason.DUE, measure.due_date),
    )
    return [(reason, day) for reason, day in dates if day is not None]


def _duties(
    measure: Measure,
    placed: Placement,
    year: int,
    asked: Asked,
    events: Mapping[CalendarEvent, int],
    *,
    done: bool,
) -> Iterator[Duty]:
    times = [(f"{year}-{n}", o) for n, o in numbered(placed, measure.schedule_text)]
    own = {Reason.START, Reason.CHECK, Reason.DUE}
    times += [(o.reason.value, o) for o in placed.occurrences if o.reason in own]
    for time, occurrence in times:
        if not asked.holds(occurrence.day, occurrence.last):
            continue
        duty = duty_of(measure, occurrence, f"measure:{measure.pk}:{time}", asked, done=done)
        if occurrence.reason is Reason.EVENT:
            waits = (pk for event, pk in events.items() if event.first == occurrence.day)
            duty = replace(
                duty, rows=(*duty.rows, *(("timetable.EmployerEvent", pk) for pk in waits))
            )
        yield duty


def duty_of(
    measure: Measure, occurrence: Occurrence, key: str, asked: Asked, *, done: bool
) -> Duty:
    """Return one time of a measure as a date to keep."""
    begun = occurrence.reason is Reason.START and measure.status != State.PLANNED.value
    return Duty(
        key=key,
        first=occurrence.day,
        last=occurrence.last,
        label=_label(occurrence.reason),
        what=_shortened(measure.title),
        plain=_plain(measure, asked),
        url=address(measure),
        area=measure.area,
        unit_id=measure.unit_id,
        stretch=occurrence_in_words(occurrence),
        done=done or begun,
        can_be_late=occurrence.reason in CAN_BE_LATE,
        rows=(("cycles.Measure", measure.pk),),
    )


def _label(reason: Reason) -> str:
    return {
        Reason.START: _("Börjar"),
        Reason.WORDS: _("Görs"),
        Reason.EVENT: _("Görs"),
        Reason.CHECK: _("Stäms av"),
        Reason.DUE: _("Klart senast"),
    }[reason]


def _shortened(title: str) -> str:
    words = " ".join(title.split())
    return words if len(words) <= LONGEST_TITLE else f"{words[:LONGEST_TITLE].rstrip()} …"


def _plain(measure: Measure, asked: Asked) -> str:
    area = Area(measure.area).short_label
    words = {"area": area[:1].lower() + area[1:], "unit": asked.name_of(measure.unit_id)}
    if measure.common:
        return _("Gemensam åtgärd om %(area)s, %(unit)s") % words
    return _("Åtgärd om %(area)s, %(unit)s") % words


def address(measure: Measure) -> str:
    """Return where a measure can be read."""
    return reverse("cycles:measure", args=[measure.pk])


def _undated(measure: Measure, placed: Placement, year: int, asked: Asked) -> Iterator[Undated]:
    for missing in placed.missing:
        yield undated_of(measure, missing_in_words(missing, year=year))
    schedule: Schedule = read(measure.schedule_text)
    if is_dense(schedule) and any(o.reason is Reason.WORDS for o in placed.occurrences):
        yield undated_of(measure, too_often())


def too_often() -> str:
    """Return why something that comes back weekly or daily has no day."""
    return _("Återkommer så ofta att enstaka dagar inte visas och ingen påminns.")


def undated_of(measure: Measure, why: str) -> Undated:
    """Return a measure that has no day, and why."""
    return Undated(
        key=f"measure:{measure.pk}",
        what=_shortened(measure.title),
        why=why,
        url=address(measure),
        area=measure.area,
        unit_id=measure.unit_id,
    )
