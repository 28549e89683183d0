"""Numbers are read as they are written in Sweden and by programs; what has two readings is told."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktiva.domain.pay.numbers import number, parse


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("34500", 34_500),
        ("34 500,50", 34_500.5),
        ("34\u00a0500", 34_500),
        ("34\u202f500.5", 34_500.5),
        ("34.500,50", 34_500.5),
        ("34,500.50", 34_500.5),
        ("1.234.567", 1_234_567),
        ("1,234,567.8", 1_234_567.8),
        ("1'234'567", 1_234_567),
        ("\u2212100", -100),
        ("75%", 75),
        ("0,125", 0.125),
        ("0.125", 0.125),
    ],
)
def test_a_number_is_read_as_it_is_written(text, value):
    assert number(text) == value


@pytest.mark.parametrize(
    "text", ["tjugo", "3e4", "1,2,3", "34.50.00", "12..5", "1.234,567.8", "=1", "-", "34.5000,5"]
)
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValueError):
        number(text)


@pytest.mark.parametrize("text", ["", "NA"])
def test_an_empty_cell_is_nothing(text):
    assert math.isnan(number(text))


@pytest.mark.parametrize(
    ("texts", "values", "wrong", "unsure"),
    [
        (["34.500", "27.250,50"], [34_500, 27_250.5], (), ()),
        (["34.500", "27.25"], [34.5, 27.25], (), ()),
        (["34.500", "1.234.567"], [34_500, 1_234_567], (), ()),
        (["34,500", "27,5"], [34.5, 27.5], (), ()),
        (["34,500", "0,75"], [34.5, 0.75], (), ()),
        (["34.500", "27 000"], [34.5, 27_000], (), (0,)),
        (["34.500"], [34.5], (), (0,)),
        (["34.500", "27,5", "26.5"], [34.5, 27.5, 26.5], (0,), ()),
        (["34.500", "text"], [34.5, math.nan], (1,), (0,)),
        (["", "27,5"], [math.nan, 27.5], (), ()),
        (["0.500", "0.250"], [0.5, 0.25], (), ()),
    ],
)
def test_the_whole_column_tells_the_decimal_sign(texts, values, wrong, unsure):
    read = parse(texts)

    assert read.values == pytest.approx(values, nan_ok=True)
    assert (read.wrong, read.unsure) == (wrong, unsure)


def test_a_file_whose_decimal_sign_is_known_has_nothing_unsure():
    assert parse(["34.500"], decimal=".").values == [34.5]
    assert parse(["34.500"], decimal=",").values == [34_500]
    assert parse(["34.500"], decimal=".").unsure == ()


@given(
    amounts=st.lists(st.integers(0, 10**8), min_size=1),
    style=st.sampled_from(
        [(" ", ","), (".", ","), (",", "."), ("", ","), ("", "."), ("\u00a0", ",")]
    ),
)
def test_two_decimals_are_read_back_whatever_the_signs(amounts, style):
    group, decimal = style
    texts = [
        f"{cents // 100:,}".replace(",", group) + f"{decimal}{cents % 100:02}" for cents in amounts
    ]

    read = parse(texts)

    assert read.values == pytest.approx([cents / 100 for cents in amounts])
    assert not read.wrong and not read.unsure
