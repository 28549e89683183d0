"""The only clock: pages ask it what time it is, and the demonstration can set the day."""

from __future__ import annotations

import os
import time
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

SWEDEN = ZoneInfo("Europe/Stockholm")
_started = time.monotonic()


def now() -> datetime:
    """Return the time in Sweden, aware.

    When ``AKTIVA_DEMO_NOW`` holds an ISO time, the process begins at that time and
    goes on from there, so that the demonstration's year is under way whenever it is run.
    """
    if start := os.environ.get("AKTIVA_DEMO_NOW"):
        begun = datetime.fromisoformat(start).replace(tzinfo=SWEDEN)
        return begun + timedelta(seconds=time.monotonic() - _started)
    return datetime.now(tz=UTC).astimezone(SWEDEN)


def today() -> date:
    """Return the day in Sweden."""
    return now().date()


def machine_now() -> datetime:
    """Return the machine's own time, which the demonstration cannot set.

    For what processes say to one another; nothing that a person reads is dated by it.
    """
    return datetime.now(tz=UTC)
