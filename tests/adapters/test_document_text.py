"""Text comes out page by page where a file has pages, and a file without text says so."""

from __future__ import annotations

import io
import time

import pytest
from docx import Document
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from small_files import ODT, docx, open_document, packed, text_pdf

from aktiva.adapters.document_text import MOST_PAGES, Place, Reading, read
from aktiva.adapters.files.kinds import Kind
from aktiva.domain.guidelines import Page, points_for, propose

FIRST = "Rutin vid trakasserier\nDen som är utsatt vänder sig till chefen."
SECOND = "Repressalier är förbjudna. Åtgärder följs upp."


def word(*parts: tuple[str, str], rendered: bool = False) -> bytes:
    """Return a Word file of headings, list items, paragraphs and page breaks."""
    document = Document()
    for kind, text in parts:
        if kind == "page":
            run = document.add_paragraph().add_run()
            if rendered:
                run._r.append(OxmlElement("w:lastRenderedPageBreak"))
            else:
                run.add_break(WD_BREAK.PAGE)
        elif kind == "heading":
            document.add_heading(text, level=1)
        else:
            document.add_paragraph(text, style="List Bullet" if kind == "item" else None)
    into = io.BytesIO()
    document.save(into)
    return into.getvalue()


def test_each_page_of_a_pdf_is_read_for_itself():
    text = read(text_pdf(FIRST, SECOND), Kind.PDF)

    assert (text.reading, text.place, text.n_pages) == (Reading.READ, Place.PAGE, 2)
    assert text.pages == (Page(1, FIRST), Page(2, SECOND))


def test_a_page_without_text_keeps_its_number():
    text = read(text_pdf(FIRST, "", SECOND), Kind.PDF)

    assert [page.number for page in text.pages] == [1, 2, 3]
    assert text.pages[1].text == ""


def test_a_scan_says_that_it_has_no_text():
    text = read(text_pdf("", "", ""), Kind.PDF)

    assert (text.reading, text.n_pages, text.pages) == (Reading.NO_TEXT, 3, ())


@pytest.mark.parametrize(
    ("content", "reading"),
    [
        (text_pdf(FIRST, password="hemligt"), Reading.LOCKED),
        (text_pdf(FIRST)[:200], Reading.DAMAGED),
        (b"%PDF-1.7\n", Reading.DAMAGED),
        (b"", Reading.DAMAGED),
    ],
    ids=["locked", "cut", "head", "empty"],
)
def test_a_pdf_that_cannot_be_opened_says_why(content, reading):
    assert read(content, Kind.PDF).reading is reading


@pytest.mark.slow
def test_a_file_with_too_many_pages_is_counted_and_not_read():
    text = read(text_pdf(*["a"] * (MOST_PAGES + 1)), Kind.PDF)

    assert (text.reading, text.n_pages) == (Reading.TOO_LONG, MOST_PAGES + 1)


@pytest.mark.slow
def test_four_hundred_pages_are_read_and_searched_within_a_request():
    page = "\n".join(
        f"{n} Medarbetaren kan berätta för sin chef om arbetet i gruppen." for n in range(40)
    )
    content = text_pdf(*[page] * 399, f"{FIRST}\n{SECOND}")

    before = time.perf_counter()
    text = read(content, Kind.PDF)
    found = propose(text.pages, points_for("routines"))

    assert time.perf_counter() - before < 10  # two seconds alone on the machine
    assert found["reprisals"][0].page == 400


def test_word_has_pages_only_where_word_has_left_them():
    parts = (("text", FIRST), ("page", ""), ("text", SECOND))

    with_pages = read(word(*parts, rendered=True), Kind.DOCX)
    without = read(word(*parts), Kind.DOCX)

    assert (with_pages.place, with_pages.n_pages) == (Place.PAGE, 2)
    assert "Repressalier" in with_pages.pages[1].text
    assert without.place is Place.SECTION


def test_word_without_pages_is_divided_by_its_headings():
    text = read(
        word(("text", "Inledning"), ("heading", "Anmälan"), ("text", "Du kan vända dig till"),
             ("item", "chefen"), ("item", "HR"), ("heading", "Skydd"), ("text", SECOND)),
        Kind.DOCX,
    )  # fmt: skip

    assert text.place is Place.SECTION
    assert [(p.number, p.heading) for p in text.pages] == [(1, ""), (2, "Anmälan"), (3, "Skydd")]
    assert text.pages[1].text == "Du kan vända dig till\n• chefen\n• HR"


def test_words_that_were_deleted_in_word_are_not_read():
    document = Document()
    paragraph = document.add_paragraph("Repressalier ")
    gone = OxmlElement("w:del")
    run = OxmlElement("w:r")
    words = OxmlElement("w:delText")
    words.text = "är tillåtna"
    run.append(words)
    gone.append(run)
    paragraph._p.append(gone)
    paragraph.add_run("är förbjudna i kommunen")
    into = io.BytesIO()
    document.save(into)

    assert read(into.getvalue(), Kind.DOCX).pages[0].text == "Repressalier är förbjudna i kommunen"


@pytest.mark.parametrize(
    "content",
    [docx(), packed({"[Content_Types].xml": b""}), b"PK\x03\x04", b""],
    ids=["no paragraphs", "no document", "head", "empty"],
)
def test_a_word_file_without_a_document_is_damaged_or_empty(content):
    assert read(content, Kind.DOCX).reading in {Reading.DAMAGED, Reading.NO_TEXT}


def test_open_document_is_read_by_page_where_the_pages_are_marked():
    ns = 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:o="urn:o"'
    body = (
        f"<o:o {ns}><text:h>Rutin</text:h><text:p>{FIRST}</text:p><text:soft-page-break/>"
        f"<text:p>{SECOND}</text:p></o:o>"
    )
    text = read(open_document(ODT, **{"content.xml": body.encode()}), Kind.ODT)

    assert (text.place, text.n_pages) == (Place.PAGE, 2)
    assert text.pages[1].text == SECOND


def test_plain_text_has_pages_where_it_has_form_feeds():
    assert read(FIRST.encode(), Kind.TEXT).place is Place.SECTION
    assert read(f"{FIRST}\f{SECOND}".encode(), Kind.TEXT).pages[1] == Page(2, SECOND)


def test_a_kind_without_text_is_not_tried():
    assert read(b"\x89PNG", Kind.PNG).reading is Reading.OTHER_KIND
