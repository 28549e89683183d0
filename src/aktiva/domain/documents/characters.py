"""What may stand in a paper: characters that cannot be printed are shown by their codes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set
from functools import lru_cache

SOFT_HYPHEN = "\u00ad"
BREAK_HERE = "\u200b"

_LINE_ENDS = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")
_AFTER_SIGN = re.compile(r"(?<=[/.@_=&?+-])(?=[^\s/.@_=&?+-])")


def code(character: str) -> str:
    """Return the visible code of a character, for example "[U+1F600]"."""
    return f"[U+{ord(character):04X}]"


def cleaned(text: str) -> str:
    """Return the text in composed form, with one kind of line end and no hidden characters.

    Control characters are shown by their codes. Marks that only steer layout are
    left out, unless nothing else would remain.
    """
    composed = unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", text)).replace("\t", " ")
    strange = {c for c in set(composed) if _visible(c) != c}
    if not strange:
        return composed
    result = "".join(_visible(c) if c in strange else c for c in composed)
    if text.strip() and not result.strip():
        return "".join(map(code, composed.strip()))
    return result


def missing_glyphs(text: str, *, glyphs: Set[str]) -> frozenset[str]:
    """Return the characters of a cleaned text that would need a glyph and have none."""
    return frozenset(text) - glyphs - {"\n", " ", SOFT_HYPHEN}


def with_codes(text: str, *, of: Set[str]) -> str:
    """Return the text with the characters in `of` shown by their codes."""
    return "".join(code(c) if c in of else c for c in text) if of else text


def breakable(text: str, *, longest: int) -> str:
    """Return the text with places to break in words of more than `longest` characters.

    Addresses break after their signs; what then still is too long breaks anywhere.
    """

    def opened(match: re.Match[str]) -> str:
        token = match[0]
        parts = _AFTER_SIGN.sub(BREAK_HERE, token).split(BREAK_HERE)
        pieces = [part[at : at + longest] for part in parts for at in range(0, len(part), longest)]
        return BREAK_HERE.join(pieces)

    return re.sub(rf"\S{{{longest + 1},}}", opened, text)


def runs_from_right(words: str) -> bool:
    """Return whether the first letter belongs to a script that is written from the right."""
    for character in words:
        direction = unicodedata.bidirectional(character)
        if direction in {"L", "R", "AL"}:
            return direction != "L"
    return False


@lru_cache(4096)
def _visible(character: str) -> str:
    if character == "\n" or character == SOFT_HYPHEN:
        return character
    category = unicodedata.category(character)
    if category in {"Cc", "Cs", "Co", "Cn"}:
        return code(character)
    if category == "Cf" or "\ufe00" <= character <= "\ufe0f":
        return ""
    return character
