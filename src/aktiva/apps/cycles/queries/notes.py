"""Reads of notes and files on measures."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from aktiva.apps.cycles.models import Measure, Note
from aktiva.apps.organisation import queries as organisation

MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note as a measure's page lists it."""

    id: int
    unit_id: int | None
    unit_name: str
    occurrence_on: date | None
    text: str
    file_name: str
    file_size: int
    is_scanned: bool
    written_at: datetime
    written_as: str


def _within(measure: Measure, units: Collection[int] | None) -> Q:
    condition = Q(measure=measure)
    return condition if units is None else condition & (Q(unit=None) | Q(unit__in=units))


def notes(
    measure: Measure, *, units: Collection[int] | None, on: date
) -> tuple[list[NoteRow], int]:
    """Return the latest notes on a measure, and how many there are. Two questions at most.

    `units`: those whose notes on a common measure are shown; None for all.
    """
    found = Note.objects.filter(_within(measure, units))
    latest = list(found.select_related("file").order_by("-written_at", "-pk")[: MOST_SHOWN + 1])
    n = found.count() if len(latest) > MOST_SHOWN else len(latest)
    tree = organisation.tree(measure.unit.employer, on=on)
    rows = [
        NoteRow(
            id=note.pk,
            unit_id=note.unit_id,
            unit_name=tree.nodes[note.unit_id].name if note.unit_id in tree else "",
            occurrence_on=note.occurrence_on,
            text=note.text,
            file_name=note.file.name if note.file else "",
            file_size=note.file.size if note.file else 0,
            is_scanned=bool(note.file and note.file.is_scanned),
            written_at=note.written_at,
            written_as=note.written_as,
        )
        for note in latest[:MOST_SHOWN]
    ]
    return rows, n


def note_file(measure: Measure, note_id: int, *, units: Collection[int] | None):
    """Return the file of a note on a measure, within the units shown. One question.

    Raises:
        Note.DoesNotExist: No such note there, or one without a file.
    """
    found = Note.objects.filter(_within(measure, units), file__isnull=False)
    return found.select_related("file").get(pk=note_id).file
