"""The days to answer in, and when a party's words may be changed or only corrected."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from aktiva.domain.cooperation.answering import (
    TooFewDays,
    Writing,
    days_left,
    last_day,
    standing,
    writing,
)
from aktiva.domain.cooperation.records import Answer

LAST = date(2026, 11, 12)
NOON = datetime(2026, 11, 12, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("days", "last"), [(1, date(2026, 11, 3)), (10, LAST), (60, date(2027, 1, 1))]
)
def test_the_day_of_sending_is_not_counted(days, last):
    assert last_day(date(2026, 11, 2), days) == last


@pytest.mark.parametrize("days", [-1, 0, 61])
def test_nobody_is_given_no_time_or_left_waiting_for_months(days):
    with pytest.raises(TooFewDays):
        last_day(date(2026, 11, 2), days)


@pytest.mark.parametrize(
    ("on", "left"), [(LAST - timedelta(1), 1), (LAST, 0), (LAST + timedelta(1), -1)]
)
def test_the_last_day_is_a_day_to_answer(on, left):
    assert days_left(LAST, on=on) == left


@pytest.mark.parametrize(
    ("at", "accounted_at", "what"),
    [
        (NOON, None, Writing.CHANGES),
        (NOON + timedelta(days=1), None, Writing.CORRECTS),
        (NOON, NOON + timedelta(minutes=1), Writing.CHANGES),
        (NOON, NOON, Writing.CORRECTS),
        (NOON, NOON - timedelta(minutes=1), Writing.CORRECTS),
    ],
)
def test_words_are_changed_until_the_last_day_or_the_paper_and_corrected_after(
    at, accounted_at, what
):
    assert writing(last=LAST, accounted_at=accounted_at, at=at) is what


@pytest.mark.parametrize(
    ("answers", "what"),
    [
        ([], None),
        ([Answer.TAKEN_PART, Answer.NO_OBJECTION], Answer.NO_OBJECTION),
        ([Answer.DISSENT, Answer.NO_OBJECTION], Answer.DISSENT),
    ],
)
def test_the_strongest_of_several_answers_is_the_partys(answers, what):
    assert standing(answers) is what
