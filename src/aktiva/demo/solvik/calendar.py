"""The dates of the three years, and working hours to put events in."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")
NOW = datetime(2026, 11, 26, 10, 0, tzinfo=STOCKHOLM)


@dataclass(frozen=True, kw_only=True)
class Dates:
    """The year wheel of one year."""

    year: int
    opens_on: date
    last_day: date
    review_on: date
    compile_on: date
    report_on: date
    decision_on: date

    @property
    def finished(self) -> bool:
        """Whether the year's papers are decided."""
        return self.decision_on < NOW.date()


YEARS = (
    Dates(
        year=2024,
        opens_on=date(2024, 9, 2),
        last_day=date(2024, 11, 29),
        review_on=date(2024, 12, 13),
        compile_on=date(2025, 1, 10),
        report_on=date(2025, 1, 20),
        decision_on=date(2025, 2, 11),
    ),
    Dates(
        year=2025,
        opens_on=date(2025, 9, 1),
        last_day=date(2025, 11, 28),
        review_on=date(2025, 12, 12),
        compile_on=date(2026, 1, 9),
        report_on=date(2026, 1, 19),
        decision_on=date(2026, 2, 10),
    ),
    Dates(
        year=2026,
        opens_on=date(2026, 9, 1),
        last_day=date(2026, 11, 30),
        review_on=date(2026, 12, 11),
        compile_on=date(2027, 1, 8),
        report_on=date(2027, 1, 18),
        decision_on=date(2027, 2, 9),
    ),
)


def at(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """Return a time of day in Solvik."""
    return datetime.combine(day, time(hour, minute), tzinfo=STOCKHOLM)


def working_day(rng: random.Random, first: date, last: date) -> date:
    """Return a Monday to Friday from `first` to `last`, both included where there is one."""
    day = first + timedelta(rng.randrange((last - first).days + 1))
    friday = day - timedelta(max(0, day.weekday() - 4))
    monday = friday + timedelta(3)
    return friday if friday >= first or monday > last else monday


def working_time(rng: random.Random, first: date, last: date) -> datetime:
    """Return a moment in office hours on a working day."""
    day = working_day(rng, first, last)
    return at(day, rng.randrange(8, 17), rng.randrange(60))


def end_of_month(year: int, month: int) -> date:
    """Return the last day of a month."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(1)
