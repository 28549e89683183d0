"""The tree of units on a day, read once per process and revision."""

from __future__ import annotations

from collections import OrderedDict
from datetime import date, datetime

from django.db.models import Q

from aktiva.apps.audit import history
from aktiva.apps.organisation.models.units import Employer, UnitKind, UnitPeriod
from aktiva.domain.organisation.tree import Level, Node, Tree

_trees: OrderedDict[tuple[int, int, date, datetime | None], Tree] = OrderedDict()
_KEPT_TREES = 64


def holds_on(day: date) -> Q:
    """Return the condition that a dated row holds on `day`."""
    return Q(from_date__lte=day) & (Q(to_date__isnull=True) | Q(to_date__gt=day))


def tree(employer: Employer, *, on: date, as_of: datetime | None = None) -> Tree:
    """Return the units of `employer` on `on`, as known at `as_of` (now if not given).

    Asks no question when the process has seen the same revision, day and time before,
    else three. The versions of a row are only added to, and every addition gives the
    employer a new revision.
    """
    key = (employer.pk, employer.tree_revision, on, as_of)
    if key in _trees:
        _trees.move_to_end(key)
        return _trees[key]
    loaded = _load(employer, on=on, as_of=as_of)
    _trees[key] = loaded
    if len(_trees) > _KEPT_TREES:
        _trees.popitem(last=False)
    return loaded


def _load(employer: Employer, *, on: date, as_of: datetime | None) -> Tree:
    kinds = {k.pk: k for k in history.rows(UnitKind, as_of=as_of).filter(employer=employer)}
    codes = dict(employer.units.values_list("pk", "code"))
    periods = [
        p
        for p in history.rows(UnitPeriod, as_of=as_of).filter(unit__employer=employer)
        if p.kind_id in kinds and p.from_date <= on and (p.to_date is None or p.to_date > on)
    ]
    periods.sort(key=lambda p: (kinds[p.kind_id].position, codes[p.unit_id]))
    return Tree(
        Node(
            id=p.unit_id,
            code=codes[p.unit_id],
            name=p.name,
            short_name=p.short_name,
            kind=kinds[p.kind_id].code,
            level=Level(kinds[p.kind_id].level),
            answers=kinds[p.kind_id].answers,
            parent=p.parent_id,
        )
        for p in periods
    )
