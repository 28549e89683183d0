"""Reads of measures: owed an outcome, of a year, common to many."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _

from aktiva.apps.audit import history
from aktiva.apps.cycles import following
from aktiva.apps.cycles.models import (
    Cycle,
    Extension,
    Measure,
    MeasureAtUnit,
    MeasureRisk,
    Outcome,
)
from aktiva.apps.organisation import queries as organisation
from aktiva.domain.cycle.states import OPEN


@dataclass(slots=True)
class OwedMeasure:
    """A measure of an earlier year and the outcome it has been given this year, if any.

    `n_carried` says how many years it has gone on, `n_extended` how many decisions of a
    later date there are in its whole chain.
    """

    measure: Measure
    outcome: Outcome | None
    n_carried: int
    n_extended: int


def _owed(cycle: Cycle):
    """Earlier years' measures that are open, or got their outcome in `cycle`."""
    here = Outcome.objects.filter(measure=OuterRef("pk"), cycle=cycle)
    return Measure.objects.filter(
        Q(status__in=OPEN) | Exists(here),
        cycle__employer_id=cycle.employer_id,
        cycle__year__lt=cycle.year,
    )


def owed_measures(cycle: Cycle, unit_id: int, *, on: date) -> list[OwedMeasure]:
    """Return the measures of earlier years that a unit owes an outcome or gave one this year.

    They are those that are with the unit on `on`, also after units that are no more. A measure
    that was missed one year is owed in the next. Four questions, and one more for each year the
    longest chain goes back.
    """
    told = Outcome.objects.filter(cycle=cycle, unit_id=unit_id).values("measure")
    found = list(
        _owed(cycle)
        .filter(following.held_by(cycle.employer, unit_id, on=on) | Q(pk__in=told))
        .select_related("cycle")
        .order_by("cycle__year", "position", "pk")
    )
    outcomes = {o.measure_id: o for o in Outcome.objects.filter(cycle=cycle, measure__in=found)}
    counts = chain_counts(found)
    return [OwedMeasure(m, outcomes.get(m.pk), *counts[m.pk]) for m in found]


def chain_counts(measures: Iterable[Measure]) -> dict[int, tuple[int, int]]:
    """Return measure id → (years it has gone on, decisions of a later date in its chain).

    One question, and one for each year the longest chain goes back.
    """
    chains = {m.pk: [m.pk] for m in measures}
    waiting = {m.pk: m.carried_from_id for m in measures if m.carried_from_id}
    while waiting:
        above = dict(
            Measure.objects.filter(pk__in=set(waiting.values())).values_list("pk", "carried_from")
        )
        for start, at in list(waiting.items()):
            chains[start].append(at)
            if above.get(at):
                waiting[start] = above[at]
            else:
                del waiting[start]
    every = {pk for chain in chains.values() for pk in chain}
    extended = dict(
        Extension.objects.filter(measure__in=every)
        .values_list("measure")
        .annotate(n=Count("pk"))
        .order_by()
    )
    return {
        start: (len(chain) - 1, sum(extended.get(pk, 0) for pk in chain))
        for start, chain in chains.items()
    }


def without_own_risk(cycle: Cycle, unit_id: int, *, on: date):
    """Return the measures with one unit that answer none of this year's risks. One question."""
    links = MeasureRisk.objects.filter(measure=OuterRef("pk"), risk__cycle=cycle)
    return with_unit(cycle, unit_id, on=on).filter(~Exists(links))


def with_unit(cycle: Cycle, unit_id: int, *, on: date):
    """Return the year's measures that a unit answers for on a day, or has written. One question."""
    held = following.held_by(cycle.employer, unit_id, on=on)
    return Measure.objects.filter(held | Q(unit=unit_id), cycle=cycle).order_by("position", "pk")


def own_units(cycle: Cycle, unit_id: int, *, on: date) -> frozenset[int]:
    """Return the unit and those that have gone into it, whose year it finishes."""
    return following.risk_units(cycle.employer, unit_id, on=on)


def measures(cycle: Cycle, *, as_of: datetime | None = None) -> list[Measure]:
    """Return every measure of the year, in the order of unit and place. Two questions."""
    found = history.attach(history.rows(Measure, as_of=as_of).filter(cycle=cycle), "unit")
    return sorted(found, key=lambda m: (m.unit_id, m.position, m.pk))


def unit_measures(cycle: Cycle, unit_id: int) -> list[Measure]:
    """Return one unit's measures of the year, in their order. One question."""
    return list(Measure.objects.filter(cycle=cycle, unit_id=unit_id).order_by("position", "pk"))


