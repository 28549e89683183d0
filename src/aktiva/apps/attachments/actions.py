"""Taking in files: looked at first, stored in the transaction of the row they hang on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.adapters.files.folder import digest
from aktiva.adapters.files.kinds import LONGEST_NAME, Kind, Refused, Wrong, kind_of
from aktiva.adapters.files.scanner import Verdict, scan
from aktiva.apps.attachments import queries
from aktiva.apps.attachments.models import StoredFile
from aktiva.apps.audit import log


@dataclass(frozen=True, slots=True)
class Examined:
    """A file that `examine` has let in, not stored yet."""

    name: str
    content: bytes
    kind: Kind
    sha256: str
    is_scanned: bool


def examine(*, name: str, content: bytes) -> Examined:
    """Look at a file before it is stored: its size, its kind, its content, and for viruses.

    Nothing is written, and no transaction should be open: a scanner takes its time.

    Raises:
        ValidationError: It is refused, with the reason for `file`.
    """
    if len(content) > settings.AKTIVA_FILE_LIMIT:
        raise _refused(
            _("Filen är större än %(n)s MB. Välj en mindre fil eller dela upp den.")
            % {"n": queries.limit_words()},
            "large",
        )
    try:
        kind = kind_of(name, content)
    except Refused as refused:
        raise _refused(_words(refused.why), refused.why) from refused
    is_scanned = _scanned(content)
    return Examined(name, content, kind, digest(content), is_scanned)


def _scanned(content: bytes) -> bool:
    """Return whether a scanner has found the content clean; False where there is no scanner."""
    if not settings.AKTIVA_SCANNER:
        return False
    with queries.folder().waiting(content) as path:
        verdict = scan(
            path, command=settings.AKTIVA_SCANNER, seconds=settings.AKTIVA_SCANNER_SECONDS
        )
    if verdict is Verdict.INFECTED:
        raise _refused(
            _(
                "Virusskyddet säger att filen är smittad, så den är inte sparad. "
                "Hör av dig till it-avdelningen."
            ),
            "infected",
        )
    if verdict is Verdict.UNKNOWN:
        raise _refused(
            _(
                "Filen kunde inte virusgranskas, så den är inte sparad. Försök igen om en stund, "
                "och hör av dig till it-avdelningen om det inte hjälper."
            ),
            "not_scanned",
        )
    return True


def _refused(words: str, code: str) -> ValidationError:
    return ValidationError({"file": ValidationError(words, code=code)})


def _words(why: Wrong) -> str:
    return {
        Wrong.EMPTY: _("Filen är tom. Välj en fil med innehåll."),
        Wrong.NAME: _(
            "Filens namn går inte att använda. Byt till ett namn på högst %(n)s tecken utan "
            "snedstreck och kolon."
        )
        % {"n": LONGEST_NAME},
        Wrong.KIND: _(
            "Filer av det slaget tas inte emot. Spara den som PDF, bild (PNG eller JPEG), Word, "
            "Excel, OpenDocument eller text."
        ),
        Wrong.OTHER_CONTENT: _(
            "Innehållet är något annat än vad filens namn säger. Öppna filen, spara den på nytt "
            "och välj den igen."
        ),
        Wrong.MACROS: _(
            "Filen innehåller makron eller program, och sådana tas inte emot. Spara den utan "
            "makron eller som PDF."
        ),
        Wrong.LOCKED: _("Filen är låst med lösenord. Spara den utan lösenord och välj den igen."),
        Wrong.BOMB: _(
            "Filen blir orimligt stor när den packas upp. Spara den som PDF och välj den i stället."
        ),
        Wrong.BROKEN: _(
            "Filen är skadad och går inte att läsa. Öppna den, spara den på nytt och välj den igen."
        ),
        Wrong.NOT_UTF8: _(
            "Texten är inte sparad som UTF-8. Välj UTF-8 när du sparar filen, eller spara den "
            "som PDF."
        ),
    }[why]


@transaction.atomic
def store(examined: Examined, *, employer_id: int, actor, at: datetime) -> StoredFile:
    """Store a file that has been examined. Whether `actor` may is decided by the row it hangs on."""
    folder = queries.folder()
    folder.keep(examined.content)
    stored = StoredFile(
        employer_id=employer_id, name=examined.name, kind=examined.kind,
        content_type=examined.kind.content_type, size=len(examined.content),
        sha256=examined.sha256, is_scanned=examined.is_scanned, stored_at=at, stored_by=actor,
    )  # fmt: skip
    stored.full_clean()
    stored.save()
    # Once more when the row is there: another may have dropped the same content meanwhile.
    transaction.on_commit(lambda: folder.keep(examined.content))
    log.record(
        log.Event.FILE_STORED, actor=actor, about=stored, at=at,
        details={"kind": stored.kind, "size": stored.size, "scanned": stored.is_scanned},
    )  # fmt: skip
    return stored


@transaction.atomic
def drop(stored: StoredFile, *, actor, at: datetime) -> None:
    """Remove a file that no row points to any more, and its content if no other file has it."""
    sha256 = stored.sha256
    log.record(log.Event.FILE_DROPPED, actor=actor, about=stored, at=at)
    stored.delete()
    same = StoredFile.objects.filter(sha256=sha256)
    transaction.on_commit(lambda: queries.folder().drop(sha256, is_wanted=same.all().exists))
