"""Pictures of counts: the words and the table say what the drawing shows."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktiva.domain.documents.blocks import Figure, Table
from aktiva.domain.documents.pictures import Bar, bars

NAMES = ("Planerad", "Pågår", "Utvärderad")
SVG = "{http://www.w3.org/2000/svg}"


def drawn(*rows: Bar, names=NAMES) -> tuple[Figure, Table]:
    figure, table = bars("Åtgärderna", names, rows, what="Område")
    assert isinstance(figure, Figure)
    assert isinstance(table, Table)
    return figure, table


def test_the_words_that_stand_in_are_written_from_the_counts():
    figure, _ = drawn(Bar("Löner", (2, 0, 1)), Bar("Rekrytering", (0, 0, 0)))

    assert figure.alt == (
        "Staplar: åtgärderna. Löner: 2 planerad och 1 utvärderad. Rekrytering: inget."
    )


def test_the_table_beside_has_every_count_and_the_whole_label():
    name = "Möjligheter att förena arbete och föräldraskap"

    figure, table = drawn(Bar(name, (1, 2, 3)))

    assert table.rows == ((name, "1", "2", "3", "6"),)
    assert name not in figure.svg
    assert "Möjligheter att förena ar…" in figure.svg


def test_nothing_is_drawn_of_nothing():
    assert bars("Åtgärderna", NAMES, (Bar("Löner", (0, 0, 0)),), what="Område") == ()
    assert bars("Åtgärderna", NAMES, (), what="Område") == ()


def test_parts_are_told_apart_without_colour():
    figure, _ = drawn(Bar("Löner", (1, 1, 1)))

    fills = re.findall(r'height="20" fill="([^"]+)"', figure.svg)
    assert len(set(fills)) == 3
    assert not re.search(r"#[0-9a-f]{3,6}\b", figure.svg.replace("url(#", ""))


def test_a_label_cannot_break_the_drawing():
    figure, _ = drawn(Bar("<script>&", (1, 0, 0)))

    assert ElementTree.fromstring(figure.svg).find(f".//{SVG}script") is None


def test_more_parts_than_shapes_are_refused():
    with pytest.raises(ValueError, match="at most 5"):
        bars("T", tuple("abcdef"), (Bar("x", (1,) * 6),), what="W")


@given(st.lists(st.tuples(*[st.integers(0, 900)] * 3), min_size=1, max_size=9))
def test_no_bar_goes_outside_the_picture(counts):
    found = bars("T", NAMES, tuple(Bar("x", c) for c in counts), what="W")

    for figure in found[:1]:
        root = ElementTree.fromstring(figure.svg)
        ends = [float(r.get("x")) + float(r.get("width")) for r in root.iter(f"{SVG}rect")]
        assert max(ends) <= 640 - 50
