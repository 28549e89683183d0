"""A pay mapping of three groups, from levels to a plan, that can be followed with pen and paper."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from aktiva.domain.pay.comparisons import Kind, Pair, compare
from aktiva.domain.pay.gaps import Ordered, groups
from aktiva.domain.pay.on_costs import own_rate
from aktiva.domain.pay.plan import PlanRow, Sort, last_day, yearly_cost
from aktiva.domain.pay.ranking import bundles
from aktiva.domain.pay.sensitivity import sensitivity
from aktiva.domain.pay.simulation import Underpaid, simulate
from aktiva.domain.pay.valuation import Bands, Criterion, Factor, FactorPlan, values_of


def test_three_groups_give_the_figures_of_the_method_page():
    """The tables and the figures stand in docs/method/pay-mapping.md."""
    names = ("drift", "park", "vård")
    staff = [("vård", *p) for p in (("K", 28_000), ("K", 29_000), ("K", 30_000), ("M", 30_000))]
    staff += [("drift", "M", pay) for pay in (32_000, 33_000, 34_000)]
    staff += [("park", *p) for p in (("M", 29_500), ("M", 30_500), ("K", 30_000))]
    found = groups(
        Ordered.of(np.array([float(pay) for _, _, pay in staff])),
        np.array([sex == "K" for _, sex, _ in staff]),
        np.array([names.index(name) for name, _, _ in staff], np.int32),
        names,
    )
    plan = FactorPlan(
        "exempel",
        tuple(
            Factor(c.value, c.label, c, weight, ("ett", "två", "tre", "fyra", "fem"))
            for c, weight in zip(Criterion, (40, 30, 20, 10), strict=True)
        ),
    )
    levels = {"vård": (3, 4, 4, 3), "drift": (4, 2, 2, 4), "park": (2, 2, 3, 4)}
    rated = {name: dict(zip(Criterion, of_group, strict=True)) for name, of_group in levels.items()}
    bands = Bands.equal(4)

    values = values_of(plan, bands, rated)

    assert {name: (v.points, v.band) for name, v in values.items()} == {
        "vård": (625, "3"),
        "drift": (500, "3"),
        "park": (350, "2"),
    }

    compared = compare(found, values)
    ranked = bundles(compared, found)

    assert [(b.kind, b.group, len(b.comparisons)) for b in ranked] == [
        (Kind.EQUAL_VALUE, "vård", 1),
        (Kind.LOWER_VALUE, "vård", 2),
        (Kind.EQUAL_WORK, "vård", 1),
        (Kind.EQUAL_WORK, None, 1),
    ]
    assert [round(b.weight, 2) for b in ranked] == [0.51, 0.51, 0.15, 0]

    shifts = {(s.criterion, s.step): s for s in sensitivity(found, rated, plan, bands)}

    less_skills = shifts[Criterion.SKILLS, -5]
    assert less_skills.vanished == (Pair(Kind.EQUAL_VALUE, "vård", "drift"),)
    assert [(b.group, b.before, b.after) for b in less_skills.bands] == [("drift", "3", "2")]
    assert not shifts[Criterion.SKILLS, 5].bands

    rate = own_rate(Decimal(40))
    women = Underpaid(
        names=("vård",),
        group=np.zeros(3, np.int32),
        pay=np.array([28_000, 29_000, 30_000]),
        target=np.full(3, 30_000),
    )
    simulated = simulate(women, budget=20_000, rate=rate)

    assert simulated.raises.tolist() == [1_095, 95, 0]
    assert (simulated.cost, simulated.cost_of_all) == (19_992, 50_400)
    (closed,) = simulated.groups
    assert closed.gap_before == pytest.approx(3_000 / 90_000)
    assert closed.gap_after == pytest.approx(1_810 / 90_000)

    row = PlanRow(
        id="vård", sort=Sort.ADJUSTMENT, what="Höj lönerna i vård", persons=2, kr_month=1_500
    )
    assert yearly_cost(row, rate) == 50_400
    assert last_day(date(2026, 11, 1), years=3) == date(2029, 11, 1)
