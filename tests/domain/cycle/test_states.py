"""A measure leaves the year through its evaluation, whatever is done with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktiva.domain.cycle.states import (
    CLOSED,
    OPEN,
    TRANSITIONS,
    Event,
    Lacking,
    Need,
    NotPossible,
    State,
    after,
    diagram,
    possible,
)

PAGE = Path(__file__).resolve().parents[3] / "docs" / "method" / "measures.md"
ALL_SAID = dict.fromkeys(Need, "sagt")

said = st.dictionaries(st.sampled_from(Need), st.sampled_from(["", "  ", "sagt"]))
steps = st.lists(st.tuples(st.sampled_from(Event), said), max_size=30)


@given(steps)
def test_no_sequence_of_events_closes_a_measure_without_effect_and_how_it_is_known(sequence):
    state = State.PLANNED
    for event, words in sequence:
        before = state
        try:
            state = after(state, event, words)
        except (NotPossible, Lacking):
            continue
        if before in OPEN and state in CLOSED:
            assert words[Need.EFFECT].strip()
            assert words[Need.HOW_KNOWN].strip()


@given(steps)
def test_a_closed_measure_opens_again_only_when_somebody_corrects_it(sequence):
    state = State.PLANNED
    for event, words in sequence:
        before = state
        try:
            state = after(state, event, words)
        except (NotPossible, Lacking):
            continue
        if before in CLOSED and state in OPEN:
            assert event is Event.CORRECT


@pytest.mark.parametrize(
    ("state", "event", "to"),
    [
        (State.PLANNED, Event.START, State.ONGOING),
        (State.PLANNED, Event.COMPLETE, State.DONE),
        (State.ONGOING, Event.COMPLETE, State.DONE),
        (State.ONGOING, Event.EXTEND, State.ONGOING),
        (State.PLANNED, Event.EXTEND, State.PLANNED),
        (State.DONE, Event.RESUME, State.ONGOING),
        (State.DONE, Event.EVALUATE, State.EVALUATED),
        (State.ONGOING, Event.DROP, State.DROPPED),
        (State.DONE, Event.CARRY, State.CARRIED),
        (State.CARRIED, Event.CORRECT, State.ONGOING),
    ],
)
def test_what_an_event_leads_to(state, event, to):
    assert after(state, event, ALL_SAID) is to


@pytest.mark.parametrize(
    ("state", "event"),
    [
        (State.DONE, Event.EXTEND),
        (State.ONGOING, Event.START),
        (State.EVALUATED, Event.EVALUATE),
        (State.DROPPED, Event.RESUME),
        (State.PLANNED, Event.CORRECT),
    ],
)
def test_what_cannot_happen_is_refused(state, event):
    with pytest.raises(NotPossible):
        after(state, event, ALL_SAID)


@pytest.mark.parametrize(
    ("event", "missing"),
    [
        (Event.EVALUATE, (Need.EFFECT, Need.HOW_KNOWN)),
        (Event.DROP, (Need.EFFECT, Need.HOW_KNOWN, Need.REASON, Need.DECIDED_BY)),
        (Event.EXTEND, (Need.REASON, Need.DECIDED_BY, Need.NEW_DATE)),
    ],
)
def test_what_an_event_asks_for_is_named_in_order(event, missing):
    with pytest.raises(Lacking) as refused:
        after(State.ONGOING, event, {Need.REASON: "   "})

    assert refused.value.missing == missing


def test_every_state_can_be_reached_and_every_open_one_left():
    reached = {State.PLANNED} | {t.to for t in TRANSITIONS if t.to}

    assert reached == set(State)
    assert all(any(after(s, e, ALL_SAID) in CLOSED for e in possible(s)) for s in OPEN)


def test_the_diagram_in_the_method_page_is_the_machine():
    assert diagram() in PAGE.read_text(encoding="utf-8")
