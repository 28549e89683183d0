"""A unit's year on one page: the four steps, and what is to be done next."""

from __future__ import annotations

from django.shortcuts import redirect, render

from aktiva.adapters import clock
from aktiva.apps.cycles import actions, forms, queries
from aktiva.apps.cycles.views.frame import (
    carried_out,
    chain_or_404,
    decided_unit_or_404,
    read_unit_or_404,
)
from aktiva.apps.organisation.views.guarding import guarded
from aktiva.domain.cycle.catalogue import risk_entry, risks_like
from aktiva.domain.values import Area


def unit_year(request, cycle_id: int, unit_id: int):
    """What a unit has examined, found, decided and evaluated this year."""
    place = read_unit_or_404(request, cycle_id, unit_id)
    on = clock.today()
    cycle = place.cycle
    owed = queries.owed_measures(cycle, unit_id, on=on)
    places = place.headings.places
    chains = sorted(queries.unit_chains(cycle, unit_id, on=on), key=lambda c: places[c.risk.area])
    own = list(queries.with_unit(cycle, unit_id, on=on))
    return render(
        request,
        "cycles/unit_year.html",
        place.context()
        | {
            "examinations": sorted(
                queries.unit_examinations(cycle, unit_id), key=lambda e: places[e.area]
            ),
            "sources": queries.sources_for(cycle, [unit_id]),
            "chains": chains,
            "owed": owed,
            "n_owed": sum(o.outcome is None for o in owed),
            "measures": own,
            "shared": queries.common_at_unit(cycle, unit_id, on=on),
            "n_without_cause": sum(not c.has_cause for c in chains),
            "n_unanswered": sum(not c.is_answered for c in chains),
            "n_to_evaluate": sum(m.status == "done" for m in own),
            "today": on,
        },
    )


@guarded
def risk(request, cycle_id: int, unit_id: int, risk_id: int | None = None):
    """A risk with its cause, found through the year."""
    place = decided_unit_or_404(request, cycle_id, unit_id)
    chain = chain_or_404(place.cycle, unit_id, risk_id)
    given = request.GET.get("undersokning", "")
    found = queries.examination_of(place.cycle, unit_id, int(given)) if given.isdigit() else None
    form = forms.RiskForm(
        request.POST or None, initial=_initial(chain, found, request), headings=place.headings
    )
    kept = carried_out(
        form,
        lambda given: actions.record_risk(
            cycle=place.cycle, unit=place.unit, risk_id=risk_id, actor=request.user,
            at=clock.now(), examination_id=found.pk if found else None, **given,
        ),
    )  # fmt: skip
    if kept is not None:
        if chain is None or not chain.is_answered:
            return redirect("cycles:measure_for_risk", cycle_id, unit_id, kept.pk)
        return redirect("cycles:unit_year", cycle_id, unit_id)
    area = form["area"].value()
    return render(
        request,
        "cycles/risk.html",
        place.context()
        | {
            "form": form,
            "chain": chain,
            "examination": found,
            "suggestions": risks_like(Area(area))[:6] if area in set(Area) else [],
        },
        status=422 if form.errors else 200,
    )


def _initial(chain, found, request) -> dict:
    if chain is not None:
        r = chain.risk
        names = ("area", "description", "grounds", "source", "likelihood", "consequence")
        return {n: getattr(r, n) for n in names} | {
            "cause": chain.causes[0].description if chain.causes else ""
        }
    if found is not None:
        methods = ", ".join(forms.METHOD_WORDS[m] for m in found.methods)
        return {
            "area": found.area,
            "grounds": found.grounds,
            "source": f"{methods}, {found.on_date.isoformat()}"[:200],
            "description": found.conclusion,
        }
    entry = risk_entry(request.GET.get("katalog", ""))
    if entry is not None:
        return {
            "area": entry.area.value,
            "grounds": [g.value for g in entry.grounds],
            "description": entry.text,
        }
    return {"area": request.GET.get("omrade", ""), "source": request.GET.get("kalla", "")[:200]}
