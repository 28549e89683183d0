"""Small things that the background does when nobody waits, one at a time.

An app that has one registers it in ``AppConfig.ready``. A chore may be done twice or never.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.utils.module_loading import import_string

log = logging.getLogger(__name__)
_CHORES: list[str] = []
_FAILED: set[str] = set()


def register(path: str) -> None:
    """Add a function, by its dotted path, that returns whether there was anything to do."""
    if path not in _CHORES:
        _CHORES.append(path)


def do_one() -> bool:
    """Do one small thing; return whether there was any to do.

    One that fails is told in the log and left alone until the process starts again.
    """
    for path in _CHORES:
        if path in _FAILED:
            continue
        chore: Callable[[], bool] = import_string(path)
        try:
            if chore():
                return True
        except Exception:
            _FAILED.add(path)
            log.exception("a chore failed and is left alone: %s", path)
    return False
