"""A paper as a web page can be read by all, stands by itself and runs nothing."""

from __future__ import annotations

import pytest
from html_reading import Page

from aktiva.adapters.html.renderer import render
from aktiva.adapters.typst.compiling import InaccessiblePaper
from aktiva.domain.documents.blocks import Document, Figure, Head, Heading, Paragraph, Table

HEAD = Head(employer="Solvik kommun", kind="Rapport", date="2027-01-18")


def paper(*blocks) -> Document:
    return Document(title="Rapport", head=HEAD, blocks=blocks)


@pytest.fixture
def read(every_kind) -> Page:
    return Page(render(every_kind))


def test_the_page_tells_its_language_and_title(read, every_kind):
    assert read.named("html")[0][0]["lang"] == "sv"
    assert [words for _, words in read.named("title")] == [every_kind.title]


def test_the_title_is_the_only_heading_of_the_first_level_and_none_is_skipped(read, every_kind):
    levels = [int(tag[1]) for tag, _ in read.elements if tag in {"h1", "h2", "h3", "h4", "h5"}]
    headings = [block for block in every_kind.blocks if isinstance(block, Heading)]

    assert levels == [1, *(heading.level + 1 for heading in headings)]
    assert [words for _, words in read.named("h1")] == [every_kind.title]


def test_tables_have_captions_and_headers_for_rows_and_columns(read):
    scopes = [given.get("scope") for given, _ in read.named("th")]

    assert [words for _, words in read.named("caption")] == ["Anställda", "Aktiviteter"]
    assert None not in scopes
    assert scopes[:3] == ["col"] * 3
    assert scopes.count("row") == 3 + 40


def test_a_table_that_scrolls_is_reached_by_keyboard_and_has_a_name(read):
    regions = [given for given, _ in read.named("div") if given.get("class") == "scroll"]

    assert [given["tabindex"] for given in regions] == ["0"] * 3
    assert [given["aria-label"] for given in regions] == [
        "Anställda",
        "Aktiviteter",
        "Tom tabell Värde",
    ]


def test_pictures_are_told_in_words(read):
    (given,) = [given for tag, given in read.elements if tag == "img"]

    assert given["alt"] == "En stapel som visar 200"
    assert given["src"].startswith("data:image/svg+xml;base64,")


def test_the_page_runs_and_fetches_nothing(read):
    assert {tag for tag, _ in read.elements}.isdisjoint({"script", "link", "iframe", "a", "svg"})
    assert not [name for _, given in read.elements for name in given if name.startswith("on")]
    assert all(g["src"].startswith("data:") for tag, g in read.elements if tag == "img")


def test_typed_line_breaks_stay(every_kind):
    assert "Första raden\nandra raden" in render(every_kind).decode()


def test_arabic_words_run_from_the_right_and_swedish_from_the_left():
    page = Page(render(paper(Paragraph("محمد arbetar här"), Paragraph("Här arbetar محمد"))))

    assert [given.get("dir") for given, _ in page.named("p")[-3:-1]] == ["rtl", None]


def test_quotes_in_words_do_not_end_an_attribute():
    page = Page(render(paper(Table('En "tabell" <b>', ("A",), (("b",),)))))

    assert page.named("div")[0][0]["aria-label"] == 'En "tabell" <b>'


@pytest.mark.parametrize("svg", ["<p/>", "inget", '<svg xmlns="x">'])
def test_a_picture_that_is_no_svg_is_refused(svg):
    with pytest.raises(InaccessiblePaper, match="SVG"):
        render(paper(Figure(svg, "En bild", "")))


def test_the_same_paper_is_the_same_page(every_kind):
    assert render(every_kind) == render(every_kind)
