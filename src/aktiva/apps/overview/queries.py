"""The year at a glance: put together from the other apps' reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from aktiva.apps.audit import history
from aktiva.apps.cycles import queries as cycles
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.lawcheck import queries as lawcheck
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.reports import queries as reports
from aktiva.apps.schools import policy as schools_policy
from aktiva.apps.schools import queries as schools
from aktiva.apps.surveys import queries as surveys
from aktiva.domain.law.duties import Status


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    """One line of the picture."""

    id: int
    name: str
    n_answered: int
    n_approved: int
    n_waiting: int
    n_asked: int
    n_without_measure: int
    cooperation: tuple[bool, ...]
    state: str
    own_answers_left: int


@dataclass(frozen=True, slots=True)
class Milestone:
    """A point on the year's track."""

    name: str
    day: date | None
    state: str  # past, now, later


@dataclass(slots=True)
class YearAtAGlance:
    """All that the first page of HR shows."""

    cycle: Cycle
    survey: object
    rows: list[DepartmentRow]
    n_asked: int = 0
    n_answered: int = 0
    n_approved: int = 0
    n_waiting: int = 0
    n_open: int = 0
    n_last_year: int | None = None
    n_asked_last_year: int = 0
    n_risks: int = 0
    n_without_measure: int = 0
    n_duties: int = 0
    n_met: int = 0
    lacking: list = None
    track: list[Milestone] = None
    dates: list = None
    behind: DepartmentRow | None = None
    central_left: int = 0
    departments_left: int = 0
    vacant: int = 0


def year_at_a_glance(cycle: Cycle, *, at: datetime, reach) -> YearAtAGlance:
    """Return the standing of a year within what the person reaches; kept while nothing changes.

    One question, or about 25 when something has changed.
    """
    return history.unchanged(
        ("glance", cycle.pk, at.date(), reach), lambda: _glance(cycle, at=at, reach=reach)
    )


def _glance(cycle: Cycle, *, at: datetime, reach) -> YearAtAGlance:
    today = at.date()
    employer = cycle.employer
    tree = organisation.tree(employer, on=today)
    survey = surveys.survey_of(cycle)
    without = cycles.n_risks_without_measure(cycle)
    standings = surveys.standings(survey, on=today) if survey else {}
    cooperation = (
        history.unchanged(
            ("four steps", survey.ids, today),
            lambda: reports.cooperation_by_department(survey, tree.department_index),
        )
        if survey
        else {}
    )
    left = _left(survey, today)
    index = {unit: organisation.department_of(employer, unit, on=today) for unit in without}
    rows = []
    for department in tree.departments:
        if not (employer.pk in reach.whole or tree.subtree(department.id) & reach.units):
            continue
        standing = standings.get(department.id, surveys.Standing())
        rows.append(
            DepartmentRow(
                id=department.id,
                name=department.short_name,
                n_answered=standing.n_answered,
                n_approved=standing.n_approved,
                n_waiting=standing.n_submitted + standing.n_returned,
                n_asked=standing.n_asked,
                n_without_measure=sum(
                    n for unit, n in without.items() if index[unit] == department.id
                ),
                cooperation=cooperation.get(department.id, (False,) * 4),
                state=_state(standing, survey, today),
                own_answers_left=left.get(department.id, 0),
            )
        )
    glance = YearAtAGlance(cycle=cycle, survey=survey, rows=rows)
    glance.n_asked = sum(r.n_asked for r in rows)
    glance.n_answered = sum(r.n_answered for r in rows)
    glance.n_open = glance.n_asked - glance.n_answered
    glance.n_approved = sum(r.n_approved for r in rows)
    glance.n_waiting = sum(r.n_waiting for r in rows)
    glance.n_without_measure = sum(r.n_without_measure for r in rows)
    glance.n_risks = reports.n_risks(cycle, {r.id for r in rows}, on=today)
    glance.central_left = left.get(None, 0)
    glance.departments_left = sum(r.own_answers_left for r in rows)
    if rows and survey:
        worst = max(rows, key=lambda r: (r.n_asked - r.n_answered, r.n_asked))
        glance.behind = worst if worst.n_asked > worst.n_answered else None
        managers = organisation.managers_by_unit(employer, on=today)
        glance.vacant = sum(
            s.unit_id in tree and s.unit_id not in managers and s.state == "open"
            for s in surveys.sheets_of(survey, level="unit")
        )
    _compare_with_last_year(glance, at)
    if employer.pk in reach.whole:
        results = lawcheck.by_duty(lawcheck.verdicts(cycle))
        held = [r for r in results if r.duty.held and r.status is not Status.NOT_APPLICABLE]
        glance.n_duties = len(held)
        glance.n_met = sum(r.status is Status.MET for r in held)
        glance.lacking = [r for r in held if r.status is Status.MISSING][:5]
    glance.track = _track(cycle, survey, glance, today)
    glance.dates = [m for m in glance.track if m.day and m.day >= today][:5]
    return glance


