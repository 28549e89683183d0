"""The employer's closed years, and which of them have an account that can be handed to DO."""

from __future__ import annotations

from datetime import date, datetime

from aktiva.adapters.clock import SWEDEN
from aktiva.apps.audit import history
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.models import Employer
from aktiva.apps.reports.models import Paper
from aktiva.apps.statistics import queries as statistics
from aktiva.domain.law.duties import duties, why_not
from aktiva.domain.law.evidence import ClosedYear, Reference

ACCOUNTS = {"D25": Paper.Kind.ANNUAL_REPORT, "D33": Paper.Kind.PAY_REPORT}
"""Duty → the kind of paper that is the account; the larger employer's comes first."""


def account_kind(employer: Employer, year: int, *, as_of: datetime | None) -> str | None:
    """Return the kind of paper that an employer of that year's size owes, None for none.

    One question.
    """
    people = statistics.headcount(employer, on=date(year, 1, 1), as_of=as_of)
    owed = {d.id for d in duties() if why_not(d, headcount=people, year=year) is None}
    return next((kind.value for duty, kind in ACCOUNTS.items() if duty in owed), None)


def closed_years(employer: Employer, *, as_of: datetime | None) -> tuple[ClosedYear, ...]:
    """Return the years that were closed at the time. Two questions, and one for each year."""
    cycles = [
        c
        for c in history.rows(Cycle, as_of=as_of).filter(employer=employer)
        if c.closed_at is not None
    ]
    approved = {
        (p.cycle_id, p.unit_id, p.kind)
        for p in history.rows(Paper, as_of=as_of)
        .filter(employer=employer, kind__in=list(ACCOUNTS.values()))
        .defer("document", "slots", "proposed")
        if p.state == Paper.State.APPROVED
    }
    found = []
    for c in sorted(cycles, key=lambda c: c.year):
        kind = account_kind(employer, c.year, as_of=as_of)
        tree = organisation.tree(employer, on=c.opened_at.astimezone(SWEDEN).date(), as_of=as_of)
        root = tree.root.id if tree.root else None
        on = c.closed_at.astimezone(SWEDEN).date()
        found.append(
            ClosedYear(
                c.year, kind is not None, (c.pk, root, kind) in approved,
                Reference("cycle", c.pk, on),
            )
        )  # fmt: skip
    return tuple(found)
