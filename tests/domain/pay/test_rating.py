"""Nobody sees the others' levels before all have said theirs."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktiva.domain.pay.rating import (
    Cell,
    Rating,
    Round,
    agreed_fault,
    agreement,
    agreements,
    why_not_rate,
)

CELL, OTHER = Cell("Vård", "education"), Cell("Vård", "people")
THREE = frozenset({"HR", "Kommunal", "Vision"})


def rated(*pairs, cell=CELL):
    return tuple(Rating(cell, rater, level) for rater, level in pairs)


def test_levels_open_when_the_last_one_has_rated():
    two = Round(THREE, rated(("HR", 2), ("Vision", 4)))
    three = Round(THREE, rated(("HR", 2), ("Vision", 4), ("Kommunal", 3)))

    assert [r.level for r in two.visible_to("HR")] == [2]
    assert two.waiting_for(CELL) == ("Kommunal",)
    assert two.visible_to("Kommunal") == ()
    assert [r.level for r in three.visible_to("HR")] == [2, 3, 4]
    assert agreements(two) == {} and list(agreements(three)) == [CELL]


def test_another_factor_of_the_same_group_stays_closed():
    round_ = Round(THREE, rated(*[(r, 3) for r in THREE]) + rated(("HR", 1), cell=OTHER))

    assert {r.cell for r in round_.visible_to("Vision")} == {CELL}


@pytest.mark.parametrize("closing", [{"closed": frozenset({CELL})}, {"ended": True}])
def test_closing_opens_the_levels_although_somebody_has_not_rated(closing):
    round_ = Round(THREE, rated(("HR", 2)), **closing)

    assert [r.level for r in round_.visible_to("Vision")] == [2]


def test_one_who_takes_no_part_sees_nothing_that_is_closed_and_cannot_open_it():
    round_ = Round(THREE, rated(("HR", 2), ("Vision", 2), ("Strå", 5)))

    assert round_.visible_to("Någon") == ()
    assert not round_.is_open(CELL)


def test_a_round_without_anybody_opens_nothing():
    assert not Round(frozenset(), rated(("HR", 2))).is_open(CELL)


@pytest.mark.parametrize(
    ("rater", "level", "word"),
    [
        ("HR", 1, None),
        ("HR", 5, None),
        ("HR", 0, "från 1 till 5"),
        ("HR", 6, "från 1 till 5"),
        ("Strå", 3, "deltar inte"),
    ],
)
def test_a_level_is_set_by_those_who_take_part_within_the_levels(rater, level, word):
    said = why_not_rate(Round(THREE, ()), CELL, rater=rater, level=level, levels=5)

    assert said is None if word is None else word in said


def test_nobody_changes_their_level_after_seeing_the_others():
    round_ = Round(THREE, rated(*[(r, 3) for r in THREE]))

    assert "redan synliga" in why_not_rate(round_, CELL, rater="HR", level=4, levels=5)


@given(
    st.lists(
        st.tuples(st.sampled_from(sorted(THREE)), st.booleans(), st.integers(1, 5)), max_size=6
    ),
    st.sampled_from(sorted(THREE)),
)
def test_what_others_have_said_of_an_unfinished_cell_never_shows(rows, viewer):
    ratings = {
        (rater, first): Rating(CELL if first else OTHER, rater, level)
        for rater, first, level in rows
    }
    round_ = Round(THREE, tuple(ratings.values()))

    for r in round_.visible_to(viewer):
        assert r.rater == viewer or not round_.waiting_for(r.cell)


@given(
    st.dictionaries(
        st.tuples(st.sampled_from("ABC"), st.sampled_from("xy"), st.sampled_from(sorted(THREE))),
        st.integers(1, 5),
        max_size=18,
    ),
    st.sets(st.sampled_from(sorted(THREE))),
    st.sets(st.tuples(st.sampled_from("ABC"), st.sampled_from("xy"))),
    st.booleans(),
    st.randoms(use_true_random=False),
)
def test_a_round_says_what_reading_every_rating_for_every_cell_says(
    levels, raters, closed, ended, random
):
    rows = [Rating(Cell(g, f), rater, level) for (g, f, rater), level in levels.items()]
    random.shuffle(rows)
    shut = frozenset(Cell(*c) for c in closed)
    round_ = Round(frozenset(raters), tuple(rows), closed=shut, ended=ended)

    opened = {}
    for cell in [Cell(g, f) for g in "ABC" for f in "xy"]:
        rated = {r.rater: r.level for r in rows if r.cell == cell}
        lacks = raters - rated.keys()
        is_open = ended or cell in shut or (bool(raters) and not lacks)
        assert round_.is_open(cell) == is_open
        assert round_.waiting_for(cell) == tuple(sorted(lacks))
        if rated and is_open:
            opened[cell] = agreement(list(rated.values()))
    assert list(agreements(round_).items()) == list(opened.items())


@pytest.mark.parametrize(
    ("levels", "differs", "middle"),
    [
        ((3, 3, 3), False, 3),
        ((3, 4, 3), False, 3),
        ((2, 4, 3), True, 3),
        ((2, 3), False, Fraction(5, 2)),
        ((1, 5), True, 3),
    ],
)
def test_two_levels_apart_is_something_to_talk_about(levels, differs, middle):
    found = agreement(levels)

    assert (found.differs, found.median) == (differs, middle)
    assert found.words.endswith(".")


def test_nobody_has_rated():
    assert agreement([]) is None
    assert "Ingen har bedömt" in agreed_fault(3, None, reason="", levels=5)


@pytest.mark.parametrize(
    ("levels", "agreed", "reason", "fine"),
    [
        ((3, 3, 4), 3, "", True),
        ((3, 3, 4), 4, "", False),
        ((3, 3, 4), 4, "ja det", False),
        ((3, 3, 4), 4, "delegeringen är större än beskrivningen", True),
        ((2, 3), 2, "", True),
        ((2, 3), 3, "", True),
        ((2, 3), 4, "", False),
        ((2, 4), 3, "", True),
    ],
)
def test_a_level_away_from_the_median_has_a_reason(levels, agreed, reason, fine):
    assert (agreed_fault(agreed, agreement(levels), reason=reason, levels=5) is None) is fine
