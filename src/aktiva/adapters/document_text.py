"""The text of a governing document page by page, out of PDF, Word, OpenDocument or plain text.

Only text is taken out: nothing in a file is run, fetched or drawn. A file has already been let in
by `adapters.files.kinds` when it comes here.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from threading import Lock
from typing import Any

import pypdfium2
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from pypdfium2 import raw

from aktiva.adapters.files.kinds import Kind
from aktiva.domain.guidelines import Page

MOST_PAGES = 600
MOST_LETTERS = 3_000_000
FEWEST_LETTERS_A_PAGE = 20
LARGEST_XML = 40 * 1024 * 1024
LONGEST_HEADING = 200


class Reading(StrEnum):
    """What came of reading a file."""

    READ = "read"
    NO_TEXT = "no_text"
    LOCKED = "locked"
    DAMAGED = "damaged"
    OTHER_KIND = "other_kind"
    TOO_LONG = "too_long"


class Place(StrEnum):
    """What a number of a text says: a page as it is printed, or a section under its heading."""

    PAGE = "page"
    SECTION = "section"


@dataclass(frozen=True, slots=True)
class DocumentText:
    """The text of a file, or why there is none. `n_pages` counts pages without text too."""

    reading: Reading
    place: Place = Place.PAGE
    n_pages: int = 0
    pages: tuple[Page, ...] = ()


def read(content: bytes, kind: Kind) -> DocumentText:
    """Return the text of a file, by page where the file has pages. Never raises for its content."""
    reader = _READERS.get(kind)
    if reader is None:
        return DocumentText(Reading.OTHER_KIND)
    text = reader(content)
    if text.reading is not Reading.READ:
        return text
    letters = sum(len(page.text) for page in text.pages)
    if letters > MOST_LETTERS:
        return DocumentText(Reading.TOO_LONG, text.place, text.n_pages)
    if sum(ch.isalpha() for page in text.pages for ch in page.text[:2000]) < FEWEST_LETTERS_A_PAGE:
        return DocumentText(Reading.NO_TEXT, text.place, text.n_pages)
    return text


# ---- PDF -------------------------------------------------------------------------------

_ONE_AT_A_TIME = Lock()
"""PDFium keeps state of its own and may not be called from two threads at once."""


def _pdf(content: bytes) -> DocumentText:
    with _ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as wrong:
            locked = getattr(wrong, "err_code", None) in {
                raw.FPDF_ERR_PASSWORD,
                raw.FPDF_ERR_SECURITY,
            }
            return DocumentText(Reading.LOCKED if locked else Reading.DAMAGED)
        try:
            n = len(document)
            if n > MOST_PAGES:
                return DocumentText(Reading.TOO_LONG, n_pages=n)
            if not n:
                return DocumentText(Reading.DAMAGED)
            pages = tuple(Page(i + 1, _clean(_pdf_page(document, i))) for i in range(n))
        except pypdfium2.PdfiumError:
            return DocumentText(Reading.DAMAGED)
        finally:
            document.close()
    return DocumentText(Reading.READ, Place.PAGE, n, pages)


def _pdf_page(document: pypdfium2.PdfDocument, index: int) -> str:
    page = document[index]
    text = page.get_textpage()
    try:
        return str(text.get_text_bounded())
    finally:
        text.close()
        page.close()


# ---- Word ------------------------------------------------------------------------------

_PARAGRAPH = qn("w:p")
_RUN_TEXT, _TAB, _BREAK = qn("w:t"), qn("w:tab"), qn("w:br")
_RENDERED_BREAK = qn("w:lastRenderedPageBreak")
_LISTED, _STYLE, _VALUE, _OUTLINE = qn("w:numPr"), qn("w:pStyle"), qn("w:val"), qn("w:outlineLvl")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LIST_STYLE = re.compile(r"list|punktlista|numreradlista", re.IGNORECASE)
_HEADING_STYLE = re.compile(r"(?:heading|rubrik)\s*\d", re.IGNORECASE)


def _word(content: bytes) -> DocumentText:
    try:
        root = parse_xml(_part(content, "word/document.xml"))
    except (_Damaged, ValueError, SyntaxError):
        return DocumentText(Reading.DAMAGED)
    has_pages = root.find(f".//{_RENDERED_BREAK}") is not None
    gathered = _Gathered(by_page=has_pages)
    for paragraph in root.iter(_PARAGRAPH):
        if any(True for _ in paragraph.iterancestors(_FALLBACK)):
            continue
        _word_paragraph(paragraph, gathered)
    return gathered.text()


def _word_paragraph(paragraph: Any, into: _Gathered) -> None:
    style = paragraph.find(f"{qn('w:pPr')}/{_STYLE}")
    outlined = paragraph.find(f"{qn('w:pPr')}/{_OUTLINE}") is not None
    named = style is not None and bool(_HEADING_STYLE.search(style.get(_VALUE, "")))
    listed = paragraph.find(f"{qn('w:pPr')}/{_LISTED}") is not None or (
        style is not None and bool(_LIST_STYLE.match(style.get(_VALUE, "")))
    )
    if listed and not (named or outlined):
        into.add("• ")
    words: list[str] = []
    for node in paragraph.iter(_RUN_TEXT, _TAB, _BREAK, _RENDERED_BREAK):
        if next(node.iterancestors(_PARAGRAPH)) is not paragraph:
            continue
        if node.tag == _RENDERED_BREAK:
            into.add("".join(words))
            words = []
            into.turn()
        else:
            words.append((node.text or "") if node.tag == _RUN_TEXT else " ")
    into.end("".join(words), is_heading=named or outlined)


# ---- OpenDocument ----------------------------------------------------------------------

_ODF = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def _open_document(content: bytes) -> DocumentText:
    try:
        root = parse_xml(_part(content, "content.xml"))
    except (_Damaged, ValueError, SyntaxError):
        return DocumentText(Reading.DAMAGED)
    has_pages = root.find(f".//{_ODF}soft-page-break") is not None
    gathered = _Gathered(by_page=has_pages)
    for node in root.iter(f"{_ODF}p", f"{_ODF}h", f"{_ODF}soft-page-break"):
        if node.tag == f"{_ODF}soft-page-break":
            if next(node.iterancestors(f"{_ODF}p", f"{_ODF}h"), None) is None:
                gathered.turn()
            continue
        if next(node.iterancestors(f"{_ODF}list-item"), None) is not None:
            gathered.add("• ")
        words = " ".join("".join(node.itertext()).split())
        turns = node.find(f".//{_ODF}soft-page-break") is not None
        gathered.end(words, is_heading=node.tag == f"{_ODF}h")
        if turns:
            gathered.turn()
    return gathered.text()


# ---- plain text ------------------------------------------------------------------------


def _plain(content: bytes) -> DocumentText:
    parts = content.decode("utf-8-sig", errors="replace").split("\f")
    place = Place.PAGE if len(parts) > 1 else Place.SECTION
    pages = tuple(Page(n, _clean(part)) for n, part in enumerate(parts, start=1))
    return DocumentText(Reading.READ, place, len(pages), pages)


# ---- shared ----------------------------------------------------------------------------


class _Damaged(Exception):
    """The file cannot be unpacked."""


def _part(content: bytes, name: str) -> bytes:
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            if packed.getinfo(name).file_size > LARGEST_XML:
                raise _Damaged
            return packed.read(name)
    except (KeyError, zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError):
        raise _Damaged from None


class _Gathered:
    """Text that is put together line by line, and divided by page or else by heading."""

    def __init__(self, *, by_page: bool) -> None:
        self._by_page = by_page
        self._line: list[str] = []
        self._lines: list[str] = []
        self._heading = ""
        self._parts: list[tuple[str, str]] = []

    def add(self, words: str) -> None:
        self._line.append(words)

    def end(self, words: str, *, is_heading: bool) -> None:
        line = " ".join(("".join([*self._line, words])).split())
        self._line = []
        if is_heading and line and not self._by_page:
            self._close()
            self._heading = line[:LONGEST_HEADING]
            return
        if is_heading and line:
            self._lines += ["", line, ""]
            return
        self._lines.append(line)

    def turn(self) -> None:
        """Begin a new page; what stands before the break stays on the old one."""
        if self._by_page:
            self._lines.append("".join(self._line))
            self._line = []
            self._parts.append(("", "\n".join(self._lines)))
            self._lines = []

    def _close(self) -> None:
        if self._heading or any(line.strip() for line in self._lines):
            self._parts.append((self._heading, "\n".join(self._lines)))
        self._lines, self._heading = [], ""

    def text(self) -> DocumentText:
        if self._by_page:
            self._parts.append(("", "\n".join(self._lines)))
        else:
            self._close()
        pages = tuple(
            Page(n, _clean(words), heading) for n, (heading, words) in enumerate(self._parts, 1)
        )
        place = Place.PAGE if self._by_page else Place.SECTION
        return DocumentText(Reading.READ, place, len(pages), pages)


_CONTROL = re.compile("[\x00\x01\x03-\x08\x0b\x0c\x0e-\x1f]")


def _clean(text: str) -> str:
    """Return the text without what a database refuses, and with the words that PDFium broke whole."""
    whole = re.sub("[\x02\ufffe](?:\r?\n)?", "", text)
    return _CONTROL.sub("", _without_surrogates(whole)).replace("\r\n", "\n").strip()


def _without_surrogates(text: Iterable[str]) -> str:
    return "".join(ch for ch in text if not 0xD800 <= ord(ch) <= 0xDFFF)


_READERS = {
    Kind.PDF: _pdf,
    Kind.DOCX: _word,
    Kind.DOTX: _word,
    Kind.ODT: _open_document,
    Kind.TEXT: _plain,
}
