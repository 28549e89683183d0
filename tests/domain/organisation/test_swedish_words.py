"""Words for units and their chiefs, and the organisation number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktiva.domain.organisation.words import genitive, organisation_number_is_valid


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Solvik kommun", "Solvik kommuns"),
        ("nämnden", "nämndens"),
        ("Borås", "Borås"),
        ("Växjö", "Växjös"),
        ("IFK LUX", "IFK LUX"),
        ("Schweiz", "Schweiz"),
        ("", ""),
    ],
)
def test_a_genitive_takes_an_s_unless_the_name_already_sounds_so(name, said):
    assert genitive(name) == said


@pytest.mark.parametrize("number", ["212000-0142", "202100-5489"])
def test_numbers_with_a_right_check_digit_are_valid(number):
    assert organisation_number_is_valid(number)


@pytest.mark.parametrize(
    "number",
    [
        "212000-0143",
        "2120000142",
        "21200-00142",
        "212000-014",
        "212000-01421",
        "212000-O142",
        "٢١٢٠٠٠-٠١٤٢",
        "212000–0142",
        " 212000-0142",
        "",
    ],
)
def test_other_writings_and_wrong_digits_are_not(number):
    assert not organisation_number_is_valid(number)


@given(first=st.integers(0, 999_999), middle=st.integers(0, 999))
def test_exactly_one_check_digit_is_right(first, middle):
    written = [f"{first:06}-{middle:03}{last}" for last in range(10)]

    assert sum(map(organisation_number_is_valid, written)) == 1


@given(
    number=st.just("212000-0142"),
    place=st.sampled_from([0, 1, 2, 3, 4, 5, 7, 8, 9, 10]),
    digit=st.sampled_from("0123456789"),
)
def test_one_digit_written_wrong_is_always_found(number, place, digit):
    changed = number[:place] + digit + number[place + 1 :]

    assert organisation_number_is_valid(changed) == (changed == number)
