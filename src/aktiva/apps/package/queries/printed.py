"""The frozen papers of a year as they stood, and the governing documents with their files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from aktiva.apps.attachments import queries as attachments
from aktiva.apps.attachments.models import StoredFile
from aktiva.apps.audit import history
from aktiva.apps.guidelines.models import DocumentFile, DocumentReview
from aktiva.apps.package.queries.guard import Guard
from aktiva.apps.package.queries.work import day
from aktiva.apps.package.queries.years import Year
from aktiva.apps.registers.models import GoverningDocument
from aktiva.apps.reports.models import Paper
from aktiva.domain.package import main_kind

NEVER_HANDED_OVER = frozenset({Paper.Kind.ANSWERS_RECEIPT, Paper.Kind.MEETING_PACK})
"""Printed for a meeting or a person, and never approved."""


@dataclass(frozen=True, slots=True)
class Papers:
    """The year's papers as they stood.

    Args:
        main: The approved written documentation of the employer, the last one; None for none.
        others: Every other approved paper, in order of kind, day and number.
        has_draft: Whether the documentation was begun but not approved.
    """

    main: Paper | None
    others: tuple[Paper, ...]
    has_draft: bool

    @property
    def every(self) -> tuple[Paper, ...]:
        """All approved papers, the documentation first."""
        return (*((self.main,) if self.main else ()), *self.others)


def papers(year: Year) -> Papers:
    """Return the year's papers. One question."""
    found = sorted(
        history.rows(Paper, as_of=year.as_of).filter(cycle=year.cycle),
        key=lambda p: (p.kind, p.paper_date, p.pk),
    )
    root = year.tree.root.id if year.tree.root else None
    kind = main_kind(year.duty)
    own = [p for p in found if p.kind == kind and p.unit_id == root]
    approved = sorted(
        (p for p in own if p.state == Paper.State.APPROVED), key=lambda p: (p.approved_at, p.pk)
    )
    main = approved[-1] if approved else None
    others = tuple(
        p
        for p in found
        if p.state == Paper.State.APPROVED and p != main and p.kind not in NEVER_HANDED_OVER
    )
    return Papers(main, others, has_draft=main is None and bool(own))


@dataclass(frozen=True, slots=True)
class Text:
    """A version of a governing document with its file, as they stood."""

    document: GoverningDocument
    kind: str
    unit: str
    file: StoredFile | None
    content: bytes | None
    reviews: tuple[DocumentReview, ...]

    @property
    def is_lost(self) -> bool:
        """Whether there was a file whose content is gone from the disk."""
        return self.file is not None and self.content is None


def texts(year: Year) -> list[Text]:
    """Return the versions that applied some day of the year until the time. Four questions."""
    first, last = date(year.year, 1, 1), min(year.day, date(year.year, 12, 31))
    documents = [
        d
        for d in history.rows(GoverningDocument, as_of=year.as_of).filter(employer=year.employer.pk)
        if d.adopted_on <= last and (d.retired_on is None or d.retired_on > first)
    ]
    files: dict[int, DocumentFile] = {}
    rows = history.rows(DocumentFile, as_of=year.as_of).filter(document__employer=year.employer.pk)
    for row in sorted(rows, key=lambda row: row.pk):
        if row.withdrawn_at is None:
            files[row.document_id] = row
    stored = StoredFile.objects.in_bulk([row.file_id for row in files.values()])
    reviews: dict[int, list[DocumentReview]] = {}
    for review in history.rows(DocumentReview, as_of=year.as_of).filter(
        document__employer=year.employer.pk
    ):
        reviews.setdefault(review.document_id, []).append(review)
    kinds = [kind.value for kind in GoverningDocument.Kind]
    found = []
    for d in sorted(documents, key=lambda d: (kinds.index(d.kind), d.adopted_on, d.pk)):
        row = files.get(d.pk)
        file = stored.get(row.file_id) if row else None
        found.append(
            Text(
                document=d,
                kind=str(GoverningDocument.Kind(d.kind).label),
                unit=year.names.get(d.unit_id or 0, ""),
                file=file,
                content=_content(file),
                reviews=tuple(sorted(reviews.get(d.pk, []), key=lambda r: (r.on_date, r.pk))),
            )
        )
    return found


def _content(file: StoredFile | None) -> bytes | None:
    if file is None:
        return None
    try:
        return attachments.content(file)
    except FileNotFoundError:
        return None


def texts_as_data(
    found: list[Text], paths: dict[int, str], clean: Guard
) -> Iterator[dict[str, Any]]:
    """Give the governing documents as data; cases of a review are never counted here."""
    for t in found:
        d = t.document
        yield {
            "id": d.pk,
            "kind": d.kind,
            "title": d.title,
            "version": d.version,
            "unit": t.unit or None,
            "adopted_by": clean(d.adopted_by),
            "adopted_on": day(d.adopted_on),
            "next_review_on": day(d.next_review_on),
            "retired_on": day(d.retired_on),
            "replaces": d.replaces_id,
            "link": d.link,
            "file": paths.get(d.pk),
            "reviews": [
                {
                    "on": day(r.on_date),
                    "with_whom": clean(r.with_whom),
                    "how_known": clean(r.how_known),
                    "changes": clean(r.changes),
                }
                for r in t.reviews
            ],
        }
