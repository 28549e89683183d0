"""Reads of when a unit answered together."""

from __future__ import annotations

from django.utils.translation import gettext as _

from aktiva.apps.surveys.models import AnsweringTogether, Sheet
from aktiva.domain.questionnaire.fields import PARTIES

_LABELS = {option.code: option.label for option in PARTIES}


def going_on(sheet: Sheet, pk: int | None) -> AnsweringTogether | None:
    """Return the meeting that goes on, by the number that the browser remembers. One question."""
    if pk is None:
        return None
    return AnsweringTogether.objects.filter(pk=pk, sheet=sheet, ended_at=None).first()


def meetings(sheet: Sheet) -> list[AnsweringTogether]:
    """Return when the unit has answered together, the first first. One question."""
    return list(sheet.meetings.order_by("begun_at", "pk"))


def party_labels(meeting: AnsweringTogether) -> list[str]:
    """Return who took part, as people read it. No question."""
    return [_(_LABELS[code]) for code in meeting.parties if code in _LABELS]
