"""Finding the pulse of a page, and what the person may do with it."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404

from aktiva.adapters import clock
from aktiva.apps.cycles.views.frame import visible_cycle_or_404
from aktiva.apps.pulse import policy, queries


@dataclass(frozen=True)
class Place:
    """A pulse as its pages need it."""

    cycle: object
    pulse: object
    state: queries.State
    keeps: bool

    def context(self) -> dict:
        """Return what every page of a pulse shows."""
        return {
            "cycle": self.cycle,
            "pulse": self.pulse,
            "state": self.state.value,
            "keeps": self.keeps,
            "statements": queries.asked(self.pulse),
        }


def pulse_or_404(request, cycle_id: int, pulse_id: int, *, keep: bool = False) -> Place:
    """Return a pulse the person may see, or makes if `keep`."""
    today = clock.today()
    cycle = visible_cycle_or_404(request, cycle_id)
    keepable = policy.keepable_pulses(request.user, on=today)
    found = keepable if keep else policy.visible_pulses(request.user, on=today)
    try:
        pulse = queries.visible_pulse(found, pulse_id)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    keeps = keep or keepable.filter(pk=pulse.pk).exists()
    state = queries.state_of(pulse, on=today)
    if pulse.cycle_id != cycle.pk or (state is queries.State.DRAFT and not keeps):
        raise Http404
    return Place(cycle, pulse, state, keeps)
