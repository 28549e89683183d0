"""Finding the year, the unit and the rights of a page."""

from __future__ import annotations

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404

from aktiva.adapters import clock
from aktiva.apps.cooperation import policy, queries
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.apps.organisation import queries as organisation
from aktiva.domain.organisation.permissions import Permission


def unit_or_404(request, cycle, unit_id: int, *, keep: bool = False):
    """Return a unit whose cooperation the person sees, or records if `keep`."""
    reachable = policy.keepable_units if keep else policy.visible_units
    try:
        return reachable(request.user, on=clock.today()).get(pk=unit_id, employer=cycle.employer_id)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def keeps(request, unit) -> bool:
    """Return whether the person records cooperation at the unit. No question."""
    reach = organisation_policy.scope(request.user, Permission.COOPERATION_KEEP, on=clock.today())
    return reach.holds(unit)


def name_of(cycle, unit) -> str:
    """Return what the unit is called in the year, or was called last."""
    tree = queries.tree_of(cycle, on=clock.today())
    return (
        tree.nodes[unit.pk].name if unit.pk in tree else organisation.name_on(unit, clock.today())
    )


def parties_at(standing, unit_id: int) -> list:
    """Return the parties to cooperate with at a place, or all of them where none is required."""
    g = standing.gathered
    ids = {pair.party for pair in standing.pairs.get(unit_id, ())}
    today = clock.today()
    return [
        p
        for p in g.parties.values()
        if (p.pk in ids or not ids) and (p.retired_on is None or p.retired_on > today)
    ]
