"""All that is known of a year's cooperation, as rows and as the plain records of the domain."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime

from aktiva.apps.audit import history
from aktiva.apps.cooperation.models import (
    Confirmation,
    CooperationAccount,
    FormsAgreement,
    Meeting,
    MeetingParty,
    Party,
    PartyUnit,
    Reading,
    ReadingParty,
)
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.registers.models import Forum
from aktiva.apps.surveys import queries as surveys
from aktiva.apps.surveys.models import Answer
from aktiva.domain.cooperation import records
from aktiva.domain.cooperation.coverage import required
from aktiva.domain.cooperation.records import PartyKind, Place, Tier
from aktiva.domain.organisation.tree import Level, Tree
from aktiva.domain.values import Step

_STEPS = frozenset(Step)


@dataclass(slots=True)
class Gathered:
    """The rows of a year. `questions` are the answers to 9.2, which are records too."""

    cycle: Cycle
    parties: dict[int, Party]
    party_units: dict[int, set[int]]
    agreements: dict[int, FormsAgreement]
    accounts: list[CooperationAccount]
    meetings: list[Meeting]
    present: dict[int, list[MeetingParty]]
    forums: dict[int, Forum]
    readings: list[Reading]
    asked: dict[int, list[ReadingParty]]
    confirmations: dict[int, list[Confirmation]]  # by the asked party
    questions: list[Answer] = field(default_factory=list)

    def forum_of(self, meeting: Meeting) -> str:
        """Return what the meeting's forum is called."""
        forum = self.forums.get(meeting.forum_id or 0)
        return forum.name if forum else meeting.other_forum


def gathered(cycle: Cycle, *, as_of: datetime | None = None) -> Gathered:
    """Return everything that is recorded for the year, as it stood. About thirteen questions."""
    employer = cycle.employer_id

    def rows(model, **where):
        return history.rows(model, as_of=as_of).filter(**where)

    party_units, present = defaultdict(set), defaultdict(list)
    asked, confirmations = defaultdict(list), defaultdict(list)
    parties = sorted(rows(Party, employer=employer), key=lambda p: (p.position, p.pk))
    for link in rows(PartyUnit, party__employer=employer):
        party_units[link.party_id].add(link.unit_id)
    for row in sorted(rows(MeetingParty, meeting__cycle=cycle), key=lambda r: r.pk):
        present[row.meeting_id].append(row)
    for row in sorted(rows(ReadingParty, reading__cycle=cycle), key=lambda r: r.pk):
        asked[row.reading_id].append(row)
    for row in sorted(rows(Confirmation, asked__reading__cycle=cycle), key=lambda r: r.pk):
        confirmations[row.asked_id].append(row)
    survey = surveys.survey_of(cycle, as_of=as_of)
    return Gathered(
        cycle=cycle,
        parties={p.pk: p for p in parties},
        party_units=dict(party_units),
        agreements={a.unit_id: a for a in rows(FormsAgreement, cycle=cycle)},
        accounts=sorted(rows(CooperationAccount, cycle=cycle), key=lambda a: a.approved_at),
        meetings=sorted(rows(Meeting, cycle=cycle), key=lambda m: (m.on_date, m.pk)),
        present=dict(present),
        forums={f.pk: f for f in rows(Forum, employer=employer)},
        readings=sorted(rows(Reading, cycle=cycle), key=lambda r: (r.sent_at, r.pk)),
        asked=dict(asked),
        confirmations=dict(confirmations),
        questions=surveys.all_answers(survey, questions=frozenset({"9.2"}), as_of=as_of)
        if survey
        else [],
    )


def tree_of(cycle: Cycle, *, on: date, as_of: datetime | None = None) -> Tree:
    """Return the units of the year: those of the day, or of its last day when it is over."""
    return organisation.tree(cycle.employer, on=min(on, date(cycle.year, 12, 31)), as_of=as_of)


def places(tree: Tree) -> list[Place]:
    """Return the parts that cooperate: the employer, departments, and units that answer."""
    root = tree.root
    found = [] if root is None else [Place(root.id, Tier.EMPLOYER)]
    for department in tree.departments:
        found.append(place_of(tree, department.id))
        found += [
            place_of(tree, node.id)
            for node in tree.answering(within=department.id)
            if node.id != department.id
        ]
    there = {place.id for place in found}
    found += [place_of(tree, node.id) for node in tree.answering() if node.id not in there]
    return found


def place_of(tree: Tree, unit: int) -> Place:
    """Return one unit as a place; what is neither employer nor department is a unit."""
    tiers = {Level.EMPLOYER: Tier.EMPLOYER, Level.DEPARTMENT: Tier.DEPARTMENT}
    node = tree.nodes[unit]
    tier = Tier.EMPLOYER if tree.root is node else tiers.get(node.level, Tier.UNIT)
    return Place(unit, tier, tuple(n.id for n in tree.ancestors(unit)))


