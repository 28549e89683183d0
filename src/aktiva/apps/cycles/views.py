"""Pages where HR opens a year and decides its common measures."""

from __future__ import annotations

from datetime import date, datetime, time

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aktiva.adapters import clock
from aktiva.adapters.spreadsheet import reading
from aktiva.apps.cycles import actions, forms, policy, queries
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.apps.organisation import queries as organisation
from aktiva.domain.cycle.plan_rows import read_plan
from aktiva.domain.organisation.permissions import Permission
from aktiva.domain.values import Area

ROWS_PER_PAGE = 50


def employer_or_404(request, employer_id: int, permission: Permission):
    """Return the employer, or the same 404 whether it is missing or not the person's."""
    try:
        return organisation_policy.employers_where(request.user, permission, on=clock.today()).get(
            pk=employer_id
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def kept_cycle_or_404(request, cycle_id: int):
    """Return a year that the person keeps."""
    try:
        return (
            policy.keepable_cycles(request.user, on=clock.today())
            .select_related("employer")
            .get(pk=cycle_id)
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def year_open(request, employer_id: int):
    employer = employer_or_404(request, employer_id, Permission.YEAR_KEEP)
    latest = queries.latest_cycle(employer)
    year = (latest.year + 1) if latest else clock.today().year
    form = forms.YearForm(request.POST or None, initial={"year": year})
    if request.method == "POST" and form.is_valid():
        try:
            cycle = actions.open_year(
                employer=employer, actor=request.user, at=clock.now(), **form.cleaned_data
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("Året %(year)s är öppnat.") % {"year": cycle.year})
            return redirect("cycles:common_measures", cycle.pk)
    return render(
        request,
        "cycles/year_open.html",
        {"form": form, "employer": employer, "latest": latest},
        status=422 if form.errors else 200,
    )


def common_measures(request, cycle_id: int):
    cycle = kept_cycle_or_404(request, cycle_id)
    form = forms.CommonMeasureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        root = organisation.tree(cycle.employer, on=clock.today()).root
        try:
            actions.decide_measure(
                cycle=cycle,
                unit=cycle.employer.units.get(pk=root.id),
                facts=actions.MeasureFacts(**form.cleaned_data),
                common=True,
                actor=request.user,
                at=clock.now(),
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("Åtgärden är beslutad."))
            return redirect("cycles:common_measures", cycle.pk)
    return render(
        request,
        "cycles/common_measures.html",
        {
            "cycle": cycle,
            "form": form,
            "measures": list(queries.common_measures(cycle)),
            "previous": queries.cycle_of(cycle.employer, cycle.year - 1),
        },
        status=422 if form.errors else 200,
    )


def plan_paste(request, cycle_id: int):
    """Take in the rows of last year's plan: preview first, then confirm."""
    cycle = kept_cycle_or_404(request, cycle_id)
    form = forms.PlanForm(request.POST or None)
    rows, problems = [], []
    if request.method == "POST" and form.is_valid():
        area = Area(form.cleaned_data["area"]) if form.cleaned_data["area"] else None
        rows, problems = read_plan(reading.read_pasted(form.cleaned_data["rows"]), area=area)
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
        {"cycle": cycle, "form": form, "rows": rows, "problems": problems},
        status=422 if form.errors or problems else 200,
    )


def as_of_from(request) -> datetime | None:
    """Return the end of the day in ``?per=2026-11-30``, or None for what is no day."""
    given = request.GET.get("per", "").strip()
    if not given:
        return None
    try:
        day = date.fromisoformat(given)
    except ValueError:
        return None
    return datetime.combine(day, time(23, 59, 59), tzinfo=clock.SWEDEN)


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
                m.due_date is not None and m.due_date < on and m.status != "done" for m in shown
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
