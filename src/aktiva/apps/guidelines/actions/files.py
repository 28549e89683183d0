"""Files of governing documents: looked at and read first, stored with their text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.adapters.document_text import DocumentText, Reading, read
from aktiva.adapters.files.kinds import Kind
from aktiva.apps.attachments import actions as attachments
from aktiva.apps.audit import history, log
from aktiva.apps.guidelines import policy, queries
from aktiva.apps.guidelines.models import DocumentFile, DocumentPage
from aktiva.domain.guidelines import Character, character

KINDS = (Kind.PDF, Kind.DOCX, Kind.ODT, Kind.TEXT)


@dataclass(frozen=True, slots=True)
class Looked:
    """A file that has been let in and read, not stored yet."""

    examined: attachments.Examined
    text: DocumentText
    character: Character


def look(*, name: str, content: bytes) -> Looked:
    """Let a file in and read its text. Nothing is written; no transaction should be open.

    Raises:
        ValidationError: It is refused, with the reason for `file`.
    """
    examined = attachments.examine(name=name, content=content)
    if examined.kind not in KINDS:
        raise _refused(
            _(
                "Filer av det slaget går inte att läsa som ett dokument. Spara det som PDF, Word, "
                "OpenDocument eller text och välj den filen."
            )
        )
    text = read(content, examined.kind)
    if text.reading is Reading.LOCKED:
        raise _refused(_("Filen är låst med lösenord. Spara den utan lösenord och välj den igen."))
    if text.reading is Reading.DAMAGED:
        raise _refused(
            _(
                "Filen är skadad och går inte att läsa. Öppna den, spara den på nytt och välj "
                "den igen."
            )
        )
    return Looked(examined, text, character(text.pages))


def _refused(words: str) -> ValidationError:
    return ValidationError({"file": words})


@transaction.atomic
def hand_in_file(*, document_id: int, looked: Looked, actor, at: datetime) -> DocumentFile:
    """Store a file of a version with its text. From now on it is the one that is checked.

    Raises:
        GoverningDocument.DoesNotExist: No such document, or not one that `actor` keeps.
        ValidationError: The file is already the one that applies, or the version is replaced.
    """
    document = policy.keepable_documents(actor, on=at.date()).get(pk=document_id)
    if queries.last_version(document).pk != document.pk:
        raise _refused(
            _("Versionen har ersatts av en nyare. Lämna in filen vid den version som gäller.")
        )
    current = queries.file_in_force(document)
    if current is not None and current.file.sha256 == looked.examined.sha256:
        raise _refused(
            _("Det är samma fil som redan finns här. Välj en annan om du vill byta ut den.")
        )
    stored = attachments.store(
        looked.examined, employer_id=document.employer_id, actor=actor, at=at
    )
    file = history.store(
        DocumentFile(
            document=document, file=stored, reading=looked.text.reading,
            place=looked.text.place, n_pages=looked.text.n_pages, character=looked.character,
            handed_in_at=at, handed_in_by=actor,
        ),
        at=at,
        by=actor,
    )  # fmt: skip
    DocumentPage.objects.bulk_create(
        [
            DocumentPage(file=file, number=p.number, heading=p.heading, text=p.text)
            for p in looked.text.pages
        ],
        batch_size=200,
    )
    log.record(
        log.Event.DOCUMENT_FILE_HANDED_IN, actor=actor, about=file, at=at,
        details={"document": document.pk, "reading": file.reading, "pages": file.n_pages},
    )  # fmt: skip
    return file


@transaction.atomic
def withdraw_file(*, document_id: int, file_id: int, actor, at: datetime) -> None:
    """Let a file no longer apply; the one before it, and what was found in it, applies again.

    Raises:
        GoverningDocument.DoesNotExist: No such document, or not one that `actor` keeps.
        DocumentFile.DoesNotExist: No such file, or withdrawn already.
    """
    document = policy.keepable_documents(actor, on=at.date()).get(pk=document_id)
    file = DocumentFile.objects.get(pk=file_id, document=document, withdrawn_at=None)
    file.withdrawn_at = at
    history.store(file, at=at, by=actor, fields=["withdrawn_at"])
    log.record(
        log.Event.DOCUMENT_FILE_WITHDRAWN, actor=actor, about=file, at=at,
        details={"document": document.pk},
    )  # fmt: skip
