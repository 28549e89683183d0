"""Reads of the organisation: the tree of a day, who holds what, which bodies there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Count, F, Q

from aktiva.apps.audit import history
from aktiva.apps.organisation.models import (
    BodyUnit,
    Employer,
    Import,
    PoliticalBody,
    RoleHolding,
    Succession,
    Unit,
    UnitKind,
    UnitPeriod,
)
from aktiva.apps.organisation.models.trees import gone, holds_on, left_behind, lineage, tree
from aktiva.domain.organisation.importing import ImportPlan, Known, UnitRow, plan
from aktiva.domain.organisation.owners import Owners, Post
from aktiva.domain.organisation.permissions import Role
from aktiva.domain.organisation.tree import Level
from aktiva.domain.organisation.words import KindWords


def kind_words(employer: Employer) -> dict[str, KindWords]:
    """Return the employer's words by kind of unit. One question."""
    return {k.code: k.words for k in employer.kinds.all()}


def level_words(employer: Employer) -> dict[Level, KindWords]:
    """Return the words of the first kind at each level. One question."""
    words: dict[Level, KindWords] = {}
    for kind in employer.kinds.order_by("position", "pk"):
        words.setdefault(Level(kind.level), kind.words)
    return words


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds a role, as they may be shown: function alone if protected."""

    unit_id: int
    role: Role
    user_id: int
    shown: str
    function: str
    email: str
    acting: bool
    organisation: str
    from_date: date
    to_date: date | None


_HELD = ("unit", "user", "role", "title", "acting", "organisation", "from_date", "to_date")


def holders(
    employer: Employer,
    *,
    on: date,
    roles: frozenset[Role] | None = None,
    user_id: int | None = None,
    as_of=None,
) -> list[Holder]:
    """Return who holds which role on `on`, or what one person holds. One question."""
    found = history.rows(RoleHolding, as_of=as_of).filter(unit__employer=employer)
    if roles is not None:
        found = found.filter(role__in=roles)
    if user_id is not None:
        found = found.filter(user_id=user_id)
    if as_of:
        found = history.attach(found, "user")
    else:
        shown = ("name", "email", "protected_identity")
        found = found.select_related("user").only(*_HELD, *(f"user__{name}" for name in shown))
    kept = [h for h in found if h.from_date <= on and (h.to_date is None or h.to_date > on)]
    kept.sort(key=lambda h: (h.unit_id, h.role, h.acting, h.pk))
    return [
        Holder(
            unit_id=h.unit_id,
            role=Role(h.role),
            user_id=h.user_id,
            shown=h.user.shown_as(h.function),
            function=h.function,
            email="" if h.user.protected_identity else h.user.email,
            acting=h.acting,
            organisation=h.organisation,
            from_date=h.from_date,
            to_date=h.to_date,
        )
        for h in kept
    ]


def managers_by_unit(employer: Employer, *, on: date, as_of=None) -> dict[int, Holder]:
    """Return each unit's manager; an acting one only where nobody else holds the role."""
    found: dict[int, Holder] = {}
    chiefs = frozenset({Role.UNIT_MANAGER, Role.DEPARTMENT_HEAD})
    for holder in holders(employer, on=on, roles=chiefs, as_of=as_of):
        found.setdefault(holder.unit_id, holder)
    return found


def owners(employer: Employer, *, on: date) -> Owners:
    """Return who answers for what on a day; kept while roles and units do. One question, or three."""

    def gathered() -> Owners:
        posts = [
            Post(h.unit_id, h.role, h.function, h.user_id, h.acting)
            for h in holders(employer, on=on)
        ]
        chiefs = {k.code: k.chief for k in employer.kinds.all()}
        return Owners(tree(employer, on=on), posts, chiefs)

    key = ("owners", employer.pk, employer.tree_revision, on)
    return history.unchanged(key, gathered, of=(RoleHolding, UnitKind))


def bodies(employer: Employer, *, on: date):
    """Return the political bodies on `on`, the highest first. One question."""
    return (
        PoliticalBody.objects.filter(holds_on(on), employer=employer)
        .select_related("above")
        .order_by(F("above__name").asc(nulls_first=True), "name", "pk")
    )


def bodies_of_unit(unit_id: int, *, on: date):
    """Return the bodies that answer for a unit on `on`. One question."""
    return PoliticalBody.objects.filter(
        pk__in=BodyUnit.objects.filter(holds_on(on), unit_id=unit_id).values("body")
    ).order_by("name", "pk")


