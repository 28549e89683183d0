"""Typing in how many took part, unit by unit."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from aktiva.adapters import clock
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.trainings import actions, forms, policy, queries
from aktiva.apps.trainings.views.frame import course_or_404, cycle_or_404

ROWS_PER_PAGE = 50


def participation(request, cycle_id: int, course_id: int):
    """A table with one figure per unit in reach."""
    cycle = cycle_or_404(request, cycle_id)
    course = course_or_404(request, cycle, course_id, people=True)
    today = clock.today()
    tree = organisation.tree(cycle.employer, on=today)
    reach = policy.reach(request.user, on=today)
    whole = cycle.employer_id in reach.whole
    nodes = [n for n in tree.nodes.values() if whole or n.id in reach.units]
    given = request.GET.get("forvaltning", "")
    if given.isdecimal() and int(given) in tree:
        below = tree.subtree(int(given))
        nodes = [n for n in nodes if n.id in below]
    nodes.sort(key=lambda n: (_department(tree, n), n.name, n.id))
    page = Paginator(nodes, ROWS_PER_PAGE).get_page(request.GET.get("sida"))
    there = queries.typed(course, year=cycle.year)
    wrong: dict[int, str] = {}
    if request.method == "POST":
        counts, wrong = forms.figures_from(request.POST, [n.id for n in page.object_list])
        if not wrong:
            n = actions.store_participation(
                course_id=course.pk, year=cycle.year, counts=counts, actor=request.user,
                at=clock.now(),
            )  # fmt: skip
            messages.success(request, _("Antalen är sparade. Ändrade: %(n)s.") % {"n": n})
            return redirect(request.get_full_path())
        there = there | counts | wrong
    context = {
        "cycle": cycle,
        "course": course,
        "page": page,
        "rows": [
            (node, _department(tree, node), there.get(node.id), node.id in wrong)
            for node in page.object_list
        ],
        "wrong": [(node.id, node.name) for node in page.object_list if node.id in wrong],
        "department": given,
        "departments": [d for d in tree.departments if whole or d.id in reach.units],
        "n_typed": sum(n is not None for n in there.values()),
    }
    return render(request, "trainings/participation.html", context, status=422 if wrong else 200)


def _department(tree, node) -> str:
    found = tree.department_of(node.id)
    return found.name if found is not None and found.id != node.id else ""
