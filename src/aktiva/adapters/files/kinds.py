"""Tell what a file is by its content, and refuse what is not what its name says.

Few kinds are let in, so that each can be known by its own signs. Nothing in a file is run,
opened in a browser or unpacked to disk.
"""

from __future__ import annotations

import re
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from io import BytesIO

LONGEST_NAME = 150
MOST_PARTS = 5_000
LARGEST_UNPACKED = 150 * 1024 * 1024
HIGHEST_RATIO = 200
SMALL_UNPACKED = 5 * 1024 * 1024
"""Bytes: what is no larger unpacked harms nobody, however well it was packed."""


class Kind(StrEnum):
    """A kind of file that is let in; the value is the end of its name."""

    PDF = "pdf"
    PNG = "png"
    JPEG = "jpg"
    DOCX = "docx"
    DOTX = "dotx"
    XLSX = "xlsx"
    ODT = "odt"
    ODS = "ods"
    TEXT = "txt"
    CSV = "csv"

    @property
    def content_type(self) -> str:
        """The type as HTTP names it."""
        return _TYPES[self]


_TYPES = {
    Kind.PDF: "application/pdf",
    Kind.PNG: "image/png",
    Kind.JPEG: "image/jpeg",
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.DOTX: "application/vnd.openxmlformats-officedocument.wordprocessingml.template",
    Kind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Kind.ODT: "application/vnd.oasis.opendocument.text",
    Kind.ODS: "application/vnd.oasis.opendocument.spreadsheet",
    Kind.TEXT: "text/plain; charset=utf-8",
    Kind.CSV: "text/csv; charset=utf-8",
}
_ENDINGS = {kind.value: kind for kind in Kind} | {"jpeg": Kind.JPEG}


class Wrong(StrEnum):
    """Why a file is refused."""

    EMPTY = "empty"
    NAME = "name"
    KIND = "kind"
    OTHER_CONTENT = "other_content"
    MACROS = "macros"
    LOCKED = "locked"
    BOMB = "bomb"
    BROKEN = "broken"
    NOT_UTF8 = "not_utf8"


class Refused(Exception):
    """A file that is not let in."""

    def __init__(self, why: Wrong) -> None:
        super().__init__(why)
        self.why = why


def kind_of(name: str, content: bytes) -> Kind:
    """Return what a file is, when its name and content agree.

    Raises:
        Refused: It is empty, its name is none, its kind is not let in, its content is another
            than the name says, or it holds what could do harm.
    """
    _check_name(name)
    if not content:
        raise Refused(Wrong.EMPTY)
    kind = _ENDINGS.get(name.rpartition(".")[2].lower()) if "." in name else None
    if kind is None:
        raise Refused(Wrong.KIND)
    _CHECKS[kind](content)
    return kind


def _check_name(name: str) -> None:
    strange = any(unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for c in name)
    parts = set("/\\:") & set(name)
    if (
        not name.strip(". ")
        or len(name) > LONGEST_NAME
        or strange
        or parts
        or name.startswith(".")
        or name != name.strip()
    ):
        raise Refused(Wrong.NAME)


def _begins(*signs: re.Pattern[bytes]) -> Callable[[bytes], None]:
    def check(content: bytes) -> None:
        if not any(sign.match(content) for sign in signs):
            raise Refused(Wrong.OTHER_CONTENT)

    return check


# ---- text ------------------------------------------------------------------------------

_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
_OTHER_LANGUAGE = re.compile(
    r"\A\s*(?:#!|%PDF-|\{\\rtf|<\?|<!)|<\s*(?:html|head|body|svg|script|iframe|object|embed|math)\b",
    re.IGNORECASE,
)


def _text(content: bytes) -> None:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        known = any(content.startswith(sign) for sign in _SIGNS)
        raise Refused(Wrong.OTHER_CONTENT if known else Wrong.NOT_UTF8) from wrong
    if _CONTROL.search(text) or _OTHER_LANGUAGE.search(text):
        raise Refused(Wrong.OTHER_CONTENT)


