"""Pages where HR opens a year."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from aktiva.adapters import clock
from aktiva.apps.cycles import actions, forms, queries
from aktiva.apps.cycles.views.frame import employer_or_404
from aktiva.domain.organisation.permissions import Permission


def year_open(request, employer_id: int):
    employer = employer_or_404(request, employer_id, Permission.YEAR_KEEP)
    latest = queries.latest_cycle(employer)
    year = (latest.year + 1) if latest else clock.today().year
    form = forms.YearForm(request.POST or None, initial={"year": year})
    if request.method == "POST" and form.is_valid():
        try:
            cycle = actions.open_year(
                employer=employer, actor=request.user, at=clock.now(), **form.cleaned_data
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("Året %(year)s är öppnat.") % {"year": cycle.year})
            return redirect("cycles:common_measures", cycle.pk)
    return render(
        request,
        "cycles/year_open.html",
        {"form": form, "employer": employer, "latest": latest},
        status=422 if form.errors else 200,
    )
