"""Small things that the background does when nobody waits: each call is one of a few seconds.

An app that has one registers it in ``AppConfig.ready``. A chore may be done twice or never.
"""

from __future__ import annotations

from collections.abc import Callable

from django.utils.module_loading import import_string

_CHORES: list[str] = []


def register(path: str) -> None:
    """Add a function, by its dotted path, that returns whether there was anything to do."""
    if path not in _CHORES:
        _CHORES.append(path)


def do_one() -> bool:
    """Do one small thing; return whether there was any to do."""
    for path in _CHORES:
        chore: Callable[[], bool] = import_string(path)
        if chore():
            return True
    return False