_SIGNS = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"PK\x03\x04",
    b"MZ",
    b"\x7fELF",
    b"\xd0\xcf\x11\xe0",
    b"GIF8",
)

# ---- documents in a zip file -----------------------------------------------------------

_MACROS = re.compile(
    r"vbaProject|vbaData|macrosheets/|activeX/|\ABasic/|\AScripts/|/Basic/"
    r"|\.(?:exe|dll|com|scr|bat|cmd|js|vbs|ps1|hta|jar|sh|lnk|msi)\Z",
    re.IGNORECASE,
)
_BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, NotImplementedError,
    RuntimeError, ValueError, OSError, OverflowError, MemoryError,
)  # fmt: skip


def _office(part: str, main_type: bytes) -> Callable[[bytes], None]:
    """Return the check of a Word or Excel file: its main part, said to be without macros."""

    def check(content: bytes) -> None:
        with _opened(content) as packed:
            names = set(packed.namelist())
            if not {"[Content_Types].xml", part} <= names:
                raise Refused(Wrong.OTHER_CONTENT)
            types = packed.read("[Content_Types].xml")
            if b"macroenabled" in types.lower():
                raise Refused(Wrong.MACROS)
            if main_type not in types:
                raise Refused(Wrong.OTHER_CONTENT)

    return check


def _open_document(mimetype: str) -> Callable[[bytes], None]:
    """Return the check of an OpenDocument file: its first part says what it is."""

    def check(content: bytes) -> None:
        with _opened(content) as packed:
            names = packed.namelist()
            if names[:1] != ["mimetype"] or "content.xml" not in names:
                raise Refused(Wrong.OTHER_CONTENT)
            if packed.read("mimetype") != mimetype.encode():
                raise Refused(Wrong.OTHER_CONTENT)

    return check


@contextmanager
def _opened(content: bytes) -> Iterator[zipfile.ZipFile]:
    """Open a zip file whose parts are few, small, whole and unlocked; what fails is a refusal."""
    if not content.startswith(b"PK\x03\x04"):
        raise Refused(Wrong.OTHER_CONTENT)
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            _check_parts(packed, size=len(content))
            yield packed
    except _BROKEN as wrong:
        raise Refused(Wrong.BROKEN) from wrong


def _check_parts(packed: zipfile.ZipFile, *, size: int) -> None:
    parts = packed.infolist()
    if any(_MACROS.search(part.filename) for part in parts):
        raise Refused(Wrong.MACROS)
    if any(part.flag_bits & 1 for part in parts):
        raise Refused(Wrong.LOCKED)
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > LARGEST_UNPACKED:
        raise Refused(Wrong.BOMB)
    if unpacked > SMALL_UNPACKED and unpacked > size * HIGHEST_RATIO:
        raise Refused(Wrong.BOMB)
    # Reads every part through, at most to the size it says it has: one that lies has another sum.
    if packed.testzip() is not None:
        raise Refused(Wrong.BROKEN)


_CHECKS: dict[Kind, Callable[[bytes], None]] = {
    Kind.PDF: _begins(re.compile(rb"%PDF-[12]\.\d")),
    Kind.PNG: _begins(re.compile(rb"\x89PNG\r\n\x1a\n.{4}IHDR", re.DOTALL)),
    Kind.JPEG: _begins(re.compile(rb"\xff\xd8\xff[\xc0-\xfe]")),
    Kind.DOCX: _office("word/document.xml", b"wordprocessingml.document.main+xml"),
    Kind.DOTX: _office("word/document.xml", b"wordprocessingml.template.main+xml"),
    Kind.XLSX: _office("xl/workbook.xml", b"spreadsheetml.sheet.main+xml"),
    Kind.ODT: _open_document("application/vnd.oasis.opendocument.text"),
    Kind.ODS: _open_document("application/vnd.oasis.opendocument.spreadsheet"),
    Kind.TEXT: _text,
    Kind.CSV: _text,
}
