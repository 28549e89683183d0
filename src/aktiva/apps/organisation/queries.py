"""Reads of the organisation: the tree of a day, who holds what, which bodies there are."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Q

from aktiva.apps.audit import history
from aktiva.apps.organisation.models import (
    BodyUnit,
    Employer,
    Import,
    PoliticalBody,
    RoleHolding,
    Unit,
    UnitKind,
    UnitPeriod,
)
from aktiva.domain.organisation.permissions import Role
from aktiva.domain.organisation.tree import Level, Node, Tree
from aktiva.domain.organisation.words import KindWords

_trees: OrderedDict[tuple[int, int, date], Tree] = OrderedDict()
_KEPT_TREES = 64


def holds_on(day: date) -> Q:
    """Return the condition that a dated row holds on `day`."""
    return Q(from_date__lte=day) & (Q(to_date__isnull=True) | Q(to_date__gt=day))


def tree(employer: Employer, *, on: date, as_of: datetime | None = None) -> Tree:
    """Return the units of `employer` on `on`, as known at `as_of` (now if not given).

    Asks no question when the process has seen the same revision and day before, else
    one; two when `as_of` is given, which is never kept.
    """
    if as_of is not None:
        return _load(employer, on=on, as_of=as_of)
    key = (employer.pk, employer.tree_revision, on)
    if key in _trees:
        _trees.move_to_end(key)
        return _trees[key]
    loaded = _load(employer, on=on, as_of=None)
    _trees[key] = loaded
    if len(_trees) > _KEPT_TREES:
        _trees.popitem(last=False)
    return loaded


def _load(employer: Employer, *, on: date, as_of: datetime | None) -> Tree:
    kinds = {k.pk: k for k in history.rows(UnitKind, as_of=as_of).filter(employer=employer)}
    periods = [
        p
        for p in history.rows(UnitPeriod, as_of=as_of)
        .filter(unit__employer=employer)
        .select_related("unit")
        if p.kind_id in kinds and p.from_date <= on and (p.to_date is None or p.to_date > on)
    ]
    periods.sort(key=lambda p: (kinds[p.kind_id].position, p.unit.code))
    return Tree(
        Node(
            id=p.unit_id,
            code=p.unit.code,
            name=p.name,
            short_name=p.short_name,
            kind=kinds[p.kind_id].code,
            level=Level(kinds[p.kind_id].level),
            answers=kinds[p.kind_id].answers,
            parent=p.parent_id,
        )
        for p in periods
    )


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


def holders(
    employer: Employer, *, on: date, roles: frozenset[Role] | None = None, as_of=None
) -> list[Holder]:
    """Return who holds which role on `on`. One question."""
    found = history.rows(RoleHolding, as_of=as_of).select_related("user", "unit")
    found = found.filter(unit__employer=employer)
    if roles is not None:
        found = found.filter(role__in=roles)
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
    """Return the latest spreadsheet that has not been undone."""
    return employer.imports.filter(undone_at=None).order_by("-imported_at", "-pk").first()
