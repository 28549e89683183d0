"""The page where the package for DO is asked for: years, a day, what it holds and what it lacks."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aktiva.adapters import clock
from aktiva.apps.package import forms, jobs, policy, queries


@require_http_methods(["GET", "HEAD", "POST"])
def package(request, employer_id: int):
    """What will be in the package, and the button that begins the work."""
    now = clock.now()
    try:
        employer = policy.employers(request.user, on=now.date()).get(pk=employer_id)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    cycles = queries.known_years(employer)
    choices = [(str(c.year), _told(c)) for c in cycles]
    closed = next((c for c in cycles if c.closed_at is not None), None)
    begun = {"years": [str(closed.year if closed else cycles[0].year)]} if cycles else {}
    wanted = request.GET.getlist("ar")
    if wanted:
        begun["years"] = [year for year, _words in choices if year in wanted] or begun["years"]
    form = forms.PackageForm(request.POST or None, years=choices, today=now.date(), initial=begun)
    if request.method == "POST" and form.is_valid():
        chosen = [int(year) for year in form.cleaned_data["years"]]
        on = form.cleaned_data["on"]
        if late := _not_opened(cycles, chosen, on=on, now=now):
            form.add_error(
                "on",
                _("%(year)s var inte öppnat den dagen. Välj en senare dag eller ett annat år.")
                % {"year": late},
            )
        else:
            job = jobs.start(employer, chosen, on=on, actor=request.user, at=now)
            return redirect("background:job", job.pk)
    shown = [c for c in cycles if str(c.year) in (form["years"].value() or [])]
    context = {
        "employer": employer,
        "form": form,
        "cycles": cycles,
        "outlooks": [
            queries.outlook(queries.year_as_of(c, as_of=as_of, closed=is_closed))
            for c in shown
            for as_of, is_closed in [queries.moment_of(c, on=None, now=now)]
        ],
    }
    return render(request, "package/package.html", context, status=422 if form.errors else 200)


def _told(cycle) -> str:
    if cycle.closed_at is None:
        return _("%(year)s, inte avslutat") % {"year": cycle.year}
    closed = cycle.closed_at.astimezone(clock.SWEDEN).date().isoformat()
    return _("%(year)s, avslutat %(day)s") % {"year": cycle.year, "day": closed}


def _not_opened(cycles, chosen: list[int], *, on: date | None, now) -> int | None:
    for cycle in cycles:
        as_of, _closed = queries.moment_of(cycle, on=on, now=now)
        if cycle.year in chosen and cycle.opened_at > as_of:
            return cycle.year
    return None
