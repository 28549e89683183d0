"""Pages of one measure: deciding it, following it through the year, evaluating it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aktiva.adapters import clock
from aktiva.apps.attachments import queries as attachments
from aktiva.apps.cycles import actions, forms, policy, queries
from aktiva.apps.cycles.views.deciding import deciding
from aktiva.apps.cycles.views.frame import carried_out, chain_or_404, decided_unit_or_404
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.views.guarding import guarded
from aktiva.apps.registers import queries as registers
from aktiva.domain.cycle.catalogue import measure_entry, measures_like
from aktiva.domain.cycle.states import Event, NotPossible, State, possible
from aktiva.domain.organisation.permissions import Permission
from aktiva.domain.values import Area, Ground

MOST_PLACES = 200
"""How many units a person is given to choose among when writing about a common measure."""


@guarded
def decide(request, cycle_id: int, unit_id: int, risk_id: int | None = None):
    """Decide a measure against a risk or a promotive one; or that none is needed."""
    place = decided_unit_or_404(request, cycle_id, unit_id)
    chain = chain_or_404(place.cycle, unit_id, risk_id)
    page = deciding(
        request, chain=chain, initial=_initial(request, place, chain), headings=place.headings,
        decide=lambda facts: actions.decide_measure(
            cycle=place.cycle, unit=place.unit, facts=facts, risks=(chain.risk,) if chain else (),
            actor=request.user, at=clock.now(),
        ),
    )  # fmt: skip
    if page.made is not None:
        if "no_measure" not in request.POST:
            messages.success(request, _("Åtgärden är beslutad."))
        return redirect("cycles:unit_year", cycle_id, unit_id)
    area = page.form["area"].value()
    suggestions = []
    if area in set(Area):
        grounds = frozenset(Ground(g) for g in chain.risk.grounds) if chain else frozenset()
        suggestions = measures_like(Area(area), grounds)[:6]
    return render(
        request,
        "cycles/measure_decide.html",
        place.context()
        | {
            "form": page.form,
            "none_form": page.none_form,
            "chain": chain,
            "suggestions": suggestions,
        },
        status=page.status,
    )


def _initial(request, place, chain) -> dict:
    titles = [
        h.function
        for h in organisation_policy.holdings(request.user, on=clock.today())
        if h.unit.employer_id == place.cycle.employer_id
    ]
    initial = {
        "area": chain.risk.area if chain else request.GET.get("omrade", ""),
        "owner_role": titles[0] if titles else "",
        "start_date": clock.today(),
    }
    entry = measure_entry(request.GET.get("katalog", ""))
    if entry is not None:
        initial |= {
            "area": entry.area.value,
            "title": entry.text,
            "expected_effect": entry.effect,
            "effect_measure": entry.measured_by,
        }
    return initial


def readable_measure_or_404(request, measure_id: int):
    try:
        return queries.measure_for_page(
            policy.readable_measures(request.user, on=clock.today()), measure_id
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def measure(request, measure_id: int):
    """Everything about one measure, and what can be done with it now."""
    kept = readable_measure_or_404(request, measure_id)
    return measure_page(request, kept)


def measure_page(request, kept, **given):
    """Answer with the page of one measure, with forms that were not accepted in `given`."""
    on = clock.today()
    employer = kept.cycle.employer
    may_decide = policy.decidable_measures(request.user, on=on).filter(pk=kept.pk).exists()
    events = possible(State(kept.status)) if may_decide else ()
    forums = registers.forums(employer, on=on)
    has_date = kept.due_date is not None
    context = {
        "cycle": kept.cycle,
        "measure": kept,
        "unit_name": queries.unit_words(kept, on=on),
        "headings": registers.headings(employer),
        "back": _back(request, kept, on),
        "about": queries.about_measure(kept, on=on),
        "may_decide": may_decide,
        "may_start": Event.START in events,
        "may_complete": Event.COMPLETE in events,
        "may_resume": Event.RESUME in events,
        "may_extend": Event.EXTEND in events,
        "may_evaluate": Event.EVALUATE in events,
        "edit_form": forms.MeasureEditForm(
            initial={n: getattr(kept, n) for n in forms.MeasureEditForm.base_fields},
            forums=forums,
            has_date=has_date,
        ),
        "extend_form": forms.ExtendMeasureForm(),
        "evaluation_form": forms.EvaluationForm(),
        "open_part": "",
        "today": on,
    }
    if kept.common:
        context |= _common(request, kept, on)
    context |= _notes(request, kept, on)
    context |= given
    context["wrong"] = wrong = any(f.errors for f in context.values() if hasattr(f, "errors"))
    return render(request, "cycles/measure.html", context, status=422 if wrong else 200)


def _back(request, kept, on) -> tuple[int, str] | None:
    """Return the unit to go back to and its name; none for one who reads no unit's year."""
    unit = policy.readable_unit_of(request.user, kept, on=on)
    return None if unit is None else (unit, organisation.name_of(kept.cycle.employer, unit, on=on))


def _common(request, kept, on) -> dict:
    decides = organisation_policy.scope(request.user, Permission.MEASURE_DECIDE, on=on)
    reads = organisation_policy.scope(request.user, Permission.SHEET_READ, on=on)
    tree = organisation.tree(kept.cycle.employer, on=on)
    whole = kept.cycle.employer_id in reads.whole
    shown, n_shown = queries.at_units(
        kept, on=on, units=frozenset(tree.nodes) if whole else reads.units
    )
    mine, _n = queries.at_units(kept, on=on, units=decides.units, most=20)
    return {
        "at_units": shown,
        "n_at_units": n_shown,
        "counts": queries.common_counts([kept], on=on)[kept.pk],
        "mine": [
            (r, forms.AtUnitForm(initial={"status": r.status, "note": r.note}, prefix=f"u{r.unit_id}"))
            for r in mine
        ],
    }  # fmt: skip


