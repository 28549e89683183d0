"""What comes back in a file is told from what was sent, word for word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktiva.domain.documents.characters import cleaned
from aktiva.domain.documents.read_back import Line, Stands, come_back, digest, elsewhere
from aktiva.domain.documents.templates import paragraphs

SENT = "Första\tstycket. \n\n\nAndra 👩\u200d👧 stycket.\nNy rad."


def line(text: str) -> Line:
    return Line(Stands.TEXT, text)


def told(before: list[str], after: list[str]) -> list[tuple[str, str, bool]]:
    found = elsewhere([line(t) for t in before], [line(t) for t in after])
    return [(c.before, c.after, c.moved) for c in found]


@given(st.text())
def test_what_a_file_shows_of_an_untouched_text_is_the_very_text(sent):
    assert come_back([cleaned(p.text) for p in paragraphs(sent)], sent) == sent


def test_an_untouched_paragraph_keeps_its_signs_beside_a_new_one():
    edited = ["Första stycket.", "Nytt.", "Andra 👩👧 stycket.\nNy rad."]

    assert come_back(edited, SENT) == (
        "Första\tstycket.\n\nNytt.\n\nAndra 👩\u200d👧 stycket.\nNy rad."
    )


@pytest.mark.parametrize(
    ("edited", "becomes"),
    [([], ""), (["  ", ""], ""), ([" Ny  text."], "Ny  text."), (["A", "B"], "A\n\nB")],
)
def test_a_new_text_has_a_blank_line_between_paragraphs(edited, becomes):
    assert come_back(edited, SENT) == becomes


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        (["a", "b"], ["a", "b"], []),
        (["a  b"], ["a b"], []),
        (["a", "b"], ["a", "c"], [("b", "c", False)]),
        (["a", "b"], ["a"], [("b", "", False)]),
        (["a"], ["a", "b"], [("", "b", False)]),
        (["a", "b", "c", "d"], ["d", "a", "b", "c"], [("d", "d", True)]),
    ],
)
def test_lines_outside_the_texts_are_changed_gone_new_or_moved(before, after, changes):
    assert sorted(told(before, after)) == sorted(changes)


def test_a_mark_of_the_slots_knows_words_and_not_order():
    assert digest({"a": "x", "b": "y"}) == digest({"b": "y", "a": "x", "c": " "})
    assert digest({"a": "x"}) != digest({"a": "y"})
