"""Finding the employer and the year of a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from typing import TypeVar

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404

from aktiva.adapters import clock
from aktiva.apps.cycles import policy, queries
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.registers import queries as registers
from aktiva.domain.cycle.own_areas import Headings
from aktiva.domain.organisation.permissions import Permission
from aktiva.domain.organisation.tree import Tree

T = TypeVar("T")


def carried_out(form, act: Callable[[dict], T]) -> T | None:
    """Do with a form's facts what `act` does; None where the form or the action refused them.

    What the action refused stands on the form afterwards, so that the page is shown with it.

    Raises:
        Http404: The action knows no such row for this person.
    """
    if not form.is_valid():
        return None
    try:
        return act(form.cleaned_data)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    except ValidationError as refused:
        form.add_error(None, refused)
        return None


def employer_or_404(request, employer_id: int, permission: Permission):
    """Return the employer, or the same 404 whether it is missing or not the person's."""
    try:
        return organisation_policy.employers_where(request.user, permission, on=clock.today()).get(
            pk=employer_id
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def visible_cycle_or_404(request, cycle_id: int):
    """Return a year the person may see, with its employer."""
    try:
        return (
            policy.visible_cycles(request.user, on=clock.today())
            .select_related("employer")
            .get(pk=cycle_id)
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def kept_cycle_or_404(request, cycle_id: int):
    """Return a year that the person keeps."""
    try:
        return (
            policy.keepable_cycles(request.user, on=clock.today())
            .select_related("employer")
            .get(pk=cycle_id)
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def as_of_from(request) -> datetime | None:
    """Return the end of the day in ``?per=2026-11-30``, or None for what is no day."""
    given = request.GET.get("per", "").strip()
    if not given:
        return None
    try:
        day = date.fromisoformat(given)
    except ValueError:
        return None
    return datetime.combine(day, time(23, 59, 59), tzinfo=clock.SWEDEN)


@dataclass(frozen=True)
class UnitOfYear:
    """A unit in a year, as the pages about it need it. `line`: the unit and those above."""

    cycle: object
    unit: object
    name: str
    tree: Tree
    line: tuple[int, ...]
    may_decide: bool

    @cached_property
    def headings(self) -> Headings:
        """What the employer calls the areas."""
        return registers.headings(self.cycle.employer)

    def context(self) -> dict:
        """Return what every page of a unit's year shows."""
        return {
            "cycle": self.cycle,
            "unit": self.unit,
            "unit_name": self.name,
            "headings": self.headings,
            "may_decide": self.may_decide,
        }


def read_unit_or_404(request, cycle_id: int, unit_id: int) -> UnitOfYear:
    """Return a unit whose year the person may read."""
    on = clock.today()
    cycle = visible_cycle_or_404(request, cycle_id)
    try:
        unit = organisation_policy.units_where(request.user, Permission.SHEET_READ, on=on).get(
            pk=unit_id, employer=cycle.employer_id
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    tree = organisation.tree(cycle.employer, on=min(on, date(cycle.year, 12, 31)))
    name = tree.nodes[unit_id].name if unit_id in tree else organisation.name_on(unit, on)
    decides = organisation_policy.scope(request.user, Permission.MEASURE_DECIDE, on=on)
    line = (unit_id, *(n.id for n in tree.ancestors(unit_id)))
    return UnitOfYear(cycle, unit, name, tree, line, decides.holds(unit))


def chain_or_404(cycle, unit_id: int, risk_id: int | None):
    """Return one risk of a unit's year with its causes and measures; None where none is asked for."""
    if risk_id is None:
        return None
    for chain in queries.unit_chains(cycle, unit_id, on=clock.today()):
        if chain.risk.pk == risk_id:
            return chain
    raise Http404


def decided_unit_or_404(request, cycle_id: int, unit_id: int) -> UnitOfYear:
    """Return a unit whose risks and measures the person decides."""
    place = read_unit_or_404(request, cycle_id, unit_id)
    if not place.may_decide:
        raise Http404
    return place
