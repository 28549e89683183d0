"""The figures of the directive, which is not Swedish law."""

from __future__ import annotations

import json

import pytest
from small_staff import Table, answer_to

from aktiva.domain.pay.european import reaches_limit
from aktiva.domain.pay.gaps import gap

COLUMNS = {"supplements": "tillägg", "hours_year": "timmar", "group": "grupp"}


def people(**changed):
    columns = {
        "sex": ["K", "K", "M", "M"],
        "pay": [30_000, 32_000, 31_000, 33_000],
        "tillägg": [0, 1_000, 2_000, 4_000],
        "timmar": [1_980, 1_980, 1_980, 1_980],
        "grupp": ["kök", "vård", "kök", "vård"],
    }
    return Table(**(columns | changed))


@pytest.mark.parametrize(
    ("women", "reaches"), [(95, True), (95.01, False), (105, True), (104.9, False), (100, False)]
)
def test_five_per_cent_is_enough_in_either_direction(women, reaches):
    assert reaches_limit(gap(women, 100)) is reaches


def test_published_flags_are_ours_where_the_directives_words_agree(reference):
    rows = json.loads(reference("egapro_art9_2027/expected.json").read_text())["category_flag"]
    for row in rows:
        expected = row.get("flag", row.get("flag_directive_literal"))
        assert reaches_limit(gap(row["women"], row["men"])) is expected


def test_gross_hourly_pay_holds_everything_that_is_paid():
    eu = answer_to(people(), columns=COLUMNS, eu=True)["eu"]

    assert eu["a_mean_gap"] == pytest.approx((35_000 - 31_500) / 35_000)
    assert eu["b_mean_gap_components"] == pytest.approx((3_000 - 1_000) / 3_000)
    assert eu["everyone"]["b_mean_gap_components"] == pytest.approx((3_000 - 500) / 3_000)
    assert eu["e_share_receiving_components"] == {"women": 0.5, "men": 1}
    kitchen = eu["g_categories"][0]
    assert kitchen["gap_basic"] == pytest.approx(1_000 / 31_000)
    assert kitchen["gap_components"] is None
    assert kitchen["at_least_5_percent"] is True


def test_fewer_hours_for_the_same_pay_are_higher_pay():
    eu = answer_to(people(timmar=[990, 1_980, 1_980, 1_980]), columns=COLUMNS, eu=True)["eu"]

    assert eu["a_mean_gap"] == pytest.approx((35_000 - (60_000 + 33_000) / 2) / 35_000)


def test_without_columns_for_components_their_figures_are_empty():
    eu = answer_to(people(), eu=True)["eu"]

    assert eu["hours"] == "assumed"
    assert (eu["b_mean_gap_components"], eu["everyone"], eu["g_categories"]) == (None, None, None)
    assert eu["a_mean_gap"] == pytest.approx(1_000 / 32_000)


def test_nothing_of_the_directive_is_computed_unasked():
    assert answer_to(people())["eu"] is None
