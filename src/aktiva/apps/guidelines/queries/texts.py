"""Reads of governing documents against harassment: what applies, what is found, when reviewed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from aktiva.apps.audit import history
from aktiva.apps.guidelines.models import DocumentFile, DocumentReview, PointFinding
from aktiva.apps.guidelines.policy import KINDS
from aktiva.apps.organisation.models import Employer
from aktiva.apps.registers.models import GoverningDocument


@dataclass(frozen=True, slots=True)
class Review:
    """One time that a document was followed up, with the words of the time before."""

    id: int
    on: date
    with_whom: str
    how_known: str
    n_cases: int | None
    changes: str
    earlier_changes: str


@dataclass(frozen=True, slots=True)
class CheckedText:
    """A version of a document in force, and what a person has found in its present file.

    Args:
        unit_id: The unit whose own document it is; None for the whole employer's.
        found: Point → page, as it was typed.
        denied: Points that a person says are missing.
        reviews: Those of this version and of the versions before it, the latest first.
    """

    document_id: int
    kind: str
    unit_id: int | None
    title: str
    version: str
    adopted_by: str
    adopted_on: date
    next_review_on: date
    found: Mapping[str, str]
    denied: frozenset[str]
    is_work_environment: bool
    reviews: tuple[Review, ...]

    @property
    def kind_name(self) -> str:
        return str(GoverningDocument.Kind(self.kind).label)


def texts(
    employer: Employer, *, on: date, as_of: datetime | None = None
) -> tuple[CheckedText, ...]:
    """Return the versions in force on a day, now or as they were known at a time. Four questions."""
    known = {
        d.pk: d for d in history.rows(GoverningDocument, as_of=as_of).filter(employer=employer)
    }
    in_force = [
        d for d in known.values()
        if d.kind in KINDS
        and d.adopted_on <= on
        and (d.retired_on is None or d.retired_on > on)
    ]  # fmt: skip
    files: dict[int, DocumentFile] = {}
    for file in history.rows(DocumentFile, as_of=as_of).filter(document__employer=employer):
        last = files.get(file.document_id)
        if file.withdrawn_at is None and (last is None or file.pk > last.pk):
            files[file.document_id] = file
    findings: dict[int, list[PointFinding]] = {}
    for finding in history.rows(PointFinding, as_of=as_of).filter(document__employer=employer):
        file = files.get(finding.document_id)
        if finding.file_id == (file.pk if file else None):
            findings.setdefault(finding.document_id, []).append(finding)
    reviews = _reviews(employer, as_of=as_of)
    return tuple(
        _checked(d, files.get(d.pk), findings.get(d.pk, []), _of_chain(d, known, reviews))
        for d in sorted(in_force, key=lambda d: (d.unit_id or 0, KINDS.index(d.kind), d.pk))
    )


def _checked(document, file, findings, reviews) -> CheckedText:
    return CheckedText(
        document_id=document.pk,
        kind=document.kind,
        unit_id=document.unit_id,
        title=document.title,
        version=document.version,
        adopted_by=document.adopted_by,
        adopted_on=document.adopted_on,
        next_review_on=document.next_review_on,
        found={f.point: f.page for f in findings if f.verdict == PointFinding.Verdict.FOUND},
        denied=frozenset(f.point for f in findings if f.verdict == PointFinding.Verdict.MISSING),
        is_work_environment=file is not None
        and file.character == DocumentFile.Character.WORK_ENVIRONMENT,
        reviews=reviews,
    )


def _reviews(employer: Employer, *, as_of: datetime | None) -> dict[int, list[DocumentReview]]:
    found: dict[int, list[DocumentReview]] = {}
    for row in history.rows(DocumentReview, as_of=as_of).filter(document__employer=employer):
        found.setdefault(row.document_id, []).append(row)
    return found


def _of_chain(document, known, reviews) -> tuple[Review, ...]:
    """Return the reviews of a version and of those that it replaces, the latest first."""
    rows: list[DocumentReview] = []
    at = document
    while at is not None:
        rows += reviews.get(at.pk, [])
        at = known.get(at.replaces_id)
    rows.sort(key=lambda r: (r.on_date, r.pk))
    before = ["", *(r.changes for r in rows)]
    return tuple(
        Review(r.pk, r.on_date, r.with_whom, r.how_known, r.n_cases, r.changes, earlier)
        for r, earlier in reversed(list(zip(rows, before, strict=False)))
    )
