"""Reads of examinations and what they rest on."""

from __future__ import annotations

from datetime import datetime

from aktiva.apps.audit import history
from aktiva.apps.cycles.models import Cycle, Examination, Source, SurveyFigure


def examinations(
    cycle: Cycle, *, unit_ids=None, as_of: datetime | None = None
) -> list[Examination]:
    """Return the examinations recorded through the year, in order of unit and day. One question.

    What the questionnaire says is not among them; see `surveys.queries.examined`.
    """
    found = history.rows(Examination, as_of=as_of).filter(cycle=cycle)
    if unit_ids is not None:
        found = found.filter(unit__in=unit_ids)
    return sorted(found, key=lambda e: (e.unit_id, e.on_date, e.pk))


def unit_examinations(cycle: Cycle, unit_id: int):
    """Return one unit's examinations with source, forum and samples. Two questions."""
    return (
        Examination.objects.filter(cycle=cycle, unit_id=unit_id)
        .select_related("source", "forum")
        .prefetch_related("samples")
        .order_by("on_date", "pk")
    )


def sources_for(cycle: Cycle, unit_ids) -> list[Source]:
    """Return the sources that units may point to, theirs and those of the ones above. One question."""
    return list(
        Source.objects.filter(cycle=cycle, unit__in=unit_ids)
        .select_related("forum")
        .order_by("-on_date", "pk")
    )


def examination_of(cycle: Cycle, unit_id: int, examination_id: int) -> Examination | None:
    """Return one examination of a unit's year, or None. One question."""
    return Examination.objects.filter(cycle=cycle, unit=unit_id, pk=examination_id).first()


def unit_of_examination(examination_id: int) -> int | None:
    """Return the unit that was examined; None for no such examination. One question."""
    return Examination.objects.filter(pk=examination_id).values_list("unit_id", flat=True).first()


def survey_figures(source: Source, tree) -> list[tuple[str, SurveyFigure]]:
    """Return (unit's name, figure) of a survey, by unit and index. One question."""
    found = SurveyFigure.objects.filter(source=source).order_by("index", "pk")
    named = [(tree.nodes[f.unit_id].name if f.unit_id in tree else "", f) for f in found]
    return sorted(named, key=lambda row: row[0])
