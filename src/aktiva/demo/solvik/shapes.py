"""What a municipality of the demonstration is made of, in the product's own codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from aktiva.domain.values import Area, Ground


@dataclass(frozen=True, kw_only=True)
class Kind:
    """What one kind of unit is called, and its chief."""

    code: str
    level: str
    singular: str
    definite: str
    plural: str
    chief: str
    answers: bool = False


@dataclass(frozen=True, kw_only=True)
class Placement:
    """Where a unit stands from a day until (not including) another."""

    parent_code: str
    valid_from: date
    valid_to: date | None = None


@dataclass(frozen=True, kw_only=True)
class Unit:
    """One unit; `group` chooses its words, `staff` is the number on 1 November 2026."""

    code: str
    name: str
    short_name: str
    kind: str
    placements: tuple[Placement, ...]
    staff: int = 0
    answers: bool = False
    group: str = ""

    def parent_on(self, day: date) -> str:
        """Return the code of the unit above on `day`; "" for the employer."""
        for placement in self.placements:
            until = placement.valid_to
            if placement.valid_from <= day and (until is None or day < until):
                return placement.parent_code
        return ""


@dataclass(frozen=True, kw_only=True)
class Succession:
    """What became of a unit: moved within the tree on a day."""

    before_code: str
    after_code: str
    kind: str
    on: date


@dataclass(frozen=True, kw_only=True)
class StaffFigure:
    """Number of persons of one unit on one day, by form and extent of employment."""

    unit_code: str
    on: date
    form: str
    extent: str
    n: int


@dataclass(frozen=True, kw_only=True)
class Body:
    """A political body or board; `above` is the code of the body over it."""

    code: str
    name: str
    kind: str
    above: str | None = None
    department_codes: tuple[str, ...] = ()
    from_date: date = date(2023, 1, 1)


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody who signs in."""

    key: str
    name: str
    email: str
    protected: bool = False


@dataclass(frozen=True, kw_only=True)
class Holding:
    """One person's role at one unit for a time."""

    person: str
    role: str
    unit_code: str
    title: str
    from_date: date
    to_date: date | None = None
    acting: bool = False
    organisation: str = ""
    notified_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class SignIn:
    """One of the typical people to sign in as."""

    email: str
    name: str
    function: str
    sees: str


@dataclass(frozen=True, kw_only=True)
class Employer:
    """One juridical person with its tree, its people and its bodies."""

    code: str
    name: str
    kind: str
    organisation_number: str
    address: str
    contact: str
    kinds: tuple[Kind, ...]
    units: tuple[Unit, ...]
    successions: tuple[Succession, ...]
    staff: tuple[StaffFigure, ...]
    bodies: tuple[Body, ...]
    people: tuple[Person, ...]
    holdings: tuple[Holding, ...]
    sign_ins: tuple[SignIn, ...] = ()

    def unit(self, code: str) -> Unit:
        """Return the unit with `code`.

        Raises:
            KeyError: There is none.
        """
        for unit in self.units:
            if unit.code == code:
                return unit
        raise KeyError(code)


@dataclass(frozen=True, kw_only=True)
class Risk:
    """A risk or an obstacle with its cause; `returns_from` is the ref of last year's."""

    ref: str
    area: Area
    grounds: tuple[Ground, ...]
    description: str
    cause: str
    source: str
    question: str
    likelihood: int
    consequence: int
    recorded_at: datetime
    returns_from: str | None = None
    no_measure_reason: str = ""
    no_measure_decided_by: str = ""


@dataclass(frozen=True, kw_only=True)
class Measure:
    """Something to be done; promotive when no risk is named.

    `carried_from` is set where last year's outcome let it go on.
    """

    ref: str
    area: Area
    text: str
    responsible: str
    start: date
    due: date
    next_check: date | None
    effect: str
    measured_by: str
    status: str
    decided_at: datetime
    risk_refs: tuple[str, ...] = ()
    follow_up: str = ""
    common: bool = False
    carried_from: str | None = None

    @property
    def promotive(self) -> bool:
        """Whether it answers no single risk."""
        return not self.risk_refs


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of a measure of the year before."""

    measure_ref: str
    result: str
    effect: str
    how_known: str
    recorded_at: datetime
    new_due: date | None = None
    reason: str = ""
    decided_by: str = ""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One answer in the shape that the questionnaire gives it.

    `is_risk` is what was said to "Innebär det en risk eller ett hinder?", None
    when the question was not opened.
    """

    question: str
    value: Mapping[str, Any] = field(hash=False)
    is_risk: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Remark:
    """What somebody wrote about one answer; `sent_back` when it was to be completed."""

    question: str
    text: str
    by: str
    at: datetime
    sent_back: bool
    met_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """The answers of one unit, department or employer in one year.

    States: not_begun, in_progress, submitted, returned, approved.
    """

    unit_code: str
    year: int
    level: str
    state: str
    started_at: datetime | None = None
    submitted_at: datetime | None = None
    submitted_by: str | None = None
    approved_at: datetime | None = None
    approved_by: str | None = None
    answers: tuple[Answer, ...] = ()
    risks: tuple[Risk, ...] = ()
    measures: tuple[Measure, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    remarks: tuple[Remark, ...] = ()

    def answer(self, question: str) -> Mapping[str, Any] | None:
        """Return the answer to a question, None when it is not given."""
        return next((a.value for a in self.answers if a.question == question), None)


@dataclass(frozen=True, kw_only=True)
class Observation:
    """A strength or an improvement area chosen for the report; "" means the employer."""

    unit_code: str
    area: str
    question: str
    kind: str
    title: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Dissent:
    """What a party wanted the documentation to say, in its own words."""

    unit_code: str
    organisation: str
    by: str
    on: date
    text: str


@dataclass(frozen=True, kw_only=True)
class Approval:
    """The head of a department has approved its report."""

    department_code: str
    by: str
    on: date


@dataclass(frozen=True, kw_only=True)
class Handling:
    """One body's treatment of a case; points are (verb, object)."""

    body: str
    on: date
    paragraph: str
    kind: str
    points: tuple[tuple[str, str], ...]
    approved_on: date | None


@dataclass(frozen=True, kw_only=True)
class Dispatch:
    """One who was sent the decision."""

    name: str
    sent_on: date | None
    how: str


@dataclass(frozen=True, kw_only=True)
class Case:
    """One matter under one registry number."""

    dnr: str
    title: str
    unit_code: str
    background: str
    registered_on: date
    registered_by: str
    handlings: tuple[Handling, ...] = ()
    recipients: tuple[Dispatch, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Year:
    """One year's work: dates, what is common, what was answered and what was decided."""

    year: int
    finished: bool
    opened_at: datetime
    opens_on: date
    last_day: date
    review_on: date
    compile_on: date
    report_on: date
    decision_on: date
    message: str
    common_measures: tuple[Measure, ...]
    common_outcomes: tuple[Outcome, ...]
    sheets: tuple[Sheet, ...]
    department_sheets: tuple[Sheet, ...]
    central_sheet: Sheet
    approvals: tuple[Approval, ...]
    observations: tuple[Observation, ...]
    dissents: tuple[Dissent, ...]
    cases: tuple[Case, ...]
    closed_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Municipality:
    """The whole demonstration: the municipality, its company and three years."""

    employer: Employer
    company: Employer
    years: tuple[Year, ...]
    now: datetime

    def year(self, year: int) -> Year:
        """Return the work of one calendar year.

        Raises:
            KeyError: It is not part of the demonstration.
        """
        for candidate in self.years:
            if candidate.year == year:
                return candidate
        raise KeyError(year)