def _left(survey, today: date) -> dict[int | None, int]:
    """Return department → its own unanswered questions, None → the employer's."""
    if survey is None:
        return {}
    found = surveys.unanswered(survey)
    left: dict[int | None, int] = {}
    for s in found["department"]:
        unit = organisation.holder(survey.cycle.employer, s.unit_id, on=today)
        left[unit] = left.get(unit, 0) + s.n_asked - s.n_answered
    left[None] = sum(s.n_asked - s.n_answered for s in found["central"])
    return left


def _state(standing, survey, today: date) -> str:
    if survey is None or not standing.n_asked:
        return "not_started"
    if standing.n_approved == standing.n_asked:
        return "done"
    if standing.n_answered == standing.n_asked:
        return "reviewing"
    if (
        today > survey.last_date - timedelta(days=7)
        and standing.n_answered < 0.75 * standing.n_asked
    ):
        return "late"
    return "reviewing" if standing.n_answered > 0.75 * standing.n_asked else "answering"


def _compare_with_last_year(glance: YearAtAGlance, at: datetime) -> None:
    previous = cycles.cycle_of(glance.cycle.employer, glance.cycle.year - 1)
    survey = surveys.survey_of(previous) if previous else None
    if survey is None:
        return
    day = at.replace(year=at.year - 1) if (at.month, at.day) != (2, 29) else at.replace(
        year=at.year - 1, day=28
    )  # fmt: skip
    glance.n_last_year = surveys.n_submitted_by(survey, at=day)
    glance.n_asked_last_year = sum(s.n_asked for s in surveys.standings(survey).values())


def _track(cycle, survey, glance, today: date) -> list[Milestone]:
    points = [
        ("Öppnat", cycle.opened_at.date()),
        ("Enheterna svarar", survey.last_date if survey else None),
        ("Granskning", cycle.review_date),
        ("Sammanställning", cycle.compile_date),
        ("Tjänsteskrivelse", cycle.report_date),
        ("Beslut", cycle.decision_date),
    ]
    track, reached_now = [], False
    for place, (name, day) in enumerate(points):
        if (place and day is not None and day < today) or place == 0:
            state = "past"
        elif not reached_now:
            state, reached_now = "now", True
        else:
            state = "later"
        track.append(Milestone(name, day, state))
    return track


MOST_SCHOOLS = 200


@dataclass(frozen=True, slots=True)
class OwnSchool:
    """A school whose year somebody writes, or reads as a representative."""

    cycle_id: int
    year: int
    id: int
    name: str
    state: str
    is_signed: bool
    n_done: int
    n_parts: int


def own_schools(user, *, on: date) -> list[OwnSchool]:
    """Return the person's schools in the latest year. Six questions where there are any."""
    found = schools_policy.signable_schools(user, on=on)
    if organisation_policy.is_representative(user, on=on):
        found = schools_policy.visible_schools(user, on=on)
    by_employer: dict[int, list] = {}
    for school in found.select_related("employer").order_by("code", "pk")[:MOST_SCHOOLS]:
        by_employer.setdefault(school.employer_id, []).append(school)
    rows = []
    for own in by_employer.values():
        employer = own[0].employer
        cycle = cycles.latest_cycle(employer)
        there = [s for s in own if cycle and schools.is_in_year(s, cycle.year)]
        if cycle is None or not there:
            continue
        kept = schools.records(there, cycle.year)
        for place in schools.listed(employer, there, on=on):
            of = kept[place.id]
            standing = [s for s in schools.standing(of) if s.part.is_of_the_act]
            n_done = sum(s.state == "done" for s in standing)
            rows.append(
                OwnSchool(
                    cycle_id=cycle.pk,
                    year=cycle.year,
                    id=place.id,
                    name=place.name,
                    state="ongoing" if of.record.begun else "not_started",
                    is_signed=of.is_signed,
                    n_done=n_done,
                    n_parts=len(standing),
                )
            )
    return rows
