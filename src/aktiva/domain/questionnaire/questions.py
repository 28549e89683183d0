"""What a question is: the questionnaire as data, whoever wrote it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from aktiva.domain.values import Area

WORKPLACE_NOT_PERSONS = (
    "Skriv om arbetsplatsen, inte om personer. Skriv inga namn, inga personnummer och inget om "
    "en enskild persons hälsa, tro, ursprung, läggning eller fackliga tillhörighet. "
    "Svaren kan bli allmän handling."
)
"""Shown beside every field for free text."""


class Kind(StrEnum):
    """How a question is answered."""

    YES_PARTLY_NO = "yes_partly_no"
    SCALE5 = "scale5"
    SEVERAL = "several"
    CHOICE = "choice"
    TEXT = "text"
    COUNT = "count"
    NUMBER = "number"
    DATE = "date"
    GROUNDS = "grounds"
    MATRIX = "matrix"
    FILE_OR_LINK = "file_or_link"
    EXAMINATIONS = "examinations"
    FIGURES = "figures"
    PHENOMENA = "phenomena"
    ELEMENTS = "elements"
    PARTICIPANTS = "participants"
    COOPERATION = "cooperation"
    INFORMATION = "information"
    RISKS = "risks"
    MEASURES = "measures"
    OUTCOMES = "outcomes"
    COMPARISONS = "comparisons"


class Measured(StrEnum):
    """What a number is counted in."""

    KRONOR = "kr"
    HOURS = "h"
    PERSONS = "personer"
    PER_CENT = "procent"

    @property
    def label(self) -> str:
        """The word that stands after the number."""
        return {"kr": "kronor", "h": "timmar"}.get(self.value, self.value)


class Figures(StrEnum):
    """Statistics that are fetched and shown with a question; they can be commented, never changed."""

    STAFF = "staff"
    EMPLOYMENT = "employment"
    SEXES = "sexes"
    SICK_LEAVE = "sick_leave"


class Length(StrEnum):
    """How much is asked: the core questions, or all of them."""

    CORE = "core"
    FULL = "full"


class Level(StrEnum):
    """Who answers: a workplace, a förvaltning or the employer as a whole."""

    UNIT = "unit"
    DEPARTMENT = "department"
    CENTRAL = "central"


class Task(StrEnum):
    """The five tasks of a unit manager, in order."""

    LAST_YEARS_MEASURES = "last_years_measures"
    EXAMINE = "examine"
    RISKS_AND_MEASURES = "risks_and_measures"
    PARTICIPANTS = "participants"
    SUBMIT = "submit"


class Extra(StrEnum):
    """A field that some questions have beside their answer."""

    OPTIONS = "options"
    DATE = "date"
    COUNT = "count"
    DOCUMENT = "document"


@dataclass(frozen=True, kw_only=True)
class Option:
    """One answer to choose; the code is stored, the label is read."""

    code: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Condition:
    """When a question is asked: an earlier one has been given one of these answers."""

    question: str
    answers: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question of the questionnaire.

    Args:
        key: The number people know it by, for example "5.1".
        area: The area of the Act that the answer belongs to, if any.
        wished: The answer that calls for nothing more; any other opens the
            question whether it means a risk. On the scale "high" or "low".
            None when no answer is better.
        options: What can be chosen; for counts, the names of the counts; for
            elements, the rows; for examinations, the methods.
        rows: What is asked about, one by one, in a matrix.
        unit: What a number is counted in.
        figures: What statistics are shown with the question, if any.
        shown_if: The earlier answer that the question depends on, if any.
        hidden: Kept in the questionnaire with its key, but asked of nobody.
        statement: True when the text is a claim to agree with.
        task: Where a unit meets it; only for core questions to units.
        columns: The columns of the rows, where the kind has more to choose from.
        labels: Own words for a field, by field or column name.
    """

    key: str
    section: str
    text: str
    kind: Kind
    law: str
    levels: tuple[Level, ...]
    help: str = ""
    why: str = ""
    area: Area | None = None
    core: bool = False
    wished: str | None = None
    options: tuple[Option, ...] = ()
    extras: tuple[Extra, ...] = ()
    statement: bool = False
    task: Task | None = None
    columns: tuple[str, ...] = ()
    rows: tuple[Option, ...] = ()
    unit: Measured | None = None
    figures: Figures | None = None
    shown_if: Condition | None = None
    hidden: bool = False
    labels: Mapping[str, str] = field(default_factory=dict, hash=False)

    def option(self, code: str) -> Option | None:
        """Return the option with `code`, or None."""
        return next((option for option in self.options if option.code == code), None)


@dataclass(frozen=True, kw_only=True)
class Section:
    """A heading in the questionnaire, with what must be said before its questions."""

    key: str
    title: str
    intro: str = ""


@dataclass(frozen=True, kw_only=True)
class Questionnaire:
    """A complete questionnaire, in the order it is read."""

    title: str
    version: str
    sections: tuple[Section, ...]
    questions: tuple[Question, ...]

    def __post_init__(self) -> None:
        keys = [question.key for question in self.questions]
        doubled = sorted({key for key in keys if keys.count(key) > 1})
        if doubled:
            raise ValueError(f"question keys must be unique, got {doubled} more than once")
        known = {section.key for section in self.sections}
        for question in self.questions:
            if question.section not in known:
                raise ValueError(f"question {question.key} has unknown section {question.section}")

    def question(self, key: str) -> Question:
        """Return the question numbered `key`.

        Raises:
            KeyError: There is no such question.
        """
        for question in self.questions:
            if question.key == key:
                return question
        raise KeyError(key)

    def for_level(self, level: Level) -> tuple[Question, ...]:
        """Return everything that `level` may be asked, in order."""
        return tuple(q for q in self.questions if level in q.levels and not q.hidden)

    def core(self, level: Level | None = None) -> tuple[Question, ...]:
        """Return the short version, for one level or for all."""
        return tuple(
            q
            for q in self.questions
            if q.core and not q.hidden and (level is None or level in q.levels)
        )

    def asked(self, level: Level, length: Length) -> tuple[Question, ...]:
        """Return what `level` is asked at most, in order: branches not yet taken as well."""
        return self.core(level) if length is Length.CORE else self.for_level(level)

    def of_task(self, task: Task) -> tuple[Question, ...]:
        """Return the core questions a unit answers in `task`, in order."""
        return tuple(q for q in self.core(Level.UNIT) if q.task is task)


def merged(versions: Sequence[Questionnaire]) -> Questionnaire:
    """Return one questionnaire with every question of some, each once.

    A question that several ask is worded as in the last of them, and is core if it is so in
    any. What only a later one asks comes last in its section.

    Args:
        versions: At least one, the oldest first.
    """
    if len(versions) == 1:
        return versions[0]
    sections: dict[str, Section] = {}
    questions: dict[str, Question] = {}
    for version in versions:
        sections |= {s.key: s for s in version.sections}
        for q in version.questions:
            core = q.core or (q.key in questions and questions[q.key].core)
            questions[q.key] = replace(q, core=core)
    order = {key: n for n, key in enumerate(sections)}
    last = versions[-1]
    return Questionnaire(
        title=last.title,
        version=last.version,
        sections=tuple(sections.values()),
        questions=tuple(sorted(questions.values(), key=lambda q: order[q.section])),
    )
