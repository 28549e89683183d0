"""The fields of each kind of question: what a form shows and what an answer holds.

An answer is a JSON object whose keys follow the field names:

* ``comment``, ``answer`` … are found directly in the object;
* ``row-pay-date`` is ``value["rows"]["pay"]["date"]`` where the rows are given
  by the question (areas, steps, phenomena, elements);
* ``row-0-cause`` is ``value["rows"][0]["cause"]`` where rows can be added.

A choice, text or date is a string ("" when empty), several is a list of codes,
a count is an integer (None when empty). What could not be understood is kept as
the string that was typed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from aktiva.domain.questionnaire.questions import Extra, Kind, Option, Question
from aktiva.domain.values import AREAS_OF_THE_ACT, Area, Ground, Step

LONGEST_TEXT = 2000
LONGEST_LINE = 200
MOST_ROWS = 200


class FieldKind(StrEnum):
    """The control that a field needs."""

    CHOICE = "choice"
    SEVERAL = "several"
    TEXT = "text"
    LINE = "line"
    COUNT = "count"
    DATE = "date"
    HIDDEN = "hidden"


@dataclass(frozen=True, kw_only=True)
class FieldSpec:
    """One field of a form.

    Args:
        name: The name in the submitted form.
        column: The key in the answer, or in the row of the answer.
        row: The row it belongs to; "" outside rows.
    """

    name: str
    kind: FieldKind
    label: str
    hint: str = ""
    options: tuple[Option, ...] = ()
    required: bool = False
    column: str = ""
    row: str = ""
    row_label: str = ""

    @property
    def longest(self) -> int:
        """The most characters that may be typed."""
        return LONGEST_TEXT if self.kind is FieldKind.TEXT else LONGEST_LINE


def _options(**labels: str) -> tuple[Option, ...]:
    return tuple(Option(code=code, label=label) for code, label in labels.items())


YES_PARTLY_NO = _options(yes="Ja", partly="Delvis", no="Nej", not_applicable="Ej aktuellt")
YES_OR_NO = _options(yes="Ja", no="Nej")
SCALE = (
    Option(code="1", label="1 Stämmer inte alls"),
    Option(code="2", label="2"),
    Option(code="3", label="3"),
    Option(code="4", label="4"),
    Option(code="5", label="5 Stämmer helt"),
    Option(code="unknown", label="Vet inte"),
)
AREAS = tuple(Option(code=area, label=area.label) for area in Area)
GROUNDS = tuple(Option(code=ground, label=ground.label) for ground in Ground)
PARTIES = _options(
    manager="Chef",
    safety_representative="Skyddsombud",
    union_representative="Facklig företrädare",
    employees="Medarbetare",
    hr="HR",
    other="Annan",
)
PHENOMENA = _options(
    harassment="Trakasserier",
    sexual_harassment="Sexuella trakasserier",
    reprisals="Repressalier",
)
SEVERITY = _options(**{"1": "1 Liten", "2": "2 Måttlig", "3": "3 Stor"})
OUTCOMES = _options(
    done="Genomförd",
    ongoing="Pågår",
    extended="Förlängd",
    not_started="Inte påbörjad",
    dropped="Struken",
)
EFFECTS = _options(yes="Ja", partly="Delvis", no="Nej", too_early="För tidigt att säga")
MEASURE_STATES = _options(planned="Planerad", ongoing="Pågår", done="Genomförd", dropped="Struken")
FINDINGS = _options(nothing="Ingen risk", risk="Risk eller hinder")
CONNECTED_TO_SEX = _options(yes="Ja", no="Nej", cannot_be_excluded="Kan inte uteslutas")
NOTHING_TO_ADD = {
    Kind.RISKS: "Vi har undersökt och inte funnit någon risk eller något hinder",
    Kind.MEASURES: "Vi har ingen åtgärd att lägga till",
    Kind.OUTCOMES: "Vi hade inga åtgärder förra året",
}

_F = FieldKind


def _column(
    name: str,
    kind: FieldKind,
    label: str,
    *,
    options: tuple[Option, ...] = (),
    required: bool = False,
    hint: str = "",
) -> FieldSpec:
    return FieldSpec(
        name=name,
        column=name,
        kind=kind,
        label=label,
        options=options,
        required=required,
        hint=hint,
    )


_DATE_HINT = "Skriv som 2027-03-31."
_COLUMNS: dict[Kind, tuple[FieldSpec, ...]] = {
    Kind.EXAMINATIONS: (
        _column("grounds", _F.SEVERAL, "Vilka grunder?", options=GROUNDS, required=True),
        _column("methods", _F.SEVERAL, "Med vilken metod?", required=True),
        _column("date", _F.DATE, "När?", required=True, hint=_DATE_HINT),
        _column("finding", _F.CHOICE, "Vad fann ni?", options=FINDINGS, required=True),
    ),
    Kind.PHENOMENA: (
        _column("answer", _F.CHOICE, "Finns det?", options=YES_PARTLY_NO[:3], required=True),
    ),
    Kind.ELEMENTS: (
        _column("answer", _F.CHOICE, "Framgår det?", options=YES_PARTLY_NO[:3], required=True),
        _column("page", _F.LINE, "Sida"),
    ),
    Kind.COOPERATION: (
        _column("forum", _F.CHOICE, "Forum", required=True),
        _column("date", _F.DATE, "Datum", required=True, hint=_DATE_HINT),
        _column("parties", _F.SEVERAL, "Vilka deltog?", options=PARTIES, required=True),
        _column("views", _F.TEXT, "Synpunkter"),
        _column("result", _F.TEXT, "Vad blev resultatet?"),
    ),
    Kind.INFORMATION: (
        _column("organisation", _F.LINE, "Organisation", required=True),
        _column("what", _F.TEXT, "Vilken information lämnades?", required=True),
        _column("date", _F.DATE, "När?", required=True, hint=_DATE_HINT),
        _column(
            "individual_pay",
            _F.CHOICE,
            "Innehöll den enskildas löner?",
            options=YES_OR_NO,
            required=True,
        ),
    ),
    Kind.RISKS: (
        _column("ref", _F.HIDDEN, ""),
        _column("area", _F.CHOICE, "Område", options=AREAS, required=True),
        _column("description", _F.TEXT, "Risk eller hinder", required=True),
        _column("grounds", _F.SEVERAL, "Vilka grunder rör det?", options=GROUNDS, required=True),
        _column("source", _F.LINE, "Hur såg ni det?", required=True),
        _column("cause", _F.TEXT, "Vad beror det på?", required=True),
        _column("likelihood", _F.CHOICE, "Sannolikhet", options=SEVERITY, required=True),
        _column("consequence", _F.CHOICE, "Konsekvens", options=SEVERITY, required=True),
    ),
    Kind.MEASURES: (
        _column("ref", _F.HIDDEN, ""),
        _column("risk", _F.LINE, "Vilken risk gäller det?", hint="Lämna tomt om den är främjande."),
        _column("group", _F.LINE, "Grupp", required=True),
        _column("measure", _F.TEXT, "Åtgärd", required=True),
        _column("responsible", _F.LINE, "Ansvarig funktion", required=True),
        _column("person", _F.LINE, "Namn"),
        _column("persons", _F.COUNT, "Antal personer"),
        _column("start", _F.DATE, "Börjar", hint=_DATE_HINT),
        _column("due", _F.DATE, "Klar senast", required=True, hint=_DATE_HINT),
        _column("next_check", _F.DATE, "Nästa avstämning", hint=_DATE_HINT),
        _column("effect", _F.TEXT, "Vad ska den leda till?", required=True),
        _column("measured_by", _F.TEXT, "Hur ser ni att den har haft effekt?", required=True),
        _column("monthly_cost", _F.COUNT, "Kronor per månad"),
        _column("cost", _F.COUNT, "Kostnad i kronor per år"),
        _column("funding", _F.LINE, "Finansiering"),
        _column("status", _F.CHOICE, "Läge", options=MEASURE_STATES),
    ),
    Kind.OUTCOMES: (
        _column("ref", _F.HIDDEN, ""),
        _column("measure", _F.LINE, "Åtgärd", required=True),
        _column("outcome", _F.CHOICE, "Hur gick det?", options=OUTCOMES, required=True),
        _column("new_date", _F.DATE, "Nytt datum", hint=_DATE_HINT),
        _column("reason", _F.TEXT, "Varför?"),
        _column("decided_by", _F.LINE, "Vem har beslutat?"),
        _column("effect", _F.CHOICE, "Fick den avsedd effekt?", options=EFFECTS, required=True),
        _column("how_known", _F.TEXT, "Hur vet ni det?", required=True),
    ),
    Kind.COMPARISONS: (
        _column("group", _F.LINE, "Grupp", required=True),
        _column("compared_with", _F.LINE, "Jämförd med", required=True),
        _column("difference", _F.LINE, "Löneskillnad", required=True),
        _column("explanation", _F.TEXT, "Förklaring", required=True),
        _column(
            "judgement", _F.CHOICE, "Samband med kön?", options=CONNECTED_TO_SEX, required=True
        ),
    ),
}
_USUAL_COLUMNS: dict[Kind, tuple[str, ...]] = {
    Kind.MEASURES: (
        "ref",
        "risk",
        "measure",
        "responsible",
        "person",
        "start",
        "due",
        "next_check",
        "effect",
        "measured_by",
        "cost",
        "status",
    ),
}
_COMMENT_LABELS = {
    Kind.YES_PARTLY_NO: "Vad fungerar, och vad fungerar inte?",
    Kind.SCALE5: "Vad bygger ni svaret på?",
    Kind.FIGURES: "Vad beror det på?",
}


def columns(question: Question) -> tuple[FieldSpec, ...]:
    """Return the columns of the question's rows; empty when it has no rows."""
    known = _COLUMNS.get(question.kind, ())
    wanted = question.columns or _USUAL_COLUMNS.get(question.kind) or [c.name for c in known]
    own = {Kind.EXAMINATIONS: "methods", Kind.COOPERATION: "forum"}.get(question.kind)
    return tuple(
        replace(
            column,
            label=question.labels.get(column.name, column.label),
            options=question.options if column.name == own else column.options,
        )
        for column in known
        if column.name in wanted
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
        case _:
            return None


def has_open_rows(question: Question) -> bool:
    """Tell whether rows can be added to the answer."""
    return question.kind in _COLUMNS and fixed_rows(question) is None


@lru_cache(maxsize=512)
def fields(question: Question, *, rows: int = 1) -> tuple[FieldSpec, ...]:
    """Return every field of the form for `question`, in reading order.

    Args:
        rows: How many rows to show where rows can be added.
    """
    shown = [*_answer_fields(question), *_extra_fields(question)]
    given = fixed_rows(question)
    if given is None and question.kind in _COLUMNS:
        given = tuple(Option(code=str(n), label=f"Rad {n + 1}") for n in range(rows))
    for row in given or ():
        for column in columns(question):
            shown.append(
                replace(
                    column, name=f"row-{row.code}-{column.name}", row=row.code, row_label=row.label
                )
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
            return [_column("answer", _F.CHOICE, "Svar", options=YES_PARTLY_NO, required=True)]
        case Kind.SCALE5:
            return [_column("answer", _F.CHOICE, "Svar", options=SCALE, required=True)]
        case Kind.CHOICE:
            return [_column("answer", _F.CHOICE, "Svar", options=question.options, required=True)]
        case Kind.FIGURES if question.options:
            return [_column("answer", _F.CHOICE, "Svar", options=question.options, required=True)]
        case Kind.SEVERAL:
            return _several(question, label="Svar", required=True)
        case Kind.PARTICIPANTS:
            return [
                _column("chosen", _F.SEVERAL, "Vilka deltog?", options=PARTIES, required=True),
                _column("organisations", _F.LINE, "Vilka fackliga organisationer?"),
                _column("other", _F.LINE, "Vilken annan funktion?"),
            ]
        case Kind.COUNT if question.options:
            return [
                _column(option.code, _F.COUNT, option.label, required=True)
                for option in question.options
            ]
        case Kind.COUNT:
            return [_column("count", _F.COUNT, "Antal", required=True)]
        case Kind.DATE:
            return [_column("date", _F.DATE, "Datum", required=True, hint=_DATE_HINT)]
        case Kind.FILE_OR_LINK:
            return _document(required=True)
        case Kind.TEXT:
            return [_column("text", _F.TEXT, "Svar", required=True)]
        case _:
            return []


def _extra_fields(question: Question) -> list[FieldSpec]:
    shown: list[FieldSpec] = []
    for extra in question.extras:
        match extra:
            case Extra.DATE:
                shown.append(_column("date", _F.DATE, "Datum", hint=_DATE_HINT))
            case Extra.COUNT:
                shown.append(_column("count", _F.COUNT, "Antal"))
            case Extra.OPTIONS:
                shown.extend(_several(question, label="Välj", required=False))
            case Extra.DOCUMENT:
                shown.extend(_document(required=False))
    return shown


def _closing_fields(question: Question) -> list[FieldSpec]:
    if question.kind in NOTHING_TO_ADD:
        nothing = (Option(code="none", label=NOTHING_TO_ADD[question.kind]),)
        return [_column("none", _F.SEVERAL, "Inget att ange", options=nothing)]
    if question.kind in _COLUMNS or question.kind in {Kind.TEXT, Kind.PARTICIPANTS}:
        return []
    return [_column("comment", _F.TEXT, _COMMENT_LABELS.get(question.kind, "Kommentar"))]


def _several(question: Question, *, label: str, required: bool) -> list[FieldSpec]:
    shown = [_column("chosen", _F.SEVERAL, label, options=question.options, required=required)]
    if question.option("other"):
        shown.append(_column("other", _F.LINE, "Vad är det andra?"))
    return shown


def _document(*, required: bool) -> list[FieldSpec]:
    return [
        _column("document", _F.LINE, "Dokument eller länk", required=required),
        _column("document_date", _F.DATE, "Beslutat den", hint=_DATE_HINT),
    ]
