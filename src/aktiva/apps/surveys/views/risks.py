"""Risks with their causes, and the measures against them."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from aktiva.adapters import clock
from aktiva.apps.cycles import actions as cycles_actions
from aktiva.apps.cycles import forms as cycles_forms
from aktiva.apps.cycles import queries as cycles
from aktiva.apps.cycles.views.deciding import deciding
from aktiva.apps.cycles.views.frame import carried_out, chain_or_404
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.apps.surveys import queries
from aktiva.apps.surveys.views import autosaving
from aktiva.apps.surveys.views.frame import answerable_or_404, frame
from aktiva.apps.surveys.views.guarding import guarded
from aktiva.domain.questionnaire import (
    summary,
)


def risks(request, sheet_id: int):
    """The year's risks: those to describe, those described, and promotive measures."""
    sheet = answerable_or_404(request, sheet_id)
    cycle = sheet.campaign.cycle
    chains = cycles.unit_chains(cycle, sheet.unit_id, on=clock.today())
    described = {c.risk.question for c in chains if c.risk.question}
    asks = queries.spoken(sheet.campaign)
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
        "drafts": _drafts(request, sheet, chains),
    }
    return render(request, "surveys/risks.html", context)


def _drafts(request, sheet, chains) -> list[dict]:
    """Return what the person has begun and not saved, with where to go on and its first words."""
    risks = {str(c.risk.pk) for c in chains}
    measures = {str(m.pk) for c in chains for m in c.measures}
    rows = []
    for form, draft in queries.drafts(sheet, request.user).items():
        kind, _colon, rest = form.partition(":")
        number = rest.removeprefix("risk:")
        if kind == "new_risk":
            url = reverse("surveys:risk_new", args=[sheet.pk]) + (f"?fraga={rest}" if rest else "")
        elif kind == "risk" and rest in risks:
            url = reverse("surveys:risk", args=[sheet.pk, rest])
        elif kind in {"new_measure", "no_measure"} and number in risks:
            url = reverse("surveys:measure_for_risk", args=[sheet.pk, number])
        elif kind == "new_measure" and rest == "promotive":
            url = reverse("surveys:measure_new", args=[sheet.pk])
        elif kind == "measure" and rest in measures:
            url = reverse("surveys:measure", args=[sheet.pk, rest])
        else:
            continue
        words = [
            given[0]
            for name in ("description", "title", "no_measure_reason", "cause", "source")
            if (given := draft.fields.get(name)) and given[0].strip()
        ]
        is_risk = kind in {"risk", "new_risk"}
        rows.append({"url": url, "draft": draft, "words": words[:1], "is_risk": is_risk})
    return rows


@guarded
def risk(request, sheet_id: int, risk_id: int | None = None):
    """One risk with its cause: new, from an answer, or to be changed."""
    sheet = answerable_or_404(request, sheet_id)
    if refusal := autosaving.not_now(request, sheet):
        return refusal
    cycle = sheet.campaign.cycle
    asks = queries.spoken(sheet.campaign)
    chain = chain_or_404(cycle, sheet.unit_id, risk_id)
    key = chain.risk.question if chain else request.GET.get("fraga", "")
    q = next((q for q in asks.questions if q.key == key), None)
    answer = queries.answers(sheet).get(key) if q else None
    shown = frame(sheet)
    drafting = autosaving.drafting(
        request, sheet, f"risk:{risk_id}" if risk_id else f"new_risk:{q.key if q else ''}"
    )
    form = cycles_forms.RiskForm(
        request.POST or None,
        initial=drafting.initial(_risk_initial(chain, q, answer), cycles_forms.RiskForm),
        headings=shown["headings"],
    )
    if autosaving.is_autosave(request):
        return drafting.keep(request, form)
    kept = carried_out(
        form,
        lambda given: drafting.finish(
            request,
            lambda: cycles_actions.record_risk(
                cycle=cycle, unit=sheet.unit, risk_id=risk_id, question=q.key if q else "",
                actor=request.user, at=clock.now(), **given,
            ),
        ),
    )  # fmt: skip
    if kept is not None:
        if chain is None or not chain.is_answered:
            return redirect("surveys:measure_for_risk", sheet.pk, kept.pk)
        return redirect("surveys:risks", sheet.pk)
    context = shown | {
        "form": form,
        "draft": drafting.draft,
        "question": q,
        "answer_summary": summary(q, answer.value, say=_) if answer else "",
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


@guarded
def measure(request, sheet_id: int, risk_id: int | None = None, measure_id: int | None = None):
    """A measure against a risk, a promotive one, or one to be changed; or a decision to take none."""
    sheet = answerable_or_404(request, sheet_id)
    if refusal := autosaving.not_now(request, sheet):
        return refusal
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

    place = f"risk:{chain.risk.pk}" if chain else "promotive"
    drafting = autosaving.drafting(
        request, sheet, f"measure:{kept.pk}" if kept else f"new_measure:{place}"
    )
    initial = drafting.initial(
        _measure_initial(kept, chain, request, sheet), cycles_forms.MeasureForm
    )
    none = autosaving.drafting(request, sheet, f"no_measure:{place}")
    if autosaving.is_autosave(request):
        if "no_measure" in request.POST:
            return none.keep(request, cycles_forms.NoMeasureForm(request.POST))
        return drafting.keep(
            request, cycles_forms.MeasureForm(request.POST, headings=shown["headings"])
        )
    page = deciding(
        request, chain=chain, initial=initial, headings=shown["headings"], decide=decide,
        none_initial=none.initial({}, cycles_forms.NoMeasureForm),
        carry_out=lambda act: drafting.finish(request, act, also=none.form),
    )  # fmt: skip
    if page.made is not None:
        return redirect("surveys:risks", sheet.pk)
    context = shown | {
        "form": page.form,
        "none_form": page.none_form,
        "draft": drafting.draft or none.draft,
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