def employers_of(user, *, on: date):
    """Return the employers in which the person holds a role on `on`. One question."""
    held = RoleHolding.objects.filter(holds_on(on), user=user).values("unit__employer")
    return Employer.objects.filter(pk__in=held).order_by("name", "pk")


def unit_by_code(employer: Employer, code: str) -> Unit:
    """Return the unit with `code`.

    Raises:
        Unit.DoesNotExist: The employer has none.
    """
    return Unit.objects.get(employer=employer, code=code)


def latest_import(employer: Employer) -> Import | None:
    """Return the latest spreadsheet taken in that has not been undone. One question."""
    return (
        employer.imports.filter(undone_at=None, applied_at__isnull=False)
        .order_by("-applied_at", "-pk")
        .first()
    )


def known_units(employer: Employer, *, on: date) -> dict[str, Known]:
    """Return code → unit as it is, to set a spreadsheet against. Two questions at most."""
    grown = tree(employer, on=on)
    managers = managers_by_unit(employer, on=on)
    return {
        node.code: Known(
            name=node.name,
            parent=grown.nodes[node.parent].code if node.parent in grown else "",
            kind=node.kind,
            email=managers[node.id].email if node.id in managers else "",
        )
        for node in grown.nodes.values()
    }


def kind_choices(employer: Employer) -> dict[str, str]:
    """Return what may stand in a spreadsheet's *Slag* → code of the kind. One question."""
    choices: dict[str, str] = {}
    for kind in employer.kinds.order_by("position", "pk"):
        choices[kind.singular.casefold()] = kind.code
        choices.setdefault(kind.code.casefold(), kind.code)
    return choices


def import_plan(taken: Import, *, on: date) -> ImportPlan:
    """Return what taking in a spreadsheet that has been read would do now. Four questions."""
    grown = tree(taken.employer, on=on)
    return plan(
        [UnitRow(**row) for row in taken.rows],
        known=known_units(taken.employer, on=on),
        kinds=kind_choices(taken.employer),
        root=grown.root.code if grown.root else "0",
    )


def any_employer() -> bool:
    """Return whether the installation has an employer. One question."""
    return Employer.objects.exists()


def has_year(employer: Employer) -> bool:
    """Return whether a year has been opened. One question."""
    return employer.cycles.exists()


def import_for_page(employers, pk: int) -> Import:
    """Return one list of some employers. One question.

    Raises:
        Import.DoesNotExist: None.
    """
    return Import.objects.filter(employer__in=employers).select_related("employer").get(pk=pk)


def kind_of(employer: Employer, code: str):
    """Return one kind by its code, or None. One question."""
    return employer.kinds.filter(code=code).first()


def bodies_with_units(employer: Employer, *, on: date) -> list[tuple[PoliticalBody, list[str]]]:
    """Return bodies with the names of the units they answer for. Two questions."""
    grown = tree(employer, on=on)
    names: dict[int, list[str]] = {}
    for link in BodyUnit.objects.filter(holds_on(on), body__employer=employer).order_by("pk"):
        if link.unit_id in grown:
            names.setdefault(link.body_id, []).append(grown.nodes[link.unit_id].name)
    return [(body, names.get(body.pk, [])) for body in bodies(employer, on=on)]


def periods(unit: Unit):
    """Return what a unit has been called and where it has stood, latest first. One question."""
    return unit.periods.select_related("kind", "parent").order_by("-from_date")


def successions(unit: Unit) -> list[dict]:
    """Return what a unit came from and went into, the latest first. Two questions."""
    found = (
        Succession.objects.filter(Q(before=unit) | Q(after=unit))
        .exclude(kind__in=["moved", "renamed"])
        .order_by("-on_date", "-pk")
    )
    others = [s.after_id if s.before_id == unit.pk else s.before_id for s in found]
    names = {}
    for period in UnitPeriod.objects.filter(unit__in=others).order_by("from_date"):
        names[period.unit_id] = period.name
    return [
        {
            "kind": s.kind,
            "on_date": s.on_date,
            "is_before": s.before_id == unit.pk,
            "other": other,
            "name": names.get(other, ""),
        }
        for s, other in zip(found, others, strict=True)
    ]


def kinds_in_order(employer: Employer):
    """Return the employer's kinds of unit in their order. One question."""
    return employer.kinds.order_by("position", "pk")


