"""Whether a reason says something, so that an empty one never passes for an analysis."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

FEWEST_WORDS = 3

SAYS_NOTHING = frozenset(
    {
        "se ovan som tidigare",
        "samma som förra året",
        "samma som i fjol",
        "samma som tidigare år",
        "enligt tidigare års bedömning",
        "det är som tidigare",
        "oförändrat sedan förra året",
        "finns inget att säga",
        "finns inget att tillägga",
        "ingen kommentar finns",
        "har alltid varit så",
        "så har det alltid varit",
    }
)
"""Whole reasons that have words enough and still say nothing."""


class Hollow(StrEnum):
    """Why a reason does not count."""

    EMPTY = "empty"
    SHORT = "short"
    SAYS_NOTHING = "says_nothing"
    REPEATS = "repeats"

    @property
    def words(self) -> str:
        """The reason as the end of a sentence that begins with what was written."""
        return _WORDS[self]


_WORDS: dict[Hollow, str] = {
    Hollow.EMPTY: "saknas",
    Hollow.SHORT: f"är för kort. Skriv minst {FEWEST_WORDS} ord",
    Hollow.SAYS_NOTHING: "säger inget om varför. Skriv vad som gör att det är så",
    Hollow.REPEATS: "upprepar bara det som redan står. Skriv varför",
}


def hollow(text: str, *, beside: Iterable[str] = ()) -> Hollow | None:
    """Return why a reason does not count, or None when it does.

    Args:
        beside: What already stands there, such as the name of the group; saying it once more is
            no reason.
    """
    said = plain(text)
    if not said:
        return Hollow.EMPTY
    if said in SAYS_NOTHING:
        return Hollow.SAYS_NOTHING
    if said in {plain(other) for other in beside}:
        return Hollow.REPEATS
    words = said.split()
    if len(words) < FEWEST_WORDS or len(set(words)) == 1:
        return Hollow.SHORT
    return None


def plain(text: str) -> str:
    """Return the words in lower case, without signs and spaces that make no difference."""
    return " ".join(re.findall(r"\w+", text.casefold()))