def units_shown(request, kept) -> frozenset[int] | None:
    """Return the units whose notes on a measure the person reads; None for all."""
    if not kept.common:
        return None
    reads = organisation_policy.scope(request.user, Permission.SHEET_READ, on=clock.today())
    return None if kept.cycle.employer_id in reads.whole else reads.units


def note_places(request, kept) -> list[tuple[int | str, str]]:
    """Return what the person may write notes about: the measure itself, and units it reaches."""
    on = clock.today()
    decides = organisation_policy.scope(request.user, Permission.MEASURE_DECIDE, on=on)
    places: list[tuple[int | str, str]] = []
    if policy.decidable_measures(request.user, on=on).filter(pk=kept.pk).exists():
        places.append(("", _("Åtgärden i sin helhet")))
    if kept.common:
        units = queries.reached_units(kept, on=on)
        if kept.cycle.employer_id not in decides.whole:
            units &= decides.units
        named = queries.names_of_units(units, kept.cycle.employer, on=on)
        places += sorted(named.items(), key=lambda unit: unit[1].casefold())
    return places


def note_form(kept, places, *data) -> forms.NoteForm:
    """Return the form for a note with the fields that the measure has."""
    return forms.NoteForm(
        *data,
        units=places[:MOST_PLACES] if len(places) > 1 else (),
        has_times=bool(kept.schedule_text),
        limit=attachments.limit_words(),
    )


def _notes(request, kept, on) -> dict:
    rows, n = queries.notes(kept, units=units_shown(request, kept), on=on)
    places = note_places(request, kept)
    own = {pk or None for pk, _name in places}
    return {
        "notes": [(row, row.unit_id in own) for row in rows],
        "n_notes": n,
        "note_form": note_form(kept, places) if places else None,
    }


@require_POST
@guarded(unit_of=queries.unit_of_measure)
def change(request, measure_id: int):
    """Change the words of an open measure."""
    kept = readable_measure_or_404(request, measure_id)
    on = clock.today()
    form = forms.MeasureEditForm(
        request.POST,
        forums=registers.forums(kept.cycle.employer, on=on),
        has_date=kept.due_date is not None,
    )
    done = carried_out(
        form,
        lambda given: actions.change_measure(
            measure_id=measure_id, actor=request.user, at=clock.now(),
            facts=actions.MeasureFacts(area=kept.area, **{"due_date": kept.due_date} | given),
        ),
    )  # fmt: skip
    if done is not None:
        messages.success(request, _("Åtgärden är ändrad."))
        return redirect("cycles:measure", measure_id)
    return measure_page(request, kept, edit_form=form, open_part="edit")


@require_POST
def move_on(request, measure_id: int):
    """Start a measure, mark it as carried out, or take it up again."""
    kept = readable_measure_or_404(request, measure_id)
    event = request.POST.get("event", "")
    if event not in {Event.START, Event.COMPLETE, Event.RESUME}:
        raise Http404
    try:
        actions.move_on(measure_id=measure_id, event=event, actor=request.user, at=clock.now())
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    except NotPossible:
        messages.error(
            request,
            _("Någon annan har redan ändrat åtgärdens läge. Se efter hur den står nu."),
        )
    return redirect("cycles:measure", kept.pk)


@require_POST
@guarded(unit_of=queries.unit_of_measure)
def extend(request, measure_id: int):
    """Decide a later date."""
    kept = readable_measure_or_404(request, measure_id)
    form = forms.ExtendMeasureForm(request.POST)
    done = carried_out(
        form,
        lambda given: actions.extend_measure(
            measure_id=measure_id, actor=request.user, at=clock.now(), **given
        ),
    )
    if done is not None:
        messages.success(request, _("Åtgärden är förlängd. Det gamla datumet står kvar."))
        return redirect("cycles:measure", measure_id)
    return measure_page(request, kept, extend_form=form, open_part="extend")


@require_POST
@guarded(unit_of=queries.unit_of_measure)
def evaluate(request, measure_id: int):
    """Evaluate or drop a measure within its own year."""
    kept = readable_measure_or_404(request, measure_id)
    form = forms.EvaluationForm(request.POST)
    done = carried_out(
        form,
        lambda given: actions.record_outcome(
            measure_id=measure_id, cycle=kept.cycle, facts=actions.OutcomeFacts(**given),
            actor=request.user, at=clock.now(),
        ),
    )  # fmt: skip
    if done is not None:
        messages.success(request, _("Utfallet är sparat."))
        return redirect("cycles:measure", measure_id)
    return measure_page(request, kept, evaluation_form=form, open_part="evaluate")


@require_POST
@guarded
def at_unit(request, measure_id: int, unit_id: int):
    """Say where a common measure stands at a unit."""
    kept = readable_measure_or_404(request, measure_id)
    form = forms.AtUnitForm(request.POST, prefix=f"u{unit_id}")
    done = carried_out(
        form,
        lambda given: actions.set_at_unit(
            measure_id=measure_id, unit_id=unit_id, actor=request.user, at=clock.now(), **given
        ),
    )
    if done is not None:
        messages.success(request, _("Läget hos er är sparat."))
        return redirect("cycles:measure", measure_id)
    on = clock.today()
    mine = [
        (row, form if row.unit_id == unit_id else own)
        for row, own in _common(request, kept, on).get("mine", [])
    ]
    if not any(row.unit_id == unit_id for row, _form in mine):
        raise Http404
    return measure_page(request, kept, mine=mine, wrong_form=form)
