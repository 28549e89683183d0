"""Pages on cooperation about pay, and on what the unions are given."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aktiva.adapters import clock
from aktiva.apps.organisation.views.guarding import guarded
from aktiva.apps.pay import actions, forms, queries
from aktiva.apps.pay.views.frame import mapping_or_404, may_keep


def cooperation(request, cycle_id: int):
    """The seven steps, and who took part in each."""
    mapping = mapping_or_404(request, cycle_id)
    rows = list(mapping.cooperation.order_by("on_date", "pk"))
    names = {p.pk: p.name for p in queries.parties(mapping)}
    shown = [
        (
            step,
            label,
            [(r, [names[pk] for pk in r.parties if pk in names]) for r in rows if r.step == step],
        )
        for step, label in queries.STEPS
    ]
    last = queries.last_plan(mapping, queries.previous(mapping))
    unasked = "" if last.rows else queries.LAST_YEARS_STEP
    asked = [there for step, _label, there in shown if step != unasked]
    context = {
        "cycle": mapping.cycle,
        "mapping": mapping,
        "steps": shown,
        "n_asked": len(asked),
        "n_covered": sum(map(bool, asked)),
        "unasked": unasked,
        "has_parties": bool(names),
        "keeps": may_keep(request, mapping),
    }
    return render(request, "pay/cooperation.html", context)


@guarded(names=False)
def cooperation_new(request, cycle_id: int):
    """Record cooperation on a step."""
    mapping = mapping_or_404(request, cycle_id, keep=True)
    initial = {"on_date": clock.today(), "step": request.GET.get("steg", "")}
    return _write(request, mapping, None, initial)


@guarded(names=False)
def cooperation_change(request, cycle_id: int, cooperation_id: int):
    """Put a record right."""
    mapping = mapping_or_404(request, cycle_id, keep=True)
    kept = mapping.cooperation.filter(pk=cooperation_id).first()
    if kept is None:
        raise Http404
    initial = {n: getattr(kept, n) for n in ("step", "on_date", "done", "dissent")}
    return _write(request, mapping, kept, initial | {"parties": [str(pk) for pk in kept.parties]})


def _write(request, mapping, kept, initial):
    there = set(kept.parties) if kept else set()
    parties = [p for p in queries.parties(mapping) if p.retired_on is None or p.pk in there]
    form = forms.CooperationForm(request.POST or None, parties=parties, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep_cooperation(
                mapping_id=mapping.pk, facts=form.facts(),
                cooperation_id=kept.pk if kept else None, actor=request.user, at=clock.now(),
            )  # fmt: skip
        except ValidationError as refused:
            forms.refuse(form, refused)
        else:
            messages.success(request, _("Samverkan är antecknad."))
            return redirect("pay:cooperation", mapping.cycle_id)
    context = {"cycle": mapping.cycle, "mapping": mapping, "kept": kept, "form": form}
    return render(
        request, "pay/cooperation_write.html", context, status=422 if form.errors else 200
    )


@require_POST
def cooperation_remove(request, cycle_id: int, cooperation_id: int):
    """Take away a record made by mistake."""
    mapping_or_404(request, cycle_id, keep=True)
    try:
        actions.remove_cooperation(
            cooperation_id=cooperation_id, actor=request.user, at=clock.now()
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    else:
        messages.success(request, _("Anteckningen är borttagen. Dess historik finns kvar."))
    return redirect("pay:cooperation", cycle_id)


@guarded(names=False)
def handovers(request, cycle_id: int):
    """What each union was given and when, with the rule on confidentiality."""
    mapping = mapping_or_404(request, cycle_id)
    keeps = may_keep(request, mapping)
    parties = [p for p in queries.parties(mapping) if p.retired_on is None]
    form = forms.HandoverForm(
        request.POST or None, parties=parties, initial={"on_date": clock.today()}
    )
    if request.method == "POST":
        if not keeps:
            raise Http404
        if form.is_valid():
            try:
                actions.hand_over(
                    mapping_id=mapping.pk, facts=form.facts(), actor=request.user, at=clock.now()
                )
            except ValidationError as refused:
                forms.refuse(form, refused)
            else:
                messages.success(request, _("Underlaget är antecknat som lämnat."))
                return redirect("pay:handovers", cycle_id)
    context = {
        "cycle": mapping.cycle,
        "mapping": mapping,
        "rows": mapping.handovers.select_related("party").order_by("-on_date", "-pk"),
        "has_parties": bool(parties),
        "keeps": keeps,
        "confidentiality": queries.confidentiality(mapping.cycle.employer),
        "form": form,
    }
    return render(request, "pay/handovers.html", context, status=422 if form.errors else 200)
