"""The staff in figures, what of them may leave, and the decision to let a table out."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from aktiva.adapters import clock
from aktiva.apps.cycles.views.frame import kept_cycle_or_404
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.views.guarding import guarded
from aktiva.apps.statistics import actions, forms, policy, queries
from aktiva.apps.surveys.views.review import written_as


@guarded(but={"rows"})
def staff(request, cycle_id: int):
    """One unit's staff: whole inside, and as it may leave."""
    cycle = kept_cycle_or_404(request, cycle_id)
    today = clock.today()
    tree = organisation.tree(cycle.employer, on=today)
    nodes = ([tree.root] if tree.root else []) + list(tree.departments)
    try:
        unit = (
            policy.units_with_releasable_figures(request.user, on=today)
            .select_related("employer")
            .get(
                pk=request.GET.get("enhet") or (tree.root.id if tree.root else 0),
                employer=cycle.employer,
            )
        )
    except (ObjectDoesNotExist, ValueError) as missing:
        raise Http404 from missing
    ids = tree.subtree(unit.pk)
    day = queries.latest_day(ids, year=cycle.year)
    table = queries.staff_table(unit, ids, on=day) if day else None
    release = forms.ReleaseForm(request.POST if "reason" in request.POST else None)
    figures = forms.FiguresForm(
        request.POST if "on_date" in request.POST else None, initial={"on_date": day or today}
    )
    sexes = forms.SexFiguresForm(
        request.POST if "women" in request.POST else None, initial={"day": day or today}
    )
    ill = forms.SickLeaveForm(
        request.POST if "share" in request.POST else None, initial={"year": cycle.year}
    )
    if request.method == "POST":
        done = (
            _release(request, unit, ids, day, release)
            or _store(request, cycle, unit, figures)
            or _store_sexes(request, unit, sexes)
            or _store_sick_leave(request, unit, ill)
        )
        if done:
            return redirect(f"{request.path}?enhet={unit.pk}")
    context = {
        "cycle": cycle,
        "unit": unit,
        "name": tree.nodes[unit.pk].name if unit.pk in tree else unit.code,
        "nodes": nodes,
        "day": day,
        "whole": queries.breakdown(ids, on=day) if day else None,
        "table": table,
        "release_form": release,
        "figures_form": figures,
        "sexes_form": sexes,
        "sick_leave": queries.sick_leave(unit),
        "sick_leave_form": ill,
        "has_sick_leave": unit.pk in {n.id for n in nodes},
    }
    wrong = release.errors or figures.errors or sexes.errors or ill.errors
    return render(request, "statistics/staff.html", context, status=422 if wrong else 200)


def _release(request, unit, ids, day, form) -> bool:
    if not form.is_bound or not form.is_valid() or day is None:
        return False
    try:
        actions.release_table(
            unit=unit,
            unit_ids=ids,
            on_date=day,
            reason=form.cleaned_data["reason"],
            decided_as=written_as(request, unit.employer_id),
            actor=request.user,
            at=clock.now(),
        )
    except ValidationError as refused:
        form.add_error(None, refused)
        return False
    messages.success(request, _("Beslutet är sparat. Tabellen kan stå i årets handlingar."))
    return True


def _store_sexes(request, unit, form) -> bool:
    if not form.is_bound or not form.is_valid():
        return False
    actions.store_sex_figures(
        unit=unit,
        on_date=form.cleaned_data["day"],
        n_women=form.cleaned_data["women"],
        n_men=form.cleaned_data["men"],
        source=_("Inskrivet för hand"),
        actor=request.user,
        at=clock.now(),
    )
    messages.success(request, _("Antalen är sparade."))
    return True


def _store_sick_leave(request, unit, form) -> bool:
    if not form.is_bound or not form.is_valid():
        return False
    given = dict(form.cleaned_data)
    try:
        actions.store_sick_leave(
            unit=unit,
            year=given.pop("year"),
            facts=actions.SickLeaveFacts(**given),
            source=_("Inskrivet för hand"),
            actor=request.user,
            at=clock.now(),
        )
    except ValidationError as refused:
        form.add_error(None, refused)
        return False
    messages.success(request, _("Sjukfrånvaron är sparad."))
    return True


def _store(request, cycle, unit, form) -> bool:
    if not form.is_bound or not form.is_valid():
        return False
    given = dict(form.cleaned_data)
    on_date = given.pop("on_date")
    rows = []
    for name, n in given.items():
        form_code = "permanent" if name.startswith("permanent") else "fixed_term"
        rows.append((unit, form_code, name.removeprefix(f"{form_code}_"), n))
    actions.store_figures(
        employer=cycle.employer,
        on_date=on_date,
        figures=rows,
        source=_("Inskrivet för hand"),
        actor=request.user,
        at=clock.now(),
    )
    messages.success(request, _("Antalen är sparade."))
    return True
