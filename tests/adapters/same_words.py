"""What the PDF, the Word file and the web page of a paper say, in the order that they say it."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import docx
from docx.oxml.ns import qn
from html_reading import Page
from pdf_reading import in_order, spoken, squeezed

from aktiva.adapters.docx.renderer import DocxRenderer
from aktiva.adapters.html.renderer import render
from aktiva.adapters.typst.coverage import covered
from aktiva.adapters.typst.renderer import TypstRenderer
from aktiva.domain.documents.blocks import Document, plain_text
from aktiva.domain.documents.characters import cleaned, missing_glyphs, with_codes

NOON = datetime(2027, 1, 18, 12, tzinfo=UTC)


def printed_words(document: Document) -> str:
    return in_order(_kept(spoken(TypstRenderer(issued_at=NOON).render(document))))


def word_words(document: Document) -> str:
    word = docx.Document(io.BytesIO(DocxRenderer().render(document)))
    said = []
    numbers: dict[int, int] = {}
    for part in word.element.body.iter(qn("w:p"), qn("w:t"), qn("wp:docPr"), qn("w:br")):
        if part.tag == qn("w:p"):
            number = _number(part, numbers)
            said.append(f"\n{number}")
        elif part.tag == qn("wp:docPr"):
            said.append(part.get("descr"))
        else:
            said.append(part.text or " ")
    return _kept("".join(said))


def _number(paragraph, numbers: dict[int, int]) -> str:
    """Return what Word would count before a numbered paragraph."""
    found = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
    if found is None:
        return ""
    counter = int(found.get(qn("w:val")))
    numbers[counter] = numbers.get(counter, 0) + 1
    return f"{numbers[counter]}. "


def page_words(document: Document) -> str:
    return _kept("".join(Page(render(document)).said))


def said_in(document: Document) -> str:
    return _kept(plain_text(document))


def _kept(text: str) -> str:
    """Return what is compared: all signs but spaces, and codes for what the PDF's fonts lack."""
    clean = "\n".join(cleaned(line).strip().removeprefix("•") for line in text.split("\n"))
    return squeezed(with_codes(clean, of=missing_glyphs(clean, glyphs=covered())))


def assert_all_say_the_same(document: Document) -> None:
    said = said_in(document)
    assert printed_words(document) == said
    assert word_words(document) == said
    assert page_words(document) == said
