"""Meetings and answers as evidence for the law check, each of them once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from aktiva.apps.audit import history
from aktiva.apps.cooperation.models import Meeting, Party
from aktiva.apps.cooperation.queries.gathering import (
    Gathered,
    as_records,
    gathered,
    place_of,
    steps_of,
    tree_of,
)
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.registers.models import Forum
from aktiva.domain.cooperation import records
from aktiva.domain.cooperation.hollow import why_answer_is_hollow, why_hollow
from aktiva.domain.cooperation.records import Origin, Place, Tier
from aktiva.domain.values import Step

FORUM_KINDS = {
    "apt": Forum.Kind.WORKPLACE_MEETING,
    "lsg": Forum.Kind.COOPERATION_GROUP,
    "fsg": Forum.Kind.COOPERATION_GROUP,
    "csg": Forum.Kind.COOPERATION_GROUP,
    "safety_round": Forum.Kind.SAFETY_ROUND,
}
"""What the forums of question 9.2 are in the register."""
READ = "Läsning"
"""The forum of an answer that was given in writing."""


@dataclass(frozen=True, slots=True)
class Cooperated:
    """One step that was cooperated in at one unit on one day."""

    unit: int
    step: Step
    forum: str
    on: date
    parties: tuple[str, ...]
    kind: str  # meeting or confirmation
    id: int
    recorded_on: date


@dataclass(frozen=True, slots=True)
class Informed:
    """That a union with a collective agreement was given information."""

    organisation: str
    on: date
    kind: str
    id: int


@dataclass(frozen=True, slots=True)
class Proof:
    """What counts of a year.

    Args:
        with_agreement: Names of the organisations with a collective agreement.
        forms: Agreements on how to cooperate: number and day.
        occasions: Unit, step, day and kind of forum of every meeting, so that an answer to
            question 9.2 about the same occasion is not counted once more.
    """

    cooperated: tuple[Cooperated, ...]
    informed: tuple[Informed, ...]
    occasions: frozenset[tuple[int, Step, date, str]]
    with_agreement: tuple[str, ...]
    forms: tuple[tuple[int, date], ...]


def proof(cycle: Cycle, *, as_of: datetime | None = None) -> Proof:
    """Return what counts of the year's meetings and answers, as it stood; kept while nothing changes.

    One question, or about sixteen. A hollow record is left out. Only to have taken part of
    something is information and no cooperation, so it counts for 12 § and not for 11 §.
    """
    return history.unchanged(("proof", cycle.pk, as_of), lambda: _proof(cycle, as_of=as_of))


def _proof(cycle: Cycle, *, as_of: datetime | None) -> Proof:
    g = gathered(cycle, as_of=as_of)
    on = as_of.date() if as_of else date(cycle.year, 12, 31)
    tree = tree_of(cycle, on=on, as_of=as_of)
    known = as_records(g, tree, on=on)

    def accounted(unit: int) -> datetime | None:
        place = place_of(tree, unit) if unit in tree else Place(unit, Tier.UNIT)
        return known.accounted_at(place)

    rows = {m.pk: m for m in g.meetings}
    meetings = [
        rows[m.id]
        for m in known.meetings
        if m.origin is Origin.MEETING
        and not why_hollow(m, year=cycle.year, on=on, accounted_at=accounted(m.place))
    ]
    cooperated = [
        Cooperated(
            unit=m.unit_id, step=step, forum=g.forum_of(m), on=m.on_date,
            parties=tuple(g.parties[p.party_id].name for p in g.present[m.pk]),
            kind="meeting", id=m.pk, recorded_on=m.recorded_at.date(),
        )
        for m in meetings
        for step in Step
        if step in steps_of(m.steps)
    ]  # fmt: skip
    sent = {r.id: r for r in known.readings}
    for c in known.confirmations:
        reading = sent[c.reading]
        if c.answer is records.Answer.TAKEN_PART or why_answer_is_hollow(
            c, reading, year=cycle.year, on=on, accounted_at=accounted(reading.place)
        ):
            continue
        cooperated += [
            Cooperated(
                unit=reading.place, step=step, forum=READ, on=c.at.date(),
                parties=(g.parties[c.party].name,), kind="confirmation", id=c.id,
                recorded_on=c.at.date(),
            )
            for step in Step
            if step in reading.steps
        ]  # fmt: skip
    return Proof(
        cooperated=tuple(cooperated),
        informed=tuple(_informed(g, meetings)),
        occasions=frozenset(
            (m.unit_id, step, m.on_date, _forum_kind(g, m))
            for m in meetings
            for step in steps_of(m.steps)
        ),
        with_agreement=tuple(
            p.name for p in g.parties.values()
            if p.kind == Party.Kind.UNION_WITH_AGREEMENT
            and (p.retired_on is None or p.retired_on > on)
        ),
        forms=tuple(sorted((a.pk, a.agreed_on) for a in g.agreements.values())),
    )  # fmt: skip


def _forum_kind(g: Gathered, m: Meeting) -> str:
    forum = g.forums.get(m.forum_id or 0)
    return str(forum.kind) if forum else ""


def _informed(g: Gathered, meetings: list[Meeting]):
    with_agreement = {
        pk: p.name for pk, p in g.parties.items() if p.kind == Party.Kind.UNION_WITH_AGREEMENT
    }
    for m in meetings:
        for row in g.present.get(m.pk, ()):
            if row.party_id in with_agreement:
                name = with_agreement[row.party_id]
                yield Informed(name, m.informed_on or m.on_date, "meeting", m.pk)
    for r in g.readings:
        for row in g.asked.get(r.pk, ()):
            if row.party_id in with_agreement:
                yield Informed(with_agreement[row.party_id], r.sent_at.date(), "reading", r.pk)


def steps_by_department(cycle: Cycle, index: dict[int, int]) -> dict[int, set[Step]]:
    """Return department → steps with a meeting or an answer that counts, at it or below it."""
    found: dict[int, set[Step]] = {}
    for row in proof(cycle).cooperated:
        department = index.get(row.unit)
        if department is not None:
            found.setdefault(department, set()).add(row.step)
    return found
