"""Personal identity numbers: what they say of birth year and legal sex, and nothing kept of them.

Ten or twelve digits; the last is a check digit by Luhn's formula, and the one before it is odd
for men and even for women. A coordination number has 60 added to its day. Source:
folkbokföringslagen (1991:481) 18 and 18 a §§.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

_WRITTEN = re.compile(
    r"(?P<century>\d\d)?(?P<year>\d\d)(?P<month>\d\d)(?P<day>\d\d)(?P<sign>[-+])?(?P<end>\d{4})"
)
_MOST_WRONG = 0.2
FEWEST = 3
YOUNGEST = 13
"""Years: nobody younger is employed, so a year that makes them so is of the century before."""


def split(text: str) -> re.Match[str] | None:
    """Return the parts of a personal identity number, None where the text is none."""
    digits = text.strip().replace(" ", "").replace("\u2212", "-").replace("–", "-")
    found = _WRITTEN.fullmatch(
        digits.zfill(10) if digits.isascii() and len(digits) == 9 else digits
    )
    return found if found and _is_day(found) and _checks(found) else None


def key(text: str) -> str | None:
    """Return the ten digits that the same person has in every file, None where the text is none."""
    found = split(text)
    if found is None:
        return None
    return "".join(found[part] for part in ("year", "month", "day", "end"))


def birth_year(text: str, *, year: int) -> int | None:
    """Return the year of birth; ``year`` is the year of the run, which tells the century."""
    found = split(text)
    if found is None:
        return None
    if found["century"]:
        return int(found["century"] + found["year"])
    latest = year - YOUNGEST
    born = latest - (latest - int(found["year"])) % 100
    return born - 100 if found["sign"] == "+" and year - born < 100 else born


def is_woman(text: str) -> bool | None:
    """Return the legal sex that the number tells."""
    found = split(text)
    return None if found is None else int(found["end"][2]) % 2 == 0


def is_plain(text: str) -> bool:
    """Return whether a cell alone is plainly a personal identity number: with sign or century."""
    found = split(text)
    return found is not None and bool(found["sign"] or found["century"])


def are_personal_numbers(texts: Iterable[str]) -> bool:
    """Return whether cells hold personal identity numbers: at least three, and four in five."""
    filled = [text for text in texts if text]
    if len(filled) < FEWEST:
        return False
    wrong, most = 0, _MOST_WRONG * len(filled)
    for text in filled:
        wrong += split(text) is None
        if wrong > most:
            return False
    return True


def _is_day(found: re.Match[str]) -> bool:
    day = int(found["day"])
    try:
        date(
            int((found["century"] or "20") + found["year"]),
            int(found["month"]),
            day - 60 * (day > 60),
        )
    except ValueError:
        return False
    return found["century"] in (None, "19", "20")


def _checks(found: re.Match[str]) -> bool:
    digits = [int(c) for part in ("year", "month", "day", "end") for c in found[part]]
    total = sum(sum(divmod(d * (2 - i % 2), 10)) for i, d in enumerate(digits))
    return total % 10 == 0
