"""The controls of a form, the columns of rows and the lists to choose from.

Names and codes never change: answers are kept under them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from aktiva.domain.questionnaire.questions import Kind, Measured, Option
from aktiva.domain.values import Area, Ground

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
    NUMBER = "number"
    DATE = "date"
    FILE = "file"
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
    measured: Measured | None = None

    @property
    def longest(self) -> int:
        """The most characters that may be typed."""
        return LONGEST_TEXT if self.kind is FieldKind.TEXT else LONGEST_LINE

    @property
    def empty(self) -> Any:
        """What an answer holds for the field before anything is given."""
        if self.kind is FieldKind.SEVERAL:
            return []
        return None if self.kind in {FieldKind.COUNT, FieldKind.FILE} else ""


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


def column(
    name: str,
    kind: FieldKind,
    label: str,
    *,
    options: tuple[Option, ...] = (),
    required: bool = False,
    hint: str = "",
    measured: Measured | None = None,
) -> FieldSpec:
    """Return a field whose name in the form is its key in the answer."""
    return FieldSpec(
        name=name,
        column=name,
        kind=kind,
        label=label,
        options=options,
        required=required,
        hint=hint,
        measured=measured,
    )


DATE_HINT = "Skriv som 2027-03-31."
COLUMNS: dict[Kind, tuple[FieldSpec, ...]] = {
    Kind.EXAMINATIONS: (
        column("grounds", _F.SEVERAL, "Vilka grunder?", options=GROUNDS, required=True),
        column("methods", _F.SEVERAL, "Med vilken metod?", required=True),
        column("date", _F.DATE, "När?", required=True, hint=DATE_HINT),
        column("finding", _F.CHOICE, "Vad fann ni?", options=FINDINGS, required=True),
    ),
    Kind.PHENOMENA: (
        column("answer", _F.CHOICE, "Finns det?", options=YES_PARTLY_NO[:3], required=True),
    ),
    Kind.ELEMENTS: (
        column("answer", _F.CHOICE, "Framgår det?", options=YES_PARTLY_NO[:3], required=True),
        column("page", _F.LINE, "Sida"),
    ),
    Kind.MATRIX: (column("answer", _F.CHOICE, "Svar", required=True),),
    Kind.COOPERATION: (
        column("forum", _F.CHOICE, "Forum", required=True),
        column("date", _F.DATE, "Datum", required=True, hint=DATE_HINT),
        column("parties", _F.SEVERAL, "Vilka deltog?", options=PARTIES, required=True),
        column("views", _F.TEXT, "Synpunkter"),
        column("result", _F.TEXT, "Vad blev resultatet?"),
    ),
    Kind.INFORMATION: (
        column("organisation", _F.LINE, "Organisation", required=True),
        column("what", _F.TEXT, "Vilken information lämnades?", required=True),
        column("date", _F.DATE, "När?", required=True, hint=DATE_HINT),
        column(
            "individual_pay",
            _F.CHOICE,
            "Innehöll den enskildas löner?",
            options=YES_OR_NO,
            required=True,
        ),
    ),
    Kind.RISKS: (
        column("ref", _F.HIDDEN, ""),
        column("area", _F.CHOICE, "Område", options=AREAS, required=True),
        column("description", _F.TEXT, "Risk eller hinder", required=True),
        column("grounds", _F.SEVERAL, "Vilka grunder rör det?", options=GROUNDS, required=True),
        column("source", _F.LINE, "Hur såg ni det?", required=True),
        column("cause", _F.TEXT, "Vad beror det på?", required=True),
        column("likelihood", _F.CHOICE, "Sannolikhet", options=SEVERITY, required=True),
        column("consequence", _F.CHOICE, "Konsekvens", options=SEVERITY, required=True),
    ),
    Kind.MEASURES: (
        column("ref", _F.HIDDEN, ""),
        column("risk", _F.LINE, "Vilken risk gäller det?", hint="Lämna tomt om den är främjande."),
        column("group", _F.LINE, "Grupp", required=True),
        column("measure", _F.TEXT, "Åtgärd", required=True),
        column("responsible", _F.LINE, "Ansvarig funktion", required=True),
        column("person", _F.LINE, "Namn"),
        column("persons", _F.COUNT, "Antal personer"),
        column("start", _F.DATE, "Börjar", hint=DATE_HINT),
        column("due", _F.DATE, "Klar senast", required=True, hint=DATE_HINT),
        column("next_check", _F.DATE, "Nästa avstämning", hint=DATE_HINT),
        column("effect", _F.TEXT, "Vad ska den leda till?", required=True),
        column("measured_by", _F.TEXT, "Hur ser ni att den har haft effekt?", required=True),
        column("monthly_cost", _F.COUNT, "Kronor per månad"),
        column("cost", _F.COUNT, "Kostnad i kronor per år"),
        column("funding", _F.LINE, "Finansiering"),
        column("status", _F.CHOICE, "Läge", options=MEASURE_STATES),
    ),
    Kind.OUTCOMES: (
        column("ref", _F.HIDDEN, ""),
        column("measure", _F.LINE, "Åtgärd", required=True),
        column("outcome", _F.CHOICE, "Hur gick det?", options=OUTCOMES, required=True),
        column("new_date", _F.DATE, "Nytt datum", hint=DATE_HINT),
        column("reason", _F.TEXT, "Varför?"),
        column("decided_by", _F.LINE, "Vem har beslutat?"),
        column("effect", _F.CHOICE, "Fick den avsedd effekt?", options=EFFECTS, required=True),
        column("how_known", _F.TEXT, "Hur vet ni det?", required=True),
    ),
    Kind.COMPARISONS: (
        column("group", _F.LINE, "Grupp", required=True),
        column("compared_with", _F.LINE, "Jämförd med", required=True),
        column("difference", _F.LINE, "Löneskillnad", required=True),
        column("explanation", _F.TEXT, "Förklaring", required=True),
        column("judgement", _F.CHOICE, "Samband med kön?", options=CONNECTED_TO_SEX, required=True),
    ),
}
USUAL_COLUMNS: dict[Kind, tuple[str, ...]] = {
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
