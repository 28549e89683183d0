"""Pages where HR opens, closes and reopens a year."""

from __future__ import annotations

from contextlib import closing

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import StreamingHttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from aktiva.adapters import clock
from aktiva.apps.cycles import actions, forms, queries
from aktiva.apps.cycles.views.frame import employer_or_404, kept_cycle_or_404
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.apps.organisation.views.guarding import guarded
from aktiva.domain.organisation.permissions import Permission

HERE = "<!-- stegen -->"


def year_open(request, employer_id: int):
    """Open a year; the answer grows as the opening does, and nothing is kept unless it ends."""
    employer = employer_or_404(request, employer_id, Permission.YEAR_KEEP)
    latest = queries.latest_cycle(employer)
    year = (latest.year + 1) if latest else clock.today().year
    common = list(queries.common_measures(latest)) if latest else []
    form = forms.YearForm(
        request.POST or None,
        common=common,
        initial={"year": year, "repeat": [str(m.pk) for m in common]},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        given["repeat"] = [int(pk) for pk in given.pop("repeat", [])]
        steps = actions.opening(employer=employer, actor=request.user, at=clock.now(), **given)
        try:
            first = next(steps)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return StreamingHttpResponse(_told(request, first, steps))
    return render(
        request,
        "cycles/year_open.html",
        {"form": form, "employer": employer, "latest": latest},
        status=422 if form.errors else 200,
    )


def _told(request, first, steps):
    """The page in pieces: its head, a line for each step, and its end when all is done."""
    page = render_to_string(
        "cycles/year_opening.html", {"cycle": first.cycle, "total": first.total}, request
    )
    head, end = page.split(HERE)
    yield head
    n_vacant, step = 0, first
    with closing(steps):
        for step in steps:
            n_vacant += step.n_vacant > 0
            yield render_to_string("cycles/_year_opening_step.html", {"step": step})
    yield render_to_string(
        "cycles/_year_opening_done.html",
        {
            "cycle": step.cycle,
            "n_common": step.total - 1,
            "n_vacant": n_vacant,
            "n_left": queries.n_left_open(step.cycle),
            "said": _("Året %(year)s är öppnat.") % {"year": step.cycle.year},
        },
    )
    yield end


@guarded
def year_close(request, cycle_id: int):
    """Close the year, or open a closed one again with a reason."""
    cycle = kept_cycle_or_404(request, cycle_id)
    now = clock.now()
    signed = organisation_policy.signed_as(
        request.user, employer_id=cycle.employer_id, on=now.date()
    )
    form = forms.ReopenForm(request.POST if request.POST.get("do") == "reopen" else None)
    try:
        if request.POST.get("do") == "close":
            actions.close_year(cycle_id=cycle.pk, closed_as=signed, actor=request.user, at=now)
            messages.success(request, _("Året %(year)s är avslutat.") % {"year": cycle.year})
            return redirect("cycles:year_close", cycle.pk)
        if form.is_valid():
            actions.reopen_year(
                cycle_id=cycle.pk, reason=form.cleaned_data["reason"], reopened_as=signed,
                actor=request.user, at=now,
            )  # fmt: skip
            messages.success(request, _("Året %(year)s är öppet igen.") % {"year": cycle.year})
            return redirect("cycles:year_close", cycle.pk)
    except ValidationError as refused:
        if not form.is_bound:
            messages.error(request, " ".join(refused.messages))
            return redirect("cycles:year_close", cycle.pk)
        form.add_error(None, refused)
    return render(
        request,
        "cycles/year_close.html",
        {"cycle": cycle, "form": form},
        status=422 if form.errors else 200,
    )
