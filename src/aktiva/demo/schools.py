"""Marks Solvik's schools and preschools, and writes their years: 2025 done, 2026 half-way."""

from __future__ import annotations

import random
from datetime import date, datetime, time
from typing import Any

from django.db import transaction

from aktiva.adapters.clock import SWEDEN
from aktiva.apps.accounts.models import User
from aktiva.apps.audit import history
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.models import Employer
from aktiva.apps.reports import actions as reports
from aktiva.apps.schools import actions
from aktiva.apps.schools.models import School, SchoolPart, SchoolYear
from aktiva.demo.solvik import schools as given
from aktiva.domain.organisation.permissions import Role
from aktiva.domain.schools.words import Form, Part, proposed

MARKED = date(2024, 8, 1)
POOLS = {
    Form.PRESCHOOL: ("preschool", given.PRESCHOOL),
    Form.COMPULSORY: ("school", given.SCHOOL),
    Form.LEISURE: ("school", given.SCHOOL),
    Form.ADAPTED_COMPULSORY: ("school", given.SCHOOL),
    Form.UPPER_SECONDARY: ("upper", given.UPPER),
    Form.ADAPTED_UPPER_SECONDARY: ("upper", given.UPPER),
    Form.ADULT: ("upper", given.UPPER),
}
WRITTEN_2026 = (len(Part), len(Part), 4, 2, 0)
"""How many parts the schools have written this year, in turn; the first of them sign as well."""


def noon(year: int, day: tuple[int, int]) -> datetime:
    """Return midday in Sweden on a day of the year."""
    return datetime.combine(date(year, *day), time(12, 0), tzinfo=SWEDEN)


APPROVED = {2025: noon(2025, (12, 4)), 2026: noon(2026, (11, 20))}


@transaction.atomic
def load(*, employer: Employer, actor, now: datetime) -> None:
    """Load the schools, their records of two years and the accounts that are approved."""
    names = _mark(employer, actor=actor)
    managers = _rektors(employer, on=now.date())
    rektors = {year: _rektors(employer, on=at.date()) for year, at in APPROVED.items()}
    schools = [
        s
        for s in School.objects.filter(employer=employer).select_related("unit").order_by("code")
        if s.unit_id in managers
    ]
    people = {s.pk: managers[s.unit_id] for s in schools}
    values: dict[int, dict[int, dict[Part, dict[str, Any]]]] = {2025: {}, 2026: {}}
    for n, school in enumerate(schools):
        name = names[school.unit_id]
        values[2025][school.pk] = _year(school, 2025, None)
        if name in given.NEVER_DONE_2025:
            values[2025][school.pk] = _first(values[2025][school.pk], 3)
        whole = _year(school, 2026, values[2025][school.pk])
        values[2026][school.pk] = (
            _almost(whole) if name == given.SHOWN else _first(whole, WRITTEN_2026[n % 5])
        )
    for year, of in values.items():
        _store(year, of, people)
    cycles = {c.year: c for c in Cycle.objects.filter(employer=employer, year__in=values)}
    for n, school in enumerate(schools):
        name = names[school.unit_id]
        if (name not in given.NEVER_DONE_2025 and n % 3 == 0) or name == given.SHOWN:
            _approve(cycles[2025], school, name, rektors[2025].get(school.unit_id))
        if n % 10 == 0 and name != given.SHOWN:
            _approve(cycles[2026], school, name, rektors[2026].get(school.unit_id))


def _mark(employer: Employer, *, actor) -> dict[int, str]:
    at = datetime.combine(MARKED, time(9, 0), tzinfo=SWEDEN)
    tree = organisation.tree(employer, on=date(2026, 1, 1))
    kinds = {k.code: k.singular for k in organisation.kinds_in_order(employer)}
    found = [
        (node, form)
        for node in tree.answering()
        if (form := proposed(node.name, kind=kinds.get(node.kind, ""))) is not None
    ]
    actions.mark(
        employer=employer, from_date=MARKED, actor=actor, at=at,
        markings=[actions.Marking(node.id, form.value, node.code) for node, form in found],
    )  # fmt: skip
    return {node.id: node.name for node, _form in found}


