"""What a law check reads: rows about one employer and year, as they stood at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from aktiva.domain.values import Area, Ground, Step


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
    finding: str
    reference: Reference

    def counts(self, year: int) -> bool:
        """Return whether it has method, ground, finding and a date within the year."""
        told = self.methods and self.grounds and self.finding
        return bool(told and self.on and self.on.year == year)


@dataclass(frozen=True, slots=True)
class RiskEvidence:
    """A risk with what answers it."""

    unit: int
    description: str
    area: Area
    grounds: frozenset[Ground]
    causes: tuple[str, ...]
    is_answered: bool
    reference: Reference


@dataclass(frozen=True, slots=True)
class MeasureEvidence:
    """A measure of the year.

    Args:
        due: The last day it is to be done, None when only the words of a plan are known.
        is_open: Whether it is neither done nor taken back.
        is_closed: Whether it has left the year through an evaluation.
        is_evaluated: Whether its effect is judged, in words that say how that is known.
    """

    unit: int
    title: str
    area: Area
    has_time: bool
    schedule_text: str
    due: date | None
    next_check: date | None
    owner: str
    has_purpose: bool
    is_open: bool
    is_closed: bool
    is_evaluated: bool
    reference: Reference


@dataclass(frozen=True, slots=True)
class OwedEvidence:
    """A measure of the year before, and what is known of how it went."""

    unit: int
    title: str
    has_outcome: bool
    how_known: str
    reference: Reference


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
        chosen: What is ticked where several may be.
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
    chosen: frozenset[str] = frozenset()
    records: tuple[Mapping[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class ClosedYear:
    """A year that the employer has closed, and whether its account can be handed to DO.

    Args:
        is_owed: Whether an employer of that year's size documents its work in writing.
    """

    year: int
    is_owed: bool
    is_accounted: bool
    reference: Reference


@dataclass(frozen=True, slots=True)
class DocumentEvidence:
    """The employer's written account of the year.

    Args:
        on: The day it is dated, whatever day a board decides on it.
        final_on: The day it was approved, after which no cooperation can be about it.
    """

    on: date
    is_approved: bool
    reference: Reference
    final_on: date | None = None


@dataclass(frozen=True, slots=True)
class SexShare:
    """Women and men in the whole or in one department; only the share is ever shown."""

    name: str
    n_women: int
    n_men: int


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
        reviews: Those of this version and of the versions it replaces.
        checked_on: The day that the twelve months are counted from; None for the year's last day.
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
    checked_on: date | None = None


@dataclass(frozen=True, slots=True)
class SchoolExamination:
    """One examination at a school of what may stand in children's and pupils' way.

    Args:
        groups: Who took part, as groups.
        shows_risk: Whether it found a risk; None when it is not said.
        finding: What it showed, or why there is no risk.
    """

    on: date | None
    methods: tuple[str, ...]
    grounds: frozenset[Ground]
    groups: tuple[str, ...]
    shows_risk: bool | None
    finding: str
    reference: Reference


@dataclass(frozen=True, slots=True)
class SchoolRisk:
    """A risk for children or pupils; it is answered by a measure or a reasoned decision."""

    description: str
    cause: str
    is_answered: bool
    reference: Reference


@dataclass(frozen=True, slots=True)
class SchoolMeasure:
    """A measure of a school. `has_purpose`: it meets a risk that stands there, or is promotive."""

    title: str
    owner: str
    starts: date | None
    due: date | None
    has_purpose: bool
    reference: Reference


@dataclass(frozen=True, slots=True)
class SchoolOwed:
    """A measure to follow up. `is_last_years`: it was decided in the record of the year before."""

    title: str
    is_last_years: bool
    outcome: str
    effect: str
    how_known: str
    reference: Reference


@dataclass(frozen=True, slots=True)
class SchoolCooperation:
    """One occasion of cooperation, 19 §."""

    on: date | None
    has_pupils: bool
    has_staff: bool
    how: str
    adapted: str
    reference: Reference


@dataclass(frozen=True, slots=True)
class SchoolEvidence:
    """A school's or preschool's own work for children and pupils, 16–20 §§.

    Args:
        from_date: The first day that it is a school of the employer's.
        to_date: The first day that it no longer is one, None while it goes on.
        working: How the way of working was evaluated.
        last_years_words: All that the record of the year before says; copied words do not count.
        is_begun: Whether anything is written in the year's record.
    """

    code: str
    name: str
    texts: tuple[TextEvidence, ...] = ()
    from_date: date = date.min
    to_date: date | None = None
    is_begun: bool = False
    examinations: tuple[SchoolExamination, ...] = ()
    risks: tuple[SchoolRisk, ...] = ()
    measures: tuple[SchoolMeasure, ...] = ()
    owed: tuple[SchoolOwed, ...] = ()
    working: str = ""
    cooperation: tuple[SchoolCooperation, ...] = ()
    documents: tuple[DocumentEvidence, ...] = ()
    last_years_words: tuple[str, ...] = ()

    def has_day(self, on: date | None, year: int) -> bool:
        """Return whether a day lies within the year and the time that the school was one."""
        return (
            on is not None
            and on.year == year
            and on >= self.from_date
            and (self.to_date is None or on < self.to_date)
        )


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is known about one employer and year.

    Args:
        on: The day the check is made as of.
        headcount: Persons employed on 1 January, None when unknown.
        headcount_told: What the central answer says of the same day, None when it says nothing.
        headcount_on_pay_day: The staff register on the day that the pay mapping is of.
        n_units: Units that were asked.
        staff: Unit → persons, for weighing coverage.
        below: Unit → those that its examination stands for, of units that have others below them.
        with_agreement: Organisations that the employer has a collective agreement with.
        forms_agreed: Where the parties agreed on how to cooperate.
        sexes: The whole first, then each department.
        identifying: Free texts in which a personal identity number or an address stands.
    """

    year: int
    headcount: int | None
    on: date | None = None
    headcount_told: int | None = None
    headcount_on_pay_day: int | None = None
    n_units: int = 0
    n_answered: int = 0
    staff: Mapping[int, int] = field(default_factory=dict)
    below: Mapping[int, frozenset[int]] = field(default_factory=dict)
    examinations: tuple[Examination, ...] = ()
    risks: tuple[RiskEvidence, ...] = ()
    measures: tuple[MeasureEvidence, ...] = ()
    owed: tuple[OwedEvidence, ...] = ()
    cooperation: tuple[CooperationEvidence, ...] = ()
    informed: tuple[InformationEvidence, ...] = ()
    answers: tuple[AnswerEvidence, ...] = ()
    documents: tuple[DocumentEvidence, ...] = ()
    closed_years: tuple[ClosedYear, ...] = ()
    with_agreement: tuple[str, ...] = ()
    forms_agreed: tuple[Reference, ...] = ()
    sexes: tuple[SexShare, ...] = ()
    identifying: tuple[Reference, ...] = ()
    texts: tuple[TextEvidence, ...] = ()
    schools: tuple[SchoolEvidence, ...] = ()

    def given(self, question: str) -> tuple[AnswerEvidence, ...]:
        """Return the complete answers to one question."""
        return tuple(a for a in self.answers if a.question == question)
