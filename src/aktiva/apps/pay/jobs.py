"""What the background does for pay mappings when nobody waits."""

from __future__ import annotations

from aktiva.adapters import clock
from aktiva.apps.pay import actions, queries


def drop_a_file_left_waiting() -> bool:
    """Take away files whose columns nobody has confirmed in a day; return whether there were any."""
    now = clock.now()
    return queries.left_files(at=now).exists() and actions.drop_left_files(at=now) > 0
