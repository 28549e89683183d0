"""The law page: paragraph by paragraph, what is missing first."""

from __future__ import annotations

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import render

from aktiva.adapters import clock
from aktiva.apps.cycles import policy as cycles_policy
from aktiva.apps.cycles.views.frame import as_of_from
from aktiva.apps.lawcheck import queries
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.domain.law.duties import RULES_VERSION, Status
from aktiva.domain.organisation.permissions import Permission

ORDER = (Status.MISSING, Status.WARNING, Status.MET, Status.NOT_APPLICABLE)


def law(request, cycle_id: int):
    """Every duty of the employer for the year, as of a day if asked."""
    today = clock.today()
    try:
        cycle = (
            cycles_policy.visible_cycles(request.user, on=today)
            .filter(
                employer__in=organisation_policy.employers_where(
                    request.user, Permission.LAW_SEE, on=today
                )
            )
            .select_related("employer")
            .get(pk=cycle_id)
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    as_of = as_of_from(request)
    evidence = queries.evidence(cycle, as_of=as_of)
    results = queries.verdicts(cycle, as_of=as_of)
    show = request.GET.get("visa", "")
    held = [r for r in results if r.duty.held]
    counts = {status.value: sum(r.status is status for r in held) for status in ORDER}
    shown = [r for r in held if not show or r.status in {Status.MISSING, Status.WARNING}]
    context = {
        "cycle": cycle,
        "as_of": as_of,
        "results": shown,
        "unheld": [r for r in results if not r.duty.held],
        "counts": counts,
        "n_counted": sum(r.status is not Status.NOT_APPLICABLE for r in held),
        "n_left": counts["missing"] + counts["warning"],
        "statuses": [r.status.value for r in held],
        "show": show,
        "headcount": evidence.headcount,
        "rules_version": RULES_VERSION,
        "now": clock.now(),
        "years": list(
            cycles_policy.visible_cycles(request.user, on=today)
            .filter(employer=cycle.employer_id)
            .order_by("-year")
        ),
    }
    return render(request, "lawcheck/law.html", context)
