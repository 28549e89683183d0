"""Who is reminded of what on a day: at most one letter each, on working days only, nothing twice.

Method: docs/method/reminders.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

BEFORE = (30, 7, 1, 0)
"""So many days before its day something is reminded of."""

LATE_EVERY = 7
"""So many days pass between two reminders of the same late thing."""

FARTHEST = 366
"""So far a working day is looked for; a longer pause than that holds nothing back."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from a first to a last, both included."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Which days letters are sent: not weekends, not holidays, not the employer's own pauses."""

    holidays: Collection[date] = frozenset()
    pauses: Sequence[Stretch] = ()

    def has(self, day: date) -> bool:
        return (
            day.weekday() < 5
            and day not in self.holidays
            and not any(pause.holds(day) for pause in self.pauses)
        )

    def at_or_before(self, day: date) -> date:
        """Return the nearest working day that is not later than `day`."""
        days = (day - timedelta(n) for n in range(FARTHEST))
        return next((found for found in days if self.has(found)), day)

    def after(self, day: date) -> date:
        """Return the first working day later than `day`."""
        days = (day + timedelta(n) for n in range(1, FARTHEST))
        return next((found for found in days if self.has(found)), day + timedelta(1))


@dataclass(frozen=True, slots=True)
class Keep:
    """A date that somebody is to keep.

    Args:
        key: What it is about; stays when the date moves.
        owner: The one whose it is.
        can_be_late: It can be known that it has not been done, so that it can be late.
        told_on: The day when the owner was last written to about it in a letter of its own.
    """

    key: str
    owner: int
    day: date
    can_be_late: bool = True
    told_on: date | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """A reminder that has been written: of which date, how many days before, when, to whom.

    `offset` is negative for something late.
    """

    key: str
    owner: int
    day: date
    offset: int
    on: date
    to: int


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody is away, and another gets what would have been theirs."""

    absent: int
    substitute: int
    days: Stretch


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a letter."""

    keep: Keep
    offset: int
    days_left: int
    for_another: bool


@dataclass(frozen=True, slots=True)
class Digest:
    """All that one person is reminded of on a day, the most urgent first."""

    to: int
    on: date
    items: tuple[Item, ...]


def digests(
    keeps: Iterable[Keep],
    *,
    on: date,
    working: WorkingDays,
    sent: Iterable[Sent] = (),
    absences: Sequence[Absence] = (),
    unreachable: Collection[int] = frozenset(),
) -> list[Digest]:
    """Return the letters of a day, one for each person who is to have any.

    Args:
        sent: What has been written before about these dates and to these people.
        unreachable: People whose address does not work; what is theirs waits.
    """
    if not working.has(on):
        return []
    log = list(sent)
    had_today = {entry.to for entry in log if entry.on == on}
    before: dict[tuple[str, int, date], list[Sent]] = defaultdict(list)
    for entry in log:
        before[entry.key, entry.owner, entry.day].append(entry)
    items: dict[int, list[Item]] = defaultdict(list)
    for keep in dict.fromkeys(keeps):
        offset = due_offset(
            keep, on=on, working=working, sent=before.get((keep.key, keep.owner, keep.day), ())
        )
        if offset is None:
            continue
        to = stands_in(keep.owner, on=on, absences=absences)
        if to not in had_today and to not in unreachable:
            left = (keep.day - on).days
            items[to].append(Item(keep, offset, left, for_another=to != keep.owner))
    return [
        Digest(to, on, tuple(sorted(found, key=lambda i: (i.keep.day, i.keep.key, i.keep.owner))))
        for to, found in sorted(items.items())
    ]


def due_offset(
    keep: Keep, *, on: date, working: WorkingDays, sent: Iterable[Sent] = ()
) -> int | None:
    """Return which reminder of a date is to be written on a working day; None when none is.

    A reminder whose day is no working day is written the nearest working day before. One that
    was missed is written the next working day, unless a nearer one has taken its place. A letter
    of its own stands for every reminder whose day had come when it was written.

    Args:
        sent: What has been written of this date to this owner.
    """
    written = list(sent)
    if on > keep.day:
        if not keep.can_be_late:
            return None
        last = max((entry.on for entry in written if entry.offset < 0), default=None)
        if last is not None and (on - last).days < LATE_EVERY:
            return None
        return (keep.day - on).days
    turns = {n: working.at_or_before(keep.day - timedelta(n)) for n in BEFORE}
    told = keep.told_on or date.min
    reached = [n for n, turn in turns.items() if told < turn <= on]
    if not reached:
        return None
    nearest = min(reached)
    if any(entry.offset <= nearest for entry in written):
        return None
    return nearest


def stands_in(person: int, *, on: date, absences: Sequence[Absence]) -> int:
    """Return who gets what is `person`'s on a day; the person when a circle has nobody there."""
    away = {a.absent: a.substitute for a in absences if a.days.holds(on)}
    passed = {person}
    there = person
    while there in away:
        there = away[there]
        if there in passed:
            return person
        passed.add(there)
    return there


def horizon(on: date, *, working: WorkingDays) -> date:
    """Return the last day whose reminder may be written on `on`, however long the pause after it."""
    return working.after(on) + timedelta(max(BEFORE))
