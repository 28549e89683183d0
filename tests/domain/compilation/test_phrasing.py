"""A language model is given the comments and nothing else, and what it adds is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktiva.domain.compilation.phrasing import LONGEST_MATTER, matter, unsupported


def of(*comments: str) -> str:
    return matter(title="Larm saknas", is_strength=False, n_units=3, comments=comments).matter


def test_the_model_is_given_the_comments_one_by_one():
    assert of("Larmet är\n trasigt.", "Vi saknar larm.").splitlines() == [
        "Iakttagelsen gäller ett förbättringsområde: Larm saknas",
        "Kommentarer från 3 enheter:",
        "- Larmet är trasigt.",
        "- Vi saknar larm.",
    ]


def test_nothing_is_asked_about_nothing():
    with pytest.raises(ValueError, match="no comment"):
        of()


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("Larm saknas på flera enheter.", ()),
        ("Larm saknas på 3 enheter.", ()),
        ("Larm saknas på 37 enheter, i 37 fall.", ("37",)),
        ("Hälften saknar larm.", ("Hälften",)),
        ("Samtliga tre enheter saknar larm sedan 2019.", ("Samtliga", "tre", "2019")),
    ],
)
def test_an_amount_that_no_source_holds_is_told(answer, expected):
    assert unsupported(answer, matter=of("Larmet är trasigt.")) == expected


def test_an_amount_that_a_source_holds_is_not_told():
    assert unsupported("Larmet har varit trasigt i två år.", matter=of("Trasigt i två år.")) == ()


@given(st.lists(st.text(max_size=3_000), min_size=1, max_size=30))
def test_what_is_given_has_an_end_and_no_line_of_its_own(comments):
    asked = matter(title="Larm", is_strength=True, n_units=1, comments=comments)
    assert len(asked.matter) <= LONGEST_MATTER
    assert 1 <= asked.n_used <= len(comments)
    assert len(asked.matter.splitlines()) >= 2
    assert asked.matter.count("\n") == 1 + asked.n_used
