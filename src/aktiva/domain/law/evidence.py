"""What a law check reads: rows about one employer and year, as they stood at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from aktiva.domain.values import Area, Ground, Step

SHORTEST_HOW_KNOWN = 10


@dataclass(frozen=True, slots=True)
class Reference:
    """A row that a verdict rests on."""

    kind: str
    id: int
    date: date


@dataclass(frozen=True, slots=True)
class Examination:
    """One unit's examination of one area."""

    unit: int
    area: Area
    grounds: frozenset[Ground]
    methods: tuple[str, ...]
    on: date | None
    reference: Reference

    def counts(self, year: int) -> bool:
        """Return whether it has method, date within the year and at least one ground."""
        return bool(self.methods and self.grounds and self.on and self.on.year == year)


@dataclass(frozen=True, slots=True)
class RiskEvidence:
    """A risk with what answers it."""

    description: str
    area: Area
    grounds: frozenset[Ground]
    causes: tuple[str, ...]
    is_answered: bool
    reference: Reference


@dataclass(frozen=True, slots=True)
class MeasureEvidence:
    """A measure of the year."""

    title: str
    area: Area
    has_time: bool
    schedule_text: str
    next_check: date | None
    owner: str
    has_purpose: bool
    reference: Reference


@dataclass(frozen=True, slots=True)
class OwedEvidence:
    """A measure of the year before, and what is known of how it went."""

    title: str
    has_outcome: bool
    how_known: str
    reference: Reference

    @property
    def is_evaluated(self) -> bool:
        """Whether there is an outcome and words on how it is known."""
        return self.has_outcome and len(self.how_known.strip()) >= SHORTEST_HOW_KNOWN


@dataclass(frozen=True, slots=True)
class CooperationEvidence:
    """One record of cooperation in one step."""

    unit: int
    step: Step
    forum: str
    on: date | None
    parties: tuple[str, ...]
    reference: Reference

    def counts(self, year: int) -> bool:
        """Return whether it has forum, parties and a date within the year."""
        return bool(self.forum and self.parties and self.on and self.on.year == year)


@dataclass(frozen=True, slots=True)
class InformationEvidence:
    """Information that an organisation with a collective agreement was given."""

    organisation: str
    on: date
    reference: Reference


@dataclass(frozen=True, slots=True)
class AnswerEvidence:
    """A complete answer: who gave it, and whether the choice was *not relevant*.

    Args:
        rows: Rows that the question gives, by their code.
        records: Rows that were added, in the order they stand.
    """

    question: str
    unit: int
    choice: str
    rows: Mapping[str, Mapping[str, object]]
    counts: Mapping[str, int]
    text: str
    last_years_text: str
    on: date | None
    reference: Reference
    records: tuple[Mapping[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentEvidence:
    """The employer's written account of the year."""

    on: date
    is_approved: bool
    reference: Reference


class TextKind(StrEnum):
    """What a governing document against harassment is: the stand taken, or the way to act."""

    GUIDELINES = "guidelines"
    ROUTINES = "routines"


@dataclass(frozen=True, slots=True)
class ReviewEvidence:
    """One time that a governing document was followed up and evaluated.

    Args:
        how_known: How the employer knows that the staff know the document.
        earlier_changes: What the review before this one said; copied words do not count.
    """

    on: date
    with_whom: str
    how_known: str
    changes: str
    earlier_changes: str
    reference: Reference


@dataclass(frozen=True, slots=True)
class TextEvidence:
    """A version of a governing document against harassment, and what a person has found in it.

    Args:
        found: Point → where it stands, such as ”s. 4”. A point without a place is not found.
        denied: Points that a person has looked for and found missing.
        is_work_environment: Whether it speaks only of kränkande särbehandling.
    """

    kind: TextKind
    title: str
    adopted_by: str
    adopted_on: date
    found: Mapping[str, str]
    denied: frozenset[str]
    is_work_environment: bool
    reviews: tuple[ReviewEvidence, ...]
    reference: Reference


@dataclass(frozen=True, slots=True)
class SchoolEvidence:
    """A school's or preschool's own work for children and pupils, 16–20 §§."""

    code: str
    name: str
    texts: tuple[TextEvidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is known about one employer and year.

    Args:
        headcount: Persons employed on 1 January, None when unknown.
        n_units: Units that were asked.
        staff: Unit → persons, for weighing coverage; units without figures count as one.
    """

    year: int
    headcount: int | None
    n_units: int = 0
    n_answered: int = 0
    staff: Mapping[int, int] = field(default_factory=dict)
    examinations: tuple[Examination, ...] = ()
    risks: tuple[RiskEvidence, ...] = ()
    measures: tuple[MeasureEvidence, ...] = ()
    owed: tuple[OwedEvidence, ...] = ()
    cooperation: tuple[CooperationEvidence, ...] = ()
    informed: tuple[InformationEvidence, ...] = ()
    answers: tuple[AnswerEvidence, ...] = ()
    documents: tuple[DocumentEvidence, ...] = ()
    texts: tuple[TextEvidence, ...] = ()
    schools: tuple[SchoolEvidence, ...] = ()

    def given(self, question: str) -> tuple[AnswerEvidence, ...]:
        """Return the complete answers to one question."""
        return tuple(a for a in self.answers if a.question == question)
