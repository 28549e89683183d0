"""One year of the municipality, from its opening to its papers."""

from __future__ import annotations

from django.db import transaction

from aktiva.apps.cycles import actions as cycles
from aktiva.apps.organisation.models import (
    Employer,
)
from aktiva.apps.surveys import actions as surveys
from aktiva.demo.load import chains, papers, sheets
from aktiva.demo.load.made import Made, noon
from aktiva.demo.solvik import cooperation, shapes, trainings


def load(made: Made, employer: Employer, y: shapes.Year) -> None:
    """Load a year: opened, asked, answered, compiled and accounted for."""
    actor = made.somebody(made.plan.employer)
    made.progress(f"{y.year}: året öppnas och underlaget skickas ut")
    cycle = cycles.open_year(
        employer=employer,
        year=y.year,
        review_date=y.review_on,
        compile_date=y.compile_on,
        report_date=y.report_on,
        decision_date=y.decision_on,
        actor=actor,
        at=y.opened_at,
    )
    root = made.units[made.plan.employer.code]
    with transaction.atomic():
        chains.measures(made, [(root, m) for m in y.common_measures], cycle, actor)
        chains.outcomes(made, [(root, o) for o in y.common_outcomes], cycle, actor)
    campaign = surveys.open_campaign(
        cycle=cycle,
        units=[made.units[s.unit_code] for s in y.sheets],
        opens_date=y.opens_on,
        last_date=y.last_day,
        message=y.message,
        actor=actor,
        at=noon(y.opens_on).replace(hour=8),
    )
    made.progress(f"{y.year}: enheternas svar")
    sheets.load(made, campaign, y, actor)
    chains.load(made, cycle, y, actor)
    cooperation.load(
        cycle, actor=actor, units=made.units, users=made.users, root=made.plan.employer.code
    )
    trainings.load(cycle, actor=actor, units=made.units)
    papers.load(made, cycle, y, actor)
