"""Observations: proposed, decided, rewritten, merged and taken apart."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aktiva.adapters import clock
from aktiva.apps.cycles.views.frame import visible_cycle_or_404
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.views.guarding import guarded
from aktiva.apps.registers import queries as registers
from aktiva.apps.reports import actions, forms, jobs, policy
from aktiva.apps.surveys.views.review import written_as


def row(observation, tree) -> dict:
    """Return an observation with its units and what they wrote, for a page."""
    names = [tree.nodes[s["unit"]].name for s in observation.sources if s.get("unit") in tree]
    return {
        "o": observation,
        "units": list(dict.fromkeys(names)),
        "n_answers": len({s.get("answer") for s in observation.sources}),
        "quotes": [
            (s, tree.nodes[s["unit"]].name if s["unit"] in tree else "")
            for s in observation.sources
            if s.get("comment")
        ][:8],
    }


@require_POST
def propose(request, cycle_id: int, unit_id: int):
    cycle = visible_cycle_or_404(request, cycle_id)
    unit = _editable_unit_or_404(request, cycle, unit_id)
    if jobs.takes_long(cycle, unit, at=clock.now()):
        job = jobs.start_proposing(cycle, unit, actor=request.user, at=clock.now())
        return redirect("background:job", job.pk)
    n = actions.propose_observations(cycle=cycle, unit=unit, actor=request.user, at=clock.now())
    messages.success(request, _("%(n)s nya förslag ur svaren.") % {"n": n})
    return redirect(f"{_compilation_url(cycle)}?enhet={unit.pk}")


def _compilation_url(cycle) -> str:
    return redirect("reports:compilation", cycle.pk).url


@require_POST
def decide(request, observation_id: int, state: str):
    if state not in {"accepted", "dropped", "proposed"}:
        raise Http404
    try:
        kept = policy.editable_observations(request.user, on=clock.today()).get(pk=observation_id)
        actions.decide_observation(
            observation_id=observation_id,
            state=state,
            changed_as=written_as(request, kept.unit.employer_id),
            actor=request.user,
            at=clock.now(),
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect(f"{_compilation_url(kept.cycle)}?enhet={kept.unit_id}#o{kept.pk}")


@guarded
def rewrite(request, observation_id: int):
    """Rewrite one observation beside what was proposed."""
    try:
        kept = (
            policy.editable_observations(request.user, on=clock.today())
            .select_related("cycle__employer", "unit")
            .get(pk=observation_id)
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    from_model = kept.worded is not None and "modell" in request.GET
    text = kept.worded["text"] if from_model else kept.text
    form = forms.ObservationForm(
        request.POST or None, initial={"kind": kept.kind, "title": kept.title, "text": text}
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.decide_observation(
                observation_id=kept.pk,
                state="accepted",
                changed_as=written_as(request, kept.unit.employer_id),
                actor=request.user,
                at=clock.now(),
                **form.cleaned_data,
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return redirect(f"{_compilation_url(kept.cycle)}?enhet={kept.unit_id}#o{kept.pk}")
    tree = organisation.tree(kept.cycle.employer, on=clock.today())
    context = {
        "cycle": kept.cycle,
        "kept": kept,
        "form": form,
        "can_be_worded": kept.state == "accepted" and actions.model_set() is not None,
        "worded_at": kept.worded and datetime.fromisoformat(kept.worded["at"]),
        "quotes": [
            (s, tree.nodes[s["unit"]].name if s["unit"] in tree else "") for s in kept.sources
        ][:30],
    }
    return render(request, "reports/observation.html", context, status=422 if form.errors else 200)


@require_POST
def ask_for_wording(request, observation_id: int):
    """Ask the language model for a wording, beside the pages."""
    if not policy.editable_observations(request.user, on=clock.today()).filter(pk=observation_id):
        raise Http404
    job = jobs.start_wording(observation_id, actor=request.user, at=clock.now())
    return redirect("background:job", job.pk)


@require_POST
def drop_wording(request, observation_id: int):
    """Take away the language model's proposal."""
    try:
        actions.drop_wording(observation_id=observation_id, actor=request.user, at=clock.now())
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    messages.success(request, _("Förslaget från språkmodellen är borttaget."))
    return redirect("reports:observation", observation_id)


@guarded
def write(request, cycle_id: int, unit_id: int):
    """Write an observation of one's own."""
    cycle = visible_cycle_or_404(request, cycle_id)
    unit = _editable_unit_or_404(request, cycle, unit_id)
    form = forms.OwnObservationForm(
        request.POST or None, headings=registers.headings(cycle.employer)
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_observation(
                cycle=cycle,
                unit=unit,
                changed_as=written_as(request, cycle.employer_id),
                actor=request.user,
                at=clock.now(),
                **form.cleaned_data,
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return redirect(f"{_compilation_url(cycle)}?enhet={unit.pk}")
    context = {"cycle": cycle, "unit": unit, "form": form}
    return render(
        request, "reports/observation_write.html", context, status=422 if form.errors else 200
    )


@guarded
def merge(request, cycle_id: int, unit_id: int):
    """Make one observation of those that were ticked."""
    cycle = visible_cycle_or_404(request, cycle_id)
    unit = _editable_unit_or_404(request, cycle, unit_id)
    given = request.POST if request.method == "POST" else request.GET
    ids = {int(pk) for pk in given.getlist("o") if pk.isdecimal()}
    found = list(
        policy.editable_observations(request.user, on=clock.today())
        .filter(cycle=cycle, unit=unit, pk__in=ids)
        .order_by("position", "pk")
    )
    if len(found) < 2:
        messages.error(request, _("Välj minst två iakttagelser att slå ihop."))
        return redirect(f"{_compilation_url(cycle)}?enhet={unit.pk}")
    first = {
        "kind": found[0].kind,
        "title": found[0].title,
        "text": "\n\n".join(o.text for o in found),
    }
    form = forms.MergeForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            kept = actions.merge_observations(
                ids=[o.pk for o in found],
                changed_as=written_as(request, cycle.employer_id),
                actor=request.user,
                at=clock.now(),
                **form.cleaned_data,
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("Iakttagelserna är sammanslagna till en."))
            return redirect(f"{_compilation_url(cycle)}?enhet={unit.pk}#o{kept.pk}")
    tree = organisation.tree(cycle.employer, on=clock.today())
    context = {
        "cycle": cycle,
        "unit": unit,
        "form": form,
        "chosen": [row(o, tree) for o in found],
    }
    return render(
        request, "reports/observations_merge.html", context, status=422 if form.errors else 200
    )


@require_POST
def split(request, observation_id: int):
    """Take a merged observation apart again."""
    try:
        whole = policy.editable_observations(request.user, on=clock.today()).get(pk=observation_id)
        actions.split_observation(
            observation_id=observation_id,
            changed_as=written_as(request, whole.unit.employer_id),
            actor=request.user,
            at=clock.now(),
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("Iakttagelsen är uppdelad. Delarna väntar på dig igen."))
    return redirect(f"{_compilation_url(whole.cycle)}?enhet={whole.unit_id}")


def _editable_unit_or_404(request, cycle, unit_id: int):
    try:
        return policy.editable_units(request.user, on=clock.today()).get(
            pk=unit_id, employer=cycle.employer
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
