"""Who has done a course, who has days left, who is late: the days at the boundaries."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktiva.domain.trainings.obligation import (
    Audience,
    Holding,
    Post,
    Rule,
    State,
    appointed,
    standing,
    years_after,
)

START = date(2024, 1, 1)


def rule(*audience: Audience, **rest) -> Rule:
    given = {"obligatory_for_new": True, "days_to_do": 90, "starts_on": START}
    return Rule(audience=frozenset(audience or {Audience.MANAGERS}), **(given | rest))


def manager(since: str, to: str | None = None) -> Holding:
    return Holding(Post.MANAGER, day(since), day(to) if to else None)


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("on", "state", "late_since"),
    [
        ("2025-02-28", State.NOT_CONCERNED, None),  # the day before the appointment
        ("2025-03-01", State.DUE, None),
        ("2025-05-30", State.DUE, None),  # the ninetieth day is the last
        ("2025-05-31", State.LATE, "2025-05-31"),
    ],
)
def test_the_task_runs_from_the_day_of_appointment(on, state, late_since):
    found = standing(rule(), [manager("2025-03-01")], [], on=day(on))

    assert found.state is state
    assert found.late_since == (day(late_since) if late_since else None)


def test_who_was_appointed_before_the_course_is_due_from_its_first_day():
    found = standing(rule(), [manager("2015-03-01")], [], on=START)

    assert (found.begins, found.due_by) == (START, day("2024-03-31"))


@pytest.mark.parametrize(
    ("audience", "post", "since", "concerned"),
    [
        (Audience.MANAGERS, Post.MANAGER, "2015-01-01", True),
        (Audience.MANAGERS, Post.SAFETY_REPRESENTATIVE, "2025-01-01", False),
        (Audience.SAFETY_REPRESENTATIVES, Post.SAFETY_REPRESENTATIVE, "2015-01-01", True),
        (Audience.SAFETY_REPRESENTATIVES, Post.MANAGER, "2025-01-01", False),
        (Audience.NEW_MANAGERS, Post.MANAGER, "2023-12-31", False),
        (Audience.NEW_MANAGERS, Post.MANAGER, "2024-01-01", True),
        (Audience.NEW_MANAGERS, Post.OTHER, "2025-01-01", False),
        (Audience.EVERYONE, Post.OTHER, "2015-01-01", True),
    ],
)
def test_a_course_concerns_its_audience(audience, post, since, concerned):
    found = standing(rule(audience), [Holding(post, day(since))], [], on=day("2026-01-01"))

    assert (found.state is not State.NOT_CONCERNED) is concerned


def test_a_course_for_new_managers_and_safety_representatives_leaves_old_managers_alone():
    both = rule(Audience.NEW_MANAGERS, Audience.SAFETY_REPRESENTATIVES)

    assert appointed(both, [manager("2015-01-01")], on=day("2025-01-01")) is None
    assert appointed(both, [manager("2024-05-01")], on=day("2025-01-01")) == day("2024-05-01")


def test_what_is_not_obligatory_is_offered_and_never_late():
    offered = rule(obligatory_for_new=False)

    assert standing(offered, [manager("2015-01-01")], [], on=day("2026-01-01")).state is (
        State.OFFERED
    )


@pytest.mark.parametrize(
    ("on", "state", "due_by"),
    [
        ("2027-05-10", State.DONE, "2027-05-10"),
        ("2027-05-11", State.LATE, "2027-05-10"),
    ],
)
def test_what_must_be_done_again_is_late_the_day_after_its_interval(on, state, due_by):
    found = standing(
        rule(interval_years=2), [manager("2025-03-01")], [day("2025-05-10")], on=day(on)
    )

    assert (found.state, found.due_by, found.done_on) == (state, day(due_by), day("2025-05-10"))


def test_done_once_is_done_for_good_without_an_interval():
    found = standing(rule(), [manager("2015-01-01")], [day("2016-01-01")], on=day("2040-01-01"))

    assert (found.state, found.due_by) == (State.DONE, None)


def test_what_is_written_of_a_day_to_come_is_not_done_yet():
    found = standing(rule(), [manager("2025-01-01")], [day("2025-03-02")], on=day("2025-03-01"))

    assert found.state is State.DUE


@pytest.mark.parametrize(
    ("second_from", "begins"),
    [
        ("2026-02-01", "2025-01-01"),  # straight from one post to the next
        ("2028-02-01", "2025-01-01"),  # a break of exactly the interval
        ("2028-02-02", "2028-02-02"),  # one day more
    ],
)
def test_a_change_of_post_does_not_begin_anew_unless_the_break_is_longer_than_the_interval(
    second_from, begins
):
    held = [manager("2025-01-01", "2026-02-01"), manager(second_from)]

    assert appointed(rule(interval_years=2), held, on=day("2029-01-01")) == day(begins)


def test_who_comes_back_after_the_interval_has_the_days_of_a_new_one():
    held = [manager("2024-01-01", "2025-01-01"), manager("2028-01-01")]

    found = standing(rule(interval_years=2), held, [day("2024-03-01")], on=day("2028-03-31"))

    assert (found.state, found.due_by) == (State.DUE, day("2028-03-31"))


def test_a_change_to_another_audience_begins_when_that_post_does():
    held = [Holding(Post.SAFETY_REPRESENTATIVE, day("2024-06-01")), manager("2025-06-01")]

    assert appointed(rule(), held, on=day("2026-01-01")) == day("2025-06-01")


@pytest.mark.parametrize(
    ("on", "state"), [("2025-05-31", State.LATE), ("2025-06-01", State.NOT_CONCERNED)]
)
def test_a_retired_course_concerns_nobody(on, state):
    retired = rule(retired_on=day("2025-06-01"))

    assert standing(retired, [manager("2025-01-01")], [], on=day(on)).state is state


@pytest.mark.parametrize(
    ("on", "state"), [("2025-02-28", State.DUE), ("2025-03-01", State.NOT_CONCERNED)]
)
def test_who_has_left_the_post_is_not_concerned(on, state):
    found = standing(rule(), [manager("2025-01-01", "2025-03-01")], [], on=day(on))

    assert found.state is state


def test_a_leap_day_is_the_28th_in_other_years():
    assert years_after(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert years_after(date(2024, 2, 29), 4) == date(2028, 2, 29)


@pytest.mark.parametrize("wrong", [{"days_to_do": -1}, {"interval_years": 0}])
def test_a_rule_that_cannot_be_kept_is_refused(wrong):
    with pytest.raises(ValueError):
        rule(**wrong)


DAYS = st.dates(date(2020, 1, 1), date(2032, 1, 1))
RULES = st.builds(
    Rule,
    audience=st.frozensets(st.sampled_from(Audience), min_size=1),
    obligatory_for_new=st.booleans(),
    days_to_do=st.integers(0, 365),
    starts_on=DAYS,
    interval_years=st.none() | st.integers(1, 5),
)


@st.composite
def posts(draw) -> list[Holding]:
    made = []
    for _ in range(draw(st.integers(0, 4))):
        since = draw(DAYS)
        to = draw(st.none() | st.integers(1, 2000).map(lambda n, s=since: s + timedelta(days=n)))
        made.append(Holding(draw(st.sampled_from(Post)), since, to))
    return made


@given(RULES, posts(), st.lists(DAYS), DAYS)
def test_every_standing_hangs_together(rule, held, done, on):
    found = standing(rule, held, done, on=on)

    holds_now = any(h.since <= on and (h.to is None or h.to > on) for h in held)
    if found.state is not State.NOT_CONCERNED:
        assert holds_now
        assert found.begins >= rule.starts_on
    if found.state.lacks:
        assert rule.obligatory_for_new
        assert (on > found.due_by) == (found.state is State.LATE)
    assert (found.late_since is None) == (found.state is not State.LATE)


@given(RULES, posts(), st.lists(DAYS), DAYS)
def test_doing_the_course_today_is_always_enough_today(rule, held, done, on):
    assert not standing(rule, held, [*done, on], on=on).state.lacks


@given(RULES, posts(), st.lists(DAYS), DAYS, st.randoms())
def test_the_order_of_posts_and_of_days_makes_no_difference(rule, held, done, on, random):
    mixed_held, mixed_done = held[:], done[:]
    random.shuffle(mixed_held)
    random.shuffle(mixed_done)

    assert standing(rule, mixed_held, mixed_done, on=on) == standing(rule, held, done, on=on)


@given(RULES, DAYS, st.integers(1, 2000), DAYS)
def test_cutting_a_post_in_two_at_any_day_changes_nothing(rule, since, n, on):
    whole = [Holding(Post.MANAGER, since)]
    cut = since + timedelta(days=n)
    parts = [Holding(Post.MANAGER, since, cut), Holding(Post.MANAGER, cut)]

    assert standing(rule, parts, [], on=on) == standing(rule, whole, [], on=on)