def common_measures(cycle: Cycle):
    """Return the measures that are owed by more than the unit that decided them. One question."""
    return (
        Measure.objects.filter(cycle=cycle, common=True)
        .select_related("unit__employer")
        .order_by("position", "pk")
    )


def outcomes(cycle: Cycle, *, as_of: datetime | None = None) -> list[Outcome]:
    """Return what became of measures, as it was said in the year. One question."""
    found = history.rows(Outcome, as_of=as_of).filter(cycle=cycle)
    return sorted(found, key=lambda o: (o.unit_id, o.pk))


def last_outcomes(cycle: Cycle, *, as_of: datetime | None = None) -> dict[int, Outcome]:
    """Return measure id → the outcome to account for this year, of those owed one.

    That is what was said in `cycle`, or earlier in the measure's own year. One question.
    """
    kept: dict[int, Outcome] = {}
    found = told_rows(cycle, as_of=as_of)
    for outcome in sorted(found, key=lambda o: (o.cycle_id == cycle.pk, o.pk)):
        kept[outcome.measure_id] = outcome
    return kept


def told_rows(cycle: Cycle, *, as_of: datetime | None = None):
    """Return the outcomes that `last_outcomes` chooses from, not yet asked for."""
    return history.rows(Outcome, as_of=as_of).filter(
        cycle__employer_id=cycle.employer_id,
        cycle__year__lte=cycle.year,
        measure__cycle__year__lt=cycle.year,
        cycle__year__gte=cycle.year - 1,
    )


def measures_owed_by_all(cycle: Cycle, *, as_of: datetime | None = None) -> list[Measure]:
    """Return the measures that this year must account for, in the order of unit and place.

    They are last year's, and older ones that were still open. Two questions.
    """
    found = owed_rows(cycle, as_of=as_of)
    return sorted(found, key=lambda m: (m.unit_id, m.position, m.pk))


def owed_rows(cycle: Cycle, *, as_of: datetime | None = None):
    """Return what `measures_owed_by_all` returns, not yet asked for. One question."""
    older = list(_owed(cycle).filter(cycle__year__lt=cycle.year - 1).values_list("pk", flat=True))
    if as_of is not None:
        older += Measure.objects.filter(
            cycle__employer_id=cycle.employer_id,
            cycle__year__lt=cycle.year - 1,
            outcomes__cycle__year__gte=cycle.year,
        ).values_list("pk", flat=True)
    return history.rows(Measure, as_of=as_of).filter(
        Q(cycle__year=cycle.year - 1) | Q(pk__in=older), cycle__employer_id=cycle.employer_id
    )


# ---- common measures at the units ------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CommonAtUnit:
    """A common measure as one unit has it. `row` None: nothing has been said, so it is planned."""

    measure: Measure
    row: MeasureAtUnit | None

    @property
    def status(self) -> str:
        return self.row.status if self.row else MeasureAtUnit.Status.PLANNED

    @property
    def status_words(self) -> str:
        return str(MeasureAtUnit.Status(self.status).label)


def reached_units(measure: Measure, *, on: date) -> frozenset[int]:
    """Return the units that answer for themselves below the one that decided a common measure."""
    tree = organisation.tree(measure.unit.employer, on=on)
    return frozenset(n.id for n in tree.answering(within=measure.unit_id))


def common_at_unit(cycle: Cycle, unit_id: int, *, on: date) -> list[CommonAtUnit]:
    """Return the common measures that reach one unit, with the state there. Two questions."""
    tree = organisation.tree(cycle.employer, on=on)
    deciders = {unit_id, *(n.id for n in tree.ancestors(unit_id))}
    reaching = [m for m in common_measures(cycle) if m.unit_id in deciders]
    rows = {
        r.measure_id: r for r in MeasureAtUnit.objects.filter(measure__in=reaching, unit=unit_id)
    }
    return [CommonAtUnit(m, rows.get(m.pk)) for m in reaching]


def common_counts(common: Sequence[Measure], *, on: date) -> dict[int, dict[str, int]]:
    """Return measure id → status → units, among the units it reaches on the day. One question.

    Units that have said nothing count as planned.
    """
    said: dict[int, dict[int, str]] = {}
    for measure, unit, status in MeasureAtUnit.objects.filter(measure__in=common).values_list(
        "measure", "unit", "status"
    ):
        said.setdefault(measure, {})[unit] = status
    counts: dict[int, dict[str, int]] = {}
    reached: dict[int, frozenset[int]] = {}
    for measure in common:
        units = reached.get(measure.unit_id)
        if units is None:
            units = reached[measure.unit_id] = reached_units(measure, on=on)
        of = dict.fromkeys(MeasureAtUnit.Status.values, 0)
        for status in (s for u, s in said.get(measure.pk, {}).items() if u in units):
            of[status] += 1
        of[MeasureAtUnit.Status.PLANNED] += len(units) - sum(of.values())
        counts[measure.pk] = of
    return counts


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A common measure at one unit it reaches, as the measure's page lists it."""

    unit_id: int
    unit_name: str
    status: str
    status_words: str
    note: str
    owner: str
    is_vacant: bool


