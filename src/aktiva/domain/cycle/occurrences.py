"""When in a year a measure begins, is done, looked at and finished: its dates and its plan's words.

Method: docs/method/occurrences.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise

from dateutil.rrule import rrulestr

from aktiva.domain.cycle.periods import MONTHS
from aktiva.domain.cycle.schedules import Kind, Schedule


class Reason(StrEnum):
    """Why something stands in the calendar."""

    START = "start"
    WORDS = "words"
    EVENT = "event"
    CHECK = "check"
    DUE = "due"


class Doubt(StrEnum):
    """What the plan leaves open of a time that it gives."""

    DAY = "day"
    MONTH = "month"


class Lack(StrEnum):
    """Why the plan's words give no time at all."""

    NO_CHECK = "no_check"
    NO_EVENT = "no_event"
    NO_START = "no_start"
    NO_TIME = "no_time"
    UNCERTAIN = "uncertain"
    UNEVEN = "uneven"


class EventKind(StrEnum):
    """What an employer's own calendar holds that plans point to."""

    PAY_REVIEW = "pay_review"
    APPRAISAL = "appraisal"
    BUDGET = "budget"
    OTHER = "other"


@dataclass(frozen=True, slots=True, order=True)
class Occurrence:
    """One time in the year: a day, or a stretch whose last day is the one to keep.

    Args:
        last: The same as `day`, when it is one day.
        doubt: Which part of the date the plan does not say; None for a date that it does.
    """

    last: date
    day: date
    reason: Reason
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """A time that cannot be told, and what it waits for."""

    lack: Lack
    event: str = ""


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """Something in the employer's calendar, from its first day to its last."""

    kind: EventKind
    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Placement:
    """A measure in a year: its times in order, and what has none."""

    occurrences: tuple[Occurrence, ...] = ()
    missing: tuple[Missing, ...] = ()


def occurrences(
    schedule: Schedule | None,
    *,
    year: int,
    plan_year: int | None = None,
    start: date | None = None,
    due: date | None = None,
    next_check: date | None = None,
    events: Sequence[CalendarEvent] = (),
) -> Placement:
    """Place a measure in a year.

    Args:
        schedule: The plan's words as they were read; None when it has dates only.
        plan_year: The year of the plan; its words say nothing of the years before.
        start: From when; a rhythm longer than its calendar period is counted from here.
        due: When it must be finished. It stands instead of words about a single time.
        events: The employer's calendar, of any years.
    """
    dated = ((start, Reason.START), (next_check, Reason.CHECK), (due, Reason.DUE))
    found = {Occurrence(day, day, why) for day, why in dated if day and day.year == year}
    missing: Missing | None = None
    if schedule is not None and year >= (plan_year or year):
        said = _said(
            schedule, year, plan_year or year, start=start, due=due, check=next_check, events=events
        )
        if isinstance(said, Missing):
            missing = said
        else:
            found |= {whole for part in said if (whole := _within(part, year, start))}
    return Placement(tuple(sorted(found)), (missing,) if missing else ())


def is_dense(schedule: Schedule | None) -> bool:
    """Return whether it comes back so often that single days are not worth a mark: weekly, daily."""
    rule = schedule.rrule if schedule else None
    return rule is not None and rule.startswith(("FREQ=WEEKLY", "FREQ=DAILY"))


_WORDS_OF_EVENTS = {
    EventKind.PAY_REVIEW: ("lönerevision", "löneöversyn", "lönesamtal"),
    EventKind.APPRAISAL: ("medarbetarsamtal", "utvecklingssamtal", "resultatsamtal"),
    EventKind.BUDGET: ("budget",),
}


def event_kind(words: str) -> EventKind | None:
    """Return which event of an employer's calendar the words mean, or None for another."""
    said = words.casefold()
    kinds = _WORDS_OF_EVENTS.items()
    return next((kind for kind, stems in kinds if any(stem in said for stem in stems)), None)


def missing_in_words(missing: Missing, *, year: int) -> str:
    """Return what is missing as a Swedish sentence that says what to do."""
    return _MISSING_WORDS[missing.lack].format(event=missing.event, year=year)


