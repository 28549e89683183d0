"""The plan: its rows, the year's measures that they become, and last year's plan evaluated."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aktiva.adapters import clock
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.views.guarding import guarded
from aktiva.apps.pay import actions, forms, policy, queries
from aktiva.apps.pay.views.frame import mapping_or_404, may_work
from aktiva.domain.pay import plan as rules
from aktiva.domain.pay.judging import named

MOST_UNITS = 2000
"""So many units are given to choose among; an employer with more chooses among departments."""


def plan(request, cycle_id: int):
    """The rows with cost and faults, what the plan does not answer, and the totals."""
    mapping = _plan_or_404(request, cycle_id)
    found = queries.standing(mapping)
    rate = queries.rate_of(mapping)
    lines = queries.plan_lines(found, rate, on=clock.today())
    context = {
        "cycle": mapping.cycle,
        "mapping": mapping,
        "found": found,
        "lines": lines,
        "rate": rate,
        "total": rules.total(found.plan, rate) if rate else None,
        "last_day": rules.last_day(mapping.pay_date, years=queries.years_allowed(mapping)),
        "unanswered": queries.to_plan(found),
        "n_failing": sum(fault.fails for fault in found.faults),
        "works": may_work(request, mapping),
        "keeps": policy.keeps(request.user, mapping.cycle, on=clock.today()),
    }
    return render(request, "pay/plan.html", context)


@guarded
def plan_new(request, cycle_id: int):
    """Add a row."""
    mapping = _worked_or_404(request, cycle_id)
    chosen = [int(pk) for pk in request.GET.getlist("jamforelse") if pk.isdecimal()]
    initial = {"sort": rules.Sort.ADJUSTMENT.value, "answers": chosen}
    form = _form(request, mapping, initial, chosen)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_plan_rows(
                mapping_id=mapping.pk, facts=[form.facts()], actor=request.user, at=clock.now()
            )
        except ValidationError as refused:
            forms.refuse(form, refused)
        else:
            messages.success(request, _("Raden är tillagd."))
            return redirect("pay:plan", cycle_id)
    return _write(request, mapping, form, None)


@guarded
def plan_row(request, cycle_id: int, row_id: int):
    """Change a row."""
    mapping = _worked_or_404(request, cycle_id)
    row = queries.own_rows(mapping).filter(pk=row_id).first()
    if row is None:
        raise Http404
    names = (
        "sort", "what", "answers", "persons", "kr_month", "kr_once", "start", "due", "financing",
        "responsible", "unit_id", "beyond",
    )  # fmt: skip
    form = _form(request, mapping, {n: getattr(row, n) for n in names}, row.answers)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_plan_row(
                row_id=row.pk, facts=form.facts(), actor=request.user, at=clock.now()
            )
        except ValidationError as refused:
            forms.refuse(form, refused)
        else:
            messages.success(request, _("Raden är sparad."))
            return redirect("pay:plan", cycle_id)
    return _write(request, mapping, form, row)


def _form(request, mapping, initial: dict, chosen) -> forms.PlanRowForm:
    found = queries.standing(mapping)
    return forms.PlanRowForm(
        request.POST or None, initial=initial, units=_units(mapping),
        answers=[
            (row.pk, named(queries.pair_of(row))) for row in queries.answerable(found, chosen)
        ],
    )  # fmt: skip


def _units(mapping) -> list[tuple[int, str]]:
    tree = organisation.tree(mapping.cycle.employer, on=clock.today())
    below = [n for n in tree.nodes.values() if n.parent is not None]
    if len(below) > MOST_UNITS and tree.root is not None:
        below = tree.children(tree.root.id)
    return sorted(((n.id, n.name) for n in below), key=lambda unit: unit[1])


def _write(request, mapping, form, row):
    context = {"cycle": mapping.cycle, "mapping": mapping, "form": form, "row": row}
    return render(request, "pay/plan_row.html", context, status=422 if form.errors else 200)


@require_POST
def plan_row_remove(request, cycle_id: int, row_id: int):
    """Take a row away."""
    return _done(
        request, cycle_id, actions.remove_plan_row, row_id, _("Raden är borttagen. Den finns kvar i historiken.")
    )  # fmt: skip


@require_POST
def plan_row_measure(request, cycle_id: int, row_id: int):
    """Make a row one of the year's measures."""
    return _done(
        request, cycle_id, actions.make_measure, row_id, _("Raden är nu en av årets åtgärder.")
    )


