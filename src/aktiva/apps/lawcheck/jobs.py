"""What the background does for the law check when nobody waits for anything."""

from __future__ import annotations

from aktiva.apps.lawcheck import actions
from aktiva.apps.lawcheck.queries import past


def keep_a_day() -> bool:
    """Make the check of one day that has been; return whether there was one to make."""
    found = past.next_day()
    if found is None:
        return False
    cycle, day = found
    actions.keep(cycle, day)
    return True
