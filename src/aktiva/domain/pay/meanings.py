"""What the columns of pay files and staff files may mean, told by their headings."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any


class Meaning(StrEnum):
    """What a column holds."""

    ID = "id"
    PERSONAL_NUMBER = "personal_number"
    SEX = "sex"
    BIRTH = "birth"
    TITLE = "title"
    CODE = "code"
    UNIT = "unit"
    FORM = "form"
    EXTENT = "extent"
    PAY = "pay"
    PAY_ACTUAL = "pay_actual"
    PAY_HOURLY = "pay_hourly"
    SUPPLEMENTS = "supplements"
    VARIABLE = "variable"
    BENEFITS = "benefits"
    HOURS_YEAR = "hours_year"
    HIRED = "hired"
    ENDED = "ended"
    IS_MANAGER = "is_manager"
    GROUP = "group"
    POINTS = "points"

    @property
    def words(self) -> str:
        """The meaning in Swedish."""
        return _known()[self].words


ADDED = frozenset({Meaning.SUPPLEMENTS, Meaning.VARIABLE, Meaning.BENEFITS})
"""Amounts that a file may hold in several columns, which are added."""

STAFF_ONLY = frozenset(
    {
        Meaning.ID,
        Meaning.PERSONAL_NUMBER,
        Meaning.UNIT,
        Meaning.FORM,
        Meaning.HIRED,
        Meaning.ENDED,
    }
)
"""All that is read of the staff register, to hold the pay file against it."""


class Kind(StrEnum):
    """Why a column is never stored."""

    UNION = "union"
    ETHNICITY = "ethnicity"
    RELIGION = "religion"
    HEALTH = "health"
    DISABILITY = "disability"
    FAMILY = "family"
    ORIENTATION = "orientation"
    POLITICS = "politics"
    IDENTITY = "identity"

    @property
    def why(self) -> str:
        """The reason in Swedish, as the end of a sentence that begins ”Läses inte in:”."""
        return _sensitive()[self].why


@dataclass(frozen=True)
class _Known:
    words: str
    headings: frozenset[str]


@dataclass(frozen=True)
class _Sensitive:
    why: str
    whole: bool
    parts: tuple[str, ...]
    words: frozenset[str]


_SIGNS = re.compile(r"[^a-z0-9]+")
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_YEAR = re.compile(r"(19|20)\d\d(\d\d)?")
_UNITS = frozenset(
    {"kr", "sek", "kronor", "procent", "man", "manad", "month", "per", "i", "tkr", "timmar", "h"}
)


def folded(heading: str) -> str:
    """Return a heading as it is compared: small letters without accents, words apart."""
    plain = unicodedata.normalize("NFKD", heading.casefold())
    return _SIGNS.sub(" ", "".join(c for c in plain if not unicodedata.combining(c))).strip()


def meanings_of(heading: str) -> frozenset[Meaning]:
    """Return what a heading usually means: nothing, one thing, or several."""
    for words in (folded(heading), _bare(heading)):
        found = _by_heading().get(words.replace(" ", ""))
        if found:
            return found
    return frozenset()


def kind_of(heading: str) -> Kind | None:
    """Return why a column with this heading is never stored, or None where it may be read."""
    if meanings_of(heading):
        return None
    words = folded(heading)
    joined, apart = words.replace(" ", ""), frozenset(words.split())
    for kind, known in _sensitive().items():
        whole = {_bare(heading), words} if known.whole else apart
        if whole & known.words or any(part in joined for part in known.parts):
            return kind
    return None


def heading_row(rows: Sequence[Sequence[str]]) -> int | None:
    """Return which of a file's first rows holds the headings.

    The row with the most usual headings, at least two; where none has, the first whose cells are
    all words and that is as wide as the rows below it. None where no row is either.
    """
    known = [sum(bool(meanings_of(cell) or kind_of(cell)) for cell in row if cell) for row in rows]
    if known and max(known) >= 2:
        return known.index(max(known))
    for i, row in enumerate(rows[:-1]):
        filled = [cell for cell in row if cell]
        below = sum(1 for cell in rows[i + 1] if cell)
        if len(filled) >= max(2, below) and not any(c.isdigit() for cell in filled for c in cell):
            return i
    return None


def _bare(heading: str) -> str:
    """Return a heading without its unit and its year."""
    words = folded(_BRACKETS.sub(" ", heading)).split()
    while len(words) > 1 and (words[-1] in _UNITS or _YEAR.fullmatch(words[-1])):
        words.pop()
    return " ".join(words)


@cache
def _known() -> dict[Meaning, _Known]:
    return {
        Meaning(name): _Known(
            words=row["words"],
            headings=frozenset(folded(h).replace(" ", "") for h in row["headings"]),
        )
        for name, row in _read("headings.toml").items()
    }


@cache
def _by_heading() -> dict[str, frozenset[Meaning]]:
    found: dict[str, set[Meaning]] = {}
    for meaning, known in _known().items():
        for heading in known.headings:
            found.setdefault(heading, set()).add(meaning)
    return {heading: frozenset(meanings) for heading, meanings in found.items()}


@cache
def _sensitive() -> dict[Kind, _Sensitive]:
    return {
        Kind(name): _Sensitive(
            why=row["why"],
            whole=row.get("whole", False),
            parts=tuple(folded(part).replace(" ", "") for part in row["parts"]),
            words=frozenset(folded(word) for word in row["words"]),
        )
        for name, row in _read("sensitive.toml").items()
    }


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath(name).read_text(encoding="utf-8"))
