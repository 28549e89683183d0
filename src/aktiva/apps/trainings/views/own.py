"""A role holder's own page: which courses, by when, and what is done."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import render

from aktiva.adapters import clock
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.apps.trainings import queries


def own(request):
    """The person's own courses, what is late first."""
    today = clock.today()
    if not organisation_policy.holdings(request.user, on=today):
        raise Http404
    rows = queries.own_rows(request.user, on=today)
    context = {
        "todo": [(r, (r.standing.due_by - today).days) for r in rows if r.standing.state.lacks],
        "rest": [r for r in rows if not r.standing.state.lacks],
    }
    return render(request, "trainings/own.html", context)