def _year(school: School, year: int, before: dict[Part, dict] | None) -> dict[Part, dict[str, Any]]:
    """Return a full year of a school, with the year before followed up."""
    kind, pool = POOLS[Form(school.form)]
    issue = _issue(school, pool, year)
    spring, autumn = given.DAYS["examined"]
    how, adapted = given.TOGETHER[kind]
    rows = [
        _examined("e1", given.on(year, spring), issue.seen, "risk", issue.grounds),
        _examined("e2", given.on(year, autumn), given.NOTHING[year], "nothing", _others(issue)),
    ]
    follow: list[dict[str, Any]] = []
    if before is not None and Part.MEASURES in before:
        old = _issue(school, pool, year - 1)
        follow = [
            {"measure": "before-m1", "outcome": "done", "effect": "partly", "how_known": old.known}
        ]
    return {
        Part.EXAMINE: {"rows": rows, "last": 2},
        Part.RISKS: {
            "rows": [
                {
                    "key": "r1", "description": issue.risk, "grounds": list(issue.grounds),
                    "cause": issue.cause,
                }
            ],
            "last": 1,
        },
        Part.MEASURES: {
            "rows": [
                {
                    "key": "m1", "title": issue.measure, "aim": "r1", "owner": issue.owner,
                    "starts": f"{year}-10-01", "due": f"{year + 1}-05-31",
                    "next_check": f"{year + 1}-02-15", "effect": issue.effect,
                }
            ],
            "last": 1,
        },
        Part.FOLLOW_UP: {"rows": follow, "working": given.WORKING[year]},
        Part.TEXTS: {"on": given.on(year, given.DAYS["texts"]), "words": given.TEXTS[year]},
        Part.COOPERATION: {
            "rows": [
                {
                    "key": "c1", "on": given.on(year, given.DAYS["together"]),
                    "groups": ["pupils", "staff"],
                    "how": how if year == 2026 else f"{how} Det var första året vi gjorde så.",
                    "adapted": adapted,
                }
            ],
            "last": 1,
        },
        Part.PLAN: {"on": given.on(year, given.DAYS["plan"]), "account": given.ACCOUNT[year]},
    }  # fmt: skip


def _issue(school: School, pool: tuple[given.Issue, ...], year: int) -> given.Issue:
    """Return what a school finds in a year, never the same as the year before."""
    return pool[(random.Random(school.code).randrange(len(pool)) + year) % len(pool)]


def _examined(key: str, on: str, finding: str, found: str, grounds) -> dict[str, Any]:
    return {
        "key": key,
        "on": on,
        "methods": ["survey", "class_council"] if found == "risk" else ["documents"],
        "grounds": list(grounds),
        "groups": ["pupils", "staff"] if found == "risk" else ["staff"],
        "found": found,
        "finding": finding,
    }


def _others(issue: given.Issue) -> list[str]:
    return [
        g
        for g in (
            "sex", "transgender", "ethnicity", "religion", "disability", "sexual_orientation", "age",
        )
        if g not in issue.grounds
    ]  # fmt: skip


def _first(parts: dict[Part, dict], n: int) -> dict[Part, dict]:
    return {part: parts[part] for part in list(Part)[:n]}


def _almost(parts: dict[Part, dict]) -> dict[Part, dict]:
    """Return what the shown school has: pupils have not taken part, and the plan is not dated."""
    only_staff = parts[Part.COOPERATION]["rows"][0] | {
        "groups": ["staff"], "how": given.STAFF_ONLY, "adapted": "",
    }  # fmt: skip
    almost = parts | {Part.COOPERATION: {"rows": [only_staff], "last": 1}}
    del almost[Part.PLAN]
    return almost


def _store(year: int, values: dict[int, dict[Part, dict]], people) -> None:
    at = noon(year, given.DAYS["written"])
    begun = [pk for pk, parts in values.items() if parts]
    by = people[begun[0]]
    history.store_many([SchoolYear(school_id=pk, year=year) for pk in begun], at=at, by=by)
    of = dict(SchoolYear.objects.filter(school__in=begun, year=year).values_list("school_id", "pk"))
    history.store_many(
        [
            SchoolPart(
                school_year_id=of[pk], part=part, value=value, written_at=at,
                written_by=people[pk],
            )
            for pk in begun
            for part, value in values[pk].items()
        ],
        at=at,
        by=by,
    )  # fmt: skip


def _rektors(employer: Employer, *, on: date) -> dict[int, User]:
    holders = organisation.managers_by_unit(employer, on=on)
    users = User.objects.in_bulk({h.user_id for h in holders.values()})
    return {unit: users[h.user_id] for unit, h in holders.items() if h.role == Role.UNIT_MANAGER}


def _approve(cycle: Cycle, school: School, name: str, rektor: User | None) -> None:
    if rektor is None:
        return
    at = APPROVED[cycle.year]
    reports.approve_education_report(
        cycle=cycle, school_id=school.pk, name=name, approved_as=_signed(rektor),
        actor=rektor, at=at,
    )  # fmt: skip


def _signed(rektor: User) -> str:
    return "rektor" if rektor.protected_identity else f"{rektor.name}, rektor"
