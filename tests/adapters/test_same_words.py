"""The PDF, the Word file and the web page of a paper say the same, in the same order."""

from __future__ import annotations

import io
from unicodedata import bidirectional

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from same_words import assert_all_say_the_same, page_words, said_in

from aktiva.adapters.docx.renderer import DocxRenderer
from aktiva.adapters.typst.coverage import not_printed
from aktiva.domain.documents.blocks import (
    Bullets,
    Clauses,
    Document,
    Figure,
    Head,
    Heading,
    Labelled,
    Marker,
    Paragraph,
    Quote,
    Table,
)
from aktiva.domain.documents.characters import cleaned

HEAD = Head(employer="Solvik kommun", kind="Rapport", date="2027-01-18")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'

_WRITTEN_FROM_RIGHT = {"R", "AL", "AN"}

NASTY = [
    "# rubrik *fet* _lutad_ $x^2$ `kod` @ref #let x = 1",
    "<script>alert(1)</script> &amp; {{ paper }} {% load %}",
    "محمد الأحمد",
    "Arbetar med محمد إبراهيم och Ελένη",
    "☐ ☑ ✓ ★ ➜ → ⇒ ≤ ∞ ① ♥ ⚠ ȘțŞţ",
    "Ελένη Παπαδοπούλου och Владимир Żółć",
    "\U0001f600 \u2764\ufe0f \U0001f469\u200d\U0001f4bb",
    "x" * 10_000,
    "a\x00b\x07c",
    "== rubrik\n- punkt\n+ punkt\n/ term: ord\n1. ett",
    "\\ ~ // /* */ --- ... <etikett> [a](b) ]",
    "\u202eomvänt\u202c",
]


def typed(text: str) -> Document:
    """Return a paper with the text in every place where somebody can have typed it."""
    return Document(
        title=f"Rapport {text}",
        head=HEAD,
        blocks=(
            Heading(1, f"Rubrik {text}"),
            Paragraph(text),
            Bullets((f"punkt {text}",)),
            Clauses(f"Nämnden beslutar {text}", (f"godkänna {text}",)),
            Clauses("", (f"ett {text}", "två"), Marker.NUMBER),
            Table(f"Tabell {text}", ("Enhet", f"Svar {text}"), (("A", f"b {text}"), (text, "2"))),
            Labelled((("1.1", f"svar {text}"),)),
            Quote(f"citat {text}", f"källa {text}"),
            Figure(SVG, "En ruta", f"bild {text}"),
        ),
    )


def test_a_paper_with_every_kind_of_block_says_the_same_in_all_three(every_kind):
    assert_all_say_the_same(every_kind)


@pytest.mark.slow
@pytest.mark.parametrize("text", NASTY, ids=lambda text: cleaned(text)[:12])
def test_what_people_type_comes_out_as_the_text_it_is(text):
    assert_all_say_the_same(typed(text))


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(text=st.text(max_size=60).map(str.strip))
def test_any_text_at_all_comes_out_the_same(text):
    # Signs beside letters written from the right stand where the paragraph's own direction puts
    # them, which a page's list of glyphs does not tell.
    assume(text.isalpha() or not _WRITTEN_FROM_RIGHT & {bidirectional(sign) for sign in text})
    assert_all_say_the_same(typed(text))


def test_a_word_that_one_of_them_left_out_would_be_found(every_kind):
    blocks = tuple(b for b in every_kind.blocks if not isinstance(b, Quote))
    shorter = Document(title=every_kind.title, head=every_kind.head, blocks=blocks)

    assert page_words(shorter) != said_in(every_kind)


def test_what_no_font_holds_is_known_before_it_is_printed():
    document = typed("\U0001f600 漢")

    assert not_printed(document) == ("漢", "\U0001f600")
    assert not_printed(typed("Żółć Ελένη Владимир محمد ✓ → ≤ ①")) == ()


def test_arabic_words_are_joined_from_the_right_in_word():
    word = docx.Document(io.BytesIO(DocxRenderer().render(typed("محمد"))))
    bidi = [
        p.text for p in word.paragraphs if p._p.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None
    ]

    assert bidi == ["محمد"]
