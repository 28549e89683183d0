"""What a unit or a department gives to the employer's duties: never a verdict."""

from __future__ import annotations

from django.shortcuts import render

from aktiva.adapters import clock
from aktiva.apps.cycles.views.frame import read_unit_or_404
from aktiva.apps.lawcheck import queries


def contribution(request, cycle_id: int, unit_id: int):
    """What the unit, and those below it, have done and what is still asked of them."""
    place = read_unit_or_404(request, cycle_id, unit_id)
    found = queries.contribution(place.cycle, place.unit.pk, on=clock.today())
    context = place.context() | {
        "found": found,
        "n_asked": sum(bool(row.asked) for row in found.rows),
    }
    return render(request, "lawcheck/contribution.html", context)
