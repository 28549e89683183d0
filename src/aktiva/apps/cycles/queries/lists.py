"""Long lists of measures, a page at a time and in the order of the organisation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from aktiva.apps.audit import history
from aktiva.apps.cycles.models import BulkChange, Cycle, Extension, Measure
from aktiva.apps.cycles.queries.measures import chain_counts, reached_units
from aktiva.apps.cycles.queries.measures import measures as measures_of
from aktiva.apps.organisation import queries as organisation
from aktiva.domain.cycle.states import OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which measures of a year a list shows."""

    areas: tuple[str, ...] = ()  # none: all
    show: str = ""  # open, late, vacant, extended, evaluate; blank: all
    units: frozenset[int] | None = None
    words: str = ""


@dataclass(slots=True)
class ListPage:
    """One page of a list: rows as (department, unit, measure), and how many there are in all."""

    rows: list[tuple[str, str, Measure]] = field(default_factory=list)
    n_measures: int = 0
    n_late: int = 0


@dataclass(frozen=True, slots=True)
class Counted:
    """How many rows of a list each unit has, in the order of the organisation."""

    units: tuple[tuple[int, int], ...]
    n_late: int

    @property
    def n_measures(self) -> int:
        return sum(n for _unit, n in self.units)


def measure_counts(cycle: Cycle, *, reach: Q, choice: Choice, on: date) -> Counted:
    """Return how many measures a list holds, by unit. One question, and those of what it shows."""
    found = Measure.objects.filter(reach, _condition(cycle, choice, on), cycle=cycle)
    order = organisation.tree(cycle.employer, on=on).places
    late = Q(due_date__lt=on, status__in=OPEN)
    rows = found.values_list("unit").annotate(n=Count("pk"), late=Count("pk", filter=late))
    counted = sorted(rows.order_by(), key=lambda row: (order.get(row[0], len(order)), row[0]))
    return Counted(
        tuple((unit, n) for unit, n, _late in counted), sum(late for _u, _n, late in counted)
    )


def measure_list(
    cycle: Cycle, counted: Counted, *, reach: Q, choice: Choice, on: date, first: int, n: int
) -> list[tuple[str, str, Measure]]:
    """Return rows `first` to `first + n` of a list as (department, unit, measure). One question."""
    tree = organisation.tree(cycle.employer, on=on)
    place: dict[int, int] = {}
    before, skip = 0, 0
    for unit, of_unit in counted.units:
        if before + of_unit > first and before < first + n:
            if not place:
                skip = first - before
            place[unit] = len(place)
        before += of_unit
    found = Measure.objects.filter(
        reach, _condition(cycle, choice, on), cycle=cycle, unit__in=list(place)
    )
    rows = sorted(found.select_related("unit"), key=lambda m: (place[m.unit_id], m.position, m.pk))
    return [_row(m, tree, cycle, on) for m in rows[skip : skip + n]]


def _condition(cycle: Cycle, choice: Choice, on: date) -> Q:
    condition = Q()
    if choice.areas:
        condition &= Q(area__in=choice.areas)
    if choice.units is not None:
        condition &= Q(unit__in=choice.units)
    if choice.words:
        condition &= Q(title__icontains=choice.words)
    match choice.show:
        case "open":
            condition &= Q(status__in=OPEN)
        case "late":
            condition &= Q(status__in=OPEN, due_date__lt=on)
        case "evaluate":
            condition &= Q(status="done")
        case "vacant":
            condition &= Q(pk__in=vacant(cycle, on=on))
        case "extended":
            condition &= Q(pk__in=often_extended(cycle))
    return condition


def _row(measure: Measure, tree, cycle: Cycle, on: date) -> tuple[str, str, Measure]:
    """Return a row; that of a unit which is no more says who answers for it now."""
    node, unit = tree.nodes.get(measure.unit_id), measure.unit_id
    name = node.name if node else ""
    if node is None:
        unit = organisation.holder(cycle.employer, unit, on=on)
        was = organisation.name_of(cycle.employer, measure.unit_id, on=on) or measure.unit.code
        now = tree.nodes.get(unit)
        name = _("%(unit)s, nu %(now)s") % {"unit": was, "now": now.name} if now else was
    department = tree.nodes.get(tree.department_index.get(unit))
    above = department.name if department else (tree.root.name if tree.root else "")
    return above, name, measure