def name_on(unit: Unit, day: date) -> str:
    """Return what a unit was called on a day, or last before it. One question."""
    found = unit.periods.filter(from_date__lte=day).order_by("-from_date").first()
    found = found or unit.periods.order_by("from_date").first()
    return found.name if found else unit.code


def holdings_of_unit(unit: Unit):
    """Return everybody who holds or has held a role at the unit. One question."""
    return unit.holdings.select_related("user").order_by("-from_date", "pk")


def holding(units, pk: int) -> RoleHolding:
    """Return one holding at some units.

    Raises:
        RoleHolding.DoesNotExist: None.
    """
    return (
        RoleHolding.objects.filter(unit__in=units)
        .select_related("unit__employer", "user")
        .get(pk=pk)
    )


def employer_by_number(org_number: str) -> Employer | None:
    """Return the employer with an organisation number, or None. One question."""
    return Employer.objects.filter(org_number=org_number.strip()).first()


def employers() -> list[Employer]:
    """Return every employer of the installation. One question."""
    return list(Employer.objects.order_by("org_number"))


def only_employer() -> Employer | None:
    """Return the installation's employer with the most units. Two questions."""
    return Employer.objects.annotate(n=Count("units")).order_by("-n", "pk").first()


def holder(employer: Employer, unit_id: int, *, on: date) -> int:
    """Return the unit that answers on `on` for what a unit left open; itself while it is there."""
    if unit_id in tree(employer, on=on):
        return unit_id
    return lineage(employer, on=on).holder(unit_id) or unit_id


def with_earlier(employer: Employer, units: Iterable[int], *, on: date) -> frozenset[int]:
    """Return some units and those that have gone into them, wholly or in part."""
    known = frozenset(units)
    came = lineage(employer, on=on)
    return known.union(*(came.before(unit) for unit in known))


def with_ended(employer: Employer, units: frozenset[int], *, on: date) -> frozenset[int]:
    """Return some units and those that are no more and that one of them has come after."""
    return units | left_behind(employer, units, on=on)


def department_of(employer: Employer, unit_id: int, *, on: date) -> int | None:
    """Return the department that a unit lies in, or that answers for it when it is no more."""
    grown = tree(employer, on=on)
    return grown.department_index.get(holder(employer, unit_id, on=on))


def name_of(employer: Employer, unit_id: int, *, on: date) -> str:
    """Return what a unit is called on `on`, or was called last. As many questions as the tree."""
    node = tree(employer, on=on).nodes.get(unit_id)
    if node is not None:
        return node.name
    was = gone(employer, on=on).get(unit_id)
    return was.name if was else ""


def delegated(unit: Unit, *, on: date) -> list[RoleHolding]:
    """Return those who fill in or act as manager, now or later, the first first. One question."""
    held = unit.holdings.filter(Q(role=Role.ASSISTANT) | Q(role=Role.UNIT_MANAGER, acting=True))
    return list(
        held.filter(to_date__gt=on)
        .select_related("user", "unit__employer")
        .order_by("from_date", "pk")
    )


def functions_of(names: Iterable[str]) -> dict[str, set[str]]:
    """Return name → the functions that people of that name have or have had. One question."""
    found: dict[str, set[str]] = {}
    held = RoleHolding.objects.filter(user__name__in=set(names)).select_related("user")
    for holding in held:
        found.setdefault(holding.user.name, set()).add(holding.function)
    return found


def people_at(units: tuple[int, ...], *, on: date) -> tuple[str, ...]:
    """Return the names of those with a role at some units; kept while roles are. One question."""

    def gathered() -> tuple[str, ...]:
        if not units:
            return ()
        quoted = connection.ops.quote_name
        held = quoted(RoleHolding._meta.db_table)
        people = quoted(RoleHolding._meta.get_field("user").related_model._meta.db_table)
        day = connection.ops.adapt_datefield_value(on)
        with connection.cursor() as cursor:  # in SQL, for it is asked at every field that is typed
            cursor.execute(
                f"SELECT DISTINCT {people}.name FROM {held} "
                f"JOIN {people} ON {people}.id = {held}.user_id WHERE {held}.from_date <= %s "
                f"AND ({held}.to_date IS NULL OR {held}.to_date > %s) "
                f"AND {held}.unit_id IN ({', '.join(['%s'] * len(units))})",
                [day, day, *units],
            )
            return tuple(sorted(name for (name,) in cursor.fetchall()))

    return history.unchanged(
        ("people", units, on), gathered, of=(RoleHolding,), room=history.A_ROW_EACH
    )
