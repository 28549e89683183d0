"""Days off in Sweden, and calendars as RFC 5545 text that telephones and Outlook subscribe to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from holidays.countries.sweden import Sweden
from icalendar import Calendar, Event

PRODUCT = "-//Aktiva//Aktiva åtgärder//SV"
REFRESH = "PT12H"


@lru_cache(maxsize=64)
def days_off(year: int) -> dict[date, str]:
    """Return the public holidays of a year by name, and the three eves that all have off.

    Sundays are not among them unless they are holidays too.
    """
    found = Sweden(years=year, categories=("public", "de_facto"), language="sv")
    return dict(sorted(found.items()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One all-day entry of a calendar, without a word about a person.

    Args:
        uid: Stays the same for ever, also when the day moves.
        last: The last day, the same as `first` for a single day.
        revision: Grows each time the entry changes.
        changed: When it last changed.
    """

    uid: str
    first: date
    last: date
    summary: str
    description: str
    url: str
    revision: int
    changed: datetime
    category: str = ""


def feed(entries: Iterable[Entry], *, name: str) -> bytes:
    """Return a calendar to subscribe to; the same entries give the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-published-ttl", REFRESH)
    for entry in sorted(entries, key=lambda e: (e.first, e.uid)):
        calendar.add_component(_event(entry))
    return bytes(calendar.to_ical())


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.changed.astimezone(UTC))
    event.add("last-modified", entry.changed.astimezone(UTC))
    event.add("sequence", entry.revision)
    event.add("dtstart", entry.first)
    event.add("dtend", entry.last + timedelta(1))
    event.add("summary", entry.summary)
    event.add("description", entry.description)
    event.add("url", entry.url)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    if entry.category:
        event.add("categories", [entry.category])
    return event
