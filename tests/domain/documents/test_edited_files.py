"""What comes back in a file is told from what was sent, word for word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktiva.domain.documents.characters import cleaned
from aktiva.domain.documents.read_back import Line, Stands, come_back, digest, elsewhere, shows
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


NAMED = "Av {antal enheter} enheter har {svarat} svarat. De är många.\n\nSlut."
PRINTED = ("Av 12 enheter har 9 svarat. De är många.", "Slut.")


@pytest.mark.parametrize(
    ("edited", "becomes"),
    [
        (PRINTED, NAMED),
        ((PRINTED[0], "Slut på det."), NAMED.replace("Slut.", "Slut på det.")),
        (
            ("Av 12 enheter har 9 svarat. De är få.", "Slut."),
            NAMED.replace("De är många.", "De är få."),
        ),
        (
            ("Av 12 enheter har 10 svarat. De är många.", "Slut."),
            "Av 12 enheter har 10 svarat. De är många.\n\nSlut.",
        ),
    ],
)
def test_names_stand_in_every_sentence_that_is_untouched(edited, becomes):
    assert come_back(edited, NAMED, printed=PRINTED) == becomes


@pytest.mark.parametrize(
    ("printed", "typed", "it_does"),
    [
        ("Av 12 har 9.", "Av {a} har {b}.", True),
        ("Av 12 har 9", "Av {a} har {b}.", False),
        ("Om 12 har 9.", "Av {a} har {b}.", False),
        ("Av 12 och 9.", "Av {a} har {b}.", False),
        ("12", "{a}{b}", True),
        ("Annat.", "Ett.", False),
        ("Ett.", "Ett.", True),
    ],
)
def test_a_printed_paragraph_is_known_by_what_stands_around_its_values(printed, typed, it_does):
    assert shows(printed, typed) is it_does
