"""Notes and files on measures."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.apps.attachments import actions as attachments
from aktiva.apps.audit import history, log
from aktiva.apps.cycles import policy, queries
from aktiva.apps.cycles.models import Measure, Note


@transaction.atomic
def add_note(
    *,
    measure_id: int,
    unit_id: int | None = None,
    text: str = "",
    occurrence_on: date | None = None,
    file: attachments.Examined | None = None,
    written_as: str,
    actor,
    at: datetime,
) -> Note:
    """Write a note on a measure, with or without a file that has been examined.

    Args:
        unit_id: Where a common measure is written about, one of the units it reaches.
        occurrence_on: Which time it is about, for a measure that is done at several times.

    Raises:
        Measure.DoesNotExist: No such measure, or not one that `actor` may decide on there.
        Unit.DoesNotExist: `actor` may not decide measures for the unit.
        ValidationError: It says nothing, the day is none of the measure's, or the file is
            already there.
    """
    measure = _writable(measure_id, unit_id, actor=actor, at=at)
    problems: dict[str, str] = {}
    if not text.strip() and file is None:
        problems["text"] = _("Skriv en anteckning eller välj en fil.")
    if occurrence_on is not None:
        if not measure.schedule_text:
            problems["occurrence_on"] = _(
                "Åtgärden görs en gång, så det finns inga tillfällen att välja. Lämna tomt."
            )
        elif occurrence_on > at.date():
            problems["occurrence_on"] = _("Det tillfället har inte varit än. Skriv ett som varit.")
        elif occurrence_on.year < measure.cycle.year:
            problems["occurrence_on"] = _(
                "Tillfället ligger före %(year)s, som planen gäller. Skriv ett datum från det året."
            ) % {"year": measure.cycle.year}
    same = Note.objects.filter(measure=measure, unit=unit_id)
    if file is not None and same.filter(file__sha256=file.sha256).exists():
        problems["file"] = _("Den filen finns redan bland åtgärdens underlag.")
    if problems:
        raise ValidationError(problems)
    stored = None
    if file is not None:
        stored = attachments.store(file, employer_id=measure.cycle.employer_id, actor=actor, at=at)
    note = history.store(
        Note(
            measure=measure, unit_id=unit_id, occurrence_on=occurrence_on, text=text.strip(),
            file=stored, written_at=at, written_as=written_as,
        ),
        at=at,
        by=actor,
    )  # fmt: skip
    log.record(
        log.Event.NOTE_ADDED, actor=actor, about=note, at=at,
        details={"measure": measure.pk, "file": stored.pk if stored else None},
    )  # fmt: skip
    return note


@transaction.atomic
def withdraw_note(*, measure_id: int, note_id: int, actor, at: datetime) -> None:
    """Take away a note that should not be there, and its file.

    Raises:
        Note.DoesNotExist: No such note on the measure.
        Measure.DoesNotExist: Not a measure that `actor` may decide on there.
        Unit.DoesNotExist: `actor` may not decide measures for the note's unit.
    """
    note = Note.objects.select_related("file").get(pk=note_id, measure=measure_id)
    _writable(measure_id, note.unit_id, actor=actor, at=at, is_reached=False)
    log.record(
        log.Event.NOTE_WITHDRAWN, actor=actor, about=note, at=at, details={"measure": measure_id}
    )
    stored = note.file
    history.remove(note, at=at, by=actor)
    if stored is not None:
        attachments.drop(stored, actor=actor, at=at)


def _writable(
    measure_id: int, unit_id: int | None, *, actor, at: datetime, is_reached: bool = True
) -> Measure:
    """Return the measure, locked so that the same file is not added twice at once."""
    on = at.date()
    if unit_id is None:
        found = policy.decidable_measures(actor, on=on).filter(pk=measure_id)
    else:
        unit = policy.decidable_units(actor, on=on).get(pk=unit_id)
        found = Measure.objects.filter(pk=measure_id, common=True, cycle__employer=unit.employer_id)
    Measure.objects.select_for_update().filter(pk__in=found.values("pk")).first()
    measure = found.select_related("cycle__employer", "unit__employer").get()
    if unit_id is not None and is_reached and unit_id not in queries.reached_units(measure, on=on):
        raise Measure.DoesNotExist
    return measure
