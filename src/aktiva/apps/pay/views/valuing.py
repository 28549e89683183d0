"""Pages of the value of work. Those who rate see no pay."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aktiva.adapters import clock
from aktiva.apps.organisation.views.guarding import guarded
from aktiva.apps.pay import actions, forms, policy, queries
from aktiva.apps.pay.queries import valuing
from aktiva.apps.pay.views.frame import explained, figures_of, mapping_or_404, may_keep, may_work
from aktiva.domain.pay.sensitivity import sensitivity
from aktiva.domain.pay.valuation import Criterion, old_valuations


def value(request, cycle_id: int):
    """What work is valued by, how far it has come, and what to do next."""
    mapping = mapping_or_404(request, cycle_id)
    work = queries.work_groups(mapping)
    plan, values = queries.plan_of(mapping), queries.values_of(mapping, work)
    rows = valuing.agree_rows(mapping, work)
    days = {g.name: day for g in work if (day := queries.valued_on(mapping, g)) is not None}
    context = {
        "cycle": mapping.cycle,
        "mapping": mapping,
        "plan": plan,
        "weights": [(c.label, plan.weight_of(c)) for c in Criterion],
        "bands": queries.bands_of(mapping).boundaries,
        "own_bands": bool(mapping.bands),
        "rows": [(row, values.get(row.group.name), days.get(row.group.name)) for row in rows],
        "n_valued": len(values),
        "n_groups": len(work),
        "old": old_valuations(days, on=clock.today(), years=queries.years_of_trust(mapping)),
        "raters": [
            queries.role_holders(mapping, on=clock.today()).get(pk, "–") for pk in mapping.raters
        ],
        "is_imported": mapping.method == mapping.Method.IMPORTED,
        "keeps": may_keep(request, mapping),
        "works": may_work(request, mapping),
        "rates": request.user.pk in mapping.raters,
        "n_own": len(valuing.own_ratings(mapping, request.user)),
    }
    return render(request, "pay/value.html", context)


@guarded(names=False)
@explained
def plan(request, cycle_id: int):
    """Change the factor plan."""
    mapping = _workable(request, cycle_id)
    form = forms.PlanForm(request.POST or None, plan=queries.plan_of(mapping))
    n_rated = len({r.cell.group for r in queries.round_of(mapping).ratings})
    if request.method == "POST" and form.is_valid():
        done = _tried(
            form, actions.keep_plan, mapping_id=mapping.pk, plan=form.plan(), actor=request.user
        )
        if done is not None:
            messages.success(request, _("Faktorplanen är sparad."))
            return redirect("pay:value", cycle_id)
    context = {
        "cycle": mapping.cycle,
        "mapping": mapping,
        "form": form,
        "n_rated": n_rated,
        "is_imported": mapping.method == mapping.Method.IMPORTED,
    }
    return render(request, "pay/value_plan.html", context, status=422 if form.errors else 200)


def raters(request, cycle_id: int):
    """Choose who rates."""
    mapping = mapping_or_404(request, cycle_id, keep=True)
    people = queries.role_holders(mapping, on=clock.today())
    form = forms.RatersForm(
        request.POST or None, people=people, initial={"raters": [str(pk) for pk in mapping.raters]}
    )
    if request.method == "POST" and form.is_valid():
        users = [int(pk) for pk in form.cleaned_data["raters"]]
        done = _tried(
            form, actions.invite_raters, mapping_id=mapping.pk, users=users, actor=request.user
        )
        if done is not None:
            messages.success(request, _("De som bedömer är valda. De hittar hit genom menyn."))
            return redirect("pay:value", cycle_id)
    context = {"cycle": mapping.cycle, "mapping": mapping, "form": form}
    return render(request, "pay/value_raters.html", context, status=422 if form.errors else 200)


def rating(request, cycle_id: int):
    """Rate one group at a time, blind; ``?grupp=`` chooses which."""
    mapping = mapping_or_404(request, cycle_id)
    if not policy.rateable_mappings(request.user, on=clock.today()).filter(pk=mapping.pk).exists():
        raise Http404
    work, plan_ = queries.work_groups(mapping), queries.plan_of(mapping)
    own, shut = valuing.own_ratings(mapping, request.user), valuing.open_factors(mapping)
    undone = [
        g
        for g in work
        if {f.key for f in plan_.factors} - own.get(g.pk, {}).keys() - shut.get(g.pk, set())
    ]
    wanted = request.POST.get("group") or request.GET.get("grupp", "")
    group = next((g for g in work if str(g.pk) == wanted), None)
    if group is None and request.method == "POST":
        messages.error(
            request,
            _("Gruppen finns inte längre. Den har ändrats medan du bedömde, så inget är sparat."),
        )
        return redirect("pay:rating", cycle_id)
    group = group or (undone or work or [None])[0]
    form = None
    if group is not None:
        form = forms.RatingForm(
            request.POST or None, plan=plan_, own=own.get(group.pk, {}),
            shut=shut.get(group.pk, set()), prefix=f"g{group.pk}",
        )  # fmt: skip
        if request.method == "POST" and form.is_valid():
            done = _tried(
                form, actions.rate, group_id=group.pk, levels=form.levels(), actor=request.user
            )
            if done is not None:
                messages.success(request, _("%(name)s är sparad.") % {"name": group.name})
                return redirect("pay:rating", cycle_id)
    context = {
        "cycle": mapping.cycle,
        "mapping": mapping,
        "group": group,
        "form": form,
        "n_done": len(work) - len(undone),
        "n_all": len(work),
        "work": [(g, g not in undone) for g in work],
        "ended": mapping.rating_ended_at is not None,
    }
    wrong = form is not None and bool(form.errors)
    return render(request, "pay/value_rating.html", context, status=422 if wrong else 200)


@guarded(names=False)
@explained
def agree(request, cycle_id: int, group_id: int):
    """Agree on the levels of one group."""
    mapping = _workable(request, cycle_id)
    rows = valuing.agree_rows(mapping, queries.work_groups(mapping))
    row = next((r for r in rows if r.group.pk == group_id), None)
    if row is None:
        raise Http404
    opened = request.POST.get("open")
    if opened:
        row = _opened(request, mapping, row, opened)
    form = forms.AgreeForm(request.POST or None, row=row)
    if request.method == "POST" and not opened and form.is_valid():
        done = _tried(
            form, actions.agree, group_id=group_id, levels=form.levels(), reasons=form.reasons(),
            actor=request.user,
        )  # fmt: skip
        if done is not None:
            messages.success(request, _("%(name)s är sparad.") % {"name": row.group.name})
            left = next((r for r in rows if not r.is_done and r.group.pk != group_id), None)
            if left is not None:
                return redirect("pay:agree", cycle_id, left.group.pk)
            return redirect("pay:value", cycle_id)
    context = {"cycle": mapping.cycle, "mapping": mapping, "row": row, "form": form}
    return render(request, "pay/value_agree.html", context, status=422 if form.errors else 200)


def _opened(request, mapping, row, factor: str):
    """Open the levels of one factor, and return the group as it then stands."""
    try:
        actions.open_cell(group_id=row.group.pk, factor=factor, actor=request.user, at=clock.now())
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
        return row
    messages.success(request, _("Nivåerna visas. Ingen kan ändra dem längre."))
    kept = mapping_or_404(request, mapping.cycle_id)
    return valuing.agree_rows(kept, [row.group])[0]


@require_POST
@explained
def accept(request, cycle_id: int):
    """Keep every level on which all raters agree."""
    mapping = _workable(request, cycle_id)
    try:
        n = actions.accept_alike(mapping_id=mapping.pk, actor=request.user, at=clock.now())
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    else:
        messages.success(request, _("%(n)s nivåer där alla är eniga är sparade.") % {"n": n})
    return redirect("pay:value", cycle_id)


@require_POST
def end(request, cycle_id: int):
    """End the round of rating, so that every level is shown."""
    mapping = mapping_or_404(request, cycle_id, keep=True)
    try:
        actions.end_round(mapping_id=mapping.pk, actor=request.user, at=clock.now())
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    else:
        messages.success(request, _("Omgången är avslutad. Nu syns alla nivåer."))
    return redirect("pay:value", cycle_id)


@guarded(names=False)
@explained
def points(request, cycle_id: int):
    """Take over points that were set with another method."""
    mapping = _workable(request, cycle_id)
    work = queries.work_groups(mapping)
    rows = "\n".join(f"{g.name}; {g.points if g.points is not None else ''}" for g in work)
    form = forms.PointsForm(
        request.POST or None, request.FILES or None,
        initial={
            "rows": rows, "method": mapping.imported_method,
            "evaluated_on": max((g.points_on for g in work if g.points_on), default=None),
        },
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done = _tried(
            form, actions.take_points, mapping_id=mapping.pk, given=form.given(),
            method=given["method"], evaluated_on=given["evaluated_on"], actor=request.user,
        )  # fmt: skip
        if done is not None:
            messages.success(request, _("Poängen är inlästa, och jämförelserna följer med."))
            return redirect("pay:value", cycle_id)
    context = {"cycle": mapping.cycle, "mapping": mapping, "form": form}
    return render(request, "pay/value_points.html", context, status=422 if form.errors else 200)


@explained
def bands(request, cycle_id: int):
    """Choose where the bands begin."""
    mapping = _workable(request, cycle_id)
    form = forms.BandsForm(
        request.POST or None,
        initial={"boundaries": "; ".join(f"{b:g}".replace(".", ",") for b in mapping.bands)},
    )
    if request.method == "POST" and form.is_valid():
        done = _tried(
            form, actions.keep_bands, mapping_id=mapping.pk,
            boundaries=form.chosen(highest=queries.highest_points(mapping)), actor=request.user,
        )  # fmt: skip
        if done is not None:
            messages.success(request, _("Banden är ändrade, och jämförelserna följer med."))
            return redirect("pay:value", cycle_id)
    context = {
        "cycle": mapping.cycle,
        "mapping": mapping,
        "form": form,
        "now": queries.bands_of(mapping).boundaries,
    }
    return render(request, "pay/value_bands.html", context, status=422 if form.errors else 200)


@explained
def sensitive(request, cycle_id: int):
    """Which comparisons change if a criterion weighs more or less."""
    mapping = mapping_or_404(request, cycle_id)
    figures = figures_of(request, mapping, page="sensitivity")
    plan_ = queries.plan_of(mapping)
    levels = {g.name: g.levels for g in figures.work if g.name in figures.values}
    is_imported = mapping.method == mapping.Method.IMPORTED
    shifts = []
    if levels and not is_imported:
        shifts = sensitivity(
            list(figures.by_name.values()), levels, plan_, queries.bands_of(mapping),
            dominated={name: s.dominated for name, s in figures.standings.items()},
        )  # fmt: skip
    context = {
        "cycle": mapping.cycle,
        "mapping": mapping,
        "is_imported": is_imported,
        "shifts": shifts,
        "any_changes": any(shift.changes for shift in shifts),
    }
    return render(request, "pay/value_sensitivity.html", context)


def _workable(request, cycle_id: int):
    mapping = mapping_or_404(request, cycle_id, keep=True)
    if not may_work(request, mapping):
        raise Http404
    return mapping


def _tried(form, act, **given):
    """Return what the action gave, or True where it gives nothing; None where it refused."""
    try:
        found = act(**given, at=clock.now())
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    except ValidationError as refused:
        forms.refuse(form, refused)
        return None
    return True if found is None else found
