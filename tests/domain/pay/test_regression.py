"""Pay at equal background, against published results and against a plain solution."""

from __future__ import annotations

import csv
import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktiva.domain.pay import regression
from aktiva.domain.pay.decomposition import decompose
from aktiva.domain.pay.regression import INTERCEPT, Errors, Term, fit, kennedy


def rows_of(path):
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def numbers(rows, name):
    return np.array([float(row[name]) for row in rows])


def drawn(seed, n=200, cells=7):
    """Return outcome, terms and a column of groups that explains much of both."""
    rng = np.random.default_rng(seed)
    cell = rng.integers(0, cells, n).astype(np.int32)
    age = rng.normal(45, 10, n) + cell
    woman = (rng.random(n) < 0.3 + 0.05 * cell).astype(float)
    pay = 10 + 0.01 * age + 0.1 * cell - 0.02 * woman + rng.normal(0, 0.05, n) * (1 + woman)
    terms = [Term("age", age), Term("age^2", age, squared=True), Term("sex", woman)]
    return pay, terms, cell


def plain(pay, terms, cell=None, *, robust=False):
    """Solve the same problem with every column written out."""
    columns = [t.part(slice(None)) for t in terms]
    if cell is None:
        columns.insert(0, np.ones(len(pay)))
    else:
        columns += [(cell == c).astype(float) for c in np.unique(cell)]
    design = np.column_stack(columns)
    beta, *_ = np.linalg.lstsq(design, pay, rcond=None)
    left = pay - design @ beta
    df = len(pay) - design.shape[1]
    inverse = np.linalg.pinv(design.T @ design)
    if robust:
        meat = (design * left[:, None] ** 2).T @ design
        variance = inverse @ meat @ inverse * len(pay) / df
    else:
        variance = inverse * (left @ left) / df
    return beta, np.sqrt(np.diag(variance)), df


def test_the_swiss_example_is_reproduced_to_twelve_digits(reference):
    expected = json.loads(reference("logib/expected.json").read_text())
    rows = rows_of(reference("logib/datalist_example_prepared.csv"))
    terms = [
        Term(name, numbers(rows, name))
        for name in ("years_of_training", "years_of_service", "years_of_earning")
    ]
    terms.append(Term("years_of_earning2", terms[-1].values, squared=True))
    for name, base in (("level_of_requirements", 6), ("professional_position", 5)):
        levels = numbers(rows, name).astype(np.int32)
        last = max(levels)
        terms += [
            Term(f"{name}{level}", levels, level=int(level))
            for level in np.unique(levels)
            if level != last
        ]
        assert base in (last, 6)
    terms.append(Term("sexF", np.array([row["sex"] == "F" for row in rows], float)))

    found = fit(np.log(numbers(rows, "standardized_salary")), terms)

    assert (found.n, found.df) == (expected["n_used"], expected["df"])
    assert found.r2 == pytest.approx(expected["r2"], abs=1e-12)
    assert kennedy(found.coefficients["sexF"]) == pytest.approx(expected["kennedy"], abs=1e-12)
    for name, value in expected["coefficients"].items():
        own = found.coefficients[INTERCEPT if name == "(Intercept)" else name]
        if value == "NA":
            assert own.estimate is None
            continue
        assert own.estimate == pytest.approx(value, abs=1e-12)
        assert own.se == pytest.approx(expected["se"][name], abs=1e-12)


def test_the_chicago_decomposition_is_reproduced_to_nine_digits(reference):
    expected = json.loads(reference("oaxaca_chicago/expected.json").read_text())["plain"]
    rows = [r for r in rows_of(reference("oaxaca_chicago/chicago.csv")) if "NA" not in r.values()]
    names = ("age", "female", "LTHS", "some.college", "college", "advanced.degree")

    found = decompose(
        numbers(rows, "ln.real.wage"),
        [Term(name, numbers(rows, name)) for name in names],
        numbers(rows, "foreign.born") == 0,
    )

    assert found.gap == pytest.approx(expected["y"]["y.diff"], abs=1e-9)
    for name in ("endowments", "coefficients", "interaction"):
        value = expected["threefold_overall"][f"coef({name})"]
        assert getattr(found.threefold, name) == pytest.approx(value, abs=1e-9)
    weights = {-2: "pooled_with_sex", -1: "pooled_without_sex", 1: "men", 0: "women"}
    for row in expected["twofold_overall"]:
        if row["group.weight"] in weights:
            own = getattr(found, weights[row["group.weight"]])
            assert own.explained == pytest.approx(row["coef(explained)"], abs=1e-9)
            assert own.unexplained == pytest.approx(row["coef(unexplained)"], abs=1e-9)


