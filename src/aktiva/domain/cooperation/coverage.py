"""Every required pair of step and party: covered, in dissent, silent, waiting or missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from aktiva.domain.cooperation.hollow import Hollow, why_answer_is_hollow, why_hollow
from aktiva.domain.cooperation.records import (
    Answer,
    Confirmation,
    Meeting,
    Origin,
    Party,
    PartyKind,
    Place,
    Reading,
    Records,
    Tier,
)
from aktiva.domain.values import Step


class State(StrEnum):
    """How it stands with one party in one step."""

    COVERED = "covered"
    DISSENT = "dissent"
    SILENT = "silent"
    WAITING = "waiting"
    MISSING = "missing"

    @property
    def is_covered(self) -> bool:
        """Whether the party has taken part, agreeing or not."""
        return self in {State.COVERED, State.DISSENT}


class Caution(StrEnum):
    """What to know about a pair that is covered."""

    BEFORE_AGREEMENT = "before_agreement"
    NO_AGREEMENT = "no_agreement"
    ONLY_INFORMED = "only_informed"

    @property
    def words(self) -> str:
        """One sentence of what it means."""
        return _CAUTIONS[self]


_CAUTIONS: dict[Caution, str] = {
    Caution.BEFORE_AGREEMENT: "Mötet hölls innan parterna hade kommit överens om formerna.",
    Caution.NO_AGREEMENT: "Ingen överenskommelse om formerna är registrerad.",
    Caution.ONLY_INFORMED: "Parten har tagit del av underlaget. Det är information, inte samverkan.",
}


@dataclass(frozen=True, slots=True)
class Source:
    """The record that covers a pair."""

    kind: str  # meeting, question or confirmation
    id: int
    on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One party in one step at one place.

    Args:
        by: What it rests on, the first in time; None unless it is covered.
        last_day: The last day to answer, where the party was asked and has not answered.
        hollow: Why records that mention the pair do not count.
    """

    party: int
    step: Step
    state: State
    by: Source | None = None
    last_day: date | None = None
    hollow: tuple[Hollow, ...] = ()
    cautions: tuple[Caution, ...] = ()


def required(parties: Iterable[Party], place: Place, *, year: int, on: date) -> tuple[Party, ...]:
    """Return the parties to cooperate with at a place, each of them in all four steps.

    A party that is retired is required no longer; for a year that is over its last day decides.
    """
    day = min(on, date(year, 12, 31))
    return tuple(p for p in parties if _concerns(p, place) and not _retired(p, day))


def _concerns(party: Party, place: Place) -> bool:
    if place.tier not in party.tiers:
        return False
    if place.tier is Tier.EMPLOYER or not party.units:
        return True
    return bool(party.units & {place.id, *place.above})


def _retired(party: Party, day: date) -> bool:
    return party.retired_on is not None and party.retired_on <= day


def coverage(
    records: Records, places: Iterable[Place], *, year: int, on: date
) -> dict[int, tuple[Pair, ...]]:
    """Return place → its required pairs, by party and then in the order of the steps.

    A meeting of the employer stands for the employer alone. One of a department or group stands
    for the units below too where the record says so, but never for the employees there: they are
    asked on their own workplace meeting.
    """
    known = _Index(records)
    return {
        place.id: tuple(
            _pair(known, place, party, step, year=year, on=on)
            for party in required(records.parties, place, year=year, on=on)
            for step in Step
        )
        for place in places
    }


class _Index:
    """The records by place, so that many places are asked about quickly."""

    def __init__(self, records: Records) -> None:
        self.records = records
        self.meetings: dict[int, list[Meeting]] = defaultdict(list)
        self.readings: dict[int, list[Reading]] = defaultdict(list)
        self.answers: dict[tuple[int, int], list[Confirmation]] = defaultdict(list)
        for meeting in records.meetings:
            self.meetings[meeting.place].append(meeting)
        for reading in records.readings:
            self.readings[reading.place].append(reading)
        for confirmation in records.confirmations:
            self.answers[confirmation.reading, confirmation.party].append(confirmation)

    def meetings_for(self, place: Place, party: Party) -> list[Meeting]:
        """Return the meetings held at the place, or above it for the place too."""
        found = list(self.meetings.get(place.id, ()))
        if place.tier is Tier.UNIT and party.kind is not PartyKind.EMPLOYEES:
            for above in place.above[:-1]:
                found += [m for m in self.meetings.get(above, ()) if m.covers_below]
        return found


