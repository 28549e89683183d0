"""The duties of 3 kap. as data, and which of them an employer of a given size has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from aktiva.domain.law import dated

RULES_VERSION = "2008:567 t.o.m. 2024:242"
FIRST_YEAR = 2017


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
    """

    id: str
    paragraph: str
    title: str
    plain: str
    size: str | None
    below: str | None
    verified: bool
    held: bool

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
        )
        for row in dated.toml("duties")["duty"]
    )


def why_not(duty: Duty, *, headcount: int | None, year: int) -> str | None:
    """Return in Swedish why the duty does not apply to an employer of this size, or None.

    The headcount is that of 1 January; exactly 10 counts as 10–24. An unknown
    headcount is held to have every duty, since that is the safe side.
    """
    if headcount is None or (duty.size is None and duty.below is None):
        return None
    new_year = date(year, 1, 1)
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
