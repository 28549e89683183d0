"""An evaluation counts when it says something of this time."""

from datetime import date

import pytest

from aktiva.domain.trainings.evaluation import Hollow, hollow

GIVEN = date(2025, 4, 10)
CONTENT = "Fallen kändes igen och övningen tog för lång tid."
CAME = "Nästan alla kom, men ingen från räddningstjänsten."


@pytest.mark.parametrize(
    ("content", "participation", "why"),
    [
        (CONTENT, CAME, None),
        ("", CAME, Hollow.EMPTY),
        (CONTENT, " \n", Hollow.EMPTY),
        (CONTENT, "– …", Hollow.EMPTY),
        ("Gick bra.", CAME, Hollow.SHORT),
        ("Det gick bra.", CAME, None),
        (CONTENT, CONTENT.upper(), Hollow.REPEATS_ITSELF),
    ],
)
def test_what_is_written_must_say_something(content, participation, why):
    assert hollow(content, participation, given_on=GIVEN, on=GIVEN) is why


@pytest.mark.parametrize(
    "earlier", [(CONTENT, "Få kom den gången."), ("Något annat då.", f"  {CAME.lower()} ")]
)
def test_last_years_words_do_not_count(earlier):
    assert hollow(CONTENT, CAME, given_on=GIVEN, on=GIVEN, earlier=[earlier]) is Hollow.COPIED


def test_nobody_evaluates_a_course_that_has_not_been_given():
    assert hollow(CONTENT, CAME, given_on=GIVEN, on=date(2025, 4, 9)) is Hollow.TOO_EARLY
