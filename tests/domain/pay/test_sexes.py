"""The column of sex is held against the personal numbers: how many rows disagree, never which."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_staff import Table
from test_personal_numbers import written

from aktiva.domain.pay.mapping import Sexes
from aktiva.domain.pay.sexes import rows_that_disagree

SEXES = Sexes(woman=("K", "2"), man=("M",))
WOMAN, MAN = written(1980, 3, 4, 124), written(1981, 5, 6, 233)


@pytest.mark.parametrize(
    ("said", "number", "disagrees"),
    [
        ("K", WOMAN, False),
        ("2", WOMAN, False),
        ("M", MAN, False),
        ("M", WOMAN, True),
        ("K", MAN, True),
        (None, WOMAN, False),
        ("K", None, False),
        (None, None, False),
        ("X", WOMAN, False),
        ("K", "saknas", False),
    ],
)
def test_one_row(said, number, disagrees):
    table = Table(kön=[said], nummer=[number])

    assert rows_that_disagree(table, sex="kön", number="nummer", sexes=SEXES) == int(disagrees)


@given(st.lists(st.tuples(st.sampled_from(["K", "M", "X", None]), st.booleans()), min_size=1))
def test_every_row_is_counted_by_itself(rows):
    table = Table(kön=[said for said, _ in rows], nummer=[WOMAN if w else MAN for _, w in rows])

    found = rows_that_disagree(table, sex="kön", number="nummer", sexes=SEXES)

    assert found == sum((said, w) in {("K", False), ("M", True)} for said, w in rows)
