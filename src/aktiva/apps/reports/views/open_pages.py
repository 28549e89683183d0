"""The open page that anybody may read, and the pages where it is opened and closed."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from aktiva.adapters import clock
from aktiva.apps.cycles.views.frame import visible_cycle_or_404
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.reports import actions, policy
from aktiva.apps.reports.queries import open_pages

FRESH_SECONDS = 300


@login_not_required
@require_safe
def open_page(request, address: str):
    """The decided plan, the same for everybody: no account, no cookie, no name."""
    page = open_pages.page_at(address)
    if page is None:
        raise Http404
    today = clock.today()
    context = {
        "employer_name": page.employer.name,
        "name": open_pages.name_of(page, on=today),
        "plan": open_pages.plan_at(page, on=today),
        "today": today,
    }
    response = HttpResponse(render_to_string("reports/open_page.html", context))
    response.headers["Cache-Control"] = f"public, max-age={FRESH_SECONDS}"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def page_list(request, cycle_id: int):
    """Every open page of the employer, to look at and to close."""
    cycle = visible_cycle_or_404(request, cycle_id)
    today = clock.today()
    units = policy.publishable_units(request.user, on=today)
    if not units.filter(employer=cycle.employer_id).exists():
        raise Http404
    tree = organisation.tree(cycle.employer, on=today)
    rows = [
        (
            p,
            tree.nodes[p.unit_id].name if p.unit_id in tree else p.unit.code,
            request.build_absolute_uri(reverse("reports:open_page", args=[p.address])),
        )
        for p in open_pages.pages(cycle.employer, units)
    ]
    return render(request, "reports/open_page_list.html", {"cycle": cycle, "rows": rows})


@require_POST
def switch(request, paper_id: int):
    """Open the page of a plan's unit, or close it."""
    papers = policy.makeable_papers(request.user, on=clock.today())
    try:
        paper = papers.select_related("cycle").get(pk=paper_id)
        if request.POST.get("open"):
            actions.open_page(unit_id=paper.unit_id, actor=request.user, at=clock.now())
            messages.success(request, _("Sidan är öppen. Adressen står under Öppen sida."))
        else:
            actions.close_page(unit_id=paper.unit_id, actor=request.user, at=clock.now())
            messages.success(request, _("Sidan är stängd. Adressen slutar att fungera."))
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    return redirect("reports:paper", paper_id)


@require_POST
def close(request, cycle_id: int, unit_id: int):
    """Close one of the pages in the list."""
    cycle = visible_cycle_or_404(request, cycle_id)
    try:
        actions.close_page(unit_id=unit_id, actor=request.user, at=clock.now())
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    messages.success(request, _("Sidan är stängd. Adressen slutar att fungera."))
    return redirect("reports:open_page_list", cycle.pk)
