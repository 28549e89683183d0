"""The year's pulses, and one of them: how far it has come and what is to be done."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from aktiva.adapters import clock, pulses
from aktiva.apps.cycles.views.frame import visible_cycle_or_404
from aktiva.apps.pulse import forms, policy, queries
from aktiva.apps.pulse.views.frame import pulse_or_404

ROWS_PER_PAGE = 50


@require_safe
def year(request, cycle_id: int):
    """The year's pulses."""
    today = clock.today()
    cycle = visible_cycle_or_404(request, cycle_id)
    reach = policy.reach(request.user, on=today)
    if not reach:
        raise Http404
    keeps = policy.keeps(request.user, cycle, on=today)
    found = queries.of_year(policy.visible_pulses(request.user, on=today), cycle)
    rows = [
        (pulse, state.value)
        for pulse in found
        if (state := queries.state_of(pulse, on=today)) is not queries.State.DRAFT or keeps
    ]
    return render(request, "pulse/year.html", {"cycle": cycle, "rows": rows, "keeps": keeps})


@require_safe
def pulse(request, cycle_id: int, pulse_id: int):
    """One pulse."""
    place = pulse_or_404(request, cycle_id, pulse_id)
    return render(request, "pulse/pulse.html", page_of(request, place))


def page_of(request, place, **forms_given) -> dict:
    """Return what the page of a pulse shows, with forms that were refused."""
    today = clock.today()
    is_draft = place.state is queries.State.DRAFT
    rows = [] if is_draft or not place.keeps else queries.unit_rows(place.pulse)
    shown = Paginator(rows, ROWS_PER_PAGE).get_page(request.GET.get("sida"))
    offered = [pulses.languages()[code] for code in place.pulse.languages]
    is_open = place.state in {queries.State.COMING, queries.State.OPEN}
    return place.context() | {
        "offered": offered,
        "n_units": len(queries.covered(place.pulse)) if is_draft else len(rows),
        "page": shown,
        "n_so_far": queries.so_far(place.pulse, on=today) if is_open and place.keeps else 0,
        "extend_form": forms.ExtendForm(initial={"closes_on": place.pulse.closes_on}),
        "count_form": forms.CountForm(),
        "slips_form": forms.SlipsForm(initial={"n": 20}),
        "today": today,
        **forms_given,
    }
