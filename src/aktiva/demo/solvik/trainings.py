"""Courses in Solvik 2025 and 2026: three courses, who has done them, who came, how it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from aktiva.apps.accounts.models import User
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.organisation.models import Unit
from aktiva.apps.trainings import actions, queries
from aktiva.apps.trainings.models import Course
from aktiva.demo.solvik.calendar import at

RECRUITING = "Rekrytera utan att diskriminera"
HARASSMENT = "Trakasserier: upptäcka, utreda, förebygga"
EVERYDAY = "Likabehandling i vardagen"
_LINK = "https://intranat.solvik.example/utbildning"

COURSES = (
    actions.CourseFacts(
        title=RECRUITING, area="recruitment", audience=["managers"], form="on_site",
        obligatory_for_new=True, days_to_do=120, given_every=1, starts_on=date(2025, 1, 1),
        link=f"{_LINK}/rekrytera",
    ),
    actions.CourseFacts(
        title=HARASSMENT, area="harassment", audience=["managers", "safety_representatives"],
        form="digital", obligatory_for_new=True, days_to_do=180, interval_years=3, given_every=1,
        starts_on=date(2025, 1, 1), link=f"{_LINK}/trakasserier",
    ),
    actions.CourseFacts(
        title=EVERYDAY, area="working_conditions", audience=["everyone"], form="nano_learning",
        starts_on=date(2025, 1, 1), link=f"{_LINK}/vardagen",
    ),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Given:
    """A round of the blueprint. `skipped`: every how many-th person was not there."""

    title: str
    on: date
    content: str = ""
    participation: str = ""
    until: date | None = None
    skipped: int = 0


ROUNDS = {
    2025: (
        Given(
            title=RECRUITING, on=date(2025, 9, 23), until=date(2025, 10, 3), skipped=11,
            content="Fallen ur egna annonser gav mest. Avsnittet om lagen kan bli kortare.",
            participation="De flesta chefer kom. Från räddningstjänsten kom ingen, för den dagen var övning.",
        ),
        Given(
            title=HARASSMENT, on=date(2025, 10, 14), skipped=7,
            content="Samtalsövningen behöver en roll som vittne. Mallen för utredning används nu.",
            participation="Skyddsombuden deltog mer än cheferna. Nattcheferna vill ha en egen tid.",
        ),
    ),
    2026: (
        Given(
            title=RECRUITING, on=date(2026, 9, 22), until=date(2026, 10, 2),
            content="Lagen tog en halv timme i stället för en och en halv. Tiden gick till intervjufrågor.",
            participation="Räddningstjänsten fick en egen förmiddag. Tre nya rektorer missade dagen.",
        ),
        Given(title=HARASSMENT, on=date(2026, 11, 17)),
    ),
}  # fmt: skip
FIGURES = {2025: {"FSK": 64, "GRU": 88, "VOF": 131, "TSF": 22}, 2026: {"FSK": 71, "GRU": 93, "VOF": 140, "TSF": 3}}  # fmt: skip
GRADES = (
    (5, 5, 4), (5, 4, 4), (4, 4, 5), (4, 5, 5), (5, 5, 5), (4, 4, 4), (5, 4, 5), (4, 5, 4),
    (5, 5, 5), (5, 4, 4), (4, 5, 5), (5, 5, 4),
)  # fmt: skip
WORDS = {0: "Mer tid för egna annonser.", 4: "Bra att övningen var på riktigt."}


def load(cycle: Cycle, *, actor: User, units: Mapping[str, Unit]) -> None:
    """Record a year's courses with the product's own actions."""
    if cycle.year not in ROUNDS:
        return
    employer = cycle.employer
    if not employer.courses.exists():
        for facts in COURSES:
            actions.register_course(employer=employer, facts=facts, actor=actor, at=cycle.opened_at)
    courses = {c.title: c for c in employer.courses.all()}
    for given in ROUNDS[cycle.year]:
        _give(courses[given.title], given, actor=actor)
    last = max(g.on for g in ROUNDS[cycle.year])
    actions.store_participation(
        course_id=courses[EVERYDAY].pk, year=cycle.year, actor=actor, at=at(last, 15),
        counts={units[code].pk: n for code, n in FIGURES[cycle.year].items()},
    )  # fmt: skip


def _give(course: Course, given: Given, *, actor: User) -> None:
    made = actions.record_round(
        course_id=course.pk, on_date=given.on, actor=actor, at=at(given.on, 8)
    )
    if given.until is not None:
        actions.open_answers(round_id=made.pk, until=given.until, actor=actor, at=at(given.on, 9))
        for place, (useful, changes, form_worked) in enumerate(GRADES):
            facts = actions.AnswerFacts(
                useful=useful, changes=changes, form_worked=form_worked,
                words=WORDS.get(place, ""),
            )  # fmt: skip
            actions.answer(code=made.code, facts=facts, day=given.on)
    if given.content:
        actions.evaluate(
            round_id=made.pk, content=given.content, participation=given.participation,
            actor=actor, at=at(given.on, 16),
        )  # fmt: skip
    if given.skipped:
        rows = queries.gathered(course.employer, on=given.on).rows[course.pk]
        there = [r.person.holding_id for place, r in enumerate(rows, 1) if place % given.skipped]
        actions.tick(
            course_id=course.pk, holding_ids=there, on_date=given.on, actor=actor,
            at=at(given.on, 16),
        )  # fmt: skip