def _done(request, cycle_id: int, action, row_id: int, words: str):
    mapping = _worked_or_404(request, cycle_id)
    if not queries.own_rows(mapping).filter(pk=row_id).exists():
        raise Http404
    try:
        action(row_id=row_id, actor=request.user, at=clock.now())
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    else:
        messages.success(request, words)
    return redirect("pay:plan", cycle_id)


def plan_before(request, cycle_id: int):
    """Last year's plan, row by row, with what became of it."""
    mapping = _plan_or_404(request, cycle_id)
    before = queries.previous(mapping)
    context = {
        "cycle": mapping.cycle,
        "mapping": mapping,
        "before": before,
        "lines": queries.outcome_lines(queries.last_plan(mapping, before)),
        "works": may_work(request, mapping),
    }
    return render(request, "pay/plan_before.html", context)


@guarded
def plan_before_new(request, cycle_id: int):
    """Write off a row of last year's plan, where its mapping was made elsewhere."""
    mapping = _worked_or_404(request, cycle_id)
    if queries.previous(mapping) is not None:
        raise Http404
    form = forms.RowBeforeForm(request.POST or None, initial={"sort": rules.Sort.ADJUSTMENT.value})
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_off_row(
                mapping_id=mapping.pk, facts=form.facts(), actor=request.user, at=clock.now()
            )
        except ValidationError as refused:
            forms.refuse(form, refused)
        else:
            messages.success(request, _("Raden är tillagd. Skriv hur det gick."))
            return redirect("pay:plan_before", cycle_id)
    context = {"cycle": mapping.cycle, "mapping": mapping, "form": form}
    return render(request, "pay/plan_before_new.html", context, status=422 if form.errors else 200)


@require_POST
def plan_before_remove(request, cycle_id: int, row_id: int):
    """Take away a row that was written off from last year's plan."""
    _worked_or_404(request, cycle_id)
    try:
        actions.remove_written_off(row_id=row_id, actor=request.user, at=clock.now())
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    messages.success(request, _("Raden är borttagen. Den finns kvar i historiken."))
    return redirect("pay:plan_before", cycle_id)


@guarded
def plan_outcome(request, cycle_id: int, row_id: int):
    """Say what became of one row of last year's plan."""
    mapping = _worked_or_404(request, cycle_id)
    last = queries.last_plan(mapping, queries.previous(mapping))
    row = next((row for row in last.rows if row.pk == row_id), None)
    if row is None:
        raise Http404
    names = ("state", "outcome", "new_due", "decided_by")
    form = forms.OutcomeForm(request.POST or None, initial={n: getattr(row, n) for n in names})
    if request.method == "POST" and form.is_valid():
        try:
            actions.tell_outcome(
                mapping_id=mapping.pk, row_id=row.pk, facts=form.facts(), actor=request.user,
                at=clock.now(),
            )  # fmt: skip
        except ValidationError as refused:
            forms.refuse(form, refused)
        else:
            messages.success(request, _("Utfallet är sparat."))
            return redirect("pay:plan_before", cycle_id)
    context = {
        "cycle": mapping.cycle,
        "mapping": mapping,
        "row": row,
        "form": form,
        "last_day": rules.last_day(last.mapped_on, years=last.years),
    }
    return render(request, "pay/plan_outcome.html", context, status=422 if form.errors else 200)


def _plan_or_404(request, cycle_id: int):
    """Return a mapping whose plan the person reads: who keeps it, or is named to read its pay."""
    mapping = mapping_or_404(request, cycle_id)
    today = clock.today()
    reads = policy.readable_mappings(request.user, on=today).filter(pk=mapping.pk).exists()
    if not reads and not policy.keeps(request.user, mapping.cycle, on=today):
        raise Http404
    return mapping


def _worked_or_404(request, cycle_id: int):
    mapping = mapping_or_404(request, cycle_id, keep=True)
    if not may_work(request, mapping):
        raise Http404
    return mapping
