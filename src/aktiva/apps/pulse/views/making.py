"""Making a pulse: its days, its statements, its units, and how it will look."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from aktiva.adapters import clock, pulses
from aktiva.apps.cycles.views.frame import kept_cycle_or_404
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.pulse import actions, forms, queries
from aktiva.apps.pulse.views import respond
from aktiva.apps.pulse.views.frame import pulse_or_404
from aktiva.apps.registers import queries as registers

_NAMES = (
    "title", "opens_on", "closes_on", "languages", "asks_words", "uses_slips", "has_opening_code",
    "mean_limit", "low_limit",
)  # fmt: skip
USUAL_DAYS = 14


def new(request, cycle_id: int):
    """Begin a pulse."""
    cycle = kept_cycle_or_404(request, cycle_id)
    opens = max(clock.today() + timedelta(days=7), date(cycle.year, 1, 1))
    opens = min(opens, date(cycle.year, 12, 31))
    initial = {
        "title": _("Medarbetarpuls %(year)s") % {"year": cycle.year},
        "opens_on": opens,
        "closes_on": opens + timedelta(days=USUAL_DAYS),
        "languages": [code for code in pulses.languages() if code != pulses.OWN],
        "mean_limit": "3.5",
        "low_limit": 20,
    }
    return _write(request, cycle, None, initial)


def change(request, cycle_id: int, pulse_id: int):
    """Say anew what a pulse is."""
    place = pulse_or_404(request, cycle_id, pulse_id, keep=True)
    initial = {name: getattr(place.pulse, name) for name in _NAMES}
    return _write(request, place.cycle, place.pulse, initial)


def _write(request, cycle, pulse, initial):
    form = forms.PulseForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        facts = actions.PulseFacts(**form.cleaned_data)
        told = {"facts": facts, "actor": request.user, "at": clock.now()}
        try:
            if pulse is None:
                kept = actions.make_pulse(cycle=cycle, **told)
            else:
                kept = actions.change_pulse(pulse_id=pulse.pk, **told)
        except ValidationError as refused:
            forms.refuse(form, refused)
        else:
            messages.success(request, _("%(title)s är sparad.") % {"title": kept.title})
            return redirect("pulse:pulse" if pulse else "pulse:places", cycle.pk, kept.pk)
    context = {"cycle": cycle, "pulse": pulse, "form": form}
    return render(request, "pulse/write.html", context, status=422 if form.errors else 200)


def statements(request, cycle_id: int, pulse_id: int):
    """Choose among the statements that ship, and write one's own."""
    place = pulse_or_404(request, cycle_id, pulse_id, keep=True)
    pulse = place.pulse
    adds = "lagg-till" in request.POST
    form = forms.OwnStatementForm(
        request.POST if adds else None, languages=pulse.languages,
        headings=registers.headings(place.cycle.employer),
    )  # fmt: skip
    wrong = ""
    if adds:
        kept = form.is_valid() and _added(form, pulse, request)
        if kept:
            messages.success(request, _("Påståendet är tillagt."))
            return redirect("pulse:statements", place.cycle.pk, pulse.pk)
    elif request.method == "POST":
        try:
            actions.choose_statements(
                pulse_id=pulse.pk, keys=request.POST.getlist("pastaende"), actor=request.user,
                at=clock.now(),
            )  # fmt: skip
        except ValidationError as refused:
            wrong = " ".join(refused.messages)
        else:
            messages.success(request, _("Påståendena är sparade."))
            return redirect("pulse:pulse", place.cycle.pk, pulse.pk)
    chosen = {s.key for s in queries.asked(pulse)}
    own = [s for s in queries.asked(pulse) if s.is_own]
    headings = registers.headings(place.cycle.employer)
    context = place.context() | {
        "form": form,
        "wrong": wrong,
        "rows": [
            (s.key, s.words[pulses.OWN], headings.names[s.area], s.key in chosen, s.is_own)
            for s in (*queries.shipped(), *own)
        ],
    }
    status = 422 if form.errors or wrong else 200
    return render(request, "pulse/statements.html", context, status=status)


def _added(form, pulse, request):
    try:
        return actions.add_statement(
            pulse_id=pulse.pk, area=form.cleaned_data["area"], words=form.words,
            actor=request.user, at=clock.now(),
        )  # fmt: skip
    except ValidationError as refused:
        forms.refuse(form, refused)
        return None


def places(request, cycle_id: int, pulse_id: int):
    """Choose who are to answer, by parts of the organisation."""
    place = pulse_or_404(request, cycle_id, pulse_id, keep=True)
    tree = organisation.tree(place.cycle.employer, on=place.pulse.opens_on)
    chosen = set(place.pulse.places)
    wrong = ""
    if request.method == "POST":
        typed = request.POST.getlist("enhet")
        chosen = {int(n) for n in typed if n.isdecimal() and int(n) in tree}
        if "alla" in request.POST and tree.root is not None:
            chosen = {tree.root.id}
        try:
            actions.choose_places(
                pulse_id=place.pulse.pk, places=_topmost(tree, chosen), actor=request.user,
                at=clock.now(),
            )  # fmt: skip
        except ValidationError as refused:
            wrong = " ".join(refused.messages)
        else:
            messages.success(request, _("Vilka som svarar är sparat."))
            return redirect("pulse:pulse", place.cycle.pk, place.pulse.pk)
    everybody = tree.root is not None and tree.root.id in chosen
    departments = [
        {
            "node": d,
            "is_chosen": everybody or d.id in chosen,
            "units": [
                (n, everybody or d.id in chosen or n.id in chosen)
                for n in tree.answering(within=d.id)
                if n.id != d.id
            ],
        }
        for d in sorted(tree.departments, key=lambda d: d.name)
    ]
    for d in departments:
        d["n_chosen"] = sum(is_chosen for _unit, is_chosen in d["units"])
    outside = [n for n in tree.answering() if n.id not in tree.department_index]
    context = place.context() | {
        "departments": departments,
        "outside": [(n, everybody or n.id in chosen) for n in outside],
        "wrong": wrong,
    }
    return render(request, "pulse/places.html", context, status=422 if wrong else 200)


def _topmost(tree, chosen: set[int]) -> list[int]:
    """Return the chosen places that do not lie below another chosen one."""
    return [u for u in chosen if not any(a.id in chosen for a in tree.ancestors(u))]


@require_safe
def preview(request, cycle_id: int, pulse_id: int, language: str):
    """The page as who answers will see it, with nothing to send."""
    place = pulse_or_404(request, cycle_id, pulse_id, keep=True)
    if language not in pulses.languages():
        raise Http404
    return respond.filled(place.pulse, pulses.languages()[language], forms.nothing(""))


@require_POST
def remove(request, cycle_id: int, pulse_id: int):
    """Remove a pulse that has not been opened."""
    place = pulse_or_404(request, cycle_id, pulse_id, keep=True)
    title = place.pulse.title
    try:
        actions.remove_pulse(pulse_id=pulse_id, actor=request.user, at=clock.now())
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("pulse:pulse", cycle_id, pulse_id)
    messages.success(request, _("%(title)s är borttagen.") % {"title": title})
    return redirect("pulse:year", cycle_id)
