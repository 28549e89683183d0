"""What each school has written and approved, and the verdicts on one school alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from aktiva.adapters import clock
from aktiva.adapters.clock import SWEDEN
from aktiva.apps.audit import history
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.guidelines.queries import CheckedText
from aktiva.apps.lawcheck.queries import texts
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.reports import queries as reports
from aktiva.apps.schools import queries
from aktiva.domain.law.checks import Result, check_school
from aktiva.domain.law.evidence import DocumentEvidence, Reference, SchoolEvidence


def schools(
    cycle: Cycle,
    *,
    as_of: datetime | None = None,
    governing: tuple[date, tuple[CheckedText, ...]] | None = None,
) -> tuple[SchoolEvidence, ...]:
    """Return each school's record with its documents and accounts; kept while nothing changes.

    One question, or eight and those of the tree when something has, however many schools there are.

    Args:
        governing: What `texts.of_year` gave, where it has been asked for already.
    """
    return history.unchanged(
        ("schools", cycle.pk, as_of), lambda: _gathered(cycle, as_of=as_of, governing=governing)
    )


def _gathered(
    cycle: Cycle,
    *,
    as_of: datetime | None,
    governing: tuple[date, tuple[CheckedText, ...]] | None,
) -> tuple[SchoolEvidence, ...]:
    found = queries.evidence(cycle.employer, cycle.year, as_of=as_of)
    if not found:
        return ()
    on = as_of.astimezone(SWEDEN).date() if as_of else clock.today()
    day, in_force = governing or texts.of_year(cycle.employer, year=cycle.year, on=on, as_of=as_of)
    tree = organisation.tree(cycle.employer, on=day, as_of=as_of)
    lines = {unit: {unit, *(node.id for node in tree.ancestors(unit))} for unit in found}
    accounts: dict[int, list[DocumentEvidence]] = {}
    for paper in reports.education_accounts(cycle, as_of=as_of):
        accounts.setdefault(paper.unit_id, []).append(
            DocumentEvidence(
                paper.paper_date,
                paper.state == "approved",
                Reference("paper", paper.pk, paper.paper_date),
            )
        )
    return tuple(
        replace(
            school,
            documents=tuple(accounts.get(unit, ())),
            texts=texts.schools(in_force, lines[unit], on=day),
        )
        for unit, school in found.items()
    )


def school_verdicts(
    cycle: Cycle, code: str, *, as_of: datetime | None = None
) -> tuple[Result, ...]:
    """Return the verdicts on one school, the same as in the check of the employer.

    As many questions as `schools`; empty where the year has no such school.
    """
    return tuple(
        result
        for school in schools(cycle, as_of=as_of)
        if school.code == code
        for result in check_school(school, year=cycle.year)
    )
