"""What may stand in a paper: characters that cannot be printed are shown by their codes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

SOFT_HYPHEN = "\u00ad"
BREAK_HERE = "\u200b"

_LINE_ENDS = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")
_LONG_TOKEN = re.compile(r"\S+")
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
    result = "".join(map(_visible, composed))
    if text.strip() and not result.strip():
        return "".join(map(code, composed.strip()))
    return result


def printable(text: str, *, has_glyph: Callable[[str], bool]) -> str:
    """Return the text with every character that has no glyph shown by its code."""
    return "".join(c if c in "\n\u00ad " or has_glyph(c) else code(c) for c in cleaned(text))


def breakable(text: str, *, longest: int) -> str:
    """Return the text with places to break in words of more than `longest` characters.

    Addresses break after their signs; what then still is too long breaks anywhere.
    """

    def opened(match: re.Match[str]) -> str:
        token = match[0]
        if len(token) <= longest:
            return token
        parts = _AFTER_SIGN.sub(BREAK_HERE, token).split(BREAK_HERE)
        pieces = [part[at : at + longest] for part in parts for at in range(0, len(part), longest)]
        return BREAK_HERE.join(pieces)

    return _LONG_TOKEN.sub(opened, text)


def _visible(character: str) -> str:
    if character == "\n" or character == SOFT_HYPHEN:
        return character
    category = unicodedata.category(character)
    if category in {"Cc", "Cs", "Co", "Cn"}:
        return code(character)
    if category == "Cf" or "\ufe00" <= character <= "\ufe0f":
        return ""
    return character
