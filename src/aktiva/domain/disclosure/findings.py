"""What a reader of running text found that should perhaps not be told in public."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FindingKind(StrEnum):
    """Why words were found."""

    SMALL_COUNT = "small_count"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Finding:
    """A stretch of a text that a person has to decide on.

    Args:
        start: Where the words begin in the text.
        words: The words as they stand there.
        proposal: Words that can stand in their place.
    """

    kind: FindingKind
    start: int
    words: str
    reason: str
    proposal: str

    @property
    def end(self) -> int:
        """Where the words end in the text."""
        return self.start + len(self.words)


def replaced(text: str, changes: list[tuple[Finding, str]]) -> str:
    """Return the text with new words where findings of it stood.

    A capital letter is kept where a sentence began with the words.
    """
    for finding, wording in sorted(changes, key=lambda pair: pair[0].start, reverse=True):
        fitting = wording
        if finding.words[:1].isupper() and finding.kind is FindingKind.SMALL_COUNT:
            fitting = wording[:1].upper() + wording[1:]
        text = text[: finding.start] + fitting + text[finding.end :]
    return text
