"""Words and numbers are written as Swedish papers write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktiva.domain.documents import swedish


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        ("Kommunledningsförvaltningen", "Kommunledningsförvaltningens"),
        ("Hälsans hus", "Hälsans hus"),
        ("Max", "Max"),
        ("", ""),
    ],
)
def test_genitive_adds_no_second_s(name, owner):
    assert swedish.genitive(name) == owner


@pytest.mark.parametrize(
    ("n", "of", "words"),
    [
        (8, 10, "8 av 10\u00a0enheter"),
        (1, 1, "1 av 1\u00a0enhet"),
        (16, 19, "16 av 19\u00a0enheter"),
        (16, 20, "16 av 20\u00a0enheter (80\u00a0procent)"),
        (1, 1268, "1 av 1\u00a0268\u00a0enheter (mindre än 1\u00a0procent)"),
        (1267, 1268, "1\u00a0267 av 1\u00a0268\u00a0enheter (mer än 99\u00a0procent)"),
        (0, 40, "0 av 40\u00a0enheter (0\u00a0procent)"),
        (40, 40, "40 av 40\u00a0enheter (100\u00a0procent)"),
        (1, 40, "1 av 40\u00a0enheter (3\u00a0procent)"),
    ],
)
def test_a_part_is_told_in_numbers_and_in_percent_only_when_they_are_many(n, of, words):
    assert swedish.part(n, of=of) == words


@given(of=st.integers(0, swedish.FEWEST_FOR_PERCENT - 1), share=st.floats(0, 1))
def test_no_percentage_is_ever_told_of_fewer_than_twenty(of, share):
    assert swedish.percent(int(of * share), of=of) is None


@pytest.mark.parametrize(("n", "of"), [(-1, 20), (21, 20)])
def test_what_is_no_part_of_the_whole_is_refused(n, of):
    with pytest.raises(ValueError, match="not a part"):
        swedish.percent(n, of=of)


@pytest.mark.parametrize(
    ("n", "text"), [(999, "999"), (60000, "60\u00a0000"), (-1200, "−1\u00a0200")]
)
def test_thousands_are_parted_by_spaces_that_do_not_break(n, text):
    assert swedish.number(n) == text


@pytest.mark.parametrize(
    ("words", "text"),
    [((), ""), (("a",), "a"), (("a", "b"), "a och b"), (("a", "b", "c"), "a, b och c")],
)
def test_a_listing_ends_with_och(words, text):
    assert swedish.listing(words) == text
