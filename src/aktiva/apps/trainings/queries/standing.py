"""How everybody who holds a role stands to every course, worked out at one time."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Max

from aktiva.apps.audit import history
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.models import Employer, RoleHolding
from aktiva.apps.trainings.models import Completion, Course, CourseReminder, CourseRound
from aktiva.domain.organisation.permissions import Role
from aktiva.domain.organisation.tree import Tree
from aktiva.domain.trainings.evaluation import Hollow, hollow
from aktiva.domain.trainings.obligation import (
    Audience,
    Holding,
    Post,
    Rule,
    Standing,
    State,
    standing,
)

_POSTS = {
    Role.UNIT_MANAGER: Post.MANAGER,
    Role.DEPARTMENT_HEAD: Post.MANAGER,
    Role.SAFETY_REPRESENTATIVE: Post.SAFETY_REPRESENTATIVE,
}


def rule_of(course: Course) -> Rule:
    """Return what a course asks."""
    known = set(Audience)
    return Rule(
        audience=frozenset(Audience(code) for code in course.audience if code in known),
        obligatory_for_new=course.obligatory_for_new,
        days_to_do=course.days_to_do,
        starts_on=course.starts_on,
        interval_years=course.interval_years,
        retired_on=course.retired_on,
    )


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who holds a role on the day; `shown` is the function alone if protected."""

    user_id: int
    holding_id: int
    unit_id: int
    unit: str
    shown: str
    function: str


@dataclass(frozen=True, slots=True)
class Row:
    """One person and one course."""

    course: Course
    person: Person
    standing: Standing
    reminded_at: object = None

    @property
    def key(self) -> str:
        """What the row is called in a form."""
        return f"{self.course.pk}-{self.person.holding_id}"


@dataclass(frozen=True, slots=True)
class RoundNote:
    """A round, and why its evaluation does not count; None when it does."""

    round: CourseRound
    hollow: Hollow | None

    @property
    def is_evaluated(self) -> bool:
        return self.hollow is None


@dataclass(frozen=True, slots=True)
class Gathered:
    """Courses with their rounds and with everybody they concern."""

    on: date
    tree: Tree
    courses: dict[int, Course]
    rounds: dict[int, list[RoundNote]] = field(default_factory=dict)
    rows: dict[int, list[Row]] = field(default_factory=dict)

    def within(self, course_id: int, reach) -> list[Row]:
        """Return the rows of one course at units that a person reaches."""
        employer = self.courses[course_id].employer_id
        return [
            r
            for r in self.rows.get(course_id, ())
            if employer in reach.whole or r.person.unit_id in reach.units
        ]

    def lacking(self, reach) -> list[Row]:
        """Return who lacks what at units in reach: the latest first, then by day and name."""
        found = [r for pk in self.courses for r in self.within(pk, reach) if r.standing.state.lacks]
        return sorted(
            found,
            key=lambda r: (r.standing.due_by or self.on, r.person.unit, r.person.shown, r.key),
        )

    def rounds_in(self, course_id: int, year: int) -> list[RoundNote]:
        """Return the rounds of a course in a year, in order."""
        return [n for n in self.rounds.get(course_id, ()) if n.round.on_date.year == year]

    def expected(self, course_id: int, year: int) -> bool:
        """Return whether the course should be given in the year, by its own interval."""
        course = self.courses[course_id]
        if course.given_every is None or course.starts_on.year > year:
            return False
        if course.retired_on is not None and course.retired_on <= date(year, 1, 1):
            return False
        before = [
            n.round.on_date.year
            for n in self.rounds.get(course_id, ())
            if n.round.on_date.year < year
        ]
        return not before or max(before) + course.given_every <= year


def gathered(employer: Employer, *, on: date) -> Gathered:
    """Return everything about an employer's courses on a day; kept while nothing changes.

    Five questions besides those of the tree, or one.
    """
    return history.unchanged(("trainings", employer.pk, on), lambda: _gather(employer, on=on))


