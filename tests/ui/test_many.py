"""Which rows of a list were chosen, as the pages for many rows read it."""

import pytest
from django.http import QueryDict

from aktiva.ui import many


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ("rad=3&rad=1", [3, 1]),
        ("valda=3,1", [3, 1]),
        ("rad=3&valda=3,4", [3, 4]),
        ("rad=x&rad=&rad=-1&rad=²&valda=,,", []),
        ("rad=99999999999999999999", []),
        ("", []),
        ("rad=1&rad=2&rad=3&rad=4", [1, 2, 3]),
    ],
)
def test_the_chosen_rows_are_those_ticked_or_carried_on_and_each_once(sent, expected):
    assert many.chosen(QueryDict(sent), "rad", most=3) == expected


def test_what_a_preview_carries_on_is_read_back():
    assert many.chosen(
        QueryDict(f"{many.CARRIED}={many.carried(range(3000))}"), "rad", most=5000
    ) == list(range(3000))


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ("confirm=1&kind=extend&shown=extend", True),
        ("confirm=1&kind=remind&shown=extend", False),
        ("preview=1&kind=extend&shown=extend", False),
        ("confirm=1&kind=extend", True),
    ],
)
def test_another_kind_than_the_one_shown_is_not_confirmed(sent, expected):
    assert many.is_confirmed(QueryDict(sent)) is expected
