"""What may happen to a measure, as data: states, events, and what each event asks for.

A measure leaves the year through an evaluation only: every way to a closed state asks for its
effect and how that is known (3 kap. 2 § 4). The diagram in the method page is drawn from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Where a measure is."""

    PLANNED = "planned"
    ONGOING = "ongoing"
    DONE = "done"
    EVALUATED = "evaluated"
    DROPPED = "dropped"
    CARRIED = "carried"

    @property
    def label(self) -> str:
        """The word that users read."""
        return _WORDS[self]


_WORDS = {
    State.PLANNED: "Planerad",
    State.ONGOING: "Pågår",
    State.DONE: "Genomförd, ska utvärderas",
    State.EVALUATED: "Utvärderad",
    State.DROPPED: "Struken",
    State.CARRIED: "Fortsätter nästa år",
}


class Event(StrEnum):
    """What a person does with a measure."""

    START = "start"
    COMPLETE = "complete"
    RESUME = "resume"
    EXTEND = "extend"
    EVALUATE = "evaluate"
    DROP = "drop"
    CARRY = "carry"
    CORRECT = "correct"

    @property
    def label(self) -> str:
        """The word that users read."""
        return _EVENT_WORDS[self]


_EVENT_WORDS = {
    Event.START: "Påbörja",
    Event.COMPLETE: "Markera som genomförd",
    Event.RESUME: "Återuppta",
    Event.EXTEND: "Förläng",
    Event.EVALUATE: "Utvärdera",
    Event.DROP: "Stryk",
    Event.CARRY: "Låt fortsätta nästa år",
    Event.CORRECT: "Rätta utfallet",
}


class Need(StrEnum):
    """What must be said for an event to happen."""

    EFFECT = "effect"
    HOW_KNOWN = "how_known"
    REASON = "reason"
    DECIDED_BY = "decided_by"
    NEW_DATE = "new_due_date"

    @property
    def label(self) -> str:
        """The words that users read."""
        return _NEED_WORDS[self]


_NEED_WORDS = {
    Need.EFFECT: "effekten",
    Need.HOW_KNOWN: "hur den är känd",
    Need.REASON: "skäl",
    Need.DECIDED_BY: "vem som beslutat",
    Need.NEW_DATE: "nytt datum",
}

OPEN: frozenset[State] = frozenset({State.PLANNED, State.ONGOING, State.DONE})
CLOSED: frozenset[State] = frozenset(State) - OPEN

_EVALUATION = frozenset({Need.EFFECT, Need.HOW_KNOWN})
_DECISION = frozenset({Need.REASON, Need.DECIDED_BY})


@dataclass(frozen=True, slots=True)
class Transition:
    """One arrow: from where, to where, and what must be said. `to` None: the state stays."""

    event: Event
    origins: frozenset[State]
    to: State | None
    needs: frozenset[Need] = frozenset()


TRANSITIONS: tuple[Transition, ...] = (
    Transition(Event.START, frozenset({State.PLANNED}), State.ONGOING),
    Transition(Event.COMPLETE, frozenset({State.PLANNED, State.ONGOING}), State.DONE),
    Transition(Event.RESUME, frozenset({State.DONE}), State.ONGOING),
    Transition(
        Event.EXTEND, frozenset({State.PLANNED, State.ONGOING}), None, _DECISION | {Need.NEW_DATE}
    ),
    Transition(Event.EVALUATE, OPEN, State.EVALUATED, _EVALUATION),
    Transition(Event.DROP, OPEN, State.DROPPED, _EVALUATION | _DECISION),
    Transition(Event.CARRY, OPEN, State.CARRIED, _EVALUATION),
    Transition(Event.CORRECT, CLOSED, State.ONGOING),
)


class NotPossible(ValueError):
    """The event cannot happen in this state."""

    def __init__(self, event: Event, state: State) -> None:
        super().__init__(f"{event.value} in {state.value}")
        self.event = event
        self.state = state


class Lacking(ValueError):
    """The event asks for something that was not said.

    `missing` holds the needs in the order of `Need`.
    """

    def __init__(self, missing: tuple[Need, ...]) -> None:
        super().__init__(", ".join(missing))
        self.missing = missing


def possible(state: State) -> tuple[Event, ...]:
    """Return what may happen in a state, in the order of `Event`."""
    return tuple(t.event for t in TRANSITIONS if state in t.origins)


def after(state: State, event: Event, said: Mapping[Need, object]) -> State:
    """Return the state after an event.

    Args:
        said: What was said, by need; an empty text or None counts as not said.

    Raises:
        NotPossible: The event cannot happen in this state.
        Lacking: The event asks for something that is not in `said`.
    """
    found = next((t for t in TRANSITIONS if t.event is event and state in t.origins), None)
    if found is None:
        raise NotPossible(event, state)
    missing = tuple(need for need in Need if need in found.needs and not _is_said(said.get(need)))
    if missing:
        raise Lacking(missing)
    return found.to or state


def _is_said(value: object) -> bool:
    return bool(value.strip()) if isinstance(value, str) else value is not None


def diagram() -> str:
    """Return the machine as a Mermaid state diagram, in Swedish, one arrow a line."""
    lines = ["stateDiagram-v2"]
    lines += [f'    state "{state.label}" as {state.value}' for state in State]
    lines.append(f"    [*] --> {State.PLANNED.value}")
    for transition in TRANSITIONS:
        needs = [need.label for need in Need if need in transition.needs]
        words = transition.event.label + (f": {', '.join(needs)}" if needs else "")
        for origin in State:
            if origin in transition.origins:
                to = transition.to or origin
                lines.append(f"    {origin.value} --> {to.value} : {words}")
    closed = (state for state in State if state in CLOSED)
    lines += [f"    {state.value} --> [*]" for state in closed]
    return "\n".join(lines) + "\n"
