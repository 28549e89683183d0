"""Last year's measures, each with its outcome."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import redirect, render

from aktiva.adapters import clock
from aktiva.apps.cycles import actions as cycles_actions
from aktiva.apps.cycles import forms as cycles_forms
from aktiva.apps.cycles import queries as cycles
from aktiva.apps.cycles.views.frame import carried_out
from aktiva.apps.surveys import forms, queries
from aktiva.apps.surveys.views import autosaving
from aktiva.apps.surveys.views.frame import answerable_or_404, frame
from aktiva.apps.surveys.views.guarding import guarded


def outcomes(request, sheet_id: int):
    """Last year's measures and risks, each with what became of it or a link to say so."""
    sheet = answerable_or_404(request, sheet_id)
    cycle = sheet.campaign.cycle
    context = {
        "owed": cycles.owed_measures(cycle, sheet.unit_id, on=clock.today()),
        "past": cycles.risks_to_review(cycle, sheet.unit_id, on=clock.today()),
        "drafts": queries.drafts(sheet, request.user),
    }
    return render(request, "surveys/outcomes.html", frame(sheet) | context)


@guarded
def past_risk(request, sheet_id: int, risk_id: int):
    """Whether one of last year's risks is still there."""
    sheet = answerable_or_404(request, sheet_id)
    cycle = sheet.campaign.cycle
    past = cycles.risks_to_review(cycle, sheet.unit_id, on=clock.today())
    this = next((p for p in past if p.risk.pk == risk_id), None)
    if this is None:
        raise Http404
    if refusal := autosaving.not_now(request, sheet):
        return refusal
    initial = {}
    if this.review is not None:
        initial = {
            "is_left": "yes" if this.review.is_left else "no",
            "how_known": this.review.how_known,
        }
    drafting = autosaving.drafting(request, sheet, f"past_risk:{risk_id}")
    form = forms.PastRiskForm(
        request.POST or None, initial=drafting.initial(initial, forms.PastRiskForm)
    )
    if autosaving.is_autosave(request):
        return drafting.keep(request, form)
    done = carried_out(
        form,
        lambda given: drafting.finish(
            request,
            lambda: cycles_actions.review_risk(
                risk_id=risk_id, cycle=cycle, is_left=given["is_left"] == "yes",
                how_known=given["how_known"], actor=request.user, at=clock.now(),
            ),
        ),
    )  # fmt: skip
    if done is not None:
        return _next(sheet, cycle)
    context = frame(sheet) | {
        "form": form,
        "draft": drafting.draft,
        "past": this,
        "number": past.index(this) + 1,
        "n_past": len(past),
    }
    return render(request, "surveys/past_risk.html", context, status=422 if form.errors else 200)


def _next(sheet, cycle):
    """Go to what is left of last year: a measure, then a risk, then the task list."""
    for owed in cycles.owed_measures(cycle, sheet.unit_id, on=clock.today()):
        if owed.outcome is None:
            return redirect("surveys:outcome", sheet.pk, owed.measure.pk)
    for past in cycles.risks_to_review(cycle, sheet.unit_id, on=clock.today()):
        if past.review is None:
            return redirect("surveys:past_risk", sheet.pk, past.risk.pk)
    return redirect("surveys:tasks", sheet.pk)


@guarded
def outcome(request, sheet_id: int, measure_id: int):
    """One measure's outcome."""
    sheet = answerable_or_404(request, sheet_id)
    owed = cycles.owed_measures(sheet.campaign.cycle, sheet.unit_id, on=clock.today())
    this = next((o for o in owed if o.measure.pk == measure_id), None)
    if this is None:
        raise Http404
    if refusal := autosaving.not_now(request, sheet):
        return refusal
    drafting = autosaving.drafting(request, sheet, f"outcome:{measure_id}")
    form = cycles_forms.OutcomeForm(
        request.POST or None,
        initial=drafting.initial(_outcome_initial(this.outcome), cycles_forms.OutcomeForm),
    )
    if autosaving.is_autosave(request):
        return drafting.keep(request, form)
    done = carried_out(
        form,
        lambda given: drafting.finish(
            request,
            lambda: cycles_actions.record_outcome(
                measure_id=measure_id, cycle=sheet.campaign.cycle,
                facts=cycles_actions.OutcomeFacts(**given), actor=request.user, at=clock.now(),
            ),
        ),
    )  # fmt: skip
    if done is not None:
        return _next(sheet, sheet.campaign.cycle)
    context = frame(sheet) | {
        "form": form,
        "draft": drafting.draft,
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
