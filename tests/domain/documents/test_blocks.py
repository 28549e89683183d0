"""A paper is data: it can be frozen, read back and read aloud."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktiva.domain.documents.blocks import (
    KINDS,
    Block,
    Bullets,
    Clauses,
    Document,
    Figure,
    Foreign,
    Head,
    Heading,
    Labelled,
    Marker,
    PageBreak,
    Paragraph,
    Quote,
    Table,
    from_json,
    plain_text,
    to_json,
)

HEAD = Head(
    employer="Solvik kommun",
    kind="Tjänsteskrivelse",
    date="2027-01-18",
    address="Strandgatan 4",
    registry_number="KS 2026/412",
    recipient="Kommunstyrelsen",
    author="Amina Lindqvist",
)

ONE_OF_EACH: tuple[Block, ...] = (
    Heading(1, "Ärendet", key="matter"),
    Paragraph("Första raden\nandra raden"),
    Bullets(("äpple", "päron")),
    Clauses("Nämnden beslutar", ("godkänna planen", "notera rapporten."), Marker.ATT),
    Table("Svar", ("Fråga", "Ja"), (("Rutin", "3"), ("Summa", "3")), total=True),
    Labelled((("1.1", "Ja."),)),
    Quote("Vi delar inte bedömningen.", "Kommunal"),
    Foreign("Answer a few statements.", "en"),
    Figure("<svg/>", "Tre staplar", "Svar per område"),
    PageBreak(),
)


def paper(*blocks: Block) -> Document:
    return Document(title="Årlig uppföljning", head=HEAD, blocks=blocks)


words = st.text(min_size=1, max_size=12).filter(str.strip)
lists = st.lists(words, min_size=1, max_size=3).map(tuple)
some_blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, st.just(1), words, st.sampled_from(["", "summary"])),
    st.builds(Paragraph, st.text()),
    st.builds(Bullets, lists),
    st.builds(Clauses, st.text(), lists, st.sampled_from(Marker)),
    st.builds(
        Table,
        st.text(),
        st.tuples(words, words),
        st.lists(st.tuples(words, words)).map(tuple),
        st.booleans(),
    ),
    st.builds(Labelled, st.lists(st.tuples(words, words), min_size=1).map(tuple)),
    st.builds(Quote, st.text(), st.text()),
    st.builds(Figure, st.text(), words, st.text()),
    st.just(PageBreak()),
)


def test_the_examples_cover_every_kind_of_block():
    assert {type(block) for block in ONE_OF_EACH} == set(KINDS.values())


@given(blocks=st.lists(some_blocks, max_size=6).map(tuple), title=words)
def test_a_frozen_paper_comes_back_as_it_was(blocks, title):
    document = Document(title=title, head=HEAD, blocks=blocks)

    frozen = to_json(document)

    assert from_json(frozen) == document
    assert to_json(from_json(frozen)) == frozen


def test_the_frozen_form_stays_the_same_from_one_version_to_the_next():
    frozen = to_json(paper(Heading(1, "Ärendet"), Clauses("X beslutar", ("godkänna y.",))))

    assert frozen == (
        '{"format":1,"title":"Årlig uppföljning","language":"sv","head":{"employer":"Solvik kommun",'
        '"kind":"Tjänsteskrivelse","date":"2027-01-18","address":"Strandgatan 4",'
        '"registry_number":"KS 2026/412","recipient":"Kommunstyrelsen","author":"Amina Lindqvist"},'
        '"blocks":[{"kind":"heading","level":1,"text":"Ärendet","key":""},'
        '{"kind":"clauses","lead":"X beslutar","items":["godkänna y."],"marker":"att"}]}'
    )


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        '{"format":2}',
        '{"format":1}',
        json.dumps(json.loads(to_json(paper())) | {"blocks": [{"kind": "script"}]}),
        json.dumps(json.loads(to_json(paper())) | {"blocks": [{"kind": "heading", "size": 1}]}),
    ],
)
def test_what_is_not_a_paper_is_refused(text):
    with pytest.raises(ValueError, match=r"not a paper|unknown kind"):
        from_json(text)


def test_plain_text_follows_the_reading_order():
    assert plain_text(paper(*ONE_OF_EACH)) == (
        "Solvik kommun\nTjänsteskrivelse\n2027-01-18\nDnr KS 2026/412\nAmina Lindqvist\n"
        "Kommunstyrelsen\nÅrlig uppföljning\n"
        "Ärendet\nFörsta raden\nandra raden\n• äpple\n• päron\n"
        "Nämnden beslutar\natt godkänna planen\natt notera rapporten.\n"
        "Svar\nFråga\tJa\nRutin\t3\nSumma\t3\n1.1\tJa.\n"
        "Vi delar inte bedömningen.\nKommunal\nAnswer a few statements.\nTre staplar\nSvar per område\n"
    )


def test_numbered_points_carry_their_numbers_in_plain_text():
    text = plain_text(paper(Clauses("", ("Planen godkänns.", "Rapporten noteras."), Marker.NUMBER)))

    assert text.endswith("\n1. Planen godkänns.\n2. Rapporten noteras.\n")


def test_a_head_prints_only_what_is_known():
    assert Head(employer="Solvik", kind="Rapport", date="2027-01-18").lines() == (
        "Solvik",
        "Rapport",
        "2027-01-18",
    )


@pytest.mark.parametrize(
    "levels", [(2,), (1, 3), (1, 2, 4)], ids=["begins at two", "one to three", "two to four"]
)
def test_a_paper_cannot_skip_a_heading_level(levels):
    with pytest.raises(ValueError, match="level"):
        paper(*(Heading(level, f"Rubrik {level}") for level in levels))


def test_headings_may_climb_back_any_number_of_levels():
    document = paper(*(Heading(level, "Rubrik") for level in (1, 2, 3, 4, 1)))

    assert len(document.blocks) == 5


@pytest.mark.parametrize(
    "make",
    [
        lambda: Heading(0, "x"),
        lambda: Heading(5, "x"),
        lambda: Heading(1, "  "),
        lambda: Bullets(()),
        lambda: Clauses("X beslutar", ()),
        lambda: Labelled(()),
        lambda: Labelled((("", "Ja."),)),
        lambda: Figure("<svg/>", " ", ""),
        lambda: Table("", (), ()),
        lambda: Table("", ("A", ""), ()),
        lambda: Table("", ("A", "B"), (("bara en",),)),
        lambda: Document(title=" ", head=HEAD, blocks=()),
    ],
)
def test_a_block_that_cannot_be_printed_cannot_be_made(make):
    with pytest.raises(ValueError, match=r"empty|level|cells"):
        make()
