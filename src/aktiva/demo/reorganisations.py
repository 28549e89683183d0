"""Loads what the demonstration municipality has decided about its units, and one mistake."""

from __future__ import annotations

from datetime import date, datetime

from aktiva.adapters.clock import SWEDEN
from aktiva.apps.organisation import actions as organisation
from aktiva.apps.organisation import queries
from aktiva.apps.organisation.models import Employer, UnitPeriod
from aktiva.domain.organisation.reorganising import Change, ChangeKind, Part

MERGED = ("Lokalvård Norr", "Lokalvård Söder")
TOGETHER = "Lokalvård tätorten"
NEW_YEAR = date(2027, 1, 1)
CLOSED_BY_MISTAKE = "Köket Norrgården"


def load(*, employer: Employer, actor) -> None:
    """Plan a merge from the first of January, and make a closing that is undone the same day."""
    employer.refresh_from_db()
    at = datetime(2026, 11, 12, 9, 40, tzinfo=SWEDEN)
    wrong = organisation.reorganise(
        employer=employer,
        change=Change(ChangeKind.CLOSE, date(2027, 2, 1), (_unit(employer, CLOSED_BY_MISTAKE),)),
        decision=organisation.Decision("förvaltningschefen"), actor=actor, at=at,
    )  # fmt: skip
    organisation.undo_reorganisation(
        reorganisation_id=wrong.pk, actor=actor, at=at.replace(hour=10, minute=5)
    )
    employer.refresh_from_db()
    before = tuple(_unit(employer, name) for name in MERGED)
    like = queries.tree(employer, on=NEW_YEAR).nodes[before[0]]
    organisation.reorganise(
        employer=employer,
        change=Change(
            ChangeKind.MERGE, NEW_YEAR, before,
            (Part(TOGETHER, TOGETHER, like.kind, like.parent),),
        ),
        decision=organisation.Decision("kommundirektören", "KS 2026/311"), actor=actor,
        at=at.replace(day=18),
    )  # fmt: skip


def _unit(employer: Employer, name: str) -> int:
    return UnitPeriod.objects.get(unit__employer=employer, name=name, to_date=None).unit_id
