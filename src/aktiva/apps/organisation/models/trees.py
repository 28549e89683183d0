"""The tree of units on a day and what became of earlier ones, read once per process and revision."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from aktiva.apps.audit import history
from aktiva.apps.organisation.models.reorganisations import Reorganisation
from aktiva.apps.organisation.models.units import Employer, Succession, UnitKind, UnitPeriod
from aktiva.domain.organisation.lineage import Lineage, Step
from aktiva.domain.organisation.tree import Level, Node, Tree

_KEPT_TREES = 64


@dataclass(frozen=True, slots=True)
class Gone:
    """A unit that is no more: what it was called last, and what it lay under."""

    name: str
    parent: int | None


@dataclass(slots=True)
class _Day:
    """What is known of one day: its tree, the units that are no more, and perhaps the lineage."""

    tree: Tree
    gone: Mapping[int, Gone]
    absent: frozenset[int]
    lineage: Lineage | None = None


_days: OrderedDict[tuple[int, int, date, datetime | None], _Day] = OrderedDict()


def holds_on(day: date) -> Q:
    """Return the condition that a dated row holds on `day`."""
    return Q(from_date__lte=day) & (Q(to_date__isnull=True) | Q(to_date__gt=day))


def tree(employer: Employer, *, on: date, as_of: datetime | None = None) -> Tree:
    """Return the units of `employer` on `on`, as known at `as_of` (now if not given).

    Asks no question when the process has seen the same revision, day and time before,
    else three. The versions of a row are only added to, and every addition gives the
    employer a new revision.
    """
    return _day(employer, on=on, as_of=as_of).tree


def gone(employer: Employer, *, on: date) -> Mapping[int, Gone]:
    """Return the units that are no more on `on`. As many questions as the tree."""
    return _day(employer, on=on, as_of=None).gone


def absent(employer: Employer, *, on: date) -> frozenset[int]:
    """Return the units that are no more on `on`, or have not begun. As many questions as the tree."""
    return _day(employer, on=on, as_of=None).absent


def lineage(employer: Employer, *, on: date) -> Lineage:
    """Return what became of the units until `on`. Two questions more than the tree, once."""
    day = _day(employer, on=on, as_of=None)
    if day.lineage is None:
        steps = Succession.objects.filter(
            before__employer=employer, on_date__lte=on, kind__in=["merged", "split", "closed"],
            after__isnull=False,
        ).order_by("on_date", "pk")  # fmt: skip
        made = Reorganisation.objects.filter(
            employer=employer, undone_at=None, on_date__lte=on
        ).order_by("on_date", "pk")
        given = {
            (sort, int(number)): (origin, unit)
            for chosen in made.values_list("given", flat=True)
            for sort, things in chosen.items()
            for number, (origin, unit) in things.items()
        }
        day.lineage = Lineage(
            [Step(s.before_id, s.after_id, s.on_date) for s in steps],
            there=day.tree.nodes.keys(),
            above={unit: was.parent for unit, was in day.gone.items()},
            given=given,
            root=day.tree.root.id if day.tree.root else None,
        )
    return day.lineage


def left_behind(employer: Employer, units: Collection[int], *, on: date) -> frozenset[int]:
    """Return the units that are no more and that some of `units` have come after.

    As many questions as the tree while no unit has ended.
    """
    if not gone(employer, on=on):
        return frozenset()
    return lineage(employer, on=on).reached_from(units)


def _day(employer: Employer, *, on: date, as_of: datetime | None) -> _Day:
    key = (employer.pk, employer.tree_revision, on, as_of)
    if key in _days:
        _days.move_to_end(key)
        return _days[key]
    loaded = _load(employer, on=on, as_of=as_of)
    _days[key] = loaded
    if len(_days) > _KEPT_TREES:
        _days.popitem(last=False)
    return loaded


def _load(employer: Employer, *, on: date, as_of: datetime | None) -> _Day:
    kinds = {k.pk: k for k in history.rows(UnitKind, as_of=as_of).filter(employer=employer)}
    codes = dict(employer.units.values_list("pk", "code"))
    known = [
        p
        for p in history.rows(UnitPeriod, as_of=as_of).filter(unit__employer=employer)
        if p.kind_id in kinds and p.from_date <= on
    ]
    periods = [p for p in known if p.to_date is None or p.to_date > on]
    periods.sort(key=lambda p: (kinds[p.kind_id].position, codes[p.unit_id]))
    there = {p.unit_id for p in periods}
    grown = Tree(
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
    known.sort(key=lambda p: p.from_date)
    ended = {p.unit_id: Gone(p.name, p.parent_id) for p in known if p.unit_id not in there}
    return _Day(grown, ended, frozenset(codes.keys() - there))
