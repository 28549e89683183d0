"""Personal numbers, telephone numbers and e-mail addresses, told by their form.

A personal number has a check digit as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from aktiva.domain.free_text.findings import Finding, Kind

_PERSONAL = re.compile(
    r"(?<![\d/])(?P<century>18|19|20)?(?P<day>\d{6})(?P<mark>\s?[-+–]\s?|\s)?(?P<last>\d{4})(?![\d/])"
)
_PHONE = re.compile(r"(?<![\d/:.,\w])(?:\+46|0046|0)[\s\-–]?(?:\(0\))?(?:[\s\-–]?\d){7,10}(?!\d)")
_EMAIL = re.compile(r"[\w.+%\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63})+")


def numbers(text: str) -> Iterator[Finding]:
    """Find personal numbers, telephone numbers and e-mail addresses."""
    for match in _PERSONAL.finditer(text):
        if _is_personal(match):
            yield Finding(
                Kind.PERSONAL_NUMBER, match.start(), match[0],
                "Ser ut som ett personnummer eller ett samordningsnummer.",
                "[personnumret visas inte]",
            )  # fmt: skip
    for match in _PHONE.finditer(text):
        yield Finding(
            Kind.PHONE, match.start(), match[0], "Ett telefonnummer kan leda till en person.",
            "[telefonnumret visas inte]",
        )  # fmt: skip
    for match in _EMAIL.finditer(text):
        yield Finding(
            Kind.EMAIL, match.start(), match[0], "En e-postadress kan leda till en person.",
            "[e-postadressen visas inte]",
        )  # fmt: skip


def _is_personal(match: re.Match[str]) -> bool:
    """Return whether ten or twelve digits are a personnummer or a samordningsnummer.

    One written with a mark between is taken for one even if its check digit is wrong: somebody
    has mistyped it. Without a mark the check digit must be right, or every long number is found.
    """
    year, month, day = (int(match["day"][n : n + 2]) for n in (0, 2, 4))
    if not _is_day(year, month, day - 60 if day > 60 else day):
        return False
    mark = (match["mark"] or "").strip()
    return bool(mark) or _check_digit(match["day"] + match["last"][:3]) == int(match["last"][3])


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(2000 + year, month, day)  # 2000 is a leap year, so no true day is lost
    except ValueError:
        return False
    return True


def _check_digit(nine: str) -> int:
    total = 0
    for place, digit in enumerate(nine):
        product = int(digit) * (2 - place % 2)
        total += product // 10 + product % 10
    return -total % 10
