"""The points of a document against harassment, as data: what is asked, of which documents, and why."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

PHENOMENA = ("harassment", "sexual_harassment", "reprisals")
_GAP = r"(?:\W+\w+){0,4}?"


class Weight(StrEnum):
    """How much a point weighs."""

    DEMANDED = "demanded"
    ADVISED = "advised"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Word:
    """A word or phrase to look for, as it is written in the list.

    `letters` is its longest run of letters, which a text must hold for the pattern to be tried.
    """

    written: str
    letters: str
    pattern: re.Pattern[str]

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return from and to of every hit in a casefolded text."""
        if self.letters not in text:
            return []
        return [hit.span() for hit in self.pattern.finditer(text)]


@dataclass(frozen=True, slots=True)
class Group:
    """Words of which `least` different ones must stand in a passage."""

    words: tuple[Word, ...]
    least: int


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that a document must say, should say, or must not say."""

    code: str
    kind: str
    question: str
    short: str
    weight: Weight
    source: str
    groups: tuple[Group, ...]
    helps: tuple[Word, ...]
    blank: tuple[Word, ...]
    never: tuple[Word, ...]


def word(written: str) -> Word:
    """Return a word to look for: ``*`` stands for letters, ``..`` for a few words between.

    A hit begins and ends where a word does. The text it is looked for in is casefolded.
    """
    parts = [r"[\s-]+".join(map(_one, part.split())) for part in written.split("..")]
    joined = (_GAP + r"\W+").join(parts)
    letters = max(re.findall(r"\w+", written.casefold()), key=len)
    return Word(written, letters, re.compile(rf"(?<!\w){joined}(?!\w)"))


def _one(term: str) -> str:
    return re.escape(term.casefold()).replace(r"\*", r"\w*")


@cache
def points_for(kind: str) -> tuple[Point, ...]:
    """Return the points that a kind of document is checked for, in the order they are asked."""
    return tuple(_point(row, kind) for row in _rows() if kind in row["kinds"])


@cache
def _rows() -> tuple[dict[str, Any], ...]:
    text = resources.files(__package__).joinpath("points.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["point"])


def _point(row: dict[str, Any], kind: str) -> Point:
    school = kind.startswith("education_")
    return Point(
        code=row["code"],
        kind=kind,
        question=row.get("question_school", row["question"]) if school else row["question"],
        short=row.get("short_school", row["short"]) if school else row["short"],
        weight=Weight(row["weight"]),
        source=row["source"],
        groups=tuple(Group(_words(g["words"]), g.get("least", 1)) for g in row["group"]),
        helps=_words(row.get("helps", [])),
        blank=_words(row.get("blank", [])),
        never=_words(row.get("never", [])),
    )


def _words(written: list[str]) -> tuple[Word, ...]:
    return tuple(word(w) for w in written)
