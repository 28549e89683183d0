"""What is known of a year's cooperation: parties, meetings, what was sent to be read, answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from aktiva.domain.values import Step


class PartyKind(StrEnum):
    """What a party is. A party is an organisation or a function, never a person."""

    UNION_WITH_AGREEMENT = "union_with_agreement"
    UNION = "union"
    SAFETY_REPRESENTATIVES = "safety_representatives"
    EMPLOYEES = "employees"


class Tier(StrEnum):
    """Where in the organisation a party takes part."""

    EMPLOYER = "employer"
    DEPARTMENT = "department"
    UNIT = "unit"


_UNIONS = frozenset({Tier.EMPLOYER, Tier.DEPARTMENT})
USUAL_TIERS: Mapping[PartyKind, frozenset[Tier]] = {
    PartyKind.UNION_WITH_AGREEMENT: _UNIONS,
    PartyKind.UNION: _UNIONS,
    PartyKind.SAFETY_REPRESENTATIVES: frozenset(Tier),
    PartyKind.EMPLOYEES: frozenset({Tier.UNIT}),
}
"""Where a party takes part until the employer says otherwise; employees are asked on their APT."""


class MeetingKind(StrEnum):
    """What a meeting was. Only cooperation counts here; a negotiation is something else."""

    COOPERATION = "cooperation"
    NEGOTIATION = "negotiation"
    BOTH = "both"


class Answer(StrEnum):
    """What a party says of what it has read, the weakest first."""

    TAKEN_PART = "taken_part"
    NO_OBJECTION = "no_objection"
    DISSENT = "dissent"


class Origin(StrEnum):
    """Where a record of a meeting stands."""

    MEETING = "meeting"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Place:
    """A part of the employer that cooperates.

    Args:
        above: The units above, nearest first, the employer last.
    """

    id: int
    tier: Tier
    above: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An organisation or function to cooperate with.

    Args:
        units: The parts below the employer that it is a party in, with all below them; empty for
            all of them. Whether it takes part for the whole employer is said by `tiers` alone.
        retired_on: The first day on which it is a party no longer.
    """

    id: int
    kind: PartyKind
    tiers: frozenset[Tier]
    units: frozenset[int] = frozenset()
    retired_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One occasion as it was recorded.

    Args:
        information: What the parties were told; None where the record does not ask for it.
        parties: Those that took part.
        dissents: Those of them whose differing opinion is in the record.
        covers_below: It was held for the units below too.
        union_unnamed: Some union took part, and the record does not say which.
    """

    id: int
    place: int
    steps: frozenset[Step]
    on: date | None
    recorded_at: datetime
    parties: frozenset[int]
    origin: Origin = Origin.MEETING
    kind: MeetingKind = MeetingKind.COOPERATION
    information: str | None = None
    dissents: frozenset[int] = frozenset()
    covers_below: bool = False
    union_unnamed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Something that parties were asked to read and answer by a day."""

    id: int
    place: int
    steps: frozenset[Step]
    sent_on: date
    last_day: date
    asked: frozenset[int]
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """A party's own answer to something it was asked to read.

    Args:
        corrects: An earlier answer that this one stands beside and takes the place of.
    """

    id: int
    reading: int
    party: int
    answer: Answer
    at: datetime
    corrects: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """All that is known of the cooperation of one year.

    Args:
        accounts: Place → when a paper that tells of its cooperation was approved.
        agreements: Place → the day the parties agreed on the forms.
    """

    parties: tuple[Party, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    readings: tuple[Reading, ...] = ()
    confirmations: tuple[Confirmation, ...] = ()
    accounts: Mapping[int, datetime] = field(default_factory=dict)
    agreements: Mapping[int, date] = field(default_factory=dict)

    def accounted_at(self, place: Place) -> datetime | None:
        """Return when the place's cooperation was first told of in an approved paper."""
        times = [self.accounts[p] for p in (place.id, *place.above) if p in self.accounts]
        return min(times, default=None)

    def agreed_on(self, place: Place) -> date | None:
        """Return the day of the agreement on forms: the place's own, or the nearest above."""
        return next(
            (self.agreements[p] for p in (place.id, *place.above) if p in self.agreements), None
        )
