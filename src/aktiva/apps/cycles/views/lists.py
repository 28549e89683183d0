"""Lists of measures."""

from __future__ import annotations

from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render

from aktiva.adapters import clock
from aktiva.apps.cycles import policy, queries
from aktiva.apps.cycles.views.frame import as_of_from
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.apps.organisation import queries as organisation
from aktiva.domain.organisation.permissions import Permission
from aktiva.domain.values import Area

ROWS_PER_PAGE = 50


def measure_list(request, cycle_id: int):
    """Every measure of the year that the person may read, by unit, as of a day if asked."""
    try:
        cycle = (
            policy.visible_cycles(request.user, on=clock.today())
            .select_related("employer")
            .get(pk=cycle_id)
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    reach = organisation_policy.scope(request.user, Permission.SHEET_READ, on=clock.today())
    as_of = as_of_from(request)
    on = as_of.date() if as_of else clock.today()
    area = request.GET.get("omrade", "")
    tree = organisation.tree(cycle.employer, on=on, as_of=as_of)
    shown = [
        m
        for m in queries.measures(cycle, as_of=as_of)
        if reach.holds(m.unit) and (not area or m.area == area)
    ]
    shown.sort(key=lambda m: (_department_name(m, tree), m.unit_id, m.position, m.pk))
    page = Paginator(shown, ROWS_PER_PAGE).get_page(request.GET.get("sida"))
    return render(
        request,
        "cycles/measure_list.html",
        {
            "cycle": cycle,
            "as_of": as_of,
            "area": area,
            "areas": [(a.value, a.short_label) for a in Area if a is not Area.COOPERATION],
            "page": page,
            "groups": _by_department(page.object_list, tree),
            "n_measures": len(shown),
            "n_overdue": sum(
                m.due_date is not None and m.due_date < on and m.is_open for m in shown
            ),
            "today": on,
        },
    )


def _department_name(measure, tree) -> str:
    department = tree.nodes.get(tree.department_index.get(measure.unit_id))
    return department.name if department else (tree.root.name if tree.root else "")


def _by_department(measures, tree):
    groups: dict[str, list] = {}
    for measure in measures:
        node = tree.nodes.get(measure.unit_id)
        groups.setdefault(_department_name(measure, tree), []).append(
            (node.name if node else measure.unit.code, measure)
        )
    return list(groups.items())
