"""Alby skola and Eklidens skola as schools, and what a full year of one says."""

from __future__ import annotations

from datetime import date

from strandvik import Municipality, noon

from aktiva.apps.schools import actions
from aktiva.apps.schools.models import School
from aktiva.domain.schools.words import Part
from aktiva.domain.values import GROUNDS_OF_THE_ACT

YEAR = 2023
WRITTEN = noon("2023-10-10")
ALL_GROUNDS = [g.value for g in GROUNDS_OF_THE_ACT]


def full_year(year: int = YEAR) -> dict[Part, dict]:
    """Return a value for each part, all of it counting."""
    return {
        Part.EXAMINE: {
            "rows": [
                {
                    "key": "e1", "on": f"{year}-03-15", "methods": ["survey", "class_council"],
                    "grounds": ALL_GROUNDS, "groups": ["pupils", "staff"], "found": "risk",
                    "finding": f"Ombytet är otryggt, det syntes i enkäten {year}.",
                }
            ],
            "last": 1,
        },
        Part.RISKS: {
            "rows": [
                {
                    "key": "r1", "description": "Ombytet till idrotten är otryggt",
                    "grounds": ["sex"], "cause": "Det saknas enskilda bås och vuxna i närheten.",
                }
            ],
            "last": 1,
        },
        Part.MEASURES: {
            "rows": [
                {
                    "key": "m1", "title": "Bygg två bås", "aim": "r1",
                    "owner": "biträdande rektor", "starts": f"{year}-09-01",
                    "due": f"{year + 1}-05-31", "next_check": "", "effect": "Fler byter om",
                }
            ],
            "last": 1,
        },
        Part.FOLLOW_UP: {"working": f"Enkäten {year} kom för sent på året."},
        Part.TEXTS: {
            "on": f"{year}-09-05", "words": f"Rutinen lästes upp i klasserna {year}."
        },
        Part.COOPERATION: {
            "rows": [
                {
                    "key": "c1", "on": f"{year}-09-20", "groups": ["pupils", "staff"],
                    "how": f"Klassråden svarade på frågorna {year}.",
                    "adapted": "De yngsta svarade med bilder.",
                }
            ],
            "last": 1,
        },
        Part.PLAN: {"on": f"{year}-01-20", "account": f"Rastvärdar infördes under {year - 1}."},
    }  # fmt: skip


def mark(town: Municipality, *codes: str, at=None) -> dict[str, School]:
    """Mark units as schools from the first of January 2020."""
    at = at or noon("2023-01-10")
    actions.mark(
        employer=town.employer, from_date=date(2020, 1, 1), actor=town.hr, at=at,
        markings=[actions.Marking(town.units[c].pk, "compulsory", c) for c in codes],
    )  # fmt: skip
    return {s.code: s for s in School.objects.filter(employer=town.employer)}


def write(school: School, *, by, at=WRITTEN, year: int = YEAR, parts: dict | None = None) -> None:
    """Write parts of a school's year by the action, the whole year if nothing else is said."""
    for part, value in (full_year(year) if parts is None else parts).items():
        actions.save_part(
            school_id=school.pk, year=year, part=part, value=value, revision=0, actor=by, at=at
        )
