"""What a budget does for the differences that are not explained, and its way into the plan."""

from __future__ import annotations

import math

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktiva.adapters import clock
from aktiva.apps.organisation.views.guarding import guarded
from aktiva.apps.pay import actions, forms, queries
from aktiva.apps.pay.views.frame import explained, figures_of, mapping_or_404, may_work
from aktiva.domain.pay.plan import Sort
from aktiva.domain.pay.simulation import Closed, Simulated, WrongBudget, simulate


@guarded
@explained
def simulation(request, cycle_id: int):
    """A budget in, what it does for each group out; chosen groups become rows of the plan."""
    mapping = mapping_or_404(request, cycle_id)
    works = may_work(request, mapping)
    if request.method == "POST" and not works:
        raise Http404
    figures = figures_of(request, mapping, page="simulation")
    rate = queries.rate_of(mapping)
    asked = forms.SimulationForm(request.GET if "budget" in request.GET else None)
    context = {
        "cycle": mapping.cycle,
        "mapping": mapping,
        "rate": rate,
        "asked": asked,
        "works": works,
    }
    form = None
    if rate is not None and asked.is_valid():
        given = asked.cleaned_data
        aim = queries.aim_of(
            figures, queries.standing(mapping), queries.Target(given["target"]),
            every=given["every"],
        )  # fmt: skip
        try:
            found = simulate(aim.people, budget=given["budget"], rate=rate)
        except WrongBudget as wrong:
            asked.add_error("budget", str(wrong))
        else:
            form = forms.ToPlanForm(
                request.POST or None, groups=[c.group for c in found.groups if c.persons > 1]
            )
            if request.method == "POST" and form.is_valid() and _added(request, mapping, form, found, aim):  # fmt: skip
                return redirect("pay:plan", cycle_id)
            context |= {
                "found": found,
                "raised": [c for c in found.groups if c.persons],
                "rest": [c for c in found.groups if not c.persons],
                "form": form,
                "has_aim": bool(aim.answers),
            }
    elif request.method == "POST":
        raise Http404
    wrong = bool(asked.errors or (form and form.errors))
    return render(request, "pay/simulation.html", context, status=422 if wrong else 200)


def _added(request, mapping, form, found: Simulated, aim) -> bool:
    """Make rows of the chosen groups; what was refused stands on the form afterwards."""
    given = form.cleaned_data
    chosen = set(given["groups"])
    rows = [
        actions.PlanFacts(
            sort=Sort.ADJUSTMENT.value,
            what=_("Lönejustering i %(group)s") % {"group": closed.group},
            answers=aim.answers[closed.group],
            persons=closed.persons,
            kr_month=average(closed),
            start=given["start"],
            due=given["due"],
            financing=given["financing"],
            responsible=given["responsible"],
        )
        for closed in found.groups
        if closed.group in chosen
    ]
    try:
        actions.add_plan_rows(mapping_id=mapping.pk, facts=rows, actor=request.user, at=clock.now())
    except ValidationError as refused:
        forms.refuse(form, refused)
        return False
    messages.success(
        request,
        ngettext("%(n)s rad är tillagd i planen.", "%(n)s rader är tillagda i planen.", len(rows))
        % {"n": len(rows)},
    )
    return True


def average(closed: Closed) -> int:
    """Return kronor a month for each on average, rounded up so that nobody's part is left out."""
    return math.ceil(closed.kr_month / closed.persons)
