"""The value of work: what a factor plan must hold, points, bands and points from elsewhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktiva.domain.pay.comparisons import Value
from aktiva.domain.pay.valuation import (
    Bands,
    Criterion,
    Factor,
    FactorPlan,
    band_faults,
    level_faults,
    old_valuations,
    plan_faults,
    points_of,
    shipped_plan,
    take_points,
    values_of,
)

FIVE = ("ett", "två", "tre", "fyra", "fem")


def plan(*weights, levels=FIVE):
    """Return a plan with one factor for each criterion."""
    return FactorPlan(
        "Prov",
        tuple(
            Factor(c.value, c.label, c, weight, levels)
            for c, weight in zip(Criterion, weights, strict=True)
        ),
    )


def test_the_plan_that_comes_along_can_be_used_and_no_criterion_is_forgotten():
    shipped = shipped_plan()

    assert plan_faults(shipped) == []
    assert all(shipped.weight_of(c) >= 10 for c in Criterion)
    assert max(shipped.weight_of(c) for c in Criterion) < 50
    assert all(len(f.levels) == 5 for f in shipped.factors)


@pytest.mark.parametrize(
    ("weights", "word"),
    [
        ((40, 30, 20, 10), None),
        ((97, 1, 1, 1), None),
        ((50, 30, 20, 0), "Arbetsförhållanden väger inget"),
        ((0, 50, 30, 20), "Kunskaper och färdigheter väger inget"),
        ((40, 30, 20, 9.9), "99,9 procent"),
        ((40, 30, 20, 10.1), "100,1 procent"),
        ((60, 30, 20, -10), "inte är ett tal från 0"),
        ((float("nan"), 30, 20, 10), "inte är ett tal från 0"),
    ],
)
def test_all_four_criteria_weigh_something_and_together_a_hundred(weights, word):
    faults = plan_faults(plan(*weights))

    assert faults == [] if word is None else any(word in fault for fault in faults)


def test_a_criterion_without_a_factor_weighs_nothing():
    three = replace(plan(40, 30, 20, 10), factors=plan(40, 30, 30, 10).factors[:3])

    assert [f.split(" väger")[0] for f in plan_faults(three)] == ["Arbetsförhållanden"]


@pytest.mark.parametrize(
    ("levels", "word"),
    [(("en",), "färre än två nivåer"), (("en", " "), "utan beskrivning"), (("En.", "en"), "samma")],
)
def test_levels_are_described_and_differ(levels, word):
    assert word in plan_faults(plan(40, 30, 20, 10, levels=levels))[0]


def test_two_factors_with_one_key_are_told():
    one = plan(40, 30, 20, 10)
    twice = replace(one, factors=(*one.factors, replace(one.factors[0], weight=0, name="Mer")))

    assert any("samma nyckel" in fault for fault in plan_faults(twice))


@pytest.mark.parametrize(
    ("levels", "points"),
    [
        ((1, 1, 1, 1), 0),
        ((5, 5, 5, 5), 1_000),
        ((3, 3, 3, 3), 500),
        ((5, 1, 1, 1), 400),
        ((2, 1, 1, 5), 200),
    ],
)
def test_points_are_each_level_by_its_weight(levels, points):
    given_levels = dict(zip([c.value for c in Criterion], levels, strict=True))

    assert points_of(plan(40, 30, 20, 10), given_levels) == points


@given(st.lists(st.integers(1, 5), min_size=4, max_size=4), st.integers(0, 3))
def test_a_higher_level_never_gives_fewer_points(levels, place):
    keys = [c.value for c in Criterion]
    low = dict(zip(keys, levels, strict=True))
    high = low | {keys[place]: min(5, levels[place] + 1)}

    assert (
        0 <= points_of(plan(40, 30, 20, 10), low) <= points_of(plan(40, 30, 20, 10), high) <= 1000
    )


def test_levels_that_are_missing_strange_or_outside_are_told():
    found = level_faults(plan(40, 30, 20, 10), {"skills": 6, "effort": 1, "x": 1}, group="Vård")

    assert found == [
        "Vård saknar nivå för ansvar och arbetsförhållanden. Bedöm det som saknas.",
        "Vård har nivå 6 för kunskaper och färdigheter, som har nivåerna 1–5. Välj en av dem.",
        "Vård har en nivå för x, som inte är en faktor. Ta bort den.",
    ]


@pytest.mark.parametrize(
    ("points", "band"), [(0, "1"), (249.99, "1"), (250, "2"), (750, "4"), (1_000, "4")]
)
def test_a_boundary_belongs_to_the_band_above_it(points, band):
    assert Bands.equal(4).of(points) == band


@given(st.integers(1, 30))
def test_equal_steps_of_points_give_so_many_bands(count):
    bands = Bands.equal(count)

    assert band_faults(bands) == []
    assert (bands.of(0), bands.of(1_000)) == ("1", str(count))


@pytest.mark.parametrize(
    ("boundaries", "word"),
    [((200, 200), "stigande"), ((300, 200), "stigande"), ((0, 200), "över 0"), ((200, 300), None)],
)
def test_own_boundaries_rise(boundaries, word):
    faults = band_faults(Bands(boundaries))

    assert faults == [] if word is None else word in faults[0]


def test_groups_get_points_and_band_from_their_levels():
    high, low = ({c.value: level for c in Criterion} for level in (4, 2))

    assert values_of(plan(40, 30, 20, 10), Bands.equal(2), {"a": high, "b": low}) == {
        "a": Value(750, "2"),
        "b": Value(250, "1"),
    }


def test_points_from_elsewhere_are_taken_over_and_what_is_wrong_is_told():
    found = take_points(
        {"Vård": 612, "Kök": -1, "Strå": 3},
        groups=["Vård", "Kök", "Park"],
        bands=Bands.equal(4),
        method=" ",
        evaluated_on=None,
    )

    assert found.values == {"Vård": Value(612, "3")}
    assert [fault.split(" ")[0] for fault in found.faults] == [
        "Det",
        "Det",
        "Strå",
        "Poängen",
        "Park",
    ]


def test_points_from_elsewhere_with_all_that_is_asked_have_no_fault():
    found = take_points(
        {"Vård": 612},
        groups=["Vård"],
        bands=Bands((500, 600)),
        method="Egen metod, bedömd av arbetsgruppen",
        evaluated_on=date(2026, 3, 1),
    )

    assert (found.values, found.faults) == ({"Vård": Value(612, "3")}, ())


@pytest.mark.parametrize(
    ("evaluated", "old"),
    [(date(2023, 11, 22), True), (date(2023, 11, 23), False), (date(2026, 11, 23), False)],
)
def test_a_valuation_older_than_three_years_is_pointed_out(evaluated, old):
    found = old_valuations({"Vård": evaluated}, on=date(2026, 11, 23), years=3)

    assert [fault.split()[0] for fault in found] == (["Vård"] if old else [])
