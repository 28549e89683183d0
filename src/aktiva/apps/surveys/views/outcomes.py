"""Last year's measures, each with its outcome."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render

from aktiva.adapters import clock
from aktiva.apps.cycles import actions as cycles_actions
from aktiva.apps.cycles import queries as cycles
from aktiva.apps.surveys import forms
from aktiva.apps.surveys.views.frame import answerable_or_404, frame, locked


def outcomes(request, sheet_id: int):
    """Last year's measures, each with its outcome or a link to give one."""
    sheet = answerable_or_404(request, sheet_id)
    owed = cycles.owed_measures(sheet.campaign.cycle, sheet.unit_id)
    return render(request, "surveys/outcomes.html", frame(sheet) | {"owed": owed})


def outcome(request, sheet_id: int, measure_id: int):
    """One measure's outcome."""
    sheet = answerable_or_404(request, sheet_id)
    owed = cycles.owed_measures(sheet.campaign.cycle, sheet.unit_id)
    this = next((o for o in owed if o.measure.pk == measure_id), None)
    if this is None:
        raise Http404
    if sheet.state in {"submitted", "approved"}:
        return locked(request, sheet)
    form = forms.OutcomeForm(request.POST or None, initial=_outcome_initial(this.outcome))
    if request.method == "POST" and form.is_valid():
        try:
            cycles_actions.record_outcome(
                measure_id=measure_id, cycle=sheet.campaign.cycle,
                facts=cycles_actions.OutcomeFacts(**form.cleaned_data), actor=request.user,
                at=clock.now(),
            )  # fmt: skip
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            left = [o for o in owed if o.outcome is None and o.measure.pk != measure_id]
            if left:
                return redirect("surveys:outcome", sheet.pk, left[0].measure.pk)
            return redirect("surveys:tasks", sheet.pk)
    context = frame(sheet) | {
        "form": form,
        "owed": this,
        "number": owed.index(this) + 1,
        "n_owed": len(owed),
    }
    return render(request, "surveys/outcome.html", context, status=422 if form.errors else 200)


def _outcome_initial(kept) -> dict:
    if kept is None:
        return {}
    names = ("result", "effect", "how_known", "remains", "new_due_date", "reason", "decided_by")
    return {name: getattr(kept, name) for name in names}
