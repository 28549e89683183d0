"""What a moved weight changes, against a plain way of finding out."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_groups import group

from aktiva.domain.pay.comparisons import Kind, Pair, compare
from aktiva.domain.pay.sensitivity import moved, sensitivity
from aktiva.domain.pay.valuation import (
    Bands,
    Criterion,
    Factor,
    FactorPlan,
    plan_faults,
    shipped_plan,
    values_of,
)


def plainly(groups, levels, plan, bands, dominated):
    """Compare everything anew for each weight."""
    known = [g for g in groups if g.name in levels]

    def pairs(tried):
        found = compare(known, values_of(tried, bands, levels), dominated=dominated)
        return {c.pair for c in found if c.kind is not Kind.EQUAL_WORK}

    today = pairs(plan)
    for criterion in Criterion:
        for step in (-10, -5, 5, 10):
            tried = moved(plan, criterion, step)
            if tried is not None:
                yield criterion, step, pairs(tried) - today, today - pairs(tried)


@given(st.integers(0, 10_000), st.integers(1, 6))
def test_shifts_are_those_of_comparing_everything_anew(seed, count):
    rng = random.Random(seed)
    plan, bands = shipped_plan(), Bands.equal(count * 2)
    groups = [
        group(f"g{i}", rng.randint(0, 9), rng.randint(0, 9), rng.randint(25, 50) * 1_000)
        for i in range(count * 3)
    ]
    levels = {
        g.name: {f.key: rng.randint(1, 5) for f in plan.factors}
        for g in groups
        if rng.random() < 0.9
    }
    dominated = {g.name: rng.random() < 0.5 for g in groups if rng.random() < 0.2}

    found = sensitivity(groups, levels, plan, bands, dominated=dominated)

    assert [(s.criterion, s.step, set(s.appeared), set(s.vanished)) for s in found] == list(
        plainly(groups, levels, plan, bands, dominated)
    )


@given(st.sampled_from(list(Criterion)), st.sampled_from([-10, -5, 5, 10]))
def test_a_moved_plan_still_sums_to_a_hundred_in_the_same_proportions(criterion, step):
    plan = shipped_plan()
    tried = moved(plan, criterion, step)

    assert plan_faults(tried) == []
    assert tried.weight_of(criterion) == pytest.approx(plan.weight_of(criterion) + step)
    for one in Criterion:
        ratio = {
            round(b.weight / a.weight, 9)
            for a, b in zip(plan.factors, tried.factors, strict=True)
            if a.criterion is one
        }
        assert len(ratio) == 1


@pytest.mark.parametrize(("step", "tried"), [(-9, True), (-10, False), (-11, False)])
def test_a_weight_is_never_moved_to_nothing(step, tried):
    plan = FactorPlan(
        "",
        tuple(
            Factor(c, c, c, w, ("1", "2")) for c, w in zip(Criterion, (40, 30, 20, 10), strict=True)
        ),
    )

    assert (moved(plan, Criterion.CONDITIONS, step) is not None) is tried


def test_a_group_over_a_boundary_is_told_by_name_and_band():
    plan = FactorPlan(
        "",
        tuple(
            Factor(c, c, c, w, ("1", "2")) for c, w in zip(Criterion, (40, 20, 20, 20), strict=True)
        ),
    )
    one = dict.fromkeys(Criterion, 1)
    levels = {"vård": one | {"skills": 2}, "teknik": one | {"effort": 2, "conditions": 2}}
    groups = [group("vård", 9, 1, 30_000), group("teknik", 1, 9, 33_000)]

    found = {
        (s.criterion, s.step): s
        for s in sensitivity(groups, levels, plan, Bands((400,)), steps=(-5, 5))
    }

    up = found[Criterion.SKILLS, 5]
    assert [(b.group, b.before, b.after) for b in up.bands] == [("teknik", "2", "1")]
    assert up.vanished == (Pair(Kind.EQUAL_VALUE, "vård", "teknik"),)
    assert up.appeared == (Pair(Kind.LOWER_VALUE, "vård", "teknik"),)
    assert up.words == (
        "Om kunskaper och färdigheter väger 5 procentenheter mer tillkommer 1 jämförelse, "
        "försvinner 1 jämförelse och byter 1 grupp band."
    )
