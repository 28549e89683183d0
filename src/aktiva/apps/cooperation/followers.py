"""What the apps above write to representatives, so that nobody gets two letters of the same thing.

The cooperation writes a letter when something is sent, and when somebody is reminded by hand. An
app above that writes of the same days registers here, in ``AppConfig.ready``, what it has written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

Written = Callable[[frozenset[int], date], Iterable[tuple[int, int]]]
"""Asked parties and a day → each of them with a person who was written to about it that day."""

_registered: list[Written] = []


def register(written: Written) -> None:
    """Add what an app has written."""
    if written not in _registered:
        _registered.append(written)


def written_to(asked: Iterable[int], *, on: date) -> frozenset[tuple[int, int]]:
    """Return each asked party with those who have had a letter about it on a day."""
    ids = frozenset(asked)
    return frozenset(pair for written in _registered for pair in written(ids, on))
