"""What the answers say: means in full or half steps, low shares, and proposals of what is told."""

from decimal import Decimal

import pytest

from aktiva.domain.pulse.codes import read, written
from aktiva.domain.pulse.figures import LEVELS, Figures, Limits, Mean, mean_of
from aktiva.domain.pulse.flow import Bucket


@pytest.mark.parametrize(
    ("cells", "exact", "half"),
    [
        ((0, 0, 0, 0, 0, 5), "5,00", "5,0"),
        ((0, 5, 0, 0, 0, 0), "1,00", "1,0–1,4"),
        ((3, 0, 0, 5, 5, 0), "3,50", "3,5–3,9"),
        ((0, 0, 0, 6, 5, 0), "3,45", "3,0–3,4"),
        ((0, 1, 0, 0, 0, 9), "4,60", "4,5–4,9"),
    ],
)
def test_a_mean_is_of_those_who_took_a_stand(cells, exact, half):
    assert str(mean_of(cells, is_exact=True)) == exact
    assert str(mean_of(cells, is_exact=False)) == half


@pytest.mark.parametrize(
    ("level", "cells", "percent"),
    [
        (0, (5, 6, 0, 0, 9, 0), 55),
        (1, (5, 0, 15, 0), 25),
        (2, (0, 5, 5), 0),
        (3, (6, 24), 20),
        (None, (), None),
    ],
)
def test_the_share_of_low_answers_is_of_all_in_the_group(level, cells, percent):
    assert Figures(level, cells).low_percent == percent


@pytest.mark.parametrize(
    ("figures", "is_proposed"),
    [
        (Figures(None, (), Mean(Decimal("3.0"), False)), True),
        (Figures(None, (), Mean(Decimal("3.5"), False)), False),
        (Figures(0, (0, 0, 5, 5, 0, 0), Mean(Decimal("3.5"), True)), False),
        (Figures(0, (0, 0, 6, 5, 0, 0), Mean(Decimal("3.45"), True)), True),
        (Figures(3, (5, 20), None), False),
        (Figures(3, (6, 20), None), True),
        (Figures(None, (), None), False),
    ],
    ids=["half step under", "half step at", "just at", "just under", "20 %", "over 20 %", "hidden"],
)
def test_what_lies_under_a_limit_is_proposed_and_what_is_hidden_is_not(figures, is_proposed):
    assert figures.is_proposed(Limits()) is is_proposed


def test_every_level_has_all_grades_once():
    for level in LEVELS:
        assert sorted(g for column in level for g in column) == [0, 1, 2, 3, 4, 5]


def test_codes_are_read_however_they_are_typed():
    assert written("ABCDEFGHJKMN") == "ABCD-EFGH-JKMN"
    assert read(" abcd efgh-JKMN ") == "ABCDEFGHJKMN"
    assert read("åäö") == ""


def test_the_brake_lets_so_many_through_at_once_and_then_so_many_a_second():
    bucket = Bucket.full(capacity=2, per_second=1, at=0)

    assert [bucket.take(at=t) for t in (0, 0, 0, 0.5, 1.5, 1.5, 100, 100, 100)] == [
        True, True, False, False, True, False, True, True, False,
    ]  # fmt: skip
