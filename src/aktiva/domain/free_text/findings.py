"""What a reading of running text found that could point somebody out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What was found. Health, belief, origin and union are words about somebody's person."""

    SMALL_COUNT = "small_count"
    NAME = "name"
    PERSONAL_NUMBER = "personal_number"
    EMAIL = "email"
    PHONE = "phone"
    HEALTH = "health"
    BELIEF = "belief"
    ORIGIN = "origin"
    UNION = "union"

    @property
    def label(self) -> str:
        """The words that users read."""
        return _LABELS[self]

    @property
    def is_same_everywhere(self) -> bool:
        """Whether the words say the same wherever they stand, so that one decision is enough."""
        return self in {Kind.NAME, Kind.PERSONAL_NUMBER, Kind.EMAIL, Kind.PHONE}


_LABELS = {
    Kind.SMALL_COUNT: "Litet antal personer",
    Kind.NAME: "Namn",
    Kind.PERSONAL_NUMBER: "Personnummer",
    Kind.EMAIL: "E-postadress",
    Kind.PHONE: "Telefonnummer",
    Kind.HEALTH: "Hälsa",
    Kind.BELIEF: "Tro",
    Kind.ORIGIN: "Ursprung",
    Kind.UNION: "Fack",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """A stretch of a text that a person has to decide on.

    Args:
        start: Where the words begin in the text.
        words: The words as they stand there.
        proposal: Words that can stand in their place.
    """

    kind: Kind
    start: int
    words: str
    reason: str
    proposal: str

    @property
    def end(self) -> int:
        """Where the words end in the text."""
        return self.start + len(self.words)


def apart(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings in reading order without overlap.

    Where two readings share letters the one that begins first stands, and of those the longest.
    """
    kept: list[Finding] = []
    for finding in sorted(found, key=lambda f: (f.start, -f.end)):
        if not kept or finding.start >= kept[-1].end:
            kept.append(finding)
    return tuple(kept)


def replaced(text: str, changes: list[tuple[Finding, str]]) -> str:
    """Return the text with new words where findings of it stood.

    A capital letter is kept where a sentence began with the words.
    """
    for finding, wording in sorted(changes, key=lambda pair: pair[0].start, reverse=True):
        fitting = wording
        if finding.words[:1].isupper() and finding.kind is Kind.SMALL_COUNT:
            fitting = wording[:1].upper() + wording[1:]
        text = text[: finding.start] + fitting + text[finding.end :]
    return text
