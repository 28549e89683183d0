"""Loads the demonstration municipality: structure and answers in bulk, the rest by actions."""

from __future__ import annotations

from django.db import transaction

from aktiva.demo import (
    governing,
    own_template,
    pay,
    publishing,
    pulse,
    reminders,
    reorganisations,
    schools,
    sick_leave,
    word_template,
    year_work,
)
from aktiva.demo.load import employers, years
from aktiva.demo.load.employers import PASSWORD
from aktiva.demo.load.made import Made, Progress
from aktiva.demo.solvik import blueprint, shapes

__all__ = ["PASSWORD", "load"]


def load(*, progress: Progress = lambda _words: None) -> shapes.Municipality:
    """Load the demonstration into an empty database, and return its blueprint.

    One who is interrupted begins again with an empty database.
    """
    plan = blueprint()
    made = Made(plan, progress)
    employer = employers.load(made, plan.employer)
    company = employers.load(made, plan.company)
    employers.figures(made, employer)
    for year in plan.years:
        years.load(made, employer, year)
    actor = made.somebody(plan.employer)
    progress("2026: årets arbete vid sidan av underlaget")
    with transaction.atomic():
        year_work.load(employer=employer, units=made.units, actor=actor, now=plan.now)
        reorganisations.load(employer=employer, actor=actor)
        own_template.load(
            employer=employer, unit=made.units[plan.employer.code], actor=actor,
            signed=f"{actor.name}, {made.titles[made.key(actor)]}",
        )  # fmt: skip
    word_template.load(employer=employer, actor=actor)
    progress("Riktlinjer och rutiner mot trakasserier")
    governing.load(
        employer=employer, company=company, actor=actor, manager=made.somebody(plan.company)
    )
    progress("Offentliga versioner och öppna sidor")
    publishing.load(employer=employer, actor=actor)
    sick_leave.load(employer=employer, actor=actor)
    progress("Skolor och förskolor: arbetet för barn och elever")
    schools.load(employer=employer, actor=actor, now=plan.now)
    progress("Medarbetarpulser: en räknad och en öppen")
    pulse.load(employer=employer, actor=actor, now=plan.now)
    progress("Lönekartläggning: en fryst lönefil, grupper, värdering och bedömningar")
    pay.load(employer=employer, actor=actor, partner=made.users["lena.hjort"])
    progress("Kalender och påminnelser")
    reminders.keep_calendar(employer, hr=made.users["amina.lindqvist"])
    reminders.remind(employer, people=made.users)
    return plan
