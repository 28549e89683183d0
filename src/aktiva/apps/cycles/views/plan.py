"""Pages of the common measures: deciding them, taking in a plan, withdrawing."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aktiva.adapters import clock
from aktiva.adapters.spreadsheet import reading
from aktiva.apps.cycles import actions, forms, policy, queries
from aktiva.apps.cycles.views.frame import carried_out, decided_unit_or_404, kept_cycle_or_404
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.views.guarding import guarded
from aktiva.apps.registers import queries as registers
from aktiva.domain.cycle.plan_rows import read_plan
from aktiva.domain.law.remarks import remarks
from aktiva.domain.values import Area


@guarded
def common_measures(request, cycle_id: int):
    """The measures that the employer decides for everybody."""
    cycle = kept_cycle_or_404(request, cycle_id)
    root = organisation.tree(cycle.employer, on=clock.today()).root
    return _common(request, cycle, cycle.employer.units.get(pk=root.id), is_whole=True)


@guarded
def unit_common_measures(request, cycle_id: int, unit_id: int):
    """The measures that a department decides for every unit below it."""
    place = decided_unit_or_404(request, cycle_id, unit_id)
    node = place.tree.nodes.get(unit_id)
    if node is None or not place.tree.children(unit_id):
        raise Http404
    return _common(request, place.cycle, place.unit, is_whole=place.tree.root.id == unit_id)


def _common(request, cycle, unit, *, is_whole: bool):
    on = clock.today()
    headings = registers.headings(cycle.employer)
    form = forms.CommonMeasureForm(request.POST or None, headings=headings)
    done = carried_out(
        form,
        lambda given: actions.decide_measure(
            cycle=cycle, unit=unit, facts=actions.MeasureFacts(**given), common=True,
            actor=request.user, at=clock.now(),
        ),
    )  # fmt: skip
    if done is not None:
        messages.success(request, _("Åtgärden är beslutad."))
        return redirect(request.path)
    shown = [m for m in queries.common_measures(cycle) if is_whole or m.unit_id == unit.pk]
    shown.sort(key=lambda m: headings.places[m.area])
    counts = queries.common_counts(shown, on=on)
    return render(
        request,
        "cycles/common_measures.html",
        {
            "cycle": cycle,
            "form": form,
            "headings": headings,
            "is_whole": is_whole,
            "unit_name": organisation.name_on(unit, on),
            "root_id": unit.pk,
            "measures": shown,
            "counts": counts,
            "vacant": queries.vacant(cycle, on=on),
            "names": queries.names_of_units([m.unit_id for m in shown], cycle.employer, on=on),
            "previous": queries.cycle_of(cycle.employer, cycle.year - 1) if is_whole else None,
        },
        status=422 if form.errors else 200,
    )


@guarded
def plan_paste(request, cycle_id: int):
    """Take in the rows of last year's plan: preview first, then confirm."""
    cycle = kept_cycle_or_404(request, cycle_id)
    headings = registers.headings(cycle.employer)
    form = forms.PlanForm(request.POST or None, headings=headings)
    rows, problems = [], []
    if request.method == "POST" and form.is_valid():
        area = Area(form.cleaned_data["area"]) if form.cleaned_data["area"] else None
        rows, problems = read_plan(
            reading.read_pasted(form.cleaned_data["rows"]),
            area=area,
            own=headings.own,
        )
        if rows and not problems and "confirm" in request.POST:
            root = organisation.tree(cycle.employer, on=clock.today()).root
            made = actions.import_plan(
                cycle=cycle,
                unit=cycle.employer.units.get(pk=root.id),
                rows=[
                    actions.MeasureFacts(
                        area=row.area,
                        title=row.title,
                        owner_role=row.owner,
                        schedule_text=row.schedule,
                        follow_up=row.follow_up,
                    )
                    for row in rows
                ],
                common=True,
                actor=request.user,
                at=clock.now(),
            )
            messages.success(request, _("%(n)s rader är inlästa i planen.") % {"n": len(made)})
            return redirect("cycles:common_measures", cycle.pk)
        if not rows:
            form.add_error("rows", _("Vi hittade inga rader. Klistra in tabellens rader."))
    return render(
        request,
        "cycles/plan_paste.html",
        {
            "cycle": cycle,
            "form": form,
            "rows": rows,
            "problems": problems,
            "headings": headings,
            "remarks": remarks(request.POST.get("rows", "")),
        },
        status=422 if form.errors or problems else 200,
    )


@require_POST
def measure_withdraw(request, measure_id: int):
    try:
        measure = policy.decidable_measures(request.user, on=clock.today()).get(pk=measure_id)
        cycle_id = measure.cycle_id
        actions.withdraw_measure(measure_id=measure_id, actor=request.user, at=clock.now())
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("Åtgärden är borttagen. Dess historik finns kvar."))
    return redirect("cycles:common_measures", cycle_id)
