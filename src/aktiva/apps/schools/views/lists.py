"""All schools of a year, and which units they are."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from aktiva.adapters import clock
from aktiva.apps.cycles.views.frame import kept_cycle_or_404, visible_cycle_or_404
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.schools import actions, forms, policy, queries
from aktiva.domain.schools.words import Form, Part, proposed

ROWS_PER_PAGE = 50
STATES = ("not_started", "ongoing", "signed")


@require_safe
def year(request, cycle_id: int):
    """Every school in reach: which parts are done, what is missing, signed or not."""
    cycle = visible_cycle_or_404(request, cycle_id)
    today = clock.today()
    reach = policy.overview(request.user, cycle.employer, on=today)
    if not reach:
        raise Http404
    whole = cycle.employer_id in reach.whole
    found = [
        s for s in queries.in_year(cycle.employer, cycle.year) if whole or s.unit_id in reach.units
    ]
    kept = queries.records(found, cycle.year)
    rows = [
        _row(place, kept[place.id])
        for place in queries.listed(cycle.employer, found, on=min(today, date(cycle.year, 12, 31)))
    ]
    state, department = request.GET.get("lage", ""), request.GET.get("forvaltning", "")
    departments = sorted({r["place"].department for r in rows if r["place"].department})
    within = [
        r for r in rows if department not in departments or r["place"].department == department
    ]
    shown = [r for r in within if state not in STATES or r["state"] == state]
    context = {
        "cycle": cycle,
        "page": Paginator(shown, ROWS_PER_PAGE).get_page(request.GET.get("sida")),
        "parts": [p for p in Part if p.is_of_the_act],
        "counts": {code: sum(r["state"] == code for r in within) for code in STATES},
        "n_all": len(within),
        "n_schools": len(rows),
        "n_signed": sum(r["state"] == "signed" for r in rows),
        "n_plans": sum(r["plan"].state == "done" for r in rows),
        "state": state,
        "department": department if department in departments else "",
        "departments": departments,
        "keeps": policy.keepable_employers(request.user, on=today)
        .filter(pk=cycle.employer_id)
        .exists(),
    }
    return render(request, "schools/year.html", context)


def _row(place: queries.Listed, kept: queries.Kept) -> dict:
    standing = queries.standing(kept)
    own = [s for s in standing if s.part.is_of_the_act]
    state = "signed" if kept.is_signed else "ongoing" if kept.record.begun else "not_started"
    return {
        "place": place,
        "kept": kept,
        "standing": own,
        "missing": [s.part.label for s in own if s.state != "done"],
        "n_done": sum(s.state == "done" for s in own),
        "plan": next(s for s in standing if s.part is Part.PLAN),
        "state": state,
    }


def mark(request, cycle_id: int):
    """Say which units are schools or preschools: proposed from their names, chosen by a person."""
    cycle = kept_cycle_or_404(request, cycle_id)
    today = clock.today()
    there = queries.marked(cycle.employer)
    tree = organisation.tree(cycle.employer, on=today)
    kinds = {k.code: k.singular for k in organisation.kinds_in_order(cycle.employer)}
    forms_by_name = {n.id: proposed(n.name, kind=kinds.get(n.kind, "")) for n in tree.answering()}
    rows = [
        {
            "node": node,
            "department": _department(tree, node),
            "form": request.POST.get(f"form-{node.id}") or forms_by_name[node.id] or "",
            "code": request.POST.get(f"code-{node.id}", node.code),
            "chosen": str(node.id) in request.POST.getlist("chosen")
            if request.method == "POST"
            else forms_by_name[node.id] is not None,
            "is_proposed": forms_by_name[node.id] is not None,
        }
        for node in tree.answering()
        if node.id not in there or (there[node.id].to_date and there[node.id].to_date <= today)
    ]
    rows.sort(key=lambda r: (r["department"], r["node"].name, r["node"].id))
    form = forms.MarkForm(request.POST or None, initial={"from_date": date(cycle.year, 1, 1)})
    if request.method == "POST":
        chosen = [r for r in rows if r["chosen"]]
        if not chosen:
            form.add_error(None, _("Välj minst en enhet som är en skola eller förskola."))
        if form.is_valid():
            try:
                made = actions.mark(
                    employer=cycle.employer, actor=request.user, at=clock.now(),
                    markings=[
                        actions.Marking(r["node"].id, r["form"], r["code"]) for r in chosen
                    ],
                    **form.cleaned_data,
                )  # fmt: skip
            except ObjectDoesNotExist as missing:
                raise Http404 from missing
            except ValidationError as refused:
                forms.refuse(form, refused)
            else:
                words = ngettext(
                    "%(n)s enhet är markerad. Den går att ta bort så länge inget är skrivet.",
                    "%(n)s enheter är markerade. De går att ta bort så länge inget är skrivet.",
                    len(made),
                )
                messages.success(request, words % {"n": len(made)})
                return redirect("schools:mark", cycle.pk)
    now = [s for s in there.values() if s.to_date is None or s.to_date > today]
    context = {
        "cycle": cycle,
        "form": form,
        "proposed": [r for r in rows if r["is_proposed"] or r["chosen"]],
        "others": [r for r in rows if not (r["is_proposed"] or r["chosen"])],
        "marked": queries.listed(cycle.employer, now, on=today),
        "written": queries.has_records([s.pk for s in now]),
        "forms": forms.FORMS,
    }
    return render(request, "schools/mark.html", context, status=422 if form.errors else 200)


def _department(tree, node) -> str:
    found = tree.department_of(node.id)
    return found.name if found is not None and found.id != node.id else ""


@require_POST
def unmark(request, cycle_id: int):
    """Take back that the chosen units are schools."""
    cycle = kept_cycle_or_404(request, cycle_id)
    chosen = [int(pk) for pk in request.POST.getlist("chosen") if pk.isdecimal()]
    if not chosen:
        messages.error(request, _("Ingen skola är vald. Välj minst en och försök igen."))
        return redirect("schools:mark", cycle.pk)
    try:
        n = actions.unmark(school_ids=chosen, actor=request.user, at=clock.now())
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    except actions.Written:
        messages.error(
            request,
            _(
                "Inget togs bort, för någon av de valda har redan skrivit. "
                "Ange i stället från vilken dag den inte längre finns."
            ),
        )
    else:
        words = ngettext(
            "%(n)s enhet är inte längre markerad.", "%(n)s enheter är inte längre markerade.", n
        )
        messages.success(request, words % {"n": n})
    return redirect("schools:mark", cycle.pk)


def change(request, cycle_id: int, school_id: int):
    """Change what a school is, or say when it ends."""
    cycle = kept_cycle_or_404(request, cycle_id)
    try:
        school = queries.school_for_page(
            policy.keepable_schools(request.user, on=clock.today()).filter(
                employer=cycle.employer_id
            ),
            school_id,
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    names = ("form", "code", "from_date", "to_date")
    form = forms.SchoolForm(
        request.POST or None, initial={name: getattr(school, name) for name in names}
    )
    (place,) = queries.listed(cycle.employer, [school], on=clock.today())
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_school(
                school_id=school.pk, actor=request.user, at=clock.now(), **form.cleaned_data
            )
        except ValidationError as refused:
            forms.refuse(form, refused)
        else:
            messages.success(request, _("%(name)s är ändrad.") % {"name": place.name})
            return redirect("schools:mark", cycle.pk)
    context = {"cycle": cycle, "place": place, "form": form, "kind": Form(school.form).label}
    return render(request, "schools/change.html", context, status=422 if form.errors else 200)
