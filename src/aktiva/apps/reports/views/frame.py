"""What the pages of compilations and papers share."""

from __future__ import annotations

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404

from aktiva.adapters import clock
from aktiva.apps.cycles import policy as cycles_policy


def visible_cycle_or_404(request, cycle_id: int):
    """Return a year the person may see."""
    try:
        return (
            cycles_policy.visible_cycles(request.user, on=clock.today())
            .select_related("employer")
            .get(pk=cycle_id)
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