_MISSING_WORDS = {
    Lack.NO_CHECK: "Pågår löpande, men datum för nästa avstämning saknas. Bestäm en dag.",
    Lack.NO_EVENT: "Datum för {event} {year} saknas i arbetsgivarens kalender.",
    Lack.NO_START: "Återkommer med mellanrum, men planen säger inte från när. Skriv ett startdatum.",
    Lack.NO_TIME: "Planens ord säger inte när på året. Skriv ett datum.",
    Lack.UNCERTAIN: "Planen är själv osäker på tiden. Bestäm en dag.",
    Lack.UNEVEN: "Planen säger inte hur gångerna fördelas över året. Bestäm en dag.",
}


def occurrence_in_words(occurrence: Occurrence) -> str:
    """Return a stretch of time in words: ”i mars”, ”april–juni”, ”under året”; empty for one day."""
    first, last = occurrence.day, occurrence.last
    if first == last:
        return ""
    if (last - first).days < 7:
        return f"{first.day} {MONTHS[first.month - 1]}–{last.day} {MONTHS[last.month - 1]}"
    if first.month == last.month:
        return f"i {MONTHS[first.month - 1]}"
    if (first.month, last.month) == (1, 12):
        return "under året"
    return f"{MONTHS[first.month - 1]}–{MONTHS[last.month - 1]}"


# ---- what the words say -----------------------------------------------------------------


def _said(
    schedule: Schedule,
    year: int,
    plan_year: int,
    *,
    start: date | None,
    due: date | None,
    check: date | None,
    events: Sequence[CalendarEvent],
) -> Missing | list[Occurrence]:
    if schedule.kind is Kind.CONTINUOUS:
        return [] if check else Missing(Lack.NO_CHECK)
    if due and schedule.kind is not Kind.RECURRENCE:
        return []
    if schedule.uncertain:
        return Missing(Lack.UNCERTAIN)
    if schedule.event and not schedule.months:
        waits = _waits(schedule, schedule.event, year, start=start, events=events)
        if waits is not None:
            return waits
    if schedule.kind is Kind.RECURRENCE:
        return _recurring(schedule, year, start)
    if schedule.kind in {Kind.ONCE, Kind.DEADLINE}:
        return _once(schedule, year, plan_year)
    return [] if check else Missing(Lack.NO_TIME)


def _once(schedule: Schedule, year: int, plan_year: int) -> Missing | list[Occurrence]:
    years = schedule.years or ((plan_year,) if schedule.months else ())
    if not years:
        return Missing(Lack.NO_TIME)
    if year not in years:
        return []
    if not schedule.months:
        return [_span(date(year, 1, 1), date(year, 12, 31))]
    if schedule.day and len(schedule.months) == 1:
        day = _day(year, schedule.months[0], schedule.day)
        return [_span(day, day)]
    return [_run(year, run) for run in _runs(schedule.months)]


def _waits(
    schedule: Schedule,
    event: str,
    year: int,
    *,
    start: date | None,
    events: Sequence[CalendarEvent],
) -> Missing | list[Occurrence] | None:
    """Return the employer's days for an event; None where its calendar has no say."""
    rule = schedule.rrule
    if schedule.kind is Kind.RECURRENCE and (rule is None or not rule.startswith("FREQ=YEARLY")):
        return None
    kind = event_kind(event)
    meant = [
        e
        for e in events
        if (e.kind is kind if kind else e.kind is EventKind.OTHER and _same(e.name, event))
    ]
    if kind is None and not meant:
        return None if schedule.kind is Kind.RECURRENCE else Missing(Lack.NO_EVENT, event)
    if rule is not None and _interval(rule) > 1:
        if start is None:
            return Missing(Lack.NO_START)
        if (year - start.year) % _interval(rule):
            return []
    days = [e for e in meant if e.first.year == year]
    if not days:
        return Missing(Lack.NO_EVENT, event)
    before = schedule.text.casefold().partition(event.casefold())[0].split()
    if before and before[-1] in {"inför", "före", "innan"}:
        return [Occurrence(e.first, e.first, Reason.EVENT) for e in days]
    return [Occurrence(e.last, e.first, Reason.EVENT) for e in days]


def _same(name: str, event: str) -> bool:
    one, other = name.casefold().strip(), event.casefold().strip()
    return bool(one) and (one in other or other in one)


