"""The compilation: answers per area, observations to choose and rewrite, a department's standing."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aktiva.adapters import clock
from aktiva.apps.audit import history
from aktiva.apps.cycles import policy as cycles_policy
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.registers import queries as registers
from aktiva.apps.reports import actions, forms, policy, queries
from aktiva.apps.reports.queries import facts
from aktiva.apps.surveys import policy as surveys_policy
from aktiva.apps.surveys.views.review import written_as
from aktiva.domain.cycle.own_areas import Headings, chosen_areas
from aktiva.domain.organisation.permissions import Permission


def visible_cycle_or_404(request, cycle_id: int):
    """Return a year the person may see."""
    try:
        return (
            cycles_policy.visible_cycles(request.user, on=clock.today())
            .select_related("employer")
            .get(pk=cycle_id)
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


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
    shown = [
        {
            "o": o,
            "changed": o.pk in flagged,
            "units": _unit_names(o, tree),
            "quotes": [
                (s, tree.nodes[s["unit"]].name if s["unit"] in tree else "")
                for s in o.sources
                if s.get("comment")
            ][:8],
        }
        for o in found
        if not chosen or o.area in chosen
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
        "n_waiting": sum(o.state == "proposed" for o in found),
        "edits": edits,
        "figures": facts.figures(cycle, scope, on=clock.today(), as_text=True),
        "silent": [compiled.name_of(s.unit_id) for s in compiled.silent] if compiled else [],
        "n_risks": len(compiled.chains) if compiled else 0,
        "n_unanswered": sum(not c.is_answered for c in compiled.chains) if compiled else 0,
    }
    return render(request, "reports/compilation.html", context)


def _named(areas, headings: Headings) -> list[tuple[str, list]]:
    return [(headings.names[a] if a else facts.WAY_OF_WORKING, results) for a, results in areas]


def _unit_names(observation, tree) -> list[str]:
    names = [tree.nodes[s["unit"]].name for s in observation.sources if s.get("unit") in tree]
    return list(dict.fromkeys(names))


@require_POST
def observations_propose(request, cycle_id: int, unit_id: int):
    cycle = visible_cycle_or_404(request, cycle_id)
    try:
        unit = policy.editable_units(request.user, on=clock.today()).get(
            pk=unit_id, employer=cycle.employer
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    n = actions.propose_observations(cycle=cycle, unit=unit, actor=request.user, at=clock.now())
    messages.success(request, _("%(n)s nya förslag ur svaren.") % {"n": n})
    return redirect(f"{_compilation_url(cycle)}?enhet={unit.pk}")


def _compilation_url(cycle) -> str:
    return redirect("reports:compilation", cycle.pk).url


@require_POST
def observation_decide(request, observation_id: int, state: str):
    if state not in {"accepted", "dropped", "proposed"}:
        raise Http404
    try:
        kept = policy.editable_observations(request.user, on=clock.today()).get(pk=observation_id)
        actions.decide_observation(
            observation_id=observation_id,
            state=state,
            changed_as=written_as(request, kept.unit.employer_id),
            actor=request.user,
            at=clock.now(),
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    return redirect(f"{_compilation_url(kept.cycle)}?enhet={kept.unit_id}#o{kept.pk}")


def observation(request, observation_id: int):
    """Rewrite one observation beside what was proposed."""
    try:
        kept = (
            policy.editable_observations(request.user, on=clock.today())
            .select_related("cycle__employer", "unit")
            .get(pk=observation_id)
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    form = forms.ObservationForm(
        request.POST or None, initial={"title": kept.title, "text": kept.text}
    )
    if request.method == "POST" and form.is_valid():
        actions.decide_observation(
            observation_id=kept.pk,
            state="accepted",
            text=form.cleaned_data["text"],
            title=form.cleaned_data["title"],
            changed_as=written_as(request, kept.unit.employer_id),
            actor=request.user,
            at=clock.now(),
        )
        return redirect(f"{_compilation_url(kept.cycle)}?enhet={kept.unit_id}#o{kept.pk}")
    tree = organisation.tree(kept.cycle.employer, on=clock.today())
    context = {
        "cycle": kept.cycle,
        "kept": kept,
        "form": form,
        "quotes": [
            (s, tree.nodes[s["unit"]].name if s["unit"] in tree else "") for s in kept.sources
        ][:30],
    }
    return render(request, "reports/observation.html", context, status=422 if form.errors else 200)


def observation_write(request, cycle_id: int, unit_id: int):
    """Write an observation of one's own."""
    cycle = visible_cycle_or_404(request, cycle_id)
    try:
        unit = policy.editable_units(request.user, on=clock.today()).get(
            pk=unit_id, employer=cycle.employer
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    form = forms.OwnObservationForm(
        request.POST or None, headings=registers.headings(cycle.employer)
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_observation(
                cycle=cycle,
                unit=unit,
                changed_as=written_as(request, cycle.employer_id),
                actor=request.user,
                at=clock.now(),
                **form.cleaned_data,
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return redirect(f"{_compilation_url(cycle)}?enhet={unit.pk}")
    context = {"cycle": cycle, "unit": unit, "form": form}
    return render(
        request, "reports/observation_write.html", context, status=422 if form.errors else 200
    )


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
            .filter(campaign=compiled.campaign, unit=unit, level="department")
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
