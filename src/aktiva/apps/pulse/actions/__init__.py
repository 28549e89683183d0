"""Changes of a pulse: making it, opening it, an answer, and counting all of them once."""

from aktiva.apps.pulse.actions.answering import Answer, Closed, Full, WrongSlip, answer
from aktiva.apps.pulse.actions.counting import (
    CannotCount,
    count,
    destroy_left_keys,
    note_seen,
)
from aktiva.apps.pulse.actions.making import (
    PulseFacts,
    add_statement,
    change_pulse,
    choose_places,
    choose_statements,
    make_pulse,
    remove_pulse,
)
from aktiva.apps.pulse.actions.opening import extend, open_pulse, take_back
from aktiva.apps.pulse.actions.slips import MOST_AT_ONCE, make_slips

__all__ = [
    "MOST_AT_ONCE",
    "Answer",
    "CannotCount",
    "Closed",
    "Full",
    "PulseFacts",
    "WrongSlip",
    "add_statement",
    "answer",
    "change_pulse",
    "choose_places",
    "choose_statements",
    "count",
    "destroy_left_keys",
    "extend",
    "make_pulse",
    "make_slips",
    "note_seen",
    "open_pulse",
    "remove_pulse",
    "take_back",
]