def measure_list_as_of(cycle: Cycle, *, holds, choice: Choice, as_of: datetime) -> ListPage:
    """Return the list as it stood; `holds` says whether a unit is in reach.

    Two questions. What was vacant or extended on a past day is not told apart.
    """
    on = as_of.date()
    tree = organisation.tree(cycle.employer, on=on, as_of=as_of)
    order = tree.places
    shown = [
        m
        for m in measures_of(cycle, as_of=as_of)
        if holds(m.unit)
        and (not choice.areas or m.area in choice.areas)
        and (choice.units is None or m.unit_id in choice.units)
        and choice.words.casefold() in m.title.casefold()
        and _shows(m, choice.show, on)
    ]
    shown.sort(key=lambda m: (order.get(m.unit_id, len(order)), m.unit_id, m.position, m.pk))
    return ListPage(
        rows=[_row(m, tree, cycle, on) for m in shown],
        n_measures=len(shown),
        n_late=sum(_shows(m, "late", on) for m in shown),
    )


def _shows(measure: Measure, show: str, on: date) -> bool:
    match show:
        case "open":
            return measure.is_open
        case "late":
            return measure.is_open and measure.due_date is not None and measure.due_date < on
        case "evaluate":
            return measure.status == "done"
        case _:
            return True


def vacant(cycle: Cycle, *, on: date) -> frozenset[int]:
    """Return the open measures whose function nobody holds, common ones if so at any unit.

    Kept while nothing changes. One question, or about five.
    """

    def gathered() -> frozenset[int]:
        owners = organisation.owners(cycle.employer, on=on)
        rows = Measure.objects.filter(cycle=cycle, status__in=OPEN)
        alone = rows.filter(common=False).values_list("pk", "owner_role", "unit")
        found = {pk for pk, words, unit in alone if owners.is_vacant(words, unit)}
        for measure in rows.filter(common=True).select_related("unit__employer"):
            units = reached_units(measure, on=on)
            if any(owners.is_vacant(measure.owner_role, unit) for unit in units):
                found.add(measure.pk)
        return frozenset(found)

    return history.unchanged(("vacant", cycle.pk, on), gathered)


def often_extended(cycle: Cycle, *, at_least: int = 2) -> frozenset[int]:
    """Return the measures of the year with several decisions of a later date in their chains.

    Kept while nothing changes. One question, or three and one for each year back.
    """

    def gathered() -> frozenset[int]:
        maybe = Measure.objects.filter(
            Q(carried_from__isnull=False) | Q(pk__in=Extension.objects.values("measure")),
            cycle=cycle,
        )
        counts = chain_counts(maybe.only("pk", "carried_from"))
        return frozenset(pk for pk, (_carried, n) in counts.items() if n >= at_least)

    return history.unchanged(("often extended", cycle.pk, at_least), gathered)


def extension_counts(measures: Sequence[Measure]) -> dict[int, int]:
    """Return measure id → decisions of a later date in its chain. One question and one a year back."""
    return {pk: n for pk, (_carried, n) in chain_counts(measures).items()}


def chosen_measures(cycle: Cycle, ids, decidable) -> list[Measure]:
    """Return the chosen measures within what a person decides. One question."""
    return list(decidable.filter(cycle=cycle, pk__in=ids).order_by("unit", "position", "pk"))


def last_bulk_change(cycle: Cycle, user) -> BulkChange | None:
    """Return the person's latest change of many rows, if it can still be undone. One question."""
    latest = BulkChange.objects.filter(cycle=cycle, made_by=user).order_by("-pk").first()
    can = latest is not None and latest.undone_at is None and latest.kind != "remind"
    return latest if can else None
