"""The fields of each kind of question: what a form shows and what an answer holds.

An answer is a JSON object whose keys follow the field names:

* ``comment``, ``answer`` … are found directly in the object;
* ``row-pay-date`` is ``value["rows"]["pay"]["date"]`` where the rows are given
  by the question (areas, steps, phenomena, elements, the rows of a matrix);
* ``row-0-cause`` is ``value["rows"][0]["cause"]`` where rows can be added.

A choice, text or date is a string ("" when empty), several is a list of codes,
a count is an integer (None when empty). A number is a string with a decimal point.
A file is an object with ``id``, ``name`` and ``size`` (None when there is none).
What could not be understood is kept as the string that was typed.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from aktiva.domain.questionnaire.controls import (
    COLUMNS,
    DATE_HINT,
    GROUNDS,
    NOTHING_TO_ADD,
    PARTIES,
    PHENOMENA,
    SCALE,
    USUAL_COLUMNS,
    YES_PARTLY_NO,
    FieldKind,
    FieldSpec,
    column,
)
from aktiva.domain.questionnaire.questions import Extra, Kind, Option, Question
from aktiva.domain.values import AREAS_OF_THE_ACT, Step

_F = FieldKind
_COMMENT_LABELS = {
    Kind.YES_PARTLY_NO: "Vad fungerar, och vad fungerar inte?",
    Kind.SCALE5: "Vad bygger ni svaret på?",
    Kind.FIGURES: "Vad beror det på?",
}
_OWN_OPTIONS = {
    Kind.EXAMINATIONS: "methods",
    Kind.COOPERATION: "forum",
    Kind.MATRIX: "answer",
}
"""The column that offers the question's own options."""


def columns(question: Question) -> tuple[FieldSpec, ...]:
    """Return the columns of the question's rows; empty when it has no rows."""
    known = COLUMNS.get(question.kind, ())
    wanted = question.columns or USUAL_COLUMNS.get(question.kind) or [c.name for c in known]
    own = _OWN_OPTIONS.get(question.kind)
    return tuple(
        replace(
            spec,
            label=question.labels.get(spec.name, spec.label),
            options=question.options if spec.name == own else spec.options,
        )
        for spec in known
        if spec.name in wanted
    )


def fixed_rows(question: Question) -> tuple[Option, ...] | None:
    """Return the rows that the question itself gives, None when rows can be added."""
    match question.kind:
        case Kind.EXAMINATIONS:
            return tuple(Option(code=a, label=a.label) for a in AREAS_OF_THE_ACT)
        case Kind.COOPERATION:
            return tuple(Option(code=s, label=s.label) for s in Step)
        case Kind.PHENOMENA:
            return PHENOMENA
        case Kind.ELEMENTS:
            return question.options
        case Kind.MATRIX:
            return question.rows
        case _:
            return None


def has_open_rows(question: Question) -> bool:
    """Tell whether rows can be added to the answer."""
    return question.kind in COLUMNS and fixed_rows(question) is None


@lru_cache(maxsize=512)
def fields(question: Question, *, rows: int = 1) -> tuple[FieldSpec, ...]:
    """Return every field of the form for `question`, in reading order.

    Args:
        rows: How many rows to show where rows can be added.
    """
    shown = [*_answer_fields(question), *_extra_fields(question)]
    given = fixed_rows(question)
    if given is None and question.kind in COLUMNS:
        given = tuple(Option(code=str(n), label=f"Rad {n + 1}") for n in range(rows))
    for row in given or ():
        for spec in columns(question):
            shown.append(
                replace(spec, name=f"row-{row.code}-{spec.name}", row=row.code, row_label=row.label)
            )
    shown.extend(_closing_fields(question))
    # An extra that repeats a field of the kind itself (a date of a date) is one field.
    first_by_name = {spec.name: spec for spec in reversed(shown)}
    return tuple(
        spec if spec.row else replace(spec, label=question.labels.get(spec.column, spec.label))
        for spec in shown
        if first_by_name[spec.name] is spec
    )


def _answer_fields(question: Question) -> list[FieldSpec]:
    match question.kind:
        case Kind.YES_PARTLY_NO:
            return [column("answer", _F.CHOICE, "Svar", options=YES_PARTLY_NO, required=True)]
        case Kind.SCALE5:
            return [column("answer", _F.CHOICE, "Svar", options=SCALE, required=True)]
        case Kind.CHOICE:
            return [column("answer", _F.CHOICE, "Svar", options=question.options, required=True)]
        case Kind.FIGURES if question.options:
            return [column("answer", _F.CHOICE, "Svar", options=question.options, required=True)]
        case Kind.SEVERAL:
            return _several(question, label="Svar", required=True)
        case Kind.GROUNDS:
            return [column("chosen", _F.SEVERAL, "Vilka grunder?", options=GROUNDS, required=True)]
        case Kind.PARTICIPANTS:
            return [
                column("chosen", _F.SEVERAL, "Vilka deltog?", options=PARTIES, required=True),
                column("organisations", _F.LINE, "Vilka fackliga organisationer?"),
                column("other", _F.LINE, "Vilken annan funktion?"),
            ]
        case Kind.COUNT if question.options:
            return [
                column(option.code, _F.COUNT, option.label, required=True)
                for option in question.options
            ]
        case Kind.COUNT:
            return [column("count", _F.COUNT, "Antal", required=True)]
        case Kind.NUMBER:
            return [
                column(
                    "number",
                    _F.NUMBER,
                    question.unit.label.capitalize() if question.unit else "Tal",
                    required=True,
                    measured=question.unit,
                )
            ]
        case Kind.DATE:
            return [column("date", _F.DATE, "Datum", required=True, hint=DATE_HINT)]
        case Kind.FILE_OR_LINK:
            return _document()
        case Kind.TEXT:
            return [column("text", _F.TEXT, "Svar", required=True)]
        case _:
            return []


def _extra_fields(question: Question) -> list[FieldSpec]:
    shown: list[FieldSpec] = []
    for extra in question.extras:
        match extra:
            case Extra.DATE:
                shown.append(column("date", _F.DATE, "Datum", hint=DATE_HINT))
            case Extra.COUNT:
                shown.append(column("count", _F.COUNT, "Antal"))
            case Extra.OPTIONS:
                shown.extend(_several(question, label="Välj", required=False))
            case Extra.DOCUMENT:
                shown.extend(_document())
    return shown


def _closing_fields(question: Question) -> list[FieldSpec]:
    if question.kind in NOTHING_TO_ADD:
        nothing = (Option(code="none", label=NOTHING_TO_ADD[question.kind]),)
        return [column("none", _F.SEVERAL, "Inget att ange", options=nothing)]
    if question.kind in COLUMNS or question.kind in {Kind.TEXT, Kind.PARTICIPANTS}:
        return []
    return [column("comment", _F.TEXT, _COMMENT_LABELS.get(question.kind, "Kommentar"))]


def _several(question: Question, *, label: str, required: bool) -> list[FieldSpec]:
    shown = [column("chosen", _F.SEVERAL, label, options=question.options, required=required)]
    if question.option("other"):
        shown.append(column("other", _F.LINE, "Vad är det andra?"))
    return shown


def _document() -> list[FieldSpec]:
    """Return the fields of a document: a link or its name, the file itself, the day."""
    return [
        column("document", _F.LINE, "Dokumentets namn eller länk"),
        column("file", _F.FILE, "Fil", hint="Välj filen om den inte finns på en länk."),
        column("document_date", _F.DATE, "Beslutat den", hint=DATE_HINT),
    ]
