"""Risks with their causes, and the measures against them."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import redirect, render

from aktiva.adapters import clock
from aktiva.apps.cycles import actions as cycles_actions
from aktiva.apps.cycles import forms as cycles_forms
from aktiva.apps.cycles import queries as cycles
from aktiva.apps.cycles.views.deciding import deciding
from aktiva.apps.cycles.views.frame import carried_out, chain_or_404
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.apps.surveys import queries
from aktiva.apps.surveys.views.frame import answerable_or_404, frame, locked
from aktiva.domain.questionnaire import (
    summary,
)


def risks(request, sheet_id: int):
    """The year's risks: those to describe, those described, and promotive measures."""
    sheet = answerable_or_404(request, sheet_id)
    cycle = sheet.campaign.cycle
    chains = cycles.unit_chains(cycle, sheet.unit_id, on=clock.today())
    described = {c.risk.question for c in chains if c.risk.question}
    asks = queries.questionnaire(sheet.campaign)
    waiting = [
        asks.question(a.question)
        for a in queries.answers(sheet).values()
        if a.is_risk and a.question not in described
    ]
    context = frame(sheet)
    places = context["headings"].places
    context |= {
        "chains": sorted(chains, key=lambda c: places[c.risk.area]),
        "waiting": sorted(waiting, key=lambda q: asks.questions.index(q)),
        "promotive": list(cycles.without_own_risk(cycle, sheet.unit_id, on=clock.today())),
    }
    return render(request, "surveys/risks.html", context)


def risk(request, sheet_id: int, risk_id: int | None = None):
    """One risk with its cause: new, from an answer, or to be changed."""
    sheet = answerable_or_404(request, sheet_id)
    if sheet.state in {"submitted", "approved"}:
        return locked(request, sheet)
    cycle = sheet.campaign.cycle
    asks = queries.questionnaire(sheet.campaign)
    chain = chain_or_404(cycle, sheet.unit_id, risk_id)
    key = chain.risk.question if chain else request.GET.get("fraga", "")
    q = next((q for q in asks.questions if q.key == key), None)
    answer = queries.answers(sheet).get(key) if q else None
    shown = frame(sheet)
    form = cycles_forms.RiskForm(
        request.POST or None, initial=_risk_initial(chain, q, answer), headings=shown["headings"]
    )
    kept = carried_out(
        form,
        lambda given: cycles_actions.record_risk(
            cycle=cycle, unit=sheet.unit, risk_id=risk_id, question=q.key if q else "",
            actor=request.user, at=clock.now(), **given,
        ),
    )  # fmt: skip
    if kept is not None:
        if chain is None or not chain.is_answered:
            return redirect("surveys:measure_for_risk", sheet.pk, kept.pk)
        return redirect("surveys:risks", sheet.pk)
    context = shown | {
        "form": form,
        "question": q,
        "answer_summary": summary(q, answer.value) if answer else "",
        "chain": chain,
        "earlier": list(cycles.earlier_risks(cycle, sheet.unit_id, on=clock.today())),
    }
    return render(request, "surveys/risk.html", context, status=422 if form.errors else 200)


def _risk_initial(chain, q, answer) -> dict:
    if chain is not None:
        r = chain.risk
        return {
            "area": r.area,
            "description": r.description,
            "grounds": r.grounds,
            "source": r.source,
            "cause": chain.causes[0].description if chain.causes else "",
            "likelihood": r.likelihood,
            "consequence": r.consequence,
        }
    if q is None:
        return {}
    comment = (answer.value.get("comment") or "") if answer else ""
    return {"area": q.area.value if q.area else "", "description": comment}


def measure(request, sheet_id: int, risk_id: int | None = None, measure_id: int | None = None):
    """A measure against a risk, a promotive one, or one to be changed; or a decision to take none."""
    sheet = answerable_or_404(request, sheet_id)
    if sheet.state in {"submitted", "approved"}:
        return locked(request, sheet)
    cycle = sheet.campaign.cycle
    chain = chain_or_404(cycle, sheet.unit_id, risk_id)
    kept = _measure_or_404(cycle, sheet, measure_id)
    shown = frame(sheet)

    def decide(facts: cycles_actions.MeasureFacts):
        told = {"facts": facts, "actor": request.user, "at": clock.now()}
        if kept is not None:
            return cycles_actions.change_measure(measure_id=kept.pk, **told)
        against = (chain.risk,) if chain else ()
        return cycles_actions.decide_measure(cycle=cycle, unit=sheet.unit, risks=against, **told)

    page = deciding(
        request, chain=chain, initial=_measure_initial(kept, chain, request, sheet),
        headings=shown["headings"], decide=decide,
    )  # fmt: skip
    if page.made is not None:
        return redirect("surveys:risks", sheet.pk)
    context = shown | {
        "form": page.form,
        "none_form": page.none_form,
        "chain": chain,
        "kept": kept,
    }
    return render(request, "surveys/measure.html", context, status=page.status)


def _measure_or_404(cycle, sheet, measure_id: int | None):
    if measure_id is None:
        return None
    own = cycles.own_units(cycle, sheet.unit_id, on=clock.today())
    for measure in cycles.measures(cycle):
        if measure.pk == measure_id and measure.unit_id in own:
            return measure
    raise Http404


def _measure_initial(kept, chain, request, sheet) -> dict:
    if kept is not None:
        return {name: getattr(kept, name) for name in cycles_forms.MeasureForm.base_fields}
    titles = [
        h.title
        for h in organisation_policy.holdings(request.user, on=clock.today())
        if h.unit.employer_id == sheet.campaign.cycle.employer_id
    ]
    return {
        "area": chain.risk.area if chain else "",
        "owner_role": titles[0] if titles else "",
        "start_date": clock.today(),
    }
