"""A gap put into made-up pay is found again, and no other."""

from __future__ import annotations

import importlib.util
import json

import numpy as np
import pytest

from aktiva.domain.pay.columns import sorted_codes
from aktiva.domain.pay.gaps import Ordered, groups
from aktiva.domain.pay.regression import Errors, Term, fit

pytestmark = pytest.mark.slow


def test_planted_gaps_come_back_within_two_standard_errors(reference):
    pytest.importorskip("pandas")
    path = reference("gen_pay.py")
    spec = importlib.util.spec_from_file_location("gen_pay", path)
    made_by = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made_by)
    made = made_by.make(60_000)
    published = json.loads(reference("planted_recovery_60k.json").read_text())["recovery_60k"]
    jobs, job = np.unique(made["occ"].to_numpy(str), return_inverse=True)
    special = np.isin(job, sorted(made_by.BIG))

    def adjusted(rows):
        terms = [
            Term("age", made["age"].to_numpy(float)[rows]),
            Term("age^2", made["age"].to_numpy(float)[rows], squared=True),
            Term("tenure", made["tenure"].to_numpy(float)[rows]),
            Term("edu", made["edu"].to_numpy(float)[rows]),
            Term("sex", made["female"].to_numpy(float)[rows]),
        ]
        pay = np.log(made["base"].to_numpy(float)[rows])
        absorbed = job[rows].astype(np.int32)
        return fit(pay, terms, absorbed=absorbed, errors=Errors.HC1).coefficients["sex"]

    for name, rows in [("all_other", ~special)] + [
        (code, job == place) for place, code in enumerate(jobs) if code in published
    ]:
        found, row = adjusted(rows), published[name]
        assert found.estimate == pytest.approx(row["est"], abs=0.0006)
        assert abs(found.estimate - row["planted"]) <= 2 * found.se
    codes = sorted_codes(job.astype(np.int32), list(jobs))
    assert codes.names == tuple(jobs)
    by_job = groups(
        Ordered.of(made["base"].to_numpy(float)), made["female"].to_numpy(bool), codes.index, codes.names
    )  # fmt: skip
    assert sum(g.women + g.men for g in by_job) == 60_000