def as_records(g: Gathered, tree: Tree, *, on: date) -> records.Records:
    """Return the rows as the domain reads them. No question."""
    parties = tuple(
        records.Party(
            id=p.pk,
            kind=PartyKind(p.kind),
            tiers=frozenset(Tier(t) for t in p.tiers),
            units=frozenset(g.party_units.get(p.pk, ())),
            retired_on=p.retired_on,
        )
        for p in g.parties.values()
    )
    confirmations = [
        records.Confirmation(
            id=c.pk,
            reading=row.reading_id,
            party=row.party_id,
            answer=records.Answer(c.answer),
            at=c.confirmed_at,
            corrects=c.corrects_id,
        )
        for rows in g.asked.values()
        for row in rows
        for c in g.confirmations.get(row.pk, ())
    ]
    accounts: dict[int, datetime] = {}
    for account in g.accounts:
        accounts.setdefault(account.unit_id, account.approved_at)
    return records.Records(
        parties=parties,
        meetings=(*(_meeting(g, m) for m in g.meetings), *_questions(g, tree, parties, on)),
        readings=tuple(_reading(g, r) for r in g.readings),
        confirmations=tuple(confirmations),
        accounts=accounts,
        agreements={unit: a.agreed_on for unit, a in g.agreements.items()},
    )


def steps_of(values) -> frozenset[Step]:
    """Return the steps that a row names."""
    return frozenset(Step(v) for v in values if v in _STEPS)


def _meeting(g: Gathered, m: Meeting) -> records.Meeting:
    present = g.present.get(m.pk, [])
    return records.Meeting(
        id=m.pk,
        place=m.unit_id,
        steps=steps_of(m.steps),
        on=m.on_date,
        recorded_at=m.recorded_at,
        parties=frozenset(p.party_id for p in present),
        kind=records.MeetingKind(m.kind),
        information=m.information,
        dissents=frozenset(p.party_id for p in present if p.dissent.strip()),
        covers_below=m.covers_below,
    )


def _reading(g: Gathered, r: Reading) -> records.Reading:
    return records.Reading(
        id=r.pk,
        place=r.unit_id,
        steps=steps_of(r.steps),
        sent_on=r.sent_at.date(),
        last_day=r.last_date,
        asked=frozenset(row.party_id for row in g.asked.get(r.pk, ())),
        content=r.text or r.link,
    )


def _questions(g: Gathered, tree: Tree, parties: tuple[records.Party, ...], on: date):
    """Give one record per step of every answer to 9.2 that names a forum.

    The question asks for functions. A union representative stands for the only union that is a
    party there; where there are several, the record does not say which.
    """
    by_kind = defaultdict(set)
    for party in parties:
        by_kind[party.kind].add(party.id)
    for answer in g.questions:
        unit = answer.sheet.unit_id
        unions: set[int] | None = None
        for step, row in rows_of(answer).items():
            codes = set(row.get("parties") or [])
            there: set[int] = set()
            if "safety_representative" in codes:
                there |= by_kind[PartyKind.SAFETY_REPRESENTATIVES]
            if "employees" in codes:
                there |= by_kind[PartyKind.EMPLOYEES]
            unnamed = False
            if "union_representative" in codes:
                if unions is None:
                    unions = _unions_at(parties, tree, unit, year=g.cycle.year, on=on)
                there |= unions if len(unions) == 1 else set()
                unnamed = len(unions) != 1
            yield records.Meeting(
                id=answer.pk,
                place=unit,
                steps=frozenset({step}),
                on=day_of(row.get("date")),
                recorded_at=answer.answered_at,
                parties=frozenset(there),
                origin=records.Origin.QUESTION,
                union_unnamed=unnamed,
            )


def _unions_at(parties, tree: Tree, unit: int, *, year: int, on: date) -> set[int]:
    if unit not in tree:
        return set()
    wanted = required(parties, place_of(tree, unit), year=year, on=on)
    unions = {PartyKind.UNION, PartyKind.UNION_WITH_AGREEMENT}
    return {p.id for p in wanted if p.kind in unions}


def rows_of(answer: Answer) -> dict[Step, dict]:
    """Return the rows of an answer to 9.2 that name a forum, by step."""
    rows = answer.value.get("rows")
    given = rows.items() if isinstance(rows, dict) else ()
    return {Step(s): row for s, row in given if s in _STEPS and row.get("forum")}


def day_of(text) -> date | None:
    """Return a day written as ISO text, None for what is none."""
    try:
        return date.fromisoformat(str(text or ""))
    except ValueError:
        return None
