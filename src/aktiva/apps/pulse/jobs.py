"""Counting by itself on the day after the last, and putting right what a crash left."""

from __future__ import annotations

from aktiva.adapters import clock
from aktiva.apps.pulse import actions, queries


def count_an_ended_pulse() -> bool:
    """Count a pulse that is over; return whether there was one."""
    actions.destroy_left_keys()
    for pulse in queries.ended_uncounted(on=clock.today()):
        try:
            actions.count(pulse_id=pulse, actor=None, at=clock.now())
        except actions.CannotCount:  # told on its page; another pulse may be countable
            continue
        return True
    return False
