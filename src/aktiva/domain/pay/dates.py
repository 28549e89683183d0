"""Days as they are written in files, and the year that is all that is kept of them."""

from __future__ import annotations

import re
from datetime import date

_YEAR = re.compile(r"(\d{4})([.,]0+)?")
_ISO = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)([T ]\d\d:\d\d(:\d\d)?.*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")

EARLIEST = 1920
"""No year of birth or employment is earlier: such a year is an empty date as programs write it."""


def day_of(text: str) -> date | None:
    """Return a day written 2015-03-01, 20150301 or 1.3.2015, None for everything else.

    A day written with strokes whose month and day could change places is none.
    """
    found = _ISO.fullmatch(text)
    if found:
        return _day(int(found[1]), int(found[2]), int(found[3]))
    found = _DAY_FIRST.fullmatch(text)
    if not found:
        return None
    first, second = int(found[1]), int(found[2])
    if "/" in text and first <= 12 and second <= 12 and first != second:
        return None
    return _day(int(found[3]), second, first) or _day(int(found[3]), first, second)


def year_of(text: str) -> int | None:
    """Return the year of a day or of a year alone, None for everything else."""
    found = _YEAR.fullmatch(text)
    if found:
        return int(found[1])
    day = day_of(text)
    if day is not None:
        return day.year
    found = _DAY_FIRST.fullmatch(text)
    if found and int(found[1]) <= 12 and int(found[2]) <= 12:
        return int(found[3])
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
