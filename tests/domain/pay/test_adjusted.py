"""Pay at equal background: planted differences, independent tools, and what is said of few data."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktiva.domain.pay.adjusted import Background, Variable, adjusted, t_quantile


def staff(n: int = 800, *, planted: float = -0.05, seed: int = 7, **changed) -> Background:
    """Invented people in 12 groups; women have `planted` less within every group, on the log."""
    rng = np.random.default_rng(seed)
    woman = rng.random(n) < 0.6
    age = rng.integers(22, 66, n).astype(float)
    employed = np.minimum(rng.integers(0, 40, n), age - 20).astype(float)
    extent = rng.choice([0.5, 0.75, 1.0], n)
    group = rng.integers(0, 12, n).astype(np.int32)
    logs = (
        10.2 + 0.03 * group + 0.01 * age - 0.0001 * age**2 + 0.002 * employed
        + planted * woman + rng.normal(0, 0.03, n)
    )  # fmt: skip
    given = {
        "woman": woman, "pay": np.exp(logs), "age": age, "employed": employed, "extent": extent,
        "group": group,
    }  # fmt: skip
    return Background(**(given | changed))


def test_a_planted_difference_is_within_the_interval():
    found = adjusted(staff())

    assert found is not None and found.within_groups is not None
    assert found.within_groups.low < math.expm1(-0.05) < found.within_groups.high
    assert found.within_groups.is_clear
    assert found.mixed == 800
    assert found.warnings == ()


def test_the_regression_is_that_of_statsmodels():
    sm = pytest.importorskip("statsmodels.api")
    s = staff()
    design = np.column_stack(
        [s.age, s.employed, s.extent, s.age**2, s.woman]
        + [s.group == g for g in range(12)]
    ).astype(float)  # fmt: skip
    expected = sm.OLS(np.log(s.pay), design).fit(cov_type="HC1", use_t=True)

    found = adjusted(s).within_groups

    low, high = np.expm1(expected.conf_int(0.05)[4])
    assert (found.n, found.df) == (800, int(expected.df_resid))
    assert found.r2 == pytest.approx(expected.rsquared, rel=1e-6)
    assert found.low == pytest.approx(low, rel=1e-4)
    assert found.high == pytest.approx(high, rel=1e-4)
    b, se = expected.params[4], expected.bse[4]
    assert found.gap == pytest.approx(math.expm1(b - se**2 / 2), rel=1e-6)


def test_the_inflation_of_variance_is_that_of_statsmodels():
    sm = pytest.importorskip("statsmodels.api")
    from statsmodels.stats.outliers_influence import variance_inflation_factor

    s = staff()
    design = sm.add_constant(np.column_stack([s.age, s.employed, s.extent, s.age**2, s.woman]))

    assert adjusted(s).background.vif == pytest.approx(variance_inflation_factor(design, 5))


def test_what_is_not_explained_within_groups_is_the_decomposition_with_groups_as_levels():
    from aktiva.domain.pay.decomposition import decompose
    from aktiva.domain.pay.regression import Term

    s = staff(400)
    terms = [
        Term("age", s.age), Term("employed", s.employed), Term("extent", s.extent),
        Term("age^2", s.age, squared=True),
        *(Term(f"g{i}", s.group, level=i) for i in range(1, 12)),
    ]  # fmt: skip
    expected = decompose(np.log(s.pay), terms, ~s.woman).pooled_with_sex

    found = adjusted(s).parts_within

    assert found.explained == pytest.approx(expected.explained, abs=1e-9)
    assert found.unexplained == pytest.approx(expected.unexplained, abs=1e-9)


@pytest.mark.parametrize(
    ("missing", "used", "dropped"),
    [(0, True, 0), (10, True, 10), (11, False, 0), (100, False, 0)],
)
def test_a_variable_that_many_lack_is_left_out_and_a_person_who_lacks_one_else(
    missing, used, dropped
):
    age = staff(100).age.copy()
    age[:missing] = np.nan

    found = adjusted(staff(100, age=age))

    assert (Variable.AGE in found.used) is used
    assert found.left_out == ({} if used else {Variable.AGE: missing})
    assert found.dropped == dropped
    assert found.background.n == 100 - dropped


@pytest.mark.parametrize(("n", "warned"), [(49, True), (50, False)])
def test_few_people_are_warned_of(n, warned):
    woman = np.arange(n) % 2 == 0
    found = adjusted(staff(n, woman=woman, group=np.zeros(n, np.int32)))

    assert any("anställda ingår" in words for words in found.warnings) is warned


@pytest.mark.parametrize(("men", "warned"), [(9, True), (10, False)])
def test_few_of_one_sex_are_warned_of(men, warned):
    woman = np.arange(60) >= men
    found = adjusted(staff(60, woman=woman, group=np.zeros(60, np.int32)))

    assert any("9 män" in words for words in found.warnings) is warned


def test_one_sex_alone_gives_nothing():
    assert adjusted(staff(60, woman=np.ones(60, np.bool_))) is None


def test_groups_with_one_sex_each_say_nothing_within():
    woman = np.arange(60) % 2 == 0
    found = adjusted(staff(60, woman=woman, group=woman.astype(np.int32)))

    assert found.mixed == 0
    assert found.within_groups is None
    assert found.parts_within is None


@given(st.integers(1, 5000))
def test_the_quantile_is_that_of_student(df):
    stats = pytest.importorskip("scipy.stats")

    assert t_quantile(df) == pytest.approx(stats.t.ppf(0.975, df), abs=1e-3)
