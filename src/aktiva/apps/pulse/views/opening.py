"""Opening a pulse, its last day, and counting it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aktiva.adapters import clock
from aktiva.apps.pulse import actions, forms
from aktiva.apps.pulse.views.frame import pulse_or_404
from aktiva.apps.pulse.views.listing import page_of


@require_POST
def open_pulse(request, cycle_id: int, pulse_id: int):
    """Open; the opening code, if there is one, is shown on the answer and never again."""
    pulse_or_404(request, cycle_id, pulse_id, keep=True)
    try:
        opened = actions.open_pulse(pulse_id=pulse_id, actor=request.user, at=clock.now())
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("pulse:pulse", cycle_id, pulse_id)
    if not opened.opening_code:
        messages.success(request, _("Pulsen är öppnad. Skriv ut affischerna och sätt upp dem."))
        return redirect("pulse:pulse", cycle_id, pulse_id)
    place = pulse_or_404(request, cycle_id, pulse_id, keep=True)
    context = place.context() | {"opening_code": opened.opening_code}
    response = render(request, "pulse/opening_code.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


@require_POST
def take_back(request, cycle_id: int, pulse_id: int):
    """Make it a draft again."""
    pulse_or_404(request, cycle_id, pulse_id, keep=True)
    try:
        actions.take_back(pulse_id=pulse_id, actor=request.user, at=clock.now())
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(
            request, _("Pulsen är ett utkast igen. Riv ned affischer som har satts upp.")
        )
    return redirect("pulse:pulse", cycle_id, pulse_id)


@require_POST
def extend(request, cycle_id: int, pulse_id: int):
    """Move the last day."""
    place = pulse_or_404(request, cycle_id, pulse_id, keep=True)
    form = forms.ExtendForm(request.POST)
    if form.is_valid():
        try:
            actions.extend(
                pulse_id=pulse_id, actor=request.user, at=clock.now(), **form.cleaned_data
            )
        except ValidationError as refused:
            forms.refuse(form, refused)
        else:
            messages.success(request, _("Sista dagen är flyttad. Skriv ut affischerna på nytt."))
            return redirect("pulse:pulse", cycle_id, pulse_id)
    return render(
        request, "pulse/pulse.html", page_of(request, place, extend_form=form), status=422
    )


@require_POST
def count(request, cycle_id: int, pulse_id: int):
    """Count all answers."""
    place = pulse_or_404(request, cycle_id, pulse_id, keep=True)
    form = forms.CountForm(request.POST)
    if form.is_valid():
        try:
            actions.count(
                pulse_id=pulse_id, opening_code=form.cleaned_data["code"], actor=request.user,
                at=clock.now(),
            )  # fmt: skip
        except ValidationError as refused:
            forms.refuse(form, refused)
        else:
            messages.success(request, _("Svaren är räknade, och nyckeln till dem är förstörd."))
            return redirect("pulse:results", cycle_id, pulse_id)
    return render(request, "pulse/pulse.html", page_of(request, place, count_form=form), status=422)
