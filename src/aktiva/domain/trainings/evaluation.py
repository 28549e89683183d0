"""Whether the evaluation of a course says something."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

FEWEST_WORDS = 3


class Hollow(StrEnum):
    """Why an evaluation does not count."""

    EMPTY = "empty"
    SHORT = "short"
    REPEATS_ITSELF = "repeats_itself"
    COPIED = "copied"
    TOO_EARLY = "too_early"


def hollow(
    content: str,
    participation: str,
    *,
    given_on: date,
    on: date,
    earlier: Iterable[tuple[str, str]] = (),
) -> Hollow | None:
    """Return why an evaluation does not count, or None when it does.

    Args:
        content: What the course was worth.
        participation: Who came and who did not.
        given_on: The day of the course.
        on: The day it is judged.
        earlier: The two texts of each other evaluation of the course.
    """
    own = _plain(content), _plain(participation)
    if not all(own):
        return Hollow.EMPTY
    if any(len(text.split()) < FEWEST_WORDS for text in own):
        return Hollow.SHORT
    if own[0] == own[1]:
        return Hollow.REPEATS_ITSELF
    others = [(_plain(c), _plain(p)) for c, p in earlier]
    if any(own[0] == c or own[1] == p for c, p in others):
        return Hollow.COPIED
    return Hollow.TOO_EARLY if on < given_on else None


def _plain(text: str) -> str:
    """Return the words in lower case, without signs and spaces that make no difference."""
    return " ".join(re.findall(r"\w+", text.casefold()))
