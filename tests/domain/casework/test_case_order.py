"""A case goes from the lower body to the higher, in the order of time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktiva.domain.casework.order import OrderProblem, Treated, problems

COMMITTEE, BOARD, COUNCIL, OTHER = 1, 2, 3, 4
ABOVE = {COMMITTEE: BOARD, BOARD: COUNCIL, COUNCIL: None, OTHER: COUNCIL}
REGISTERED = date(2027, 1, 4)
TODAY = date(2027, 6, 1)


def found(new: Treated, *earlier: Treated) -> set[OrderProblem]:
    return set(problems(new, earlier=earlier, above=ABOVE, registered=REGISTERED, today=TODAY))


def prepared(body: int, day: int) -> Treated:
    return Treated(body, REGISTERED + timedelta(days=day), final=False)


def decided(body: int, day: int) -> Treated:
    return Treated(body, REGISTERED + timedelta(days=day), final=True)


def test_the_committee_prepares_and_the_board_decides():
    assert found(prepared(COMMITTEE, 10)) == set()
    assert found(decided(BOARD, 20), prepared(COMMITTEE, 10)) == set()


def test_the_board_may_decide_what_nobody_prepared():
    assert found(decided(BOARD, 20)) == set()


def test_three_bodies_may_treat_a_case_one_after_another():
    assert found(decided(COUNCIL, 30), prepared(COMMITTEE, 10), prepared(BOARD, 20)) == set()


@pytest.mark.parametrize(
    ("day", "problem"),
    [
        (-1, {OrderProblem.BEFORE_REGISTRATION}),
        (0, set()),
        ((TODAY - REGISTERED).days, set()),
        ((TODAY - REGISTERED).days + 1, {OrderProblem.IN_THE_FUTURE}),
    ],
    ids=["the day before", "the same day", "today", "tomorrow"],
)
def test_a_meeting_lies_between_registration_and_today(day, problem):
    assert found(decided(BOARD, day)) == problem


@pytest.mark.parametrize("day", [20, 21])
def test_the_lower_body_cannot_prepare_what_the_higher_has_treated(day):
    assert OrderProblem.LOWER_AFTER_HIGHER in found(prepared(COMMITTEE, day), decided(BOARD, 20))


def test_a_preparation_held_earlier_may_be_recorded_afterwards():
    assert found(prepared(COMMITTEE, 19), decided(BOARD, 20)) == set()


def test_the_higher_body_cannot_decide_before_the_lower_has_prepared():
    assert found(decided(BOARD, 9), prepared(COMMITTEE, 10)) == {OrderProblem.HIGHER_BEFORE_LOWER}
    assert found(decided(BOARD, 10), prepared(COMMITTEE, 10)) == set()


def test_a_body_two_steps_up_is_also_above():
    assert found(decided(COUNCIL, 9), prepared(COMMITTEE, 10)) == {OrderProblem.HIGHER_BEFORE_LOWER}


def test_what_is_decided_is_not_decided_again():
    assert found(decided(BOARD, 21), decided(BOARD, 20)) == {OrderProblem.ALREADY_DECIDED}
    assert OrderProblem.ALREADY_DECIDED in found(decided(COUNCIL, 21), decided(BOARD, 20))


def test_a_body_may_take_the_matter_up_twice_before_it_decides():
    assert found(decided(BOARD, 21), prepared(BOARD, 20)) == set()


def sent_back(body: int, day: int) -> Treated:
    return Treated(body, REGISTERED + timedelta(days=day), final=False, refers_back=True)


def test_a_matter_that_was_referred_back_goes_the_same_way_again():
    road = [prepared(COMMITTEE, 10), sent_back(BOARD, 20), prepared(COMMITTEE, 30)]

    assert found(road[2], *road[:2]) == set()
    assert found(decided(BOARD, 40), *road) == set()
    assert found(prepared(COMMITTEE, 50), *road, decided(BOARD, 40)) == {
        OrderProblem.LOWER_AFTER_HIGHER
    }


def test_a_referral_recorded_afterwards_does_not_collide_with_the_second_preparation():
    assert found(sent_back(BOARD, 20), prepared(COMMITTEE, 10), prepared(COMMITTEE, 30)) == set()


def test_the_top_body_cannot_pass_the_matter_on():
    assert found(prepared(COUNCIL, 10)) == {OrderProblem.NOBODY_ABOVE}
    assert found(decided(COUNCIL, 10)) == set()


def test_bodies_beside_each_other_do_not_stand_in_each_others_way():
    assert found(prepared(OTHER, 5), prepared(COMMITTEE, 10)) == set()


def test_a_ring_of_bodies_is_walked_once():
    ring = {1: 2, 2: 1}

    assert (
        problems(
            prepared(1, 5), earlier=[prepared(2, 4)], above=ring, registered=REGISTERED, today=TODAY
        )
        != ()
    )


@given(days=st.lists(st.integers(0, 100), min_size=3, max_size=3).map(sorted))
def test_rising_bodies_on_rising_days_are_always_in_order(days):
    first, second, third = days
    if second == first or third == second:
        return

    chain = [prepared(COMMITTEE, first), prepared(BOARD, second)]

    assert found(chain[0]) == set()
    assert found(chain[1], chain[0]) == set()
    assert found(decided(COUNCIL, third), *chain) == set()


@given(
    earlier=st.lists(
        st.builds(
            Treated,
            st.sampled_from([1, 2, 3, 4]),
            st.dates(date(2027, 1, 4), date(2027, 5, 1)),
            st.booleans(),
        ),
        max_size=5,
    ),
    data=st.data(),
)
def test_the_order_in_which_earlier_meetings_are_listed_does_not_matter(earlier, data):
    shuffled = data.draw(st.permutations(earlier))

    assert found(decided(BOARD, 50), *earlier) == found(decided(BOARD, 50), *shuffled)
