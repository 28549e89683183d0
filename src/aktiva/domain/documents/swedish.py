"""How words and numbers are written in Swedish papers."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

NO_BREAK = "\u00a0"

FEWEST_FOR_PERCENT = 20
"""Below this many, a percentage looks more exact than the numbers behind it are."""

_BODY_ENDINGS = (
    "nämnden", "nämndens", "nämnd", "nämnds", "styrelsen", "styrelsens", "styrelse",
    "utskottet", "utskottets", "utskott", "fullmäktige", "fullmäktiges", "beredningen",
    "beredningens", "rådet", "rådets", "förvaltningen", "förvaltningens", "avdelningen",
    "avdelningens", "kommunens", "stadens", "direktören", "chefen",
)  # fmt: skip
_OF_A_PLACE = ("kommun", "stad", "region")


def genitive(name: str) -> str:
    """Return the name as owner: an s is added unless it already ends in s, x or z."""
    name = name.strip()
    return name if name[-1:].lower() in {"s", "x", "z", ""} else f"{name}s"


def capital(text: str) -> str:
    """Return the text with a capital first letter and the rest untouched."""
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """Return the text with a small first letter, unless it begins with an abbreviation (APT)."""
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    if len(first) > 1 and first.isupper():
        return text
    return text[:1].lower() + text[1:]


def inside_sentence(body: str) -> str:
    """Return a body's name as it stands inside a sentence.

    The first letter becomes small, except in abbreviations (KSAG) and after what
    looks like the name of a place (Hjo kommunfullmäktige, Trelleborgs …).
    """
    body = body.strip()
    first, *rest = body.split() or [""]
    is_ordinary = first.lower().endswith((*_BODY_ENDINGS, "-"))
    is_place = not is_ordinary and (
        first.endswith("s") or bool(rest and rest[0].lower().startswith(_OF_A_PLACE))
    )
    return body if is_place else small(body)


def listing(words: Sequence[str]) -> str:
    """Return "a, b och c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} och {words[-1]}"


def number(n: int) -> str:
    """Return a whole number with no-break spaces between thousands."""
    return f"{n:,}".replace(",", NO_BREAK).replace("-", "−")


def decimal(share: Decimal) -> str:
    """Return a share with one decimal: "6,2"."""
    return f"{share:.1f}".replace(".", ",")


def counted(n: int, *, one: str, many: str) -> str:
    """Return the number and its noun, kept on one line: "1 enhet", "12 enheter"."""
    return f"{number(n)}{NO_BREAK}{one if n == 1 else many}"


def percent(n: int, *, of: int) -> str | None:
    """Return "80 procent", or None when they are too few for a percentage.

    Rounded half up to a whole number; what is not nobody never becomes
    0 procent, and what is not all never becomes 100.

    Raises:
        ValueError: `n` is negative or more than `of`.
    """
    if not 0 <= n <= of:
        raise ValueError(f"{n} is not a part of {of}")
    if of < FEWEST_FOR_PERCENT:
        return None
    rounded = (200 * n + of) // (2 * of)
    if rounded == 0 and n > 0:
        return f"mindre än 1{NO_BREAK}procent"
    if rounded == 100 and n < of:
        return f"mer än 99{NO_BREAK}procent"
    return f"{rounded}{NO_BREAK}procent"


def part(n: int, *, of: int, one: str = "enhet", many: str = "enheter") -> str:
    """Return "16 av 20 enheter (80 procent)", without percent when they are few."""
    share = percent(n, of=of)
    words = f"{number(n)} av {counted(of, one=one, many=many)}"
    return f"{words} ({share})" if share else words
