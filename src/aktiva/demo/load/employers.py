"""The employers with their units, people, roles, bodies and figures of the staff."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction

from aktiva.apps.accounts.models import User
from aktiva.apps.audit import history, log
from aktiva.apps.organisation.actions.structure import touch_tree
from aktiva.apps.organisation.models import (
    BodyUnit,
    Employer,
    PoliticalBody,
    RoleHolding,
    Succession,
    Unit,
    UnitKind,
    UnitPeriod,
)
from aktiva.apps.statistics import actions as statistics
from aktiva.demo.load.made import SET_UP, Made, noon
from aktiva.demo.solvik import shapes

PASSWORD = "solvik-demo-2026"


@transaction.atomic
def load(made: Made, given: shapes.Employer) -> Employer:
    """Load an employer with its tree, people, roles and political bodies."""
    made.progress(f"{given.name}: enheter, roller och organ")
    _people(made, given)
    actor = made.somebody(given)
    employer = history.store(
        Employer(
            org_number=given.organisation_number,
            name=given.name,
            kind=given.kind,
            address=given.address,
            contact=given.contact,
        ),
        at=SET_UP,
        by=actor,
    )
    kinds = {
        k.code: history.store(
            UnitKind(
                employer=employer, code=k.code, level=k.level, singular=k.singular,
                definite=k.definite, plural=k.plural, chief=k.chief, answers=k.answers,
                position=n,
            ),
            at=SET_UP,
            by=actor,
        )
        for n, k in enumerate(given.kinds)
    }  # fmt: skip
    history.store_many(
        [Unit(employer=employer, code=u.code) for u in given.units], at=SET_UP, by=actor
    )
    own = {u.code: u for u in Unit.objects.filter(employer=employer)}
    made.units |= own
    periods = []
    for u in given.units:
        for placement in u.placements:
            period = UnitPeriod(
                unit=own[u.code],
                name=u.name,
                short_name=u.short_name[:80],
                kind=kinds[u.kind],
                parent=own.get(placement.parent_code),
                from_date=placement.valid_from,
                to_date=placement.valid_to,
            )
            if placement.valid_from > SET_UP.date():
                period._history_date = noon(placement.valid_from - timedelta(days=20))
            periods.append(period)
    history.store_many(periods, at=SET_UP, by=actor)
    history.store_many(
        [
            Succession(
                before=own[s.before_code], after=own[s.after_code], kind=s.kind, on_date=s.on
            )
            for s in given.successions
        ],
        at=SET_UP,
        by=actor,
    )
    _roles(made, given)
    _bodies(made, given, employer, actor)
    touch_tree(employer)
    log.record(log.Event.EMPLOYER_CREATED, actor=actor, about=employer, at=SET_UP)
    return employer


def _people(made: Made, given: shapes.Employer) -> None:
    secret = make_password(PASSWORD)
    fresh = [p for p in given.people if p.key not in made.users]
    User.objects.bulk_create(
        [
            User(email=p.email, name=p.name, protected_identity=p.protected, password=secret)
            for p in fresh
        ]
    )
    by_email = {u.email: u for u in User.objects.filter(email__in=[p.email for p in fresh])}
    made.users |= {p.key: by_email[p.email] for p in fresh}


def _roles(made: Made, given: shapes.Employer) -> None:
    rows = []
    for h in given.holdings:
        made.titles.setdefault(h.person, h.title)
        row = RoleHolding(
            user=made.users[h.person],
            role=h.role,
            unit=made.units[h.unit_code],
            title=h.title,
            acting=h.acting,
            organisation=h.organisation,
            notified_date=h.notified_on,
            from_date=h.from_date,
            to_date=h.to_date,
        )
        if h.from_date > SET_UP.date():
            row._history_date = noon(h.from_date)
        rows.append(row)
    history.store_many(rows, at=SET_UP, by=made.somebody(given))


def _bodies(made: Made, given: shapes.Employer, employer: Employer, actor) -> None:
    own: dict[str, PoliticalBody] = {}
    for b in given.bodies:
        own[b.code] = history.store(
            PoliticalBody(
                employer=employer, name=b.name, kind=b.kind, code=b.code,
                above=own.get(b.above or ""), from_date=b.from_date,
            ),
            at=SET_UP,
            by=actor,
        )  # fmt: skip
        for code in b.department_codes:
            history.store(
                BodyUnit(body=own[b.code], unit=made.units[code], from_date=b.from_date),
                at=SET_UP,
                by=actor,
            )
    made.bodies |= own


def figures(made: Made, employer: Employer) -> None:
    """Load how many work where, day by day."""
    made.progress("Personaluppgifter")
    actor = made.somebody(made.plan.employer)
    days = sorted({f.on for f in made.plan.employer.staff})
    for day in days:
        rows = [
            (made.units[f.unit_code], f.form, f.extent, f.n)
            for f in made.plan.employer.staff
            if f.on == day
        ]
        at = noon(day) if day <= made.plan.now.date() else made.plan.now
        statistics.store_figures(
            employer=employer,
            on_date=day,
            figures=rows,
            source="HR-systemet",
            actor=actor,
            at=at,
        )
