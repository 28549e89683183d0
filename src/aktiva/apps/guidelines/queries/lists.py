"""How an employer's, or a unit's, documents stand against the three phenomena."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from aktiva.apps.guidelines.queries.texts import CheckedText
from aktiva.apps.registers.models import GoverningDocument
from aktiva.domain.guidelines import points_for
from aktiva.domain.guidelines.points import PHENOMENA

K = GoverningDocument.Kind


@dataclass(frozen=True, slots=True)
class Cell:
    """Whether one kind of document names one phenomenon: a state, words, and the page."""

    name: str
    state: str
    words: str
    page: str


@dataclass(frozen=True, slots=True)
class Standing:
    """One row of the table: a kind of document against each phenomenon."""

    name: str
    document_id: int | None
    cells: tuple[Cell, ...]


def standing(found: Iterable[CheckedText], *, education: bool = False) -> tuple[Standing, ...]:
    """Return guidelines and routines against the phenomena; for education without reprisals."""
    kinds = (
        ((K.EDUCATION_GUIDELINES, _("Riktlinjer")), (K.EDUCATION_ROUTINES, _("Rutiner")))
        if education
        else ((K.GUIDELINES, _("Riktlinjer")), (K.ROUTINES, _("Rutiner")))
    )
    kept = list(found)
    return tuple(_row(kind, name, [t for t in kept if t.kind == kind]) for kind, name in kinds)


def _row(kind: str, name: str, texts: list[CheckedText]) -> Standing:
    cells = []
    for point in points_for(kind):
        if point.code not in PHENOMENA:
            continue
        pages = [t.found[point.code] for t in texts if t.found.get(point.code, "").strip()]
        if pages:
            cells.append(Cell(point.short, "done", _("Finns"), pages[0]))
        elif not texts:
            cells.append(Cell(point.short, "missing", _("Dokument saknas"), ""))
        elif all(point.code in t.denied for t in texts):
            cells.append(Cell(point.short, "missing", _("Saknas"), ""))
        else:
            cells.append(Cell(point.short, "not_started", _("Inte bekräftat"), ""))
    return Standing(name, texts[0].document_id if texts else None, tuple(cells))


def of_unit(found: Iterable[CheckedText], unit_id: int | None) -> tuple[CheckedText, ...]:
    """Return the documents of one unit, or with None those of the whole employer."""
    return tuple(t for t in found if t.unit_id == unit_id)
