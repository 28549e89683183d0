"""The gap, the medians and the four bands, whatever order the file is in."""

from __future__ import annotations

import json
import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktiva.domain.pay.gaps import Ordered, gap, groups
from aktiva.domain.pay.quartiles import quartiles

people = st.lists(
    st.tuples(st.booleans(), st.integers(200, 240).map(lambda h: h * 100.0)), min_size=1
)


def bands(rows):
    woman, pay = (np.array(column) for column in zip(*rows, strict=True))
    return [(b.women, b.men) for b in quartiles(Ordered.of(pay.astype(float)), woman)]


def test_gaps_have_the_sign_and_size_that_others_have_published(reference):
    for row in json.loads(reference("egapro_art9_2027/expected.json").read_text())["gap_percent"]:
        expected = None if row["gap"] is None else row["gap"] / 100
        assert gap(row["women"], row["men"]) == expected


@pytest.mark.parametrize(
    ("women", "men", "expected"), [(90, 100, 0.1), (110, 100, -0.1), (90, 0, None), (None, 1, None)]
)
def test_a_gap_is_a_share_of_mens_pay(women, men, expected):
    assert gap(women, men) == expected


@given(people)
def test_each_band_holds_a_quarter_and_together_they_hold_everyone(rows):
    found = bands(rows)

    assert [w + m for w, m in found] == pytest.approx([len(rows) / 4] * 4)
    assert sum(w for w, _ in found) == pytest.approx(sum(w for w, _ in rows))
    assert all(w >= -1e-9 and m >= -1e-9 for w, m in found)


@given(people, st.randoms(use_true_random=False))
def test_the_order_of_the_file_changes_nothing(rows, random):
    mixed = list(rows)
    random.shuffle(mixed)

    assert bands(mixed) == bands(rows)


@given(people, st.sampled_from([0.5, 2.0, 1024.0]))
def test_another_currency_changes_no_share(rows, rate):
    other = [(woman, pay * rate) for woman, pay in rows]

    assert bands(other) == bands(rows)


def test_equal_pay_over_a_boundary_is_shared_between_the_bands():
    everyone_alike = [(True, 30_000.0)] * 3 + [(False, 30_000.0)]

    assert bands(everyone_alike) == [(0.75, 0.25)] * 4


@given(
    st.lists(
        st.tuples(st.booleans(), st.sampled_from("abc"), st.integers(20_000, 60_000)), min_size=1
    )
)
def test_every_group_has_the_figures_its_own_rows_give(rows):
    names = tuple(sorted({name for _, name, _ in rows}))
    found = groups(
        Ordered.of(np.array([float(pay) for _, _, pay in rows])),
        np.array([woman for woman, _, _ in rows]),
        np.array([names.index(name) for _, name, _ in rows], np.int32),
        names,
    )

    for group in found:
        for woman, count, mean, median in (
            (True, group.women, group.mean_women, group.median_women),
            (False, group.men, group.mean_men, group.median_men),
        ):
            own = [pay for sex, name, pay in rows if name == group.name and sex is woman]
            assert count == len(own)
            assert mean == (pytest.approx(np.mean(own)) if own else None)
            assert median == (np.median(own) if own else None)
    assert Counter({g.name: g.women + g.men for g in found}) == Counter(n for _, n, _ in rows)
    assert not any(math.isnan(g.mean) for g in found)