def _gather(employer: Employer, *, on: date) -> Gathered:
    courses = {
        c.pk: c
        for c in Course.objects.filter(employer=employer).select_related("forum").order_by("title")
    }
    tree = organisation.tree(employer, on=on)
    return Gathered(
        on=on,
        tree=tree,
        courses=courses,
        rounds=_rounds(courses, on=on),
        rows=_rows(employer, courses, tree, on=on) if courses else {},
    )


def _rounds(courses: dict[int, Course], *, on: date) -> dict[int, list[RoundNote]]:
    found: dict[int, list[CourseRound]] = defaultdict(list)
    for row in CourseRound.objects.filter(course__in=courses).order_by("on_date", "pk"):
        found[row.course_id].append(row)
    return {
        pk: [
            RoundNote(
                row,
                hollow(
                    row.content,
                    row.participation,
                    given_on=row.on_date,
                    on=on,
                    earlier=[(r.content, r.participation) for r in rows[:place]],
                ),
            )
            for place, row in enumerate(rows)
        ]
        for pk, rows in found.items()
    }


def _rows(
    employer: Employer, courses: dict[int, Course], tree: Tree, *, on: date
) -> dict[int, list[Row]]:
    held: dict[int, list[RoleHolding]] = defaultdict(list)
    for holding in (
        RoleHolding.objects.filter(unit__employer=employer, user__is_active=True, from_date__lte=on)
        .select_related("user", "unit")
        .order_by("from_date", "acting", "pk")
    ):
        held[holding.user_id].append(holding)
    done: dict[tuple[int, int], list[date]] = defaultdict(list)
    for course, user, day in Completion.objects.filter(course__in=courses).values_list(
        "course", "holding__user", "on_date"
    ):
        done[course, user].append(day)
    reminded = {
        (course, user): at
        for course, user, at in CourseReminder.objects.filter(course__in=courses)
        .values("course", "holding__user")
        .annotate(at=Max("sent_at"))
        .values_list("course", "holding__user", "at")
    }
    people = []
    for user_id, holdings in held.items():
        current = [h for h in holdings if h.to_date is None or h.to_date > on]
        if current:
            posts = [Holding(_post(h), h.from_date, h.to_date) for h in holdings]
            people.append((user_id, current, posts))
    rows: dict[int, list[Row]] = {}
    for pk, course in courses.items():
        rule = rule_of(course)
        rows[pk] = []
        for user_id, current, posts in people:
            found = standing(rule, posts, done.get((pk, user_id), ()), on=on)
            if found.state is not State.NOT_CONCERNED:
                person = _person(_shown_post(rule, current), tree)
                rows[pk].append(Row(course, person, found, reminded.get((pk, user_id))))
    return rows


def _post(holding: RoleHolding) -> Post:
    return _POSTS.get(Role(holding.role), Post.OTHER)


def _shown_post(rule: Rule, current: list[RoleHolding]) -> RoleHolding:
    """Return the post by which the course concerns somebody, the first of several."""
    for_managers = bool(rule.audience & {Audience.MANAGERS, Audience.NEW_MANAGERS})
    for holding in current:
        post = _post(holding)
        if (post is Post.MANAGER and for_managers) or (
            post is Post.SAFETY_REPRESENTATIVE and Audience.SAFETY_REPRESENTATIVES in rule.audience
        ):
            return holding
    return current[0]


def _person(holding: RoleHolding, tree: Tree) -> Person:
    node = tree.nodes.get(holding.unit_id)
    return Person(
        user_id=holding.user_id,
        holding_id=holding.pk,
        unit_id=holding.unit_id,
        unit=node.name if node else holding.unit.code,
        shown=holding.user.shown_as(holding.function),
        function=holding.function,
    )


def own_rows(user, *, on: date) -> list[Row]:
    """Return what courses concern a person, at every employer: what is late or due comes first."""
    rows = [
        r
        for employer in organisation.employers_of(user, on=on)
        for rows in gathered(employer, on=on).rows.values()
        for r in rows
        if r.person.user_id == user.pk
    ]
    return sorted(
        rows,
        key=lambda r: (not r.standing.state.lacks, r.standing.due_by or date.max, r.course.title),
    )
