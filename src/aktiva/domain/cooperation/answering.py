"""The days to answer in, and what a party may still do with its own words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum

from aktiva.domain.cooperation.records import Answer

FEWEST_DAYS = 1
MOST_DAYS = 60
USUAL_DAYS = 10


class TooFewDays(ValueError):
    """The time to answer is none, or longer than a party can be left waiting."""


def last_day(sent_on: date, days: int) -> date:
    """Return the last day to answer; the day of sending is not counted.

    Raises:
        TooFewDays: `days` is not between 1 and 60.
    """
    if not FEWEST_DAYS <= days <= MOST_DAYS:
        raise TooFewDays(f"days to answer must be {FEWEST_DAYS}–{MOST_DAYS}, got {days}")
    return sent_on + timedelta(days=days)


def days_left(last: date, *, on: date) -> int:
    """Return how many days remain, 0 on the last day, below 0 when it has passed."""
    return (last - on).days


class Writing(StrEnum):
    """What happens to a party's words when its representative writes again."""

    CHANGES = "changes"
    CORRECTS = "corrects"


def writing(*, last: date, accounted_at: datetime | None, at: datetime) -> Writing:
    """Return whether the words may still be changed, or only be corrected by new ones beside them.

    They may be changed through the last day, unless a paper that holds them is approved.
    """
    if accounted_at is not None and at >= accounted_at:
        return Writing.CORRECTS
    return Writing.CHANGES if at.date() <= last else Writing.CORRECTS


def standing(answers: Iterable[Answer]) -> Answer | None:
    """Return what a party has answered when several of its representatives have: the strongest."""
    order = list(Answer)
    return max(answers, key=order.index, default=None)
