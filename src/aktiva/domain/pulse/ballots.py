"""What one answer holds, written so that all are equally long."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from unicodedata import category

LONGEST_WORDS = 500
"""Characters of one's own words; at most four bytes each."""

ROOM = 512
ROOM_WITH_WORDS = 2560
UNKNOWN = 0
"""The grade of who does not know, or has not answered."""

GRADES = range(1, 6)
_NOT_KEPT = {"Cc", "Cs"}


@dataclass(frozen=True, slots=True)
class Ballot:
    """One person's answer to a pulse. Nothing in it says who.

    Args:
        unit: Where the person works.
        grades: Key of the statement → 1–5, or `UNKNOWN`.
        slip: The mark of a slip for one answer, empty where none are used.
    """

    unit: int
    grades: Mapping[str, int]
    words: str = ""
    slip: str = ""

    def __post_init__(self) -> None:
        if any(g != UNKNOWN and g not in GRADES for g in self.grades.values()):
            raise ValueError("a grade is 1–5, or 0 for not knowing")
        if len(self.words) > LONGEST_WORDS:
            raise ValueError(f"own words are at most {LONGEST_WORDS} characters")


class Unreadable(ValueError):
    """The bytes are no answer."""


def to_bytes(ballot: Ballot, keys: Sequence[str], *, has_words: bool) -> bytes:
    """Return the answer as bytes, as many for every answer to the same pulse.

    Control characters are left out of the words, so that there is always room for them.

    Raises:
        ValueError: There are more statements than there is room for.
    """
    room = ROOM_WITH_WORDS if has_words else ROOM
    grades = "".join(str(ballot.grades.get(key, UNKNOWN)) for key in keys)
    words = "".join(c for c in ballot.words if c == "\n" or category(c) not in _NOT_KEPT)
    told = [ballot.unit, grades, ballot.slip, words if has_words else ""]
    written = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    if len(written) > room:
        raise ValueError(f"an answer of {len(written)} bytes has no room in {room}")
    return written + b" " * (room - len(written))


def from_bytes(written: bytes, keys: Sequence[str]) -> Ballot:
    """Return the answer that `to_bytes` wrote.

    Raises:
        Unreadable: It is none, or to other statements.
    """
    try:
        unit, grades, slip, words = json.loads(written)
        if len(grades) != len(keys):
            raise Unreadable(f"{len(grades)} grades to {len(keys)} statements")
        marks = dict(zip(keys, map(int, grades), strict=True))
        return Ballot(int(unit), marks, str(words), str(slip))
    except (TypeError, ValueError) as error:
        raise Unreadable(str(error)) from error


@dataclass(slots=True)
class Tally:
    """How a unit's answers fell: for each statement six counts, of not knowing and of 1–5."""

    n: int = 0
    grades: dict[str, list[int]] = field(default_factory=dict)

    def add(self, ballot: Ballot, keys: Sequence[str]) -> None:
        """Count one answer."""
        self.n += 1
        for key in keys:
            cells = self.grades.setdefault(key, [0] * 6)
            cells[ballot.grades.get(key, UNKNOWN)] += 1


def once_each(dated: Sequence[tuple[str, Ballot]]) -> list[Ballot]:
    """Return the answers with those of one slip as one: the first among those of the first day.

    Args:
        dated: ISO day and answer, in an order that chance has made.
    """
    kept: dict[str, tuple[str, Ballot]] = {}
    free: list[Ballot] = []
    for day, ballot in dated:
        if not ballot.slip:
            free.append(ballot)
        elif ballot.slip not in kept or day < kept[ballot.slip][0]:
            kept[ballot.slip] = (day, ballot)
    return free + [ballot for _day, ballot in kept.values()]


def tallied(ballots: Sequence[Ballot], keys: Sequence[str]) -> dict[int, Tally]:
    """Return unit → how its answers fell."""
    found: dict[int, Tally] = {}
    for ballot in ballots:
        found.setdefault(ballot.unit, Tally()).add(ballot, keys)
    return found