def _pair(known: _Index, place: Place, party: Party, step: Step, *, year: int, on: date) -> Pair:
    accounted_at = known.records.accounted_at(place)
    hollow: list[Hollow] = []
    held: list[Meeting] = []
    for meeting in known.meetings_for(place, party):
        if step not in meeting.steps and meeting.steps:
            continue
        why = why_hollow(meeting, year=year, on=on, accounted_at=accounted_at)
        if why is not None:
            if party.id in meeting.parties or not meeting.parties:
                hollow.append(why)
        elif party.id in meeting.parties:
            held.append(meeting)
        elif meeting.union_unnamed and party.kind in _UNIONS:
            hollow.append(Hollow.UNION_UNNAMED)
    given: list[Confirmation] = []
    open_until: list[date] = []
    for reading in known.readings.get(place.id, ()):
        if step not in reading.steps or party.id not in reading.asked or reading.sent_on > on:
            continue
        own = [c for c in known.answers.get((reading.id, party.id), ()) if c.at.date() <= on]
        if not own:
            open_until.append(reading.last_day)
        for confirmation in own:
            why = why_answer_is_hollow(
                confirmation, reading, year=year, on=on, accounted_at=accounted_at
            )
            if why is None:
                given.append(confirmation)
            else:
                hollow.append(why)
    corrected = {c.corrects for c in given}
    given = [c for c in given if c.id not in corrected]
    state = _state(party, held, given, open_until, on=on)
    return Pair(
        party=party.id,
        step=step,
        state=state,
        by=_source(party, state, held, given),
        last_day=max(open_until) if open_until and not state.is_covered else None,
        hollow=tuple(dict.fromkeys(hollow)) if not state.is_covered else (),
        cautions=_cautions(known.records.agreed_on(place), state, held, given),
    )


_UNIONS = frozenset({PartyKind.UNION, PartyKind.UNION_WITH_AGREEMENT})


def _state(
    party: Party,
    held: list[Meeting],
    given: list[Confirmation],
    open_until: list[date],
    *,
    on: date,
) -> State:
    if any(party.id in m.dissents for m in held) or any(c.answer is Answer.DISSENT for c in given):
        return State.DISSENT
    if held or given:
        return State.COVERED
    if any(day >= on for day in open_until):
        return State.WAITING
    return State.SILENT if open_until else State.MISSING


def _source(
    party: Party, state: State, held: list[Meeting], given: list[Confirmation]
) -> Source | None:
    if not state.is_covered:
        return None
    if state is State.DISSENT:
        held = [m for m in held if party.id in m.dissents]
        given = [c for c in given if c.answer is Answer.DISSENT]
    sources = [Source(str(m.origin), m.id, m.on) for m in held]
    # A meeting says more than an answer, and the record kept here more than the question.
    sources.sort(key=lambda s: (s.kind != Origin.MEETING, s.on or date.max, s.id))
    if sources:
        return sources[0]
    first = min(given, key=lambda c: (c.at, c.id))
    return Source("confirmation", first.id, first.at.date())


def _cautions(
    agreed_on: date | None, state: State, held: list[Meeting], given: list[Confirmation]
) -> tuple[Caution, ...]:
    if not state.is_covered:
        return ()
    cautions = []
    if agreed_on is None:
        cautions.append(Caution.NO_AGREEMENT)
    elif held and all(m.on is not None and m.on < agreed_on for m in held):
        cautions.append(Caution.BEFORE_AGREEMENT)
    if not held and all(c.answer is Answer.TAKEN_PART for c in given):
        cautions.append(Caution.ONLY_INFORMED)
    return tuple(cautions)
