"""The governing documents against harassment, as the law check reads them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime

from aktiva.apps.guidelines import queries as guidelines
from aktiva.apps.guidelines.queries import CheckedText
from aktiva.domain.law.evidence import Reference, ReviewEvidence, TextEvidence, TextKind

EMPLOYERS = {"guidelines": TextKind.GUIDELINES, "routines": TextKind.ROUTINES}
SCHOOLS = {
    "education_guidelines": TextKind.GUIDELINES,
    "education_routines": TextKind.ROUTINES,
}


def of_year(
    employer, *, year: int, on: date, as_of: datetime | None
) -> tuple[date, tuple[CheckedText, ...]]:
    """Return the day that the check of a year is about, and the versions in force on it."""
    day = min(on, date(year, 12, 31))
    return day, guidelines.texts(employer, on=day, as_of=as_of)


def employers(found: Sequence[CheckedText], *, on: date) -> tuple[TextEvidence, ...]:
    """Return the documents of the whole employer, 6 §. A unit's own is not the employer's."""
    return tuple(
        _told(text, EMPLOYERS[text.kind], on)
        for text in found
        if text.kind in EMPLOYERS and text.unit_id is None
    )


def schools(
    found: Sequence[CheckedText], line: Collection[int], *, on: date
) -> tuple[TextEvidence, ...]:
    """Return the documents that hold for a school, 18 §: its own, and those of the units above it.

    Args:
        line: The school and the units above it. The employer's own for education hold for all.
    """
    return tuple(
        _told(text, SCHOOLS[text.kind], on)
        for text in found
        if text.kind in SCHOOLS and (text.unit_id is None or text.unit_id in line)
    )


def _told(text: CheckedText, kind: TextKind, on: date) -> TextEvidence:
    return TextEvidence(
        kind=kind,
        title=text.title,
        adopted_by=text.adopted_by,
        adopted_on=text.adopted_on,
        found=text.found,
        denied=text.denied,
        is_work_environment=text.is_work_environment,
        reviews=tuple(
            ReviewEvidence(
                on=r.on,
                with_whom=r.with_whom,
                how_known=r.how_known,
                changes=r.changes,
                earlier_changes=r.earlier_changes,
                reference=Reference("document_review", r.id, r.on),
            )
            for r in text.reviews
        ),
        reference=Reference("governing_document", text.document_id, text.adopted_on),
        checked_on=on,
    )
