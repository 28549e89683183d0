"""Who may see and decide what of a year."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from aktiva.apps.cycles import following
from aktiva.apps.cycles.models import Cycle, Examination, Measure, Risk, Source
from aktiva.apps.organisation import policy
from aktiva.domain.organisation.permissions import Permission


def visible_cycles(user, *, on: date):
    """Return the years of every employer in which the person holds a role."""
    employers = {h.unit.employer_id for h in policy.holdings(user, on=on)}
    return Cycle.objects.filter(employer__in=employers)


def keepable_cycles(user, *, on: date):
    """Return the years that the person opens and keeps."""
    return Cycle.objects.filter(
        employer__in=policy.employers_where(user, Permission.YEAR_KEEP, on=on)
    )


def visible_measures(user, *, on: date):
    """Return the measures of the units the person reads."""
    return Measure.objects.filter(_reached(user, Permission.SHEET_READ, on=on))


def readable_measures(user, *, on: date):
    """Return the measures the person reads: of units in reach, and common ones that reach them."""
    condition = _reached(user, Permission.SHEET_READ, on=on)
    for holding in policy.holdings(user, on=on):
        above = policy.line_above(holding.unit, on=on)
        condition |= Q(common=True, unit__in=above)
    return Measure.objects.filter(condition)


def readable_unit_of(user, measure: Measure, *, on: date) -> int | None:
    """Return a unit that a measure is about and whose year the person reads, None if there is none.

    The measure's own unit, the one that answers for it now, or one of the person's own below it.
    """
    reach = policy.scope(user, Permission.SHEET_READ, on=on)
    own = (
        h.unit_id
        for h in policy.holdings(user, on=on)
        if measure.unit_id in policy.line_above(h.unit, on=on)
    )
    for unit in (measure.unit_id, following.holder_of(measure, on=on), *own):
        if unit in reach.units or measure.cycle.employer_id in reach.whole:
            return unit
    return None


def decidable_measures(user, *, on: date):
    """Return the measures that the person may change."""
    return Measure.objects.filter(_reached(user, Permission.MEASURE_DECIDE, on=on))


def _reached(user, permission: Permission, *, on: date) -> Q:
    """Return the condition for measures of units in reach, and those handed to one of them."""
    reach = policy.scope(user, permission, on=on)
    employers = {h.unit.employer for h in policy.holdings(user, on=on)} if reach.units else ()
    return reach.condition() | following.handed_to(employers, reach.units, on=on)


def decidable_risks(user, *, on: date):
    """Return the risks that the person may analyse."""
    reach = policy.scope(user, Permission.MEASURE_DECIDE, on=on)
    return Risk.objects.filter(reach.condition())


def decidable_examinations(user, *, on: date):
    """Return the examinations that the person may change."""
    reach = policy.scope(user, Permission.MEASURE_DECIDE, on=on)
    return Examination.objects.filter(reach.condition())


def decidable_sources(user, *, on: date):
    """Return the sources that the person may change."""
    reach = policy.scope(user, Permission.MEASURE_DECIDE, on=on)
    return Source.objects.filter(reach.condition())


def decidable_units(user, *, on: date):
    """Return the units for which the person records risks and decides measures."""
    return policy.units_where(user, Permission.MEASURE_DECIDE, on=on)
