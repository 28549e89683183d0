"""A letter of its own stands for the reminders whose day had come when it was written."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktiva.domain.cycle.reminders import Keep, WorkingDays, due_offset

WORKING = WorkingDays()
DAY = date(2026, 10, 16)  # a Friday


def keep(told_on: date | None) -> Keep:
    return Keep("a", 1, DAY, can_be_late=False, told_on=told_on)


@pytest.mark.parametrize(
    ("told_on", "on", "expected"),
    [
        (date(2026, 10, 6), date(2026, 10, 6), None),  # the same day: never two letters
        (date(2026, 10, 6), date(2026, 10, 7), None),  # 30 days before had come already
        (date(2026, 10, 6), date(2026, 10, 9), 7),
        (date(2026, 10, 6), date(2026, 10, 12), 7),  # missed, and written the next working day
        (date(2026, 10, 9), date(2026, 10, 12), None),  # reminded by hand on that day
        (date(2026, 10, 9), date(2026, 10, 15), 1),
        (date(2026, 10, 15), date(2026, 10, 15), None),
        (date(2026, 10, 15), date(2026, 10, 16), 0),
        (date(2026, 10, 16), date(2026, 10, 16), None),
        (date(2026, 10, 6), date(2026, 10, 19), None),  # past, and never late
        (None, date(2026, 10, 7), 30),
    ],
)
def test_only_what_comes_after_the_letter_is_reminded_of(told_on, on, expected):
    assert due_offset(keep(told_on), on=on, working=WORKING) == expected


@given(st.integers(-3, 60), st.integers(-3, 60))
def test_a_letter_of_its_own_never_adds_a_reminder(before, told):
    on, told_on = DAY - timedelta(before), DAY - timedelta(told)
    without = due_offset(keep(None), on=on, working=WORKING)

    assert due_offset(keep(told_on), on=on, working=WORKING) in {None, without}


@given(st.integers(0, 60))
def test_nothing_is_reminded_of_on_the_day_of_the_letter(before):
    on = DAY - timedelta(before)

    assert due_offset(keep(on), on=on, working=WORKING) is None
