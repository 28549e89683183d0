"""What remains before a unit may hand in, and what a cause must say."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktiva.domain.cycle.handing_in import (
    CauseProblem,
    Obstacle,
    Progress,
    cause_problem,
    has_real_cause,
    obstacles,
)

RISK = "Passen läggs så att den som lämnar barn inte kan börja klockan sex."
CAUSE = "Schemat bygger på att alla har samma tider hemma."


def test_nothing_left_means_that_it_may_be_handed_in():
    assert obstacles(Progress()) == ()


@pytest.mark.parametrize("name", [f.name for f in fields(Progress)])
def test_whatever_remains_is_said_alone(name):
    assert obstacles(replace(Progress(), **{name: 1})) == (Obstacle(name),)


@given(counts=st.lists(st.integers(0, 3), min_size=len(Obstacle), max_size=len(Obstacle)))
def test_obstacles_are_told_in_the_order_they_are_mended(counts):
    names = [o.value for o in Obstacle]

    found = obstacles(Progress(**dict(zip(names, counts, strict=True))))

    assert [o.value for o in found] == [n for n, c in zip(names, counts, strict=True) if c]


@pytest.mark.parametrize(
    ("cause", "problem"),
    [
        ("", CauseProblem.EMPTY),
        (" \n\t", CauseProblem.EMPTY),
        ("." * 30, CauseProblem.EMPTY),
        (RISK, CauseProblem.REPEATS_RISK),
        (f"  {RISK.upper()}!! ", CauseProblem.REPEATS_RISK),
        (RISK.replace(" ", ""), CauseProblem.REPEATS_RISK),
        ("x" * 19, CauseProblem.TOO_SHORT),
        ("x" * 19 + "    ", CauseProblem.TOO_SHORT),
        ("x" * 20, None),
        (CAUSE, None),
    ],
)
def test_a_cause_says_something_that_the_risk_does_not(cause, problem):
    assert cause_problem(risk=RISK, cause=cause) is problem


def test_one_real_cause_among_hollow_ones_is_enough():
    assert has_real_cause(risk=RISK, causes=["", RISK, CAUSE])
    assert not has_real_cause(risk=RISK, causes=["", RISK])
    assert not has_real_cause(risk=RISK, causes=[])


@given(risk=st.text(min_size=20), noise=st.sampled_from([" ", ".", "!", "\n", "–"]))
def test_punctuation_never_turns_a_copied_risk_into_a_cause(risk, noise):
    copied = noise.join(risk) + noise

    assert cause_problem(risk=risk, cause=copied) in {
        CauseProblem.REPEATS_RISK,
        CauseProblem.EMPTY,
    }
