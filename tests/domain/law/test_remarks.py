"""Words that do not agree with the Act are pointed out, and words that do are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktiva.domain.law.remarks import remarks

WRONG = {
    "large_employers": "Alla större arbetsgivare ska arbeta med aktiva åtgärder.",
    "pay_mapping_as_area": "De områden som ingår är rekrytering, utbildning och lönekartläggning.",
    "functional_variation": "Grunderna är kön, ålder och funktionsvariation.",
    "work_environment_only": "Kommunen har en rutin om kränkande särbehandling.",
    "no_reprisals": "Vi har riktlinjer mot trakasserier och sexuella trakasserier.",
    "every_third_year": "Lönekartläggningen görs vart tredje år.",
}
RIGHT = (
    "Alla arbetsgivare ska arbeta med aktiva åtgärder, även små.",
    "De fem områdena är kända. Lönekartläggning görs varje år.",
    "Grunderna är kön, ålder och funktionsnedsättning.",
    "Trakasserier, sexuella trakasserier och repressalier är något annat än kränkande särbehandling.",
    "",
)


@pytest.mark.parametrize(("kind", "text"), WRONG.items())
def test_wrong_words_are_shown_where_they_stand_with_what_the_act_says(kind, text):
    (found,) = remarks(f"Inledning.\n{text}\nSlut.")

    assert found.id == kind
    assert found.words.endswith(".") and "kap." in found.source


@pytest.mark.parametrize("text", RIGHT)
def test_right_words_are_left_alone(text):
    assert remarks(text) == ()


def test_each_kind_is_told_once_in_the_order_of_the_text():
    text = f"{WRONG['functional_variation']} {WRONG['large_employers']} " * 3

    assert [r.id for r in remarks(text)] == ["functional_variation", "large_employers"]


@given(st.text(max_size=400))
def test_any_text_can_be_read(text):
    for remark in remarks(text):
        assert remark.passage
