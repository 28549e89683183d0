"""Finds what can point out a person in free text. It asks; a person decides.

Numbers are recognised by their form and, where they have one, by their check digit. Words are
recognised by the beginnings in ``words.toml``. Nothing here is certain: an unusual name or an
indirect description of somebody passes, and a harmless word can be found.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files

SHORTEST_NAME = 3


class Kind(StrEnum):
    """What a finding may be. Health, belief, origin and union are words about somebody's person."""

    PERSONAL_NUMBER = "personal_number"
    EMAIL = "email"
    PHONE = "phone"
    NAME = "name"
    HEALTH = "health"
    BELIEF = "belief"
    ORIGIN = "origin"
    UNION = "union"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A place in the text: `text[start:end]`."""

    start: int
    end: int
    kind: Kind


def findings(text: str, *, names: Collection[str] = ()) -> tuple[Finding, ...]:
    """Return what a person should look at before the text is kept or sent on, in reading order.

    Where two readings share letters the one that begins first stands, and of those the longest.

    Args:
        names: Full names of people who are known here, such as the staff of the unit. Each part of
            at least three letters is found where it begins with a capital.
    """
    found = sorted(
        (*_numbers(text), *_addresses(text), *_words(text), *_names(text, names)),
        key=lambda f: (f.start, -f.end, f.kind),
    )
    kept: list[Finding] = []
    for finding in found:
        if not kept or finding.start >= kept[-1].end:
            kept.append(finding)
    return tuple(kept)


# ---- numbers -----------------------------------------------------------------------------

_PERSONAL = re.compile(
    r"(?<![\d/])(?P<century>18|19|20)?(?P<day>\d{6})(?P<mark>\s?[-+–]\s?|\s)?(?P<last>\d{4})(?![\d/])"
)
_PHONE = re.compile(r"(?<![\d/:.,\w])(?:\+46|0046|0)[\s\-–]?(?:\(0\))?(?:[\s\-–]?\d){7,10}(?!\d)")


def _numbers(text: str) -> Iterator[Finding]:
    for match in _PERSONAL.finditer(text):
        if _is_personal(match):
            yield Finding(match.start(), match.end(), Kind.PERSONAL_NUMBER)
    for match in _PHONE.finditer(text):
        yield Finding(match.start(), match.end(), Kind.PHONE)


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


# ---- addresses ---------------------------------------------------------------------------

_EMAIL = re.compile(r"[\w.+%\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63})+")


def _addresses(text: str) -> Iterator[Finding]:
    for match in _EMAIL.finditer(text):
        yield Finding(match.start(), match.end(), Kind.EMAIL)


# ---- words -------------------------------------------------------------------------------


@cache
def _beginnings() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    with files(__package__).joinpath("words.toml").open("rb") as file:
        listed = tomllib.load(file)
    patterns = []
    for kind in (Kind.HEALTH, Kind.BELIEF, Kind.ORIGIN, Kind.UNION):
        words = listed[kind.value]
        whole = "|".join(re.escape(w) for w in sorted(words["whole"]))
        starts = "|".join(re.escape(w) for w in sorted(words["beginnings"]))
        patterns.append(
            (kind, re.compile(rf"(?<!\w)(?:(?:{whole})(?!\w)|(?:{starts})\w*)", re.IGNORECASE))
        )
    return tuple(patterns)


def _words(text: str) -> Iterator[Finding]:
    for kind, pattern in _beginnings():
        for match in pattern.finditer(text):
            yield Finding(match.start(), match.end(), kind)


# ---- names -------------------------------------------------------------------------------

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


def _names(text: str, names: Collection[str]) -> Iterator[Finding]:
    parts = {
        part.casefold()
        for name in names
        for part in _WORD.findall(name)
        if len(part) >= SHORTEST_NAME
    }
    if not parts:
        return
    open_at: tuple[int, int] | None = None  # neighbouring parts of a name are one finding
    for match in _WORD.finditer(text):
        word = match.group()
        if not (word[0].isupper() and _bare(word) & parts):
            continue
        if open_at and text[open_at[1] : match.start()] == " ":
            open_at = (open_at[0], match.end())
            continue
        if open_at:
            yield Finding(*open_at, Kind.NAME)
        open_at = (match.start(), match.end())
    if open_at:
        yield Finding(*open_at, Kind.NAME)


def _bare(word: str) -> set[str]:
    """Return a word in small letters, with and without the genitive's s."""
    small = word.casefold()
    return {small, small.removesuffix("s")}
