"""When a section of a paper stands, and sections that are repeated for each part of the year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from aktiva.domain.documents.named import NAME, filled, named
from aktiva.domain.documents.swedish import capital

NOTHING_TO_TELL = "Inget att redovisa."
"""What stands in a section that is always there when there is nothing to say."""


class When(StrEnum):
    """When a section stands in a paper."""

    SOMETHING = ""
    ALWAYS = "always"
    SOME_SILENT = "some_silent"
    PARTY_SILENT = "party_silent"
    DISSENT = "dissent"
    LATE = "late"
    DEPARTMENT = "department"
    EMPLOYER = "employer"
    PAY_MAPPED = "pay_mapped"

    @property
    def label(self) -> str:
        """The words that users choose by."""
        return _WHEN[self]


_WHEN = {
    When.SOMETHING: "Bara när det finns något att säga",
    When.ALWAYS: "Alltid",
    When.SOME_SILENT: "Bara när alla enheter inte har lämnat in",
    When.PARTY_SILENT: "Bara när någon part inte har svarat",
    When.DISSENT: "Bara när någon part har avvikande mening",
    When.LATE: "Bara när någon åtgärd är försenad eller förlängd",
    When.DEPARTMENT: "Bara när handlingen gäller en förvaltning",
    When.EMPLOYER: "Bara när handlingen gäller hela arbetsgivaren",
    When.PAY_MAPPED: "Bara när årets lönekartläggning är redovisad",
}


@dataclass(frozen=True, slots=True)
class Situation:
    """The facts that sections stand or fall by.

    Args:
        n_late: Open measures whose day has passed.
        n_extended: Measures that have been given a later day.
        is_whole: The paper is about the whole employer.
    """

    n_asked: int = 0
    n_answered: int = 0
    n_silent_parties: int = 0
    n_dissents: int = 0
    n_late: int = 0
    n_extended: int = 0
    is_whole: bool = False
    is_department: bool = False
    has_pay_mapping: bool = False


def stands(when: When, situation: Situation) -> bool:
    """Return whether a section may stand; whether it has anything to say is another matter."""
    match when:
        case When.SOMETHING | When.ALWAYS:
            return True
        case When.SOME_SILENT:
            return situation.n_answered < situation.n_asked
        case When.PARTY_SILENT:
            return situation.n_silent_parties > 0
        case When.DISSENT:
            return situation.n_dissents > 0
        case When.LATE:
            return situation.n_late + situation.n_extended > 0
        case When.DEPARTMENT:
            return situation.is_department
        case When.EMPLOYER:
            return situation.is_whole
        case When.PAY_MAPPED:
            return situation.has_pay_mapping


class Each(StrEnum):
    """What a section is repeated for."""

    ONCE = ""
    AREAS = "areas"
    DEPARTMENTS = "departments"
    UNITS = "units"
    COMMON_MEASURES = "common_measures"

    @property
    def label(self) -> str:
        """The words that users choose by."""
        return _EACH[self]

    @property
    def one(self) -> str:
        """What one part is, as it stands after "varje"."""
        return _ONE[self]


_EACH = {
    Each.ONCE: "Nej, det står en gång",
    Each.AREAS: "För varje område, med era egna rubriker",
    Each.DEPARTMENTS: "För varje förvaltning",
    Each.UNITS: "För varje enhet",
    Each.COMMON_MEASURES: "För varje gemensam åtgärd",
}
_ONE = {
    Each.ONCE: "handling",
    Each.AREAS: "område",
    Each.DEPARTMENTS: "förvaltning",
    Each.UNITS: "enhet",
    Each.COMMON_MEASURES: "gemensam åtgärd",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One part that a section is repeated for, with what is said of it by name."""

    name: str
    values: Mapping[str, str] = field(default_factory=dict)

    def known(self, values: Mapping[str, str]) -> dict[str, str]:
        """Return what holds in the part: the paper's values, and the part's own before them."""
        return {**values, **self.values, NAME: self.name}


@dataclass(frozen=True, slots=True)
class Repeated:
    """One part as it is printed."""

    level: int
    heading: str
    words: str


def repeated(
    heading: str, text: str, parts: Sequence[Part], *, values: Mapping[str, str]
) -> tuple[Repeated, ...]:
    """Return the text once for each part, in their order.

    A heading that names the part, as "Arbetet i {namn}", begins each one. Otherwise it stands
    once above them all, which is left to the caller, and each part begins with its name.
    """
    own = NAME in named(heading)
    return tuple(
        Repeated(
            level=1 if own else 2,
            heading=capital(filled(heading, part.known(values)).strip()) if own else part.name,
            words=filled(text, part.known(values)),
        )
        for part in parts
    )
