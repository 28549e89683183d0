"""The duties of 3 kap. as data, and which of them an employer of a given size has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from aktiva.domain.law import dated

FIRST_DAY = date(2017, 1, 1)
"""Chapter 3 got its present form on this day."""


class Status(StrEnum):
    """What a check says."""

    MET = "met"
    MISSING = "missing"
    WARNING = "warning"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Duty:
    """One row: what the law asks, of whom, and whether Aktiva holds evidence of it.

    Args:
        size: Threshold in ``documentation_thresholds`` from which the duty applies.
        below: Threshold from which it no longer does.
        begins: The first day that it holds, and `ends` the first day that it no longer does.
        chapter: The group that it is told in, a key of `chapters`.
        who: Who mends what is missing: units, hr, pay, everybody, document or school.
        mend: Where that is done: a register's name, or ``answers:`` and a question.
    """

    id: str
    paragraph: str
    title: str
    plain: str
    size: str | None
    below: str | None
    verified: bool
    held: bool
    begins: date
    ends: date | None
    chapter: str
    who: str
    mend: str

    @property
    def scope(self) -> str:
        return (
            "school"
            if self.paragraph.startswith(("3 kap. 16", "3 kap. 18", "3 kap. 19", "3 kap. 20"))
            else "employer"
        )


@cache
def duties() -> tuple[Duty, ...]:
    """Return every duty, in the order of the table."""
    return tuple(
        Duty(
            id=row["id"],
            paragraph=row["paragraph"],
            title=row["title"],
            plain=row["plain"],
            size=row.get("size"),
            below=row.get("below"),
            verified=row.get("verified", True),
            held=row.get("held", True),
            begins=row.get("from", FIRST_DAY),
            ends=row.get("to"),
            chapter=row["chapter"],
            who=row["who"],
            mend=row["mend"],
        )
        for row in dated.toml("duties")["duty"]
    )


@dataclass(frozen=True, slots=True)
class Chapter:
    """A group of duties as a reader meets them, in the order of the Act."""

    id: str
    law: str
    title: str


@cache
def chapters() -> tuple[Chapter, ...]:
    """Return the groups, in the order of the Act."""
    return tuple(Chapter(**row) for row in dated.toml("duties")["chapter"])


def wording(on: date) -> str:
    """Return the wording of the Act that the rules of a day were written against.

    Raises:
        NotYetInForce: The day is before the present chapter 3.
    """
    rows = dated.toml("wordings")["wording"]
    in_force = [row["text"] for row in rows if row["from"] <= on]
    if not in_force:
        raise dated.NotYetInForce(f"chapter 3 has its present form from {FIRST_DAY}")
    return str(in_force[-1])


def why_not(duty: Duty, *, headcount: int | None, year: int) -> str | None:
    """Return in Swedish why the duty does not apply to an employer of this size, or None.

    The headcount is that of 1 January; exactly 10 counts as 10–24. An unknown
    headcount is held to have every duty, since that is the safe side.
    """
    new_year, last_day = date(year, 1, 1), date(year, 12, 31)
    if duty.begins > last_day:
        return f"Kravet gäller från {duty.begins.isoformat()}."
    if duty.ends is not None and duty.ends <= new_year:
        return f"Kravet gällde till {duty.ends.isoformat()}."
    if headcount is None or (duty.size is None and duty.below is None):
        return None
    limits = dated.load("documentation_thresholds")
    if duty.below is not None and headcount >= limits[duty.below].on(new_year):
        return (
            f"Gäller arbetsgivare med {limits[duty.size or duty.below].on(new_year)}–"
            f"{limits[duty.below].on(new_year) - 1} anställda. Ni var {headcount} den 1 januari."
        )
    if duty.size is not None and headcount < limits[duty.size].on(new_year):
        return (
            f"Gäller från {limits[duty.size].on(new_year)} anställda. "
            f"Ni var {headcount} den 1 januari."
        )
    return None