@pytest.mark.parametrize("robust", [False, True], ids=["classical", "HC1"])
@pytest.mark.parametrize("absorbing", [False, True], ids=["intercept", "absorbed"])
def test_sums_give_what_the_whole_design_gives(monkeypatch, robust, absorbing):
    monkeypatch.setattr(regression, "BLOCK", 64)
    pay, terms, cell = drawn(1)
    cell = cell if absorbing else None

    found = fit(pay, terms, absorbed=cell, errors=Errors.HC1 if robust else Errors.CLASSICAL)

    beta, se, df = plain(pay, terms, cell, robust=robust)
    shown = [*found.coefficients.values()]
    assert found.df == df
    assert [c.estimate for c in shown] == pytest.approx(beta[: len(shown)], rel=1e-6)
    assert [c.se for c in shown] == pytest.approx(se[: len(shown)], rel=1e-6)


def test_a_design_too_large_to_hold_gives_the_same(monkeypatch):
    pay, terms, cell = drawn(2)
    held = fit(pay, terms, absorbed=cell)
    monkeypatch.setattr(regression, "MOST_HELD", 0)

    assert fit(pay, terms, absorbed=cell) == held


def test_statsmodels_agrees():
    oracle = pytest.importorskip("statsmodels.api")
    pay, terms, _ = drawn(3)
    design = oracle.add_constant(np.column_stack([t.part(slice(None)) for t in terms]))

    for kind, errors in (("nonrobust", Errors.CLASSICAL), ("HC1", Errors.HC1)):
        theirs = oracle.OLS(pay, design).fit(cov_type=kind)
        own = [*fit(pay, terms, errors=errors).coefficients.values()]
        assert [c.estimate for c in own] == pytest.approx(theirs.params, rel=1e-6)
        assert [c.se for c in own] == pytest.approx(theirs.bse, rel=1e-6)


def test_what_the_other_columns_already_say_is_left_out_and_changes_nothing():
    pay, terms, cell = drawn(4)
    twice = [terms[0], Term("again", terms[0].values * 3 + 1), *terms[1:]]
    constant = [Term("always", np.full(len(pay), 7.0)), *twice]
    of_group = [Term("group's own", cell * 2.0), *constant]

    found = fit(pay, of_group, absorbed=cell)

    assert found.left_out() == {"again", "always", "group's own"}
    assert found.coefficients["sex"].estimate == pytest.approx(
        fit(pay, terms, absorbed=cell).coefficients["sex"].estimate, rel=1e-9
    )


def test_women_in_some_groups_and_men_in_others_leave_no_adjusted_gap():
    pay, _terms, cell = drawn(5)
    found = fit(pay, [Term("sex", (cell > 3).astype(float))], absorbed=cell)

    assert found.coefficients["sex"].estimate is None
    assert kennedy(found.coefficients["sex"]) is None


def test_as_many_columns_as_rows_leave_no_standard_error():
    found = fit(np.array([1.0, 2.0]), [Term("sex", np.array([0.0, 1.0]))])

    assert found.df == 0
    assert found.coefficients["sex"].estimate == pytest.approx(1)
    assert found.coefficients["sex"].se is None


def test_nobody_gives_nothing():
    found = fit(np.zeros(0), [Term("sex", np.zeros(0))])

    assert (found.n, found.r2, found.coefficients["sex"].estimate) == (0, None, None)


@given(st.integers(0, 50), st.sampled_from([12.0, 0.5, 100.0]))
def test_pay_in_another_unit_scales_the_estimates_and_not_their_share(seed, rate):
    pay, terms, cell = drawn(seed, n=60)
    one, other = (fit(p, terms, absorbed=cell) for p in (pay, pay * rate))

    assert other.r2 == pytest.approx(one.r2)
    for name, coefficient in one.coefficients.items():
        assert other.coefficients[name].estimate == pytest.approx(coefficient.estimate * rate)


@given(st.integers(0, 50))
def test_the_parts_of_a_difference_add_up(seed):
    pay, terms, _ = drawn(seed, n=80)
    found = decompose(pay, terms[:2], terms[2].values == 0)

    three = found.threefold
    assert three.endowments + three.coefficients + three.interaction == pytest.approx(found.gap)
    for two in (found.pooled_with_sex, found.pooled_without_sex, found.men, found.women):
        assert two.explained + two.unexplained == pytest.approx(found.gap)


def test_a_level_that_only_one_group_has_leaves_those_parts_empty():
    pay, terms, _ = drawn(6)
    men = terms[2].values == 0
    found = decompose(pay, [Term("only men", (men & (pay > pay.mean())).astype(float))], men)

    assert (found.threefold, found.men, found.women) == (None, None, None)
    assert found.pooled_without_sex is not None


def test_planted_gaps_are_found_again():
    found = []
    for seed in range(40):
        pay, terms, cell = drawn(1_000 + seed, n=2_000)
        sex = fit(pay, terms, absorbed=cell, errors=Errors.HC1).coefficients["sex"]
        found.append(abs(sex.estimate + 0.02) <= 2 * sex.se)

    assert sum(found) >= 36
