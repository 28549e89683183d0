"""Where the cooperation stands: every place of the year, and one of them."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.shortcuts import redirect, render

from aktiva.adapters import clock
from aktiva.apps.cooperation import queries
from aktiva.apps.cooperation.views.frame import keeps, name_of, unit_or_404
from aktiva.apps.cycles.views.frame import visible_cycle_or_404
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.domain.cooperation.coverage import State
from aktiva.domain.cooperation.records import Tier
from aktiva.domain.organisation.permissions import Permission
from aktiva.domain.values import Step

ROWS_PER_PAGE = 50
SHOWN = (State.MISSING, State.SILENT, State.WAITING, State.DISSENT)


def year(request, cycle_id: int):
    """Every place within reach with its four steps; straight to the only one."""
    cycle = visible_cycle_or_404(request, cycle_id)
    today = clock.today()
    standing = queries.standing(cycle, on=today)
    rows = _reached(request, standing)
    if len(rows) == 1:
        return redirect("cooperation:place", cycle.pk, rows[0].id)
    state = request.GET.get("lage", "")
    department = request.GET.get("forvaltning", "")
    within = standing.tree.subtree(int(department)) if department.isdecimal() else frozenset()
    if within:
        rows = [r for r in rows if r.id in within]
    counts = {s: sum(r.counts[s] for r in rows) for s in State}
    shown = [r for r in rows if not state or r.counts.get(state, 0)]
    page = Paginator(shown, ROWS_PER_PAGE).get_page(request.GET.get("sida"))
    n_required = sum(counts.values())
    context = {
        "cycle": cycle,
        "page": page,
        "steps": list(Step),
        "state": state,
        "department": department,
        "department_name": standing.tree.nodes[int(department)].name if within else "",
        "filters": [(s.value, counts[s]) for s in SHOWN],
        "n_required": n_required,
        "n_covered": sum(n for s, n in counts.items() if s.is_covered),
        "counts": {s.value: n for s, n in counts.items()},
        "has_parties": bool(standing.gathered.parties),
        "keeps_register": cycle.employer_id
        in organisation_policy.scope(request.user, Permission.YEAR_KEEP, on=today).whole,
    }
    return render(request, "cooperation/year.html", context)


def place(request, cycle_id: int, unit_id: int):
    """One place: parties by steps, the agreement, meetings and readings."""
    cycle = visible_cycle_or_404(request, cycle_id)
    unit = unit_or_404(request, cycle, unit_id)
    today = clock.today()
    standing = queries.standing(cycle, on=today)
    g = standing.gathered
    name = name_of(cycle, unit)
    there = standing.place(unit.pk) if unit.pk in standing.tree else None
    chain = (unit.pk, *(there.above if there else ()))
    agreement = next((g.agreements[pk] for pk in chain if pk in g.agreements), None)
    pairs = standing.pairs.get(unit.pk, ())
    context = {
        "cycle": cycle,
        "unit": unit,
        "unit_name": name,
        "keeps": keeps(request, unit),
        "is_department": there is not None and there.tier is Tier.DEPARTMENT,
        "steps": list(Step),
        "rows": [(p, [steps[s] for s in Step]) for p, steps in queries.by_party(standing, unit.pk)],
        "has_parties": bool(g.parties),
        "n_required": len(pairs),
        "n_covered": sum(p.state.is_covered for p in pairs),
        "n_missing": sum(p.state is State.MISSING for p in pairs),
        "answers_read": {c.pk: a.reading_id for a, c in _answers(g)},
        "agreement": agreement,
        "agreement_is_own": agreement is not None and agreement.unit_id == unit.pk,
        "agreed_between": [g.parties[pk].name for pk in agreement.parties if pk in g.parties]
        if agreement
        else [],
        "starts_early": unit.pk in standing.tree and standing.starts_early(unit.pk),
        "meetings": queries.meetings(standing, {unit.pk: name}),
        "readings": queries.readings(g, {unit.pk: name}, on=today),
        "sees_list": len(_reached(request, standing)) != 1,
    }
    return render(request, "cooperation/place.html", context)


def _answers(g):
    for rows in g.asked.values():
        for asked in rows:
            for confirmation in g.confirmations.get(asked.pk, ()):
                yield asked, confirmation


def _reached(request, standing):
    """Return the rows of the places within reach. No question once roles are known."""
    reach = organisation_policy.scope(request.user, Permission.SHEET_READ, on=clock.today())
    whole = standing.gathered.cycle.employer_id in reach.whole
    return [r for r in standing.rows if whole or r.id in reach.units]