def at_units(
    measure: Measure, *, on: date, units: frozenset[int], most: int = 100
) -> tuple[list[UnitRow], int]:
    """Return where a common measure stands at the units it reaches among `units`, by name.

    Two questions once tree and posts are known. Those who answer are shown by function.

    Returns:
        At most `most` rows, and how many there are in all.
    """
    employer = measure.unit.employer
    tree = organisation.tree(employer, on=on)
    owners = organisation.owners(employer, on=on)
    reached = reached_units(measure, on=on) & units
    by_name = sorted(reached, key=lambda unit: (tree.nodes[unit].name.casefold(), unit))[:most]
    said = {r.unit_id: r for r in MeasureAtUnit.objects.filter(measure=measure, unit__in=by_name)}
    rows = []
    for unit in by_name:
        row = said.get(unit)
        status = MeasureAtUnit.Status(row.status if row else "planned")
        found = [o for o in owners.of(measure.owner_role, unit) if o.carries_out]
        titles = dict.fromkeys(post.title for o in found for post in o.posts)
        rows.append(
            UnitRow(
                unit_id=unit,
                unit_name=tree.nodes[unit].name,
                status=status.value,
                status_words=str(status.label),
                note=row.note if row else "",
                owner=", ".join(titles),
                is_vacant=owners.is_vacant(measure.owner_role, unit),
            )
        )
    return rows, len(reached)


def measure_for_page(measures, pk: int) -> Measure:
    """Return one of the measures a person may read, with what its page shows. One question."""
    return measures.select_related(
        "cycle__employer", "unit__employer", "forum", "carried_from"
    ).get(pk=pk)


def unit_words(measure: Measure, *, on: date) -> str:
    """Return the name of a measure's unit, and who answers for it now if that is another."""
    name = organisation.name_on(measure.unit, on)
    holder = following.holder_of(measure, on=on)
    if holder == measure.unit_id:
        return name
    now = organisation.name_of(measure.unit.employer, holder, on=on)
    return _("%(unit)s, nu %(now)s") % {"unit": name, "now": now}


@dataclass(frozen=True, slots=True)
class AboutMeasure:
    """What belongs to one measure: risks, who answers, decisions of a later date, outcomes."""

    risks: list
    owners: tuple
    is_vacant: bool
    extensions: list
    outcomes: list
    n_carried: int
    n_extended: int
    goes_on_as: Measure | None


def about_measure(measure: Measure, *, on: date) -> AboutMeasure:
    """Return what belongs to one measure. About seven questions."""
    links = measure.risk_links.select_related("risk").prefetch_related("risk__causes")
    owners = organisation.owners(measure.unit.employer, on=on)
    n_carried, n_extended = chain_counts([measure])[measure.pk]
    return AboutMeasure(
        risks=[link.risk for link in links.order_by("pk")],
        owners=owners.of(measure.owner_role, measure.unit_id),
        is_vacant=not measure.common and owners.is_vacant(measure.owner_role, measure.unit_id),
        extensions=list(measure.extensions.order_by("decided_at", "pk")),
        outcomes=list(measure.outcomes.select_related("cycle").order_by("cycle__year", "pk")),
        n_carried=n_carried,
        n_extended=n_extended,
        goes_on_as=measure.carried_to.select_related("cycle").first(),
    )


def n_left_open(cycle: Cycle) -> int:
    """Return how many measures of earlier years wait for an outcome in `cycle`. One question."""
    return Measure.objects.filter(
        cycle__employer=cycle.employer_id, cycle__year__lt=cycle.year, status__in=OPEN
    ).count()


def names_of_units(unit_ids: Iterable[int], employer, *, on: date) -> dict[int, str]:
    """Return unit → its name on a day. No question once the tree is known."""
    tree = organisation.tree(employer, on=on)
    return {u: tree.nodes[u].name if u in tree else "" for u in unit_ids}


def unit_of_measure(measure_id: int) -> int | None:
    """Return the unit that a measure is for; None for no such measure. One question."""
    return Measure.objects.filter(pk=measure_id).values_list("unit_id", flat=True).first()
