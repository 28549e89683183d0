"""Reads of the timetable: dates to keep, the wheel, feeds, reminders."""

from aktiva.apps.timetable.queries.counting import Counts, Many
from aktiva.apps.timetable.queries.duties import OF_THE_EMPLOYER, OF_THE_UNITS, collect
from aktiva.apps.timetable.queries.duty import Asked, Duty, Found, Owed, Undated
from aktiva.apps.timetable.queries.feeds import Feed, digest_of, feed, key_of, own_key
from aktiva.apps.timetable.queries.keeping import (
    bounces,
    events,
    n_bounces,
    pauses,
    people,
    substitutions,
    substitutions_of,
)
from aktiva.apps.timetable.queries.readings import reminded_of
from aktiva.apps.timetable.queries.reminding import (
    DayOfLetters,
    letters,
    next_working_day,
    sent,
    site,
    unsent_mails,
    working_days,
)
from aktiva.apps.timetable.queries.wheel import Day, Month, arcs, months

__all__ = [
    "OF_THE_EMPLOYER",
    "OF_THE_UNITS",
    "Asked",
    "Counts",
    "Day",
    "DayOfLetters",
    "Duty",
    "Feed",
    "Found",
    "Many",
    "Month",
    "Owed",
    "Undated",
    "arcs",
    "bounces",
    "collect",
    "digest_of",
    "events",
    "feed",
    "key_of",
    "letters",
    "months",
    "n_bounces",
    "next_working_day",
    "own_key",
    "pauses",
    "people",
    "reminded_of",
    "sent",
    "site",
    "substitutions",
    "substitutions_of",
    "unsent_mails",
    "working_days",
]
