"""What the answers say: one group at a time, its parts, and people's own words."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from aktiva.adapters import clock, pulses
from aktiva.apps.pulse import actions, policy, queries
from aktiva.apps.pulse.views.frame import pulse_or_404
from aktiva.apps.registers import queries as registers
from aktiva.domain.pulse.figures import LEVELS

_COLUMNS = {
    (1,): "1", (2,): "2", (3,): "3", (4,): "4", (5,): "5", (1, 2): "1–2", (4, 5): "4–5",
    (0,): gettext_lazy("Vet inte"), (3, 0): gettext_lazy("3 eller vet inte"),
    (3, 4, 5, 0): gettext_lazy("Övriga"),
}  # fmt: skip


@require_safe
def results(request, cycle_id: int, pulse_id: int):
    """The results as far as the person reaches; that somebody looked is noted once a day."""
    place = pulse_or_404(request, cycle_id, pulse_id)
    if place.state is not queries.State.COUNTED:
        raise Http404
    actions.note_seen(pulse_id=pulse_id, actor=request.user, at=clock.now())
    today = clock.today()
    reach = policy.reach(request.user, on=today)
    found = queries.results(place.pulse, reach=reach)
    row = _chosen(request, found)
    headings = registers.headings(place.cycle.employer)
    context = place.context() | {
        "results": found,
        "row": row,
        "parts": _parts(found, row),
        "upper": next((r for r in found.rows if row and r.place == row.above), None),
        "lines": [_line(s, row, place, request, headings) for s in found.statements] if row else [],
        "words": queries.words(place.pulse, reach=reach),
    }
    return render(request, "pulse/results.html", context)


def _chosen(request, found):
    given = request.GET.get("grupp", "")
    if given:
        row = found.row(int(given)) if given.isdecimal() else None
        if row is None:
            raise Http404
        return row
    return found.whole


def _parts(found, row):
    """Return what to show below a group; for who sees but a part, that part below the whole."""
    if row is None:
        return []
    below = found.parts(row)
    if not below and row is found.whole:
        tops = {r.place for r in found.rows}
        return [r for r in found.rows if r is not row and r.above not in tops]
    return below


def _line(statement, row, place, request, headings) -> dict:
    figures = row.figures[statement.key]
    told = statement.words[pulses.OWN]
    is_proposed = row.is_proposed(statement.key)
    cells = []
    if figures.level is not None:
        columns = LEVELS[figures.level]
        cells = [(_COLUMNS[c], n) for c, n in zip(columns, figures.cells, strict=True)]
    return {
        "statement": told,
        "area": headings.names[statement.area],
        "figures": figures,
        "cells": cells,
        "is_proposed": is_proposed,
        "risk_url": _risk_url(statement, row, place, request) if is_proposed else "",
    }


def _risk_url(statement, row, place, request) -> str:
    """Return where the person writes a risk for the group's unit; empty for who may not."""
    unit = abs(row.place) if row.place is not None else None
    if unit is None:
        return ""
    decides = policy.decides(request.user, on=clock.today())
    if unit not in decides.units and place.cycle.employer_id not in decides.whole:
        return ""
    source = _("%(pulse)s, påståendet ”%(words)s”") % {
        "pulse": place.pulse.title, "words": statement.words[pulses.OWN].rstrip("."),
    }  # fmt: skip
    query = urlencode({"omrade": statement.area.value, "kalla": source[:200]})
    return f"{reverse('cycles:risk_new', args=[place.cycle.pk, unit])}?{query}"
