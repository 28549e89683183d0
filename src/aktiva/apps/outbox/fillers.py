"""What stands in a letter that is sent and not in the one that is kept, such as a secret address.

The letter that is kept has a mark in its place. An app says what its mark looks like and what
it becomes; it is given whom the letter goes to, since whoever writes a greeting could write a
mark into it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from django.conf import settings

_fillers: list[tuple[re.Pattern[str], Callable[[re.Match[str], int], str]]] = []


def register(mark: str, fill: Callable[[re.Match[str], int], str]) -> None:
    """Let `fill` say what a mark becomes in a letter to the person with that id."""
    _fillers.append((re.compile(mark), fill))


def filled(body: str, *, to_id: int) -> str:
    """Return the letter as it is sent."""
    for mark, fill in _fillers:
        body = mark.sub(lambda found, fill=fill: fill(found, to_id), body)
    return body


def site() -> str:
    """Return the address that people reach the pages by, or nothing when it is not known."""
    return next(iter(settings.CSRF_TRUSTED_ORIGINS), "").rstrip("/")
