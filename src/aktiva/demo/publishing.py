"""Women and men over three years, a plan with its public version, and two open pages."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date, datetime

from django.db import transaction

from aktiva.apps.cycles.models import Cycle
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.models import Employer, Unit
from aktiva.apps.reports import actions as reports
from aktiva.apps.reports.models import Paper
from aktiva.apps.reports.queries import publishing
from aktiva.apps.reports.queries.documents import document_of
from aktiva.apps.statistics import actions as statistics
from aktiva.apps.statistics import queries as figures
from aktiva.demo.solvik.calendar import at
from aktiva.demo.solvik.cooperation import SCHOOL

DAYS = (date(2024, 11, 1), date(2025, 11, 1), date(2026, 11, 1))
DECIDED = date(2026, 1, 26)
OPENED = date(2026, 2, 2)
SIGNED = "Amina Lindqvist, HR-strateg"
BACKGROUND = (
    "Arbetet görs i hela kommunen och leds av HR-strategen. I den centrala arbetsgruppen "
    "finns fyra förvaltningschefer och en kanslichef."
)


@transaction.atomic
def load(*, employer: Employer, actor) -> None:
    """Load the figures, the plan and the pages."""
    for day in DAYS:
        _count(employer, day, actor)
    tree = organisation.tree(employer, on=DECIDED)
    root = employer.units.get(pk=tree.root.id)
    school = next(pk for pk, node in tree.nodes.items() if node.name == SCHOOL)
    cycle = Cycle.objects.get(employer=employer, year=2026)
    plan = reports.make_paper(
        cycle=cycle, unit=root, kind=Paper.Kind.PLAN, title="Plan för aktiva åtgärder 2026",
        paper_date=DECIDED, slots={"background": BACKGROUND}, actor=actor, at=at(DECIDED),
    )  # fmt: skip
    plan = reports.approve(paper_id=plan.pk, approved_as=SIGNED, actor=actor, at=at(DECIDED))
    own = Paper.objects.get(unit=school, kind=Paper.Kind.ACTION_PLAN)
    for paper in (plan, own):
        _publish(paper, actor=actor, when=at(OPENED))
        reports.open_page(unit_id=paper.unit_id, actor=actor, at=at(OPENED))


def _count(employer: Employer, day: date, actor) -> None:
    """Store women and men of each department, and of the employer as their sum."""
    tree = organisation.tree(employer, on=day)
    by_unit = figures.headcount_by_unit(employer, on=day)
    sums: dict[int, int] = defaultdict(int)
    for unit, n in by_unit.items():
        sums[tree.department_index.get(unit, 0)] += n
    women = men = 0
    places = {u.pk: u for u in Unit.objects.filter(pk__in=sums).select_related("employer")}
    for pk, unit in places.items():
        share = random.Random(f"women {unit.code}").uniform(0.35, 0.9)
        n_women = round(sums[pk] * (share - 0.005 * (day.year - DAYS[0].year)))
        _store(unit, day, n_women, sums[pk] - n_women, actor)
        women, men = women + n_women, men + sums[pk] - n_women
    if tree.root is not None:
        root = Unit.objects.select_related("employer").get(pk=tree.root.id)
        _store(root, day, women, men, actor)


def _store(unit: Unit, day: date, n_women: int, n_men: int, actor) -> None:
    statistics.store_sex_figures(
        unit=unit, on_date=day, n_women=n_women, n_men=n_men, source="HR-systemet", actor=actor,
        at=at(day),
    )  # fmt: skip


def _publish(paper: Paper, *, actor, when: datetime) -> None:
    document = document_of(paper, at=when)
    found = publishing.questions(document, publishing.known(paper.employer, on=when.date()))
    reports.make_public_version(
        paper_id=paper.pk,
        source_digest=publishing.digest_of(document),
        choices={
            q.key: reports.Choice(keep=False, wording=q.first.finding.proposal) for q in found
        },
        made_as=SIGNED,
        actor=actor,
        at=when,
    )
