"""Posters and slips of a pulse. Slips are printed at once and kept nowhere."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from aktiva.adapters import clock
from aktiva.apps.outbox import fillers
from aktiva.apps.pulse import actions, forms, queries
from aktiva.apps.pulse.views.frame import pulse_or_404
from aktiva.apps.reports import door, jobs
from aktiva.apps.reports.queries import pulse_papers
from aktiva.apps.reports.views.answering import printed
from aktiva.domain.documents import papers
from aktiva.domain.pulse.codes import written

MOST_AT_ONCE = 30
"""Posters that are printed while somebody waits."""


@require_POST
def posters(request, cycle_id: int, pulse_id: int):
    """All posters in one PDF; many are printed in the background."""
    place = pulse_or_404(request, cycle_id, pulse_id, keep=True)
    pulse, site, now = place.pulse, _site(request), clock.now()
    n = len(queries.unit_rows(pulse))
    if not n:
        raise Http404
    if n > MOST_AT_ONCE:
        job = jobs.start_posters(pulse, site=site, actor=request.user, at=now)
        return redirect("background:job", job.pk)
    return printed(jobs.posters(pulse, site=site, at=now), f"affischer {pulse.title}")


@require_safe
def poster(request, cycle_id: int, pulse_id: int, unit_id: int):
    """One unit's poster."""
    place = pulse_or_404(request, cycle_id, pulse_id, keep=True)
    row = _row(place.pulse, unit_id)
    made, _languages = jobs.poster(place.pulse, row, site=_site(request), at=clock.now())
    return printed(made, f"affisch {row.name}")


@require_POST
def slips(request, cycle_id: int, pulse_id: int, unit_id: int):
    """New slips for a unit, to print and cut apart."""
    place = pulse_or_404(request, cycle_id, pulse_id, keep=True)
    row = _row(place.pulse, unit_id)
    form = forms.SlipsForm(request.POST)
    try:
        if not form.is_valid():
            raise ValidationError(form.errors["n"])
        codes = actions.make_slips(
            pulse_id=pulse_id, unit_id=unit_id, n=form.cleaned_data["n"], actor=request.user,
            at=clock.now(),
        )  # fmt: skip
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    except ValidationError as refused:
        messages.error(request, _("Inga lappar är gjorda.") + " " + " ".join(refused.messages))
        return redirect("pulse:pulse", cycle_id, pulse_id)
    site = _site(request)
    document = papers.slips(
        pulse_papers.slips(codes, row, site=site),
        unit=row.name, address=f"{pulse_papers.short(site)}/puls", unit_code=written(row.code),
        sender=pulse_papers.sender(place.pulse), on=clock.today(),
    )  # fmt: skip
    response = printed(door.pdf(document, issued_at=clock.now()), f"lappar {row.name}")
    response.headers["Cache-Control"] = "no-store"
    return response


def _row(pulse, unit_id: int):
    for row in queries.unit_rows(pulse):
        if row.unit_id == unit_id:
            return row
    raise Http404


def _site(request) -> str:
    """Return the address that people reach the pages by; the one asked for where none is set."""
    return fillers.site() or request.build_absolute_uri("/").rstrip("/")
