"""Whether a yearly review says something of its own."""

from __future__ import annotations

SHORTEST_HOW_KNOWN = 10


def repeats(words: str, earlier: str) -> bool:
    """Return whether the words are those of the review before, whatever signs stand between them."""
    return bool(_bare(words)) and _bare(words) == _bare(earlier)


def _bare(text: str) -> str:
    return "".join(ch for ch in text.casefold() if ch.isalnum())
