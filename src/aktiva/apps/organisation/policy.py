"""Who may reach which units: the same expression filters lists, opens pages and guards actions."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Q, QuerySet

from aktiva.apps.audit import history
from aktiva.apps.organisation.models import Employer, RoleHolding, Unit
from aktiva.apps.organisation.models.trees import left_behind, tree
from aktiva.domain.organisation.permissions import HOLDERS, REPRESENTATIVES, Permission, Role


@dataclass(frozen=True, slots=True)
class Scope:
    """The units a person reaches with one permission on one day.

    `whole` are employers reached from the top; `units` are single units elsewhere.
    """

    whole: frozenset[int]
    units: frozenset[int]

    def __bool__(self) -> bool:
        return bool(self.whole or self.units)

    def condition(self, unit_field: str = "unit") -> Q:
        """Return the row filter; `unit_field` is the path to a Unit."""
        unit = Q(**{f"{unit_field}__in": self.units})
        return unit | Q(**{f"{unit_field}__employer__in": self.whole}) if self.whole else unit

    def holds(self, unit: Unit) -> bool:
        """Return whether one unit is reached."""
        return unit.pk in self.units or unit.employer_id in self.whole


def holdings(user, *, on: date) -> list[RoleHolding]:
    """Return the person's roles on `on`; asked once per request, for it is kept on `user`.

    Between requests they are kept until somebody's role, a unit or an employer is changed.
    """
    kept = getattr(user, "_holdings", None)
    if kept is None or kept[0] != on:
        found: list[RoleHolding] = []
        if getattr(user, "is_authenticated", False) and user.is_active:
            rows = history.unchanged(
                ("holdings", user.pk, on),
                lambda: _held(user, on=on),
                of=(RoleHolding, Unit, Employer),
                room=history.A_ROW_EACH,
            )
            found = [_own(row) for row in rows]
        user._holdings = kept = (on, found)
    return kept[1]


def _held(user, *, on: date) -> list[RoleHolding]:
    """Ask in SQL: when thousands come at once, putting the question together took longer."""
    quoted = connection.ops.quote_name
    models = (RoleHolding, Unit, Employer)
    held, unit, employer = (quoted(model._meta.db_table) for model in models)
    names = [[f.attname for f in model._meta.concrete_fields] for model in models]
    asked = [
        f"{table}.{quoted(name)}"
        for table, own in zip((held, unit, employer), names, strict=True)
        for name in own
    ]
    day = connection.ops.adapt_datefield_value(on)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(asked)} FROM {held} "
            f"JOIN {unit} ON {unit}.id = {held}.unit_id "
            f"JOIN {employer} ON {employer}.id = {unit}.employer_id "
            f"WHERE {held}.user_id = %s AND {held}.from_date <= %s "
            f"AND ({held}.to_date IS NULL OR {held}.to_date > %s) "
            f"ORDER BY {held}.role, {held}.acting, {held}.id",
            [user.pk, day, day],
        )
        rows = cursor.fetchall()
    found = []
    for row in rows:
        values = iter(row)
        holding, at, of = (
            model.from_db(connection.alias, own, [next(values) for _ in own])
            for model, own in zip(models, names, strict=True)
        )
        holding.unit, at.employer = at, of
        found.append(holding)
    return found


def _own(row: RoleHolding) -> RoleHolding:
    """Return a copy, so that nobody changes what others are given."""
    mine = copy(row)
    mine.unit = copy(row.unit)
    mine.unit.employer = copy(row.unit.employer)
    return mine


def forget(user) -> None:
    """Make the next question about `user` be asked anew, after a change of roles."""
    user._holdings = None


def roles(user, *, on: date, employer: Employer | None = None) -> frozenset[Role]:
    """Return which roles the person holds, at `employer` if given."""
    return frozenset(
        Role(h.role)
        for h in holdings(user, on=on)
        if employer is None or h.unit.employer_id == employer.pk
    )


def scope(user, permission: Permission, *, on: date) -> Scope:
    """Return what `user` reaches with `permission` on `on`.

    One who reaches a unit also reaches the units that are no more and went into it, so that
    what they left is not out of everybody's reach.
    """
    allowed = HOLDERS[permission]
    whole: set[int] = set()
    units: set[int] = set()
    only = getattr(user, "_limit", None)
    if only is not None and permission not in only.permissions:
        return Scope(frozenset(), frozenset())
    for holding in holdings(user, on=on):
        if Role(holding.role) not in allowed:
            continue
        employer = holding.unit.employer
        grown = tree(employer, on=on)
        if grown.root is not None and grown.root.id == holding.unit_id:
            whole.add(employer.pk)
        else:
            own = grown.subtree(holding.unit_id) or {holding.unit_id}
            units |= own | left_behind(employer, own, on=on)
    if only is not None:
        return _within(only, whole, units, on=on)
    return Scope(whole=frozenset(whole), units=frozenset(units))


@dataclass(frozen=True, slots=True)
class Limit:
    """What a session may do at most, whatever roles the person holds: some things, at one unit."""

    permissions: frozenset[Permission]
    unit: int


def limit(user, *, permissions: frozenset[Permission], unit: int) -> None:
    """Keep the person to some permissions at one unit, as long as `user` lives."""
    user._limit = Limit(permissions, unit)


def _within(only: Limit, whole: set[int], units: set[int], *, on: date) -> Scope:
    unit = Unit.objects.select_related("employer").filter(pk=only.unit).first()
    if unit is None or not (unit.pk in units or unit.employer_id in whole):
        return Scope(frozenset(), frozenset())
    return Scope(frozenset(), {unit.pk} | left_behind(unit.employer, {unit.pk}, on=on))


def units_where(user, permission: Permission, *, on: date) -> QuerySet[Unit]:
    """Return the units that `user` reaches with `permission`."""
    reach = scope(user, permission, on=on)
    return Unit.objects.filter(Q(pk__in=reach.units) | Q(employer__in=reach.whole))


def employers_where(user, permission: Permission, *, on: date) -> QuerySet[Employer]:
    """Return the employers in which `user` has `permission` from the top."""
    return Employer.objects.filter(pk__in=scope(user, permission, on=on).whole)


def employers_touched(user, permission: Permission, *, on: date) -> QuerySet[Employer]:
    """Return the employers in which `user` has `permission` somewhere."""
    reach = scope(user, permission, on=on)
    return Employer.objects.filter(Q(pk__in=reach.whole) | Q(units__in=reach.units)).distinct()


def line_above(unit: Unit, *, on: date) -> tuple[int, ...]:
    """Return the unit and those above it, nearest first."""
    grown = tree(unit.employer, on=on)
    return (unit.pk, *(node.id for node in grown.ancestors(unit.pk)))


def is_representative(user, *, on: date) -> bool:
    """Return whether the person represents employees."""
    return bool(roles(user, on=on) & REPRESENTATIVES)


def signed_as(user, *, employer_id: int, on: date) -> str:
    """Return how the person signs: name and function, or the function alone if protected."""
    for holding in holdings(user, on=on):
        if holding.unit.employer_id == employer_id:
            shown = user.shown_as(holding.function)
            return shown if user.protected_identity else f"{shown}, {holding.function}"
    return user.name
