"""Every date to keep, from every source: add a source here and it is in the wheel and the feeds."""

from __future__ import annotations

from aktiva.apps.timetable.queries import courses, dates, measures, readings
from aktiva.apps.timetable.queries.duty import Asked, Found, Source

OF_THE_EMPLOYER: tuple[Source, ...] = (
    dates.years,
    dates.answers,
    dates.events,
    courses.source,
    readings.source,
)
"""What is the same few dates however many units are asked about."""

OF_THE_UNITS: tuple[Source, ...] = (measures.source,)
"""What grows with the units."""


def collect(asked: Asked, sources: tuple[Source, ...] = OF_THE_EMPLOYER + OF_THE_UNITS) -> Found:
    """Return what the sources know, by day. As many questions as the sources ask: nine for all."""
    found = Found()
    for source in sources:
        part = source(asked)
        found.duties += part.duties
        found.undated += part.undated
    found.duties.sort(key=lambda d: (d.day, d.first, d.label, d.what, d.key))
    return found
