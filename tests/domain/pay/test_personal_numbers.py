"""Personal numbers become birth year and legal sex; nothing else of them is said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktiva.domain.pay import personal_numbers as numbers


def written(year, month, day, three, *, sign="-", twelve=True):
    """Return an invented number with the right check digit, by an own count of Luhn's sum."""
    nine = f"{year % 100:02}{month:02}{day:02}{three:03}"
    total = 0
    for i, c in enumerate(nine):
        doubled = int(c) * 2 if i % 2 == 0 else int(c)
        total += doubled - 9 if doubled > 9 else doubled
    return f"{year // 100 if twelve else ''}{nine[:6]}{sign}{nine[6:]}{(10 - total % 10) % 10}"


people = st.builds(
    written,
    st.integers(1926, 2012),
    st.integers(1, 12),
    st.integers(1, 28),
    st.integers(0, 999),
    sign=st.sampled_from(["-", ""]),
    twelve=st.booleans(),
)


@given(year=st.integers(1927, 2012), three=st.integers(0, 999), twelve=st.booleans())
def test_birth_year_and_sex_are_told(year, three, twelve):
    text = written(year, 5, 17, three, twelve=twelve)

    assert numbers.birth_year(text, year=2025) == year
    assert numbers.is_woman(text) is (three % 10 % 2 == 0)


@given(text=people)
def test_the_same_person_has_the_same_key_however_it_is_written(text):
    bare = text.replace("-", "")

    assert numbers.key(text) == numbers.key(bare) == bare[-10:]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        (written(1925, 1, 1, 12, sign="+", twelve=False), 1925),
        (written(1930, 1, 1, 12, sign="-", twelve=False), 1930),
        (written(2012, 1, 1, 12, twelve=False), 2012),
        (written(1913, 1, 1, 12, twelve=False), 1913),
        (written(1990, 1, 77, 12), 1990),
    ],
    ids=["plus", "minus", "youngest", "too young is a century older", "coordination number"],
)
def test_the_century_is_told_by_the_sign_and_by_who_can_be_employed(text, year):
    assert numbers.birth_year(text, year=2025) == year


def test_a_number_that_lost_its_first_zero_is_known():
    text = written(2003, 4, 5, 12, sign="", twelve=False)

    assert text.startswith("0")
    assert numbers.birth_year(text[1:], year=2025) == 2003


@pytest.mark.parametrize(
    "text",
    ["", "850517", "8505171239x", "851317-1234", "850532-1234", "1850517-1234", "abcdef-ghij"],
)
def test_what_is_no_number_is_none(text):
    assert numbers.split(text) is None
    assert numbers.key(text) is None
    assert numbers.is_woman(text) is None
    assert numbers.birth_year(text, year=2025) is None


@given(text=people, digit=st.integers(1, 9))
def test_a_wrong_check_digit_is_no_number(text, digit):
    wrong = text[:-1] + str((int(text[-1]) + digit) % 10)

    assert numbers.split(wrong) is None


def test_a_column_is_of_personal_numbers_when_four_in_five_are():
    right = [written(1980 + i, 1, 1, 12) for i in range(8)]

    assert numbers.are_personal_numbers([*right, "x", ""])
    assert numbers.are_personal_numbers([*right, "x", "y"])
    assert not numbers.are_personal_numbers([*right, "x", "y", "z"])
    assert not numbers.are_personal_numbers(right[:2])
    assert not numbers.are_personal_numbers(["40001", "40002", "40003"])
