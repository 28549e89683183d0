"""A sheet as a file to fill in elsewhere: what it asks, and what each field says in words.

A field that is one choice is written as the choice's label. One that may be several has a
line for each option, with a cross or nothing. The format of the file is no matter here.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from aktiva.domain.questionnaire.answers import content, parse
from aktiva.domain.questionnaire.branching import choices
from aktiva.domain.questionnaire.controls import FieldKind, FieldSpec, column
from aktiva.domain.questionnaire.fields import fields, has_open_rows
from aktiva.domain.questionnaire.questions import Kind, Option, Question
from aktiva.domain.questionnaire.reading import undesired

RISK = "_risk"
"""The field that asks whether an answer means a risk; it is no part of the answer."""

RISK_YES, RISK_NO = "yes", "no"
LONGEST_CELL = 30_000
"""Characters; what is longer than a spreadsheet's cell is cut, and counts as untouched."""

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

Raw = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Marks:
    """What a file says of itself, by which it is known when it comes back.

    Args:
        fetched: Tells one fetching from another.
        digest: Of the questionnaire that the sheet was sent with.
    """

    sheet: int
    unit: int
    year: int
    digest: str
    fetched: str


@dataclass(frozen=True, slots=True)
class Seen:
    """How an answer stood when the file was fetched."""

    revision: int
    print_of: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as the file puts it.

    Args:
        earlier: Last year's answers in short, each with whose it was.
        fields: None to fill in when the question is answered in Aktiva only.
        given: What stands, by the names of the fields, as codes and texts.
    """

    question: Question
    condition: str
    earlier: tuple[str, ...]
    fields: tuple[FieldSpec, ...]
    given: Mapping[str, list[str]]
    seen: Seen


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the questionnaire with its questions."""

    title: str
    intro: str
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class SheetFile:
    """All that a file is made of."""

    marks: Marks
    title: str
    about: tuple[str, ...]
    parts: tuple[Part, ...]

    @property
    def asked(self) -> tuple[Asked, ...]:
        """Every question, in order."""
        return tuple(asked for part in self.parts for asked in part.asked)


@dataclass(frozen=True, slots=True)
class Written:
    """What one field of a file says.

    Args:
        option: The option that the cross stands for, where a field may be several.
        place: Where it stands, in words.
        is_formula: It is computed, which no answer is.
    """

    question: str
    field: str
    option: str
    words: str
    place: str
    is_formula: bool = False


@dataclass(frozen=True, slots=True)
class Outside:
    """Words that stand where nothing is read."""

    place: str
    words: str


@dataclass(frozen=True, slots=True)
class Returned:
    """A file that has come back."""

    marks: Marks
    seen: Mapping[str, Seen]
    written: tuple[Written, ...]
    outside: tuple[Outside, ...]


def fields_on_file(question: Question) -> tuple[FieldSpec, ...]:
    """Return the fields that can be filled in elsewhere, in reading order.

    None for a question whose rows can be added; a document itself is handed in on the page.
    """
    if has_open_rows(question):
        return ()
    shown = tuple(
        spec
        for spec in fields(question, rows=0)
        if spec.kind not in {FieldKind.FILE, FieldKind.HIDDEN}
    )
    return (*shown, risk_field(question)) if question.wished is not None else shown


def risk_field(question: Question) -> FieldSpec:
    """Return the field that asks whether the answer means a risk."""
    return column(
        RISK,
        FieldKind.CHOICE,
        "Innebär det en risk eller ett hinder?",
        options=(
            Option(code=RISK_YES, label="Ja, för någon grupp"),
            Option(code=RISK_NO, label="Nej"),
        ),
        hint=_when_asked(question),
    )


def _when_asked(question: Question) -> str:
    match question.kind:
        case Kind.SEVERAL | Kind.GROUNDS:
            return "Svara om ni har kryssat för något."
        case Kind.COUNT | Kind.NUMBER:
            return "Svara om talet är större än 0."
    codes = undesired(question)
    spec = next((s for s in fields(question, rows=0) if s.column == "answer"), None)
    labels = [o.label for o in spec.options if o.code in codes] if spec else []
    which = "någon rad har svaret" if spec and spec.row else "svaret är"
    return f"Svara om {which} {listed(labels)}." if labels else ""


def condition_words(question: Question, known: Mapping[str, Question]) -> str:
    """Return when a question is asked, in words; "" when it always is."""
    condition = question.shown_if
    before = known.get(condition.question) if condition else None
    if condition is None or before is None:
        return ""
    labels = [o.label for o in choices(before) if o.code in condition.answers]
    return f"Besvaras bara om svaret på fråga {before.key} är {listed(labels)}."


def listed(labels: Sequence[str]) -> str:
    """Return labels as they stand in a sentence: "Ja, Delvis eller Nej"."""
    quoted = [f"”{label}”" for label in labels]
    return " eller ".join([", ".join(quoted[:-1]), quoted[-1]] if quoted[1:] else quoted)


def given_of(question: Question, value: Mapping[str, Any], is_risk: bool | None) -> Raw:
    """Return what an answer says in each field of the file, as codes and texts."""
    raw = {
        spec.name: texts
        for spec in fields_on_file(question)
        if spec.name != RISK and (texts := _texts(spec, content(spec, value)))
    }
    if question.wished is not None and is_risk is not None:
        raw[RISK] = [RISK_YES if is_risk else RISK_NO]
    return raw


def _texts(spec: FieldSpec, given: Any) -> list[str]:
    if given in ("", None, []):
        return []
    if spec.kind is FieldKind.SEVERAL:
        return [o.code for o in spec.options if o.code in given]
    if spec.kind is FieldKind.NUMBER:
        return [printable(str(given).replace(".", ","))]
    return [printable(str(given))]


def printable(text: str) -> str:
    """Return the text without characters that no office file can hold, cut to a cell's length."""
    return _UNPRINTABLE.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))[:LONGEST_CELL]


def print_of(question: Question, raw: Mapping[str, list[str]]) -> str:
    """Return what tells one answer in a file from another."""
    said = [parse(question, raw), raw.get(RISK, [])]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:12]
