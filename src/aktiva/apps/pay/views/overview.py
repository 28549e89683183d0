"""The first page of a year's pay mapping: what is done and what remains, without any pay."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aktiva.adapters import clock
from aktiva.apps.cycles.views.frame import visible_cycle_or_404
from aktiva.apps.pay import actions, forms, policy, queries
from aktiva.apps.pay.models import PayCooperation, PayMapping
from aktiva.apps.pay.views.frame import mapping_or_404


def overview(request, cycle_id: int):
    """Every step of the mapping with how far it has come, or the way to begin it."""
    cycle = visible_cycle_or_404(request, cycle_id)
    today = clock.today()
    mapping = (
        policy.visible_mappings(request.user, on=today)
        .select_related("cycle__employer")
        .filter(cycle=cycle.pk)
        .first()
    )
    keeps = policy.keeps(request.user, cycle, on=today)
    if mapping is None:
        if not keeps:
            raise Http404
        return _begin(request, cycle)
    found = queries.standing(mapping)
    context = {
        "cycle": cycle,
        "mapping": mapping,
        "keeps": keeps,
        "reads": policy.readable_mappings(request.user, on=today).filter(pk=mapping.pk).exists(),
        "rates": request.user.pk in mapping.raters,
        "found": found,
        "left": queries.left_to_do(found),
        "n_rules": mapping.rules.count(),
        "n_surveys": mapping.surveys.count(),
        "work": queries.work_groups(mapping),
        "n_valued": len(queries.values_of(mapping, queries.work_groups(mapping))),
        "n_readers": mapping.readers.filter(ended_at=None).count(),
        "n_handovers": mapping.handovers.count(),
        "steps_done": set(mapping.cooperation.values_list("step", flat=True)),
        "n_steps": len(PayCooperation.Step.choices),
    }
    return render(request, "pay/overview.html", context)


def _begin(request, cycle):
    form = forms.MappingForm(
        request.POST or None, initial={"pay_date": clock.today() if clock.today().year == cycle.year else None}
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            actions.begin(cycle=cycle, facts=form.facts(), actor=request.user, at=clock.now())
        except ValidationError as refused:
            forms.refuse(form, refused)
        else:
            messages.success(request, _("Lönekartläggningen är påbörjad. Läs in lönefilen."))
            return redirect("pay:overview", cycle.pk)
    context = {"cycle": cycle, "form": form}
    return render(request, "pay/begin.html", context, status=422 if form.errors else 200)


def settings(request, cycle_id: int):
    """Change the day of the pay, the on-costs and whether the EU figures are computed."""
    mapping = mapping_or_404(request, cycle_id, keep=True)
    initial = {n: getattr(mapping, n) for n in ("pay_date", "po_percent", "uses_directive")}
    form = forms.MappingForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(
                mapping_id=mapping.pk, facts=form.facts(), actor=request.user, at=clock.now()
            )
        except ValidationError as refused:
            forms.refuse(form, refused)
        else:
            messages.success(request, _("Uppgifterna är sparade."))
            return redirect("pay:overview", cycle_id)
    context = {"cycle": mapping.cycle, "mapping": mapping, "form": form}
    return render(request, "pay/settings.html", context, status=422 if form.errors else 200)


@require_POST
def close(request, cycle_id: int):
    """Close the mapping when nothing is left."""
    mapping = mapping_or_404(request, cycle_id, keep=True)
    try:
        actions.close(mapping_id=mapping.pk, actor=request.user, at=clock.now())
    except ValidationError as refused:
        messages.error(
            request,
            _("Kartläggningen kan inte avslutas än: %(first)s") % {"first": refused.messages[0]},
        )
    else:
        messages.success(request, _("Lönekartläggningen är avslutad."))
    return redirect("pay:overview", cycle_id)


@require_POST
def reopen(request, cycle_id: int):
    """Open a closed mapping again, with a reason."""
    mapping = mapping_or_404(request, cycle_id, keep=True)
    try:
        actions.reopen(
            mapping_id=mapping.pk, why=request.POST.get("why", ""), actor=request.user,
            at=clock.now(),
        )  # fmt: skip
    except PayMapping.DoesNotExist as missing:
        raise Http404 from missing
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    else:
        messages.success(request, _("Lönekartläggningen är öppen igen."))
    return redirect("pay:overview", cycle_id)
