"""Papers as PDF can be read by all, kept by archives, and hold exactly what was written."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import page
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_reading import elements, kids, opened, scope, squeezed, words
from pikepdf import Name

from aktiva.adapters.typst import compiling
from aktiva.adapters.typst.compiling import InaccessiblePaper
from aktiva.adapters.typst.coverage import code_points, covered
from aktiva.adapters.typst.renderer import TypstRenderer
from aktiva.adapters.typst.row_headers import mark_row_headers
from aktiva.domain.documents.blocks import (
    Document,
    Figure,
    Head,
    Heading,
    Paragraph,
    Table,
    plain_text,
)

NOON = datetime(2027, 1, 18, 12, tzinfo=UTC)
HEAD = Head(employer="Solvik kommun", kind="Rapport", date="2027-01-18")


def failures(pdf: bytes, profile: str) -> list[str]:
    """Return the rules that the PDF breaks.

    The validator misreads the length of a compressed stream that ends in a
    carriage return; the lengths are checked by pikepdf instead.
    """
    report = page.validate_pdf_bytes(pdf, profile=profile)
    with opened(pdf) as file:
        assert not file.check_pdf_syntax()
    return [
        line
        for line in str(report).splitlines()
        if "FAIL" in line.upper()
        and "STREAM-LENGTH" not in line
        and not re.search(r"\b0 failed|no failures", line)
    ]


def paper(*blocks) -> Document:
    return Document(title="Rapport", head=HEAD, blocks=blocks)


@pytest.mark.slow
@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_every_kind_of_block_passes_the_rules_of_accessibility_and_archiving(pdf, profile):
    assert failures(pdf, profile) == []


def test_the_paper_tells_its_language_and_title(pdf, every_kind):
    with opened(pdf) as file:
        assert str(file.Root.Lang) == "sv-SE"
        assert str(file.docinfo.Title) == every_kind.title
        assert bool(file.Root.ViewerPreferences.DisplayDocTitle)


def test_all_words_stand_in_the_paper_as_they_were_written(pdf, every_kind):
    with opened(pdf) as file:
        told = [str(picture.Alt) for picture in elements(file, Name.Figure)]

    printed = squeezed(words(pdf) + " ".join(told))

    for line in plain_text(every_kind).split("\n"):
        for cell in line.removeprefix("• ").split("\t"):
            assert squeezed(cell) in printed


def test_every_row_of_every_table_has_a_header_and_so_has_every_column(pdf, every_kind):
    with opened(pdf) as file:
        tables = list(elements(file, Name.Table))
        columns = [
            sum(scope(th) == "/Column" for th in elements(file, Name.TH, within=t)) for t in tables
        ]
        rows = [
            row
            for table in tables
            for row in elements(file, Name.TR, within=table)
            if any(Name.TD == cell.S for cell in kids(row))
        ]
        firsts = {(str(kids(row)[0].S), scope(kids(row)[0])) for row in rows}
        others = {str(cell.S) for row in rows for cell in kids(row)[1:]}

    assert columns == [3, 4, 2]
    assert len(rows) == 3 + 40
    assert firsts == {("/TH", "/Row")}
    assert others == {"/TD"}


def test_headings_lists_quotes_and_pictures_are_what_they_look_like(pdf):
    with opened(pdf) as file:
        kinds = [str(e.S) for e in elements(file)]
        pictures = [str(e.Alt) for e in elements(file, Name.Figure)]

    assert kinds.count("/Title") == 1
    assert kinds.count("/H1") == 4
    assert kinds.count("/H2") == 1
    assert kinds.count("/L") == 5
    assert kinds.count("/BlockQuote") == 1
    assert pictures == ["En stapel som visar 200"]


def test_no_link_is_empty(pdf):
    with opened(pdf) as file:
        assert [e for e in elements(file, Name.Link) if "/K" not in e] == []


def test_headings_are_bookmarks(pdf):
    with opened(pdf) as file, file.open_outline() as outline:
        assert [item.title for item in outline.root] == [
            "Sammanfattning",
            "Förslag till beslut",
            "Ärendet",
            "Bilaga",
        ]


def test_the_same_paper_issued_at_the_same_moment_is_the_same_file(pdf, every_kind):
    elsewhere = NOON.astimezone(timezone(timedelta(hours=2)))

    assert TypstRenderer(issued_at=elsewhere).render(every_kind) == pdf


def test_a_paper_issued_later_says_so(every_kind):
    document = replace(every_kind, blocks=())

    first = TypstRenderer(issued_at=NOON).render(document)
    later = TypstRenderer(issued_at=NOON + timedelta(days=1)).render(document)

    assert first != later
    with opened(later) as file:
        assert str(file.docinfo.CreationDate).startswith("D:20270119")


def test_a_character_that_no_font_holds_is_shown_by_its_code_and_reported():
    printed = TypstRenderer(issued_at=NOON).print(
        paper(Heading(1, "Glad 😀"), Paragraph("漢 och 😀 och Łódź"), Paragraph("a\x00b\ud800"))
    )

    text = squeezed(words(printed.pdf))
    assert "Glad[U+1F600]" in text
    assert "[U+6F22]och[U+1F600]ochŁódź" in text
    assert "a[U+0000]b[U+D800]" in text
    assert printed.replaced == ("U+1F600", "U+6F22")


def test_a_paper_without_strange_characters_reports_none():
    assert TypstRenderer(issued_at=NOON).print(paper(Paragraph("Åäö – ”ja”"))).replaced == ()


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(text=st.text(max_size=60))
def test_whatever_is_typed_can_be_printed(text):
    document = paper(Paragraph(text), Table(text, ("A", "B"), ((text, text),)))

    assert TypstRenderer(issued_at=NOON).render(document).startswith(b"%PDF")


def test_a_row_longer_than_a_page_goes_on_to_the_next_with_all_its_words():
    told = " ".join(f"ord{n}" for n in range(1500))
    pdf = TypstRenderer(issued_at=NOON).render(paper(Table("", ("Part", "Mening"), (("A", told),))))

    assert squeezed(told) in squeezed(words(pdf))
    with opened(pdf) as file:
        assert len(file.pages) > 1


def test_a_picture_that_is_no_svg_is_refused():
    with pytest.raises(InaccessiblePaper, match="SVG"):
        TypstRenderer(issued_at=NOON).render(paper(Figure("<p>", "En bild", "")))


def test_marking_row_headers_twice_changes_nothing_more(pdf):
    with opened(mark_row_headers(pdf)) as twice, opened(pdf) as once:
        assert [scope(c) for c in elements(twice, Name.TH)] == [
            scope(c) for c in elements(once, Name.TH)
        ]


def test_the_fonts_hold_swedish_and_its_neighbours():
    wanted = "åäöÅÄÖéüæøßŁżčšŽđðþΩЖ§–—”’…•−×½€ \u00a0"

    assert [c for c in wanted if c not in covered()] == []
    assert "😀" not in covered()


def test_what_is_no_font_is_refused():
    with pytest.raises(ValueError, match="character map"):
        code_points(b"\0" * 12)


@pytest.mark.slow
def test_a_large_report_is_printed_in_a_process_of_its_own_with_the_same_result(large, monkeypatch):
    small = replace(large, blocks=large.blocks[:9])
    here = TypstRenderer(issued_at=NOON).render(small)

    monkeypatch.setattr(compiling, "LARGE", 0)

    assert TypstRenderer(issued_at=NOON).render(small) == here


def test_a_refusal_in_the_other_process_comes_back_as_a_refusal(monkeypatch):
    monkeypatch.setattr(compiling, "LARGE", 0)

    with pytest.raises(InaccessiblePaper, match="SVG"):
        TypstRenderer(issued_at=NOON).render(paper(Figure("<p>", "En bild", "")))


@pytest.mark.slow
def test_the_answers_of_260_units_are_printed_with_an_outline(large):
    pdf = TypstRenderer(issued_at=NOON).render(large)

    with opened(pdf) as file, file.open_outline() as outline:
        assert len(file.pages) > 10
        assert len(outline.root[0].children) == 260
