"""Days counted in months, as time limits are."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def later(day: date, *, months: int) -> date:
    """Return the same day so many months later, or the last of the month where there is none."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
