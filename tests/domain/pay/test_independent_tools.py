"""The same estimates as statsmodels and pyfixest, on pay that is made up here."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

from aktiva.domain.pay.decomposition import decompose
from aktiva.domain.pay.regression import INTERCEPT, Errors, Term, fit

pytestmark = pytest.mark.slow

CLOSE = {"rel": 1e-6}
N, JOBS = 3_000, 40
AS_SAID = ["age", "tenure", "degree"]


@pytest.fixture(scope="module", params=[1, 2, 3])
def made(request):
    """Return columns of people whose pay follows from job, background and sex, and from chance."""
    rng = np.random.default_rng(request.param)
    job = rng.integers(0, JOBS, N)
    woman = (rng.random(N) < 0.25 + 0.5 * (job % 5) / 4).astype(float)
    age = rng.integers(20, 67, N).astype(float)
    tenure = np.floor(rng.random(N) * (age - 19))
    degree = (rng.random(N) < 0.3 + 0.01 * job).astype(float)
    log = (
        10.2 + 0.012 * job + 0.006 * (age - 40) - 0.0001 * (age - 40) ** 2 + 0.003 * tenure
        + 0.08 * degree - 0.03 * woman + rng.normal(0, 0.06, N) * (1 + 0.5 * woman)
    )  # fmt: skip
    return {
        "log": log, "woman": woman, "age": age, "tenure": tenure, "degree": degree, "job": job,
    }  # fmt: skip


@pytest.fixture(autouse=True)
def quiet():
    """Let the other tools warn about what is theirs."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def terms(made, *, sex: bool = True) -> list[Term]:
    found = [Term(name, made[name]) for name in AS_SAID]
    found.append(Term("age^2", made["age"], squared=True))
    return [*found, Term("sex", made["woman"])] if sex else found


def frame(made):
    import pandas

    return pandas.DataFrame(made | {"age2": made["age"] ** 2})


OURS = {"Intercept": INTERCEPT, "age2": "age^2", "woman": "sex"}


@pytest.mark.parametrize(("kind", "errors"), [("nonrobust", "classical"), ("HC1", "HC1")])
def test_a_regression_is_that_of_statsmodels(made, kind, errors):
    import statsmodels.formula.api as statsmodels

    theirs = statsmodels.ols("log ~ age + tenure + degree + age2 + woman", frame(made)).fit(
        cov_type=kind
    )
    own = fit(made["log"], terms(made), errors=Errors(errors))

    assert (own.n, own.df) == (N, int(theirs.df_resid))
    assert own.r2 == pytest.approx(theirs.rsquared, **CLOSE)
    for name in theirs.params.index:
        mine = own.coefficients[OURS.get(name, name)]
        assert mine.estimate == pytest.approx(theirs.params[name], **CLOSE)
        assert mine.se == pytest.approx(theirs.bse[name], **CLOSE)


@pytest.mark.parametrize(("kind", "errors"), [("iid", "classical"), ("HC1", "HC1")])
def test_group_effects_are_those_of_pyfixest(made, kind, errors):
    import pyfixest

    theirs = pyfixest.feols(
        "log ~ age + tenure + degree + age2 + woman | job", frame(made), vcov=kind
    )
    own = fit(
        made["log"], terms(made), absorbed=made["job"].astype(np.int32), errors=Errors(errors)
    )

    for name, estimate in theirs.coef().items():
        mine = own.coefficients[OURS.get(name, name)]
        assert mine.estimate == pytest.approx(estimate, **CLOSE)
        assert mine.se == pytest.approx(theirs.se()[name], **CLOSE)


def test_a_decomposition_is_that_of_statsmodels(made):
    import statsmodels.api as statsmodels
    from statsmodels.stats.oaxaca import OaxacaBlinder

    data = frame(made)
    data["man"] = 1 - data["woman"]
    design = statsmodels.add_constant(data[[*AS_SAID, "age2", "man"]])
    theirs = OaxacaBlinder(data["log"], design, "man", hasconst=True)
    own = decompose(made["log"], terms(made, sex=False), made["woman"] == 0)
    assert own is not None

    endowments, coefficients, interaction, gap = theirs.three_fold().params
    assert own.gap == pytest.approx(gap, **CLOSE)
    assert own.threefold is not None
    assert (
        own.threefold.endowments, own.threefold.coefficients, own.threefold.interaction
    ) == pytest.approx((endowments, coefficients, interaction), **CLOSE)  # fmt: skip
    for kind, mine in (("pooled", own.pooled_with_sex), ("nuemark", own.pooled_without_sex)):
        unexplained, explained, _gap = theirs.two_fold(two_fold_type=kind).params
        assert mine is not None
        assert (mine.explained, mine.unexplained) == pytest.approx(
            (explained, unexplained), **CLOSE
        )


@pytest.mark.parametrize("planted", [0.0, -0.02, -0.06])
def test_a_planted_gap_is_found_within_two_standard_errors_in_95_percent_of_seeds(planted):
    seeds, n, jobs = 1_500, 1_000, 20
    found = 0
    for seed in range(seeds):
        rng = np.random.default_rng([seed, round(-1000 * planted)])
        job = rng.integers(0, jobs, n).astype(np.int32)
        woman = (rng.random(n) < 0.2 + 0.6 * (job % 4) / 3).astype(float)
        age = rng.integers(20, 67, n).astype(float)
        noise = rng.normal(0, 0.05, n) * (1 + 0.5 * woman)
        log = 10 + 0.02 * job + 0.004 * age + planted * woman + noise
        sex = fit(
            log, [Term("age", age), Term("sex", woman)], absorbed=job, errors=Errors.HC1
        ).coefficients["sex"]
        found += abs(sex.estimate - planted) <= 2 * sex.se

    expected = 0.9545  # two standard errors of a normal distribution
    chance = (expected * (1 - expected) / seeds) ** 0.5
    assert abs(found / seeds - expected) <= 3 * chance
