"""Evidence on a measure: notes and files."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from aktiva.adapters import clock
from aktiva.apps.attachments import actions as attachments
from aktiva.apps.attachments.views import download
from aktiva.apps.cycles import actions, queries
from aktiva.apps.cycles.views.frame import carried_out
from aktiva.apps.cycles.views.measures import (
    measure_page,
    note_form,
    note_places,
    readable_measure_or_404,
    units_shown,
)
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.apps.organisation.views.guarding import guarded


@require_POST
@guarded(unit_of=queries.unit_of_measure)
def add(request, measure_id: int):
    """Write a note, with or without a file; what was typed stays when the file is refused."""
    kept = readable_measure_or_404(request, measure_id)
    places = note_places(request, kept)
    if not places:
        raise Http404
    form = note_form(kept, places, request.POST, request.FILES)

    def write(given: dict):
        sent = given.pop("file")
        looked_at = sent and attachments.examine(name=sent.name, content=sent.read())
        alone = {} if "unit_id" in form.fields else {"unit_id": places[0][0] or None}
        return actions.add_note(
            measure_id=kept.pk, file=looked_at or None, written_as=_function(request, kept),
            actor=request.user, at=clock.now(), **given | alone,
        )  # fmt: skip

    if carried_out(form, write) is not None:
        messages.success(request, _("Underlaget är sparat."))
        return redirect(reverse("cycles:measure", args=[kept.pk]) + "#underlag")
    return measure_page(request, kept, note_form=form)


def _function(request, kept) -> str:
    """Return the function that the person writes in, without a name."""
    functions = [
        h.function
        for h in organisation_policy.holdings(request.user, on=clock.today())
        if h.unit.employer_id == kept.cycle.employer_id
    ]
    return functions[0] if functions else _("medarbetare")


@require_POST
def withdraw(request, measure_id: int, note_id: int):
    """Take a note and its file away."""
    readable_measure_or_404(request, measure_id)
    try:
        actions.withdraw_note(
            measure_id=measure_id, note_id=note_id, actor=request.user, at=clock.now()
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    messages.success(request, _("Underlaget är borttaget."))
    return redirect(reverse("cycles:measure", args=[measure_id]) + "#underlag")


@require_safe
def file(request, measure_id: int, note_id: int):
    """Hand out a note's file to whoever may read the note."""
    kept = readable_measure_or_404(request, measure_id)
    try:
        stored = queries.note_file(kept, note_id, units=units_shown(request, kept))
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    return download(request, stored)
