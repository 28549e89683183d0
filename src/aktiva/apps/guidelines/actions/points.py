"""What a person says of a point: where it stands, or that it does not."""

from __future__ import annotations

import re
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.apps.audit import history, log
from aktiva.apps.guidelines import policy, queries
from aktiva.apps.guidelines.models import LONGEST_WORDS, DocumentFile, PointFinding
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.apps.registers.models import GoverningDocument
from aktiva.domain.guidelines import points_for

_PAGE_NUMBERS = re.compile(r"\A(?:s(?:id(?:a|an)?|\.)?\s*)?(\d+)\Z", re.IGNORECASE)


class OtherVersion(ValidationError):
    """The version has been replaced since the page was opened. Nothing was saved."""

    def __init__(self, last: GoverningDocument) -> None:
        self.last = last
        super().__init__(
            _(
                "%(title)s har fått version %(version)s sedan du öppnade sidan, så ditt besked är "
                "inte sparat. Läs den nya versionen och svara på nytt."
            )
            % {"title": last.title, "version": last.version}
        )


class OtherFile(ValidationError):
    """The file has been replaced since the page was opened. Nothing was saved."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Filen har bytts ut sedan du öppnade sidan, så ditt besked är inte sparat. Läs "
                "den nya texten och svara på nytt."
            )
        )


@transaction.atomic
def record_point(
    *, document_id: int, file_id: int | None, point: str, page: str, actor, at: datetime,
    passage: str = "",
) -> PointFinding:  # fmt: skip
    """Say on which page a point stands, or with no page that it is missing.

    Args:
        file_id: The file that the person looked in; None where the document has none here.

    Raises:
        GoverningDocument.DoesNotExist: No such document, or not one that `actor` keeps.
        OtherVersion, OtherFile: What the person looked at no longer applies.
        ValidationError: The document has no such point, or no such page.
    """
    document, file = _looked_in(document_id, file_id, actor=actor, at=at)
    if point not in {p.code for p in points_for(document.kind)}:
        raise ValidationError(_("Dokumentet kontrolleras inte för den punkten."))
    _check_page(page, file)
    kept = PointFinding.objects.filter(document=document, file=file, point=point).first()
    finding = kept or PointFinding(document=document, file=file, point=point)
    finding.verdict = PointFinding.Verdict.FOUND if page else PointFinding.Verdict.MISSING
    finding.page, finding.passage = page, passage[:LONGEST_WORDS]
    finding.made_at, finding.made_by = at, actor
    finding.made_as = organisation_policy.signed_as(
        actor, employer_id=document.employer_id, on=at.date()
    )
    history.store(finding, at=at, by=actor)
    log.record(
        log.Event.DOCUMENT_POINT_FOUND, actor=actor, about=finding, at=at,
        details={"document": document.pk, "point": point, "verdict": finding.verdict},
    )  # fmt: skip
    return finding


def confirm_passage(
    *, document_id: int, file_id: int, point: str, number: int, actor, at: datetime
) -> PointFinding:
    """Say that a proposed passage meets a point: its place and words are kept.

    Raises:
        As `record_point`.
        DocumentFile.DoesNotExist: No such file of the document, or no such passage.
    """
    document = policy.keepable_documents(actor, on=at.date()).get(pk=document_id)
    file = queries.document_file(document, file_id)
    proposed = queries.passages(file, document.kind).get(point, ())
    if not 0 <= number < len(proposed):
        raise DocumentFile.DoesNotExist
    headings = dict(file.pages.values_list("number", "heading"))
    return record_point(
        document_id=document_id, file_id=file_id, point=point,
        page=queries.where(file, proposed[number], headings), passage=proposed[number].text,
        actor=actor, at=at,
    )  # fmt: skip


@transaction.atomic
def clear_point(*, document_id: int, file_id: int | None, point: str, actor, at: datetime) -> None:
    """Take back what was said of a point, so that it is open again.

    Raises:
        GoverningDocument.DoesNotExist: No such document, or not one that `actor` keeps.
        OtherVersion, OtherFile: What the person looked at no longer applies.
        PointFinding.DoesNotExist: Nothing is said of the point.
    """
    document, file = _looked_in(document_id, file_id, actor=actor, at=at)
    finding = PointFinding.objects.get(document=document, file=file, point=point)
    log.record(
        log.Event.DOCUMENT_POINT_CLEARED, actor=actor, about=finding, at=at,
        details={"document": document.pk, "point": point},
    )  # fmt: skip
    history.remove(finding, at=at, by=actor)


def _looked_in(
    document_id: int, file_id: int | None, *, actor, at: datetime
) -> tuple[GoverningDocument, DocumentFile | None]:
    """Return the version and file, locked, when they are still those that apply."""
    reach = policy.keepable_documents(actor, on=at.date())
    GoverningDocument.objects.select_for_update().filter(pk__in=reach.values("pk")).filter(
        pk=document_id
    ).first()
    document = reach.get(pk=document_id)
    last = queries.last_version(document)
    if last.pk != document.pk:
        raise OtherVersion(last)
    file = queries.file_in_force(document)
    if (file.pk if file else None) != file_id:
        raise OtherFile
    return document, file


def _check_page(page: str, file: DocumentFile | None) -> None:
    if not page:
        return
    if not any(ch.isalnum() for ch in page):
        raise ValidationError({"page": _("Skriv sidan som en siffra eller avsnittets namn.")})
    number = _PAGE_NUMBERS.match(page)
    if file is None or number is None or file.place != DocumentFile.Place.PAGE:
        return
    if not 1 <= int(number[1]) <= file.n_pages:
        raise ValidationError(
            {
                "page": _("Filen har %(n)s sidor. Skriv en sida mellan 1 och %(n)s.")
                % {"n": file.n_pages}
            }
        )