def _recurring(schedule: Schedule, year: int, start: date | None) -> Missing | list[Occurrence]:
    rule = schedule.rrule
    if rule is None:
        return Missing(Lack.UNEVEN)
    frequency, every = rule.split(";")[0].removeprefix("FREQ="), _interval(rule)
    if frequency == "YEARLY":
        return _yearly(schedule, rule, year, start)
    if frequency == "MONTHLY" and (schedule.months or 12 % every == 0):
        return _monthly(schedule.months, every, year)
    if every > 1 and start is None:
        return Missing(Lack.NO_START)
    if frequency == "MONTHLY":
        first = (start or date(year, 1, 1)).replace(day=1)
        return _stretches(rule, first, year)
    if frequency == "WEEKLY":
        first = start or date(year, 1, 1)
        first -= timedelta(first.weekday())
        return [_span(day, day + timedelta(6)) for day in _instants(rule, first, year)]
    return [_span(day, day) for day in _instants(rule, start or date(year, 1, 1), year)]


def _yearly(
    schedule: Schedule, rule: str, year: int, start: date | None
) -> Missing | list[Occurrence]:
    if _interval(rule) > 1 and start is None:
        return Missing(Lack.NO_START)
    first = date((start or date(year, 1, 1)).year, 1, 1)
    if "BYMONTHDAY" in rule:
        # Where the month lacks the day, as every February but the leap year's, its last day serves.
        if not _counts(rule, first, year):
            return []
        days = (_day(year, month, schedule.day or 1) for month in schedule.months)
        return [_span(day, day) for day in days]
    if "BYMONTH" in rule:
        return [
            _run(year, (day.month,)) for day in _instants(rule, first, year) if day.year == year
        ]
    if not _counts(rule, first, year):
        return []
    runs = _runs(schedule.months)
    if len(runs) > 1:
        return Missing(Lack.UNEVEN)
    return [_run(year, runs[0])] if runs else [_span(date(year, 1, 1), date(year, 12, 31))]


def _monthly(months: tuple[int, ...], every: int, year: int) -> Missing | list[Occurrence]:
    if not months:
        firsts = range(1, 13, every)
        return [_run(year, tuple(range(month, month + every))) for month in firsts]
    if every == 1:
        return [_run(year, (month,)) for month in months]
    runs = _runs(months)
    if len(months) * every == 12:
        runs = [(month,) for month in months]
    if len(runs) * every != 12:
        return Missing(Lack.UNEVEN)
    return [_run(year, run) for run in runs]


def _stretches(rule: str, first: date, year: int) -> list[Occurrence]:
    days = list(_instants(rule, first, year + _interval(rule) // 12 + 1))
    return [_span(day, after - timedelta(1)) for day, after in pairwise(days)]


# ---- days -------------------------------------------------------------------------------


def _interval(rule: str) -> int:
    parts = dict(part.split("=") for part in rule.split(";"))
    return int(parts.get("INTERVAL", 1))


def _counts(rule: str, first: date, year: int) -> bool:
    plain = ";".join(part for part in rule.split(";") if not part.startswith("BY"))
    return any(day.year == year for day in _instants(plain, first, year))


def _instants(rule: str, first: date, year: int) -> Iterator[date]:
    """Give the days of a rule from `first` to the end of `year`."""
    series = rrulestr(rule, dtstart=datetime.combine(first, time.min))
    for found in series:
        day = found.date()
        if day.year > year:
            return
        yield day


def _runs(months: Iterable[int]) -> list[tuple[int, ...]]:
    """Return the months in unbroken runs; one that passes New Year begins in the year before."""
    runs: list[tuple[int, ...]] = []
    for month in sorted(months):
        if runs and runs[-1][-1] == month - 1:
            runs[-1] = (*runs[-1], month)
        else:
            runs.append((month,))
    if len(runs) > 1 and runs[0][0] == 1 and runs[-1][-1] == 12:
        runs[0] = (*runs.pop(), *runs[0])
    return runs


def _run(year: int, months: tuple[int, ...]) -> Occurrence:
    first, last = months[0], months[-1]
    begins = date(year - (first > last), first, 1)
    return _span(begins, _day(year, last, 31))


def _day(year: int, month: int, day: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return min(date(year, month, 1) + timedelta(day - 1), following - timedelta(1))


def _span(first: date, last: date) -> Occurrence:
    length = (last - first).days
    doubt = None if length == 0 else Doubt.DAY if length < 31 else Doubt.MONTH
    return Occurrence(last, first, Reason.WORDS, doubt)


def _within(found: Occurrence, year: int, start: date | None) -> Occurrence | None:
    """Return the part from the year's first day and from the start; None for one of another year."""
    if found.last.year != year or (start is not None and found.last < start):
        return None
    first = max(found.day, date(year, 1, 1), start or found.day)
    return Occurrence(found.last, first, found.reason, found.doubt)
