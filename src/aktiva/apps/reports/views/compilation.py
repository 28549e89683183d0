"""The compilation: answers per area, observations to choose and rewrite, a department's standing."""

from __future__ import annotations

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import render

from aktiva.adapters import clock
from aktiva.apps.audit import history
from aktiva.apps.cycles.views.frame import visible_cycle_or_404
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.registers import queries as registers
from aktiva.apps.reports import forms, policy, queries
from aktiva.apps.reports.queries import facts, pictures
from aktiva.apps.reports.views import observations
from aktiva.apps.surveys import policy as surveys_policy
from aktiva.domain.cycle.own_areas import Headings, chosen_areas
from aktiva.domain.organisation.permissions import Permission


def scopes(request, cycle) -> list:
    """Return (unit, name) of the departments and the employer whose compilation the person sees."""
    tree = organisation.tree(cycle.employer, on=clock.today())
    reach = policy.compilable_units(request.user, on=clock.today()).filter(employer=cycle.employer)
    ids = ([tree.root.id] if tree.root else []) + [d.id for d in tree.departments]
    units = {u.pk: u for u in reach.filter(pk__in=ids)}
    return [(units[pk], tree.nodes[pk].short_name) for pk in ids if pk in units]


def _chosen(request, cycle):
    available = scopes(request, cycle)
    if not available:
        raise Http404
    wanted = request.GET.get("enhet", "")
    return available, next((u for u, _name in available if str(u.pk) == wanted), available[0][0])


def compilation(request, cycle_id: int):
    """Answers per area with counts, figures, observations with their sources."""
    cycle = visible_cycle_or_404(request, cycle_id)
    available, scope = _chosen(request, cycle)
    compiled = queries.compilation(cycle, scope, at=clock.now())
    headings = registers.headings(cycle.employer)
    chosen = chosen_areas(request.GET.get("omrade", ""))
    found = list(queries.observations(cycle, scope))
    flagged = history.unchanged(("flagged", cycle.pk, scope.pk), lambda: queries.flagged(found))
    tree = organisation.tree(cycle.employer, on=clock.today())
    edits = policy.editable_units(request.user, on=clock.today()).filter(pk=scope.pk).exists()
    wholes = {o.merged_into_id for o in found}
    here = [o for o in found if not chosen or o.area in chosen]
    since = request.GET.get("sedan", "")
    shown = [
        observations.row(o, tree) | {"changed": o.pk in flagged, "is_merged": o.pk in wholes}
        for o in here
        if not since or o.since == since
    ]
    areas = compiled.by_area(headings) if compiled else []
    context = {
        "cycle": cycle,
        "compiled": compiled,
        "scopes": available,
        "scope": scope,
        "scope_name": next(name for u, name in available if u.pk == scope.pk),
        "area": ",".join(chosen),
        "tabs": headings.narrowing([a for a, _results in areas if a]),
        "areas": _named([row for row in areas if not chosen or row[0] in chosen], headings),
        "observations": shown,
        "since": since,
        "changes": queries.changes(here),
        "n_waiting": sum(o.state == "proposed" for o in found),
        "edits": edits,
        "figures": facts.figures(cycle, scope, on=clock.today(), as_text=True),
        "pictures": (
            *pictures.sexes(cycle, scope, on=clock.today()),
            *pictures.sick_leave(cycle, scope),
            *pictures.progress(compiled),
        )
        if compiled
        else (),
        "circumstances": queries.circumstances(compiled) if compiled else [],
        "silent": [compiled.name_of(s.unit_id) for s in compiled.silent] if compiled else [],
        "missing_staff": queries.missing_staff(compiled) if compiled else None,
        "n_risks": len(compiled.chains) if compiled else 0,
        "n_unanswered": sum(not c.is_answered for c in compiled.chains) if compiled else 0,
    }
    return render(request, "reports/compilation.html", context)


def question(request, cycle_id: int, key: str):
    """One question's answers by department, with last year's beside."""
    cycle = visible_cycle_or_404(request, cycle_id)
    available, scope = _chosen(request, cycle)
    compiled = queries.compilation(cycle, scope, at=clock.now())
    found = queries.by_department(compiled, key) if compiled else None
    if found is None:
        raise Http404
    result, rows = found
    context = {
        "cycle": cycle,
        "scope": scope,
        "scope_name": next(name for u, name in available if u.pk == scope.pk),
        "result": result,
        "rows": rows,
        "whole": queries.shares(result.tally.by_choice),
        "whole_before": queries.shares(result.last_year.by_choice) if result.last_year else (),
    }
    return render(request, "reports/question.html", context)


def _named(areas, headings: Headings) -> list[tuple[str, list]]:
    return [(headings.names[a] if a else facts.WAY_OF_WORKING, results) for a, results in areas]


def department(request, cycle_id: int, unit_id: int):
    """One department: how far its units have come, its own questions, its report."""
    cycle = visible_cycle_or_404(request, cycle_id)
    today = clock.today()
    try:
        unit = policy.compilable_units(request.user, on=today).get(
            pk=unit_id, employer=cycle.employer
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    tree = organisation.tree(cycle.employer, on=today)
    compiled = queries.compilation(cycle, unit, at=clock.now())
    report = queries.department_report(cycle, unit.pk)
    headings = registers.headings(cycle.employer)
    heads = organisation_policy.scope(request.user, Permission.DEPARTMENT_APPROVE, on=today)
    own = None
    if compiled is not None:
        own = (
            surveys_policy.readable_sheets(request.user, on=today)
            .filter(campaign__in=compiled.survey.ids, unit=unit, level="department")
            .first()
        )
        answers = surveys_policy.answerable_sheets(request.user, on=today)
        own_answerable = own is not None and answers.filter(pk=own.pk).exists()
    else:
        own_answerable = False
    context = {
        "cycle": cycle,
        "unit": unit,
        "name": tree.nodes[unit.pk].name if unit.pk in tree else unit.code,
        "compiled": compiled,
        "report": report,
        "makes": policy.department_units(request.user, on=today).filter(pk=unit.pk).exists(),
        "approves": heads.holds(unit),
        "own_sheet": own,
        "own_answerable": own_answerable,
        "silent": [compiled.name_of(s.unit_id) for s in compiled.silent] if compiled else [],
        "n_risks": len(compiled.chains) if compiled else 0,
        "n_unanswered": sum(not c.is_answered for c in compiled.chains) if compiled else 0,
        "areas": _named(compiled.by_area(headings), headings) if compiled else [],
        "comment_form": forms.CommentForm(),
        "approve_form": forms.ApproveForm(initial={"paper_date": today}),
    }
    return render(request, "reports/department.html", context)
