"""The words beside a field in a file."""

from __future__ import annotations

from aktiva.domain.questionnaire.controls import FieldKind, FieldSpec
from aktiva.domain.questionnaire.sheet_file import Asked

CROSS = "x"
ONLY_IN_AKTIVA = "Den här frågan besvaras i Aktiva och inte i filen."
DATE_FORM = "ÅÅÅÅ-MM-DD"


def label(spec: FieldSpec, option: str = "") -> str:
    """Return what a field is called, with its row and its option."""
    named = f"{spec.row_label}: {spec.label}" if spec.row else spec.label
    return f"{named.rstrip(':')}: {option}" if option else named


def hint(spec: FieldSpec, *, listed: bool) -> str:
    """Return how a field is filled in.

    Args:
        listed: Say what can be chosen, where the program does not show it on paper.
    """
    said = spec.hint
    match spec.kind:
        case FieldKind.CHOICE:
            options = " · ".join(o.label for o in spec.options)
            how = f"Välj ett: {options}." if listed else "Välj i listan."
            said = f"{how} {said}".strip()
        case FieldKind.SEVERAL:
            said = said or ("Kryssa för dem som stämmer." if listed else "Skriv x om det stämmer.")
        case FieldKind.COUNT:
            said = said or "Skriv ett heltal."
        case FieldKind.NUMBER:
            said = said or "Skriv talet, till exempel 12,5."
        case FieldKind.TEXT:
            most = f"{spec.longest:,}".replace(",", "\u00a0")
            said = said or f"Högst {most} tecken."
    return said


def shown(asked: Asked) -> tuple[str, ...]:
    """Return what stands under a question before its fields."""
    said = [asked.condition, asked.question.help, *asked.earlier]
    if not asked.fields:
        said.append(ONLY_IN_AKTIVA)
    return tuple(words for words in said if words)
