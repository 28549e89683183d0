"""Where each person arrives: HR on the year, a manager on the tasks, a secretary on the cases."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render

from aktiva.adapters import clock
from aktiva.apps.cooperation import policy as cooperation_policy
from aktiva.apps.cooperation import queries as cooperation
from aktiva.apps.cycles import policy as cycles_policy
from aktiva.apps.cycles import queries as cycles
from aktiva.apps.cycles.views.frame import visible_cycle_or_404
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.outbox import queries as outbox_queries
from aktiva.apps.overview import queries
from aktiva.apps.pay import policy as pay_policy
from aktiva.apps.surveys import policy as surveys_policy
from aktiva.apps.timetable import queries as timetable
from aktiva.apps.trainings import queries as trainings
from aktiva.domain.organisation.permissions import Permission, Role


def home(request):
    """Send each person to where their work is."""
    today = clock.today()
    roles = organisation_policy.roles(request.user, on=today)
    employer = organisation.employers_of(request.user, on=today).first()
    if employer is None:
        return render(request, "overview/no_role.html")
    if roles & {Role.HR_STRATEGIST, Role.HR_PARTNER, Role.DEPARTMENT_HEAD, Role.AUDITOR}:
        cycle = cycles.latest_cycle(employer)
        if cycle is not None:
            return redirect("overview:year", cycle.pk)
        if Role.HR_STRATEGIST in roles:
            return redirect("organisation:employer", employer.pk)
        return render(request, "overview/no_year.html", {"employer": employer})
    if roles & {Role.SECRETARY, Role.REGISTRAR}:
        return redirect("casework:case_list")
    if Role.ADMINISTRATOR in roles:
        return redirect("organisation:employer", employer.pk)
    return redirect("overview:tasks")


def year(request, cycle_id: int):
    """The year at a glance."""
    today = clock.today()
    cycle = visible_cycle_or_404(request, cycle_id)
    reach = organisation_policy.scope(request.user, Permission.YEAR_SEE, on=today)
    touched = organisation_policy.employers_touched(request.user, Permission.YEAR_SEE, on=today)
    if not touched.filter(pk=cycle.employer_id).exists():
        raise Http404
    glance = queries.year_at_a_glance(cycle, at=clock.now(), reach=reach)
    keeps = organisation_policy.scope(request.user, Permission.YEAR_KEEP, on=today)
    survey = glance.survey
    own = []
    if survey is not None:
        own = list(
            surveys_policy.answerable_sheets(request.user, on=today)
            .filter(campaign__in=survey.ids)
            .exclude(level="unit")
            .select_related("unit")
            .order_by("level", "unit__code")
        )
    tree = organisation.tree(cycle.employer, on=today)
    context = {
        "cycle": cycle,
        "glance": glance,
        "survey": survey,
        "keeps": cycle.employer_id in keeps.whole,
        "n_bounces": timetable.n_bounces(cycle.employer, on=today)
        if cycle.employer_id in keeps.whole
        else 0,
        "own_sheets": [(s, tree.nodes[s.unit_id].name if s.unit_id in tree else "") for s in own],
        "n_days_left": (survey.last_date - today).days if survey else None,
        "years": list(
            cycles_policy.visible_cycles(request.user, on=today)
            .filter(employer=cycle.employer_id)
            .order_by("-year")
        ),
    }
    return render(request, "overview/year.html", context)


def tasks(request):
    """The manager's and representative's units; straight to the only one."""
    today = clock.today()
    mine = list(
        surveys_policy.answerable_sheets(request.user, on=today)
        .filter(level="unit")
        .select_related("campaign__cycle__employer", "unit")
        .order_by("-campaign__cycle__year", "unit__code", "pk")[:60]
    )
    latest = max((s.campaign.cycle.year for s in mine), default=None)
    current = [s for s in mine if s.campaign.cycle.year == latest]
    own_schools = queries.own_schools(request.user, on=today)
    if len(current) == 1 and not own_schools and "alla" not in request.GET:
        return redirect("surveys:tasks", current[0].pk)
    readable = []
    if not mine:
        readable = list(
            surveys_policy.readable_sheets(request.user, on=today)
            .filter(level="unit")
            .select_related("campaign__cycle__employer", "unit")
            .order_by("-campaign__cycle__year", "unit__code", "pk")[:200]
        )
        latest = max((s.campaign.cycle.year for s in readable), default=None)
        readable = [s for s in readable if s.campaign.cycle.year == latest]
    asked = cooperation_policy.confirmable(request.user, on=today)
    seen = cycles_policy.visible_cycles(request.user, on=today).order_by("-year", "pk")
    context = {
        "mapped": [
            cycle
            for cycle in pay_policy.with_named(seen, request.user)
            if pay_policy.is_named(request.user, cycle)
        ][:1],
        "n_courses": sum(
            r.standing.state.lacks for r in trainings.own_rows(request.user, on=today)
        ),
        "n_to_read": cooperation.n_to_read(asked, user=request.user),
        "represents": bool(cooperation_policy.assignments(request.user, on=today)),
        "current": _named(current, today),
        "earlier": _named([s for s in mine if s not in current], today),
        "readable": _named(readable, today),
        "schools": own_schools,
        "year": latest,
    }
    return render(request, "overview/tasks.html", context)


def _named(sheets, today):
    named = []
    for sheet in sheets:
        tree = organisation.tree(sheet.campaign.cycle.employer, on=today)
        node = tree.nodes.get(sheet.unit_id)
        named.append((node.name if node else sheet.unit.code, sheet))
    return named


def outbox(request):
    """Every letter that has been written, as it was written."""
    reach = organisation_policy.scope(request.user, Permission.MAIL_SEE, on=clock.today())
    if not reach.whole:
        raise Http404
    context = {
        "mails": list(outbox_queries.latest(reach.whole)),
        "n_mails": outbox_queries.count(reach.whole),
    }
    return render(request, "overview/outbox.html", context)


@login_not_required
def accessibility(request):
    """The accessibility statement."""
    return render(request, "overview/accessibility.html")


@login_not_required
def privacy(request):
    """What is kept about people, and what never is."""
    return render(request, "overview/privacy.html")
