"""Tables get columns that fit their words, and what cannot be printed is shown by its code."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktiva.domain.documents import layout
from aktiva.domain.documents.blocks import Table
from aktiva.domain.documents.characters import (
    BREAK_HERE,
    breakable,
    cleaned,
    missing_glyphs,
    with_codes,
)

cells = st.text(st.characters(codec="utf-8", categories=["L", "N", "Zs"]), max_size=80)
headers = cells.filter(str.strip)


@pytest.mark.parametrize(
    ("column", "numeric"),
    [
        (("1", "1\u00a0200", "–"), True),
        (("12,5 %", "..", "−3"), True),
        (("4 av 12", "80 procent", ""), True),
        (("1", "två"), False),
        (("–", ""), False),
        (("2026-01-01",), False),
    ],
)
def test_a_column_of_numbers_is_known_by_its_cells(column, numeric):
    table = Table("", ("Enhet", "Antal"), tuple(("1", cell) for cell in column))

    assert layout.is_numeric(table) == (False, numeric)


def test_a_table_without_rows_has_no_numbers():
    assert layout.is_numeric(Table("", ("Enhet", "Antal"), ())) == (False, False)


@given(header=st.tuples(headers, headers, headers), rows=st.lists(st.tuples(cells, cells, cells)))
def test_columns_share_the_whole_width_and_none_disappears(header, rows):
    widths = layout.shares(Table("", header, tuple(rows)))

    assert sum(widths) == pytest.approx(1, abs=0.001)
    assert min(widths) > 0.07


def test_a_column_of_long_text_gets_more_room_but_leaves_room_for_whole_words():
    table = Table("", ("Åtgärd", "Ansvarig"), (("ord " * 200, "Personalchef"),))

    long, short = layout.shares(table)

    assert long > short > 0.25


@pytest.mark.parametrize(("length", "wide"), [(57, False), (58, True)])
def test_a_table_is_wide_when_its_cells_do_not_fit_the_text_column(length, wide):
    assert layout.is_wide(Table("", ("Åtgärd", "Chef?"), (("x" * length, "ja"),))) is wide


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Å", "Å"),
        ("a\r\nb\rc\vd\u2028e", "a\nb\nc\nd\ne"),
        ("a\tb", "a b"),
        ("a\x00b", "a[U+0000]b"),
        ("a\ud800b", "a[U+D800]b"),
        ("a\u200db\ufeff", "ab"),
        ("\u200b", "[U+200B]"),
        (" ", " "),
        ("mjuk\u00adstreck", "mjuk\u00adstreck"),
    ],
)
def test_hidden_characters_are_left_out_or_shown_by_their_codes(typed, shown):
    assert cleaned(typed) == shown


def test_a_character_that_no_font_holds_is_shown_by_its_code():
    text = "glad 😀\nrad"

    missing = missing_glyphs(text, glyphs=frozenset("gladr"))

    assert missing == {"😀"}
    assert with_codes(text, of=missing) == "glad [U+1F600]\nrad"


@pytest.mark.parametrize(
    "typed",
    [
        "kort ord",
        "abcdefghij",
        "https://ab.se/cd",
    ],
)
def test_long_words_get_places_to_break(typed):
    assert breakable(typed, longest=5).replace(BREAK_HERE, "").startswith(typed)
    assert (
        max(map(len, breakable(typed, longest=5).replace(" ", BREAK_HERE).split(BREAK_HERE))) <= 5
    )


@given(text=st.text())
def test_breaking_adds_nothing_but_places_to_break(text):
    text = text.replace(BREAK_HERE, "")

    assert breakable(text, longest=7).replace(BREAK_HERE, "") == text
