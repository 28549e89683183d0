"""Ten employees whose figures can be checked with pen and paper."""

from __future__ import annotations

import pytest
from small_staff import Table, answer_to


def test_ten_employees_give_the_figures_of_the_method_page():
    """The table and the figures stand in docs/method/pay.md."""
    answer = answer_to(
        Table(
            group=["vård"] * 4 + ["drift"] * 3 + ["park"] * 3,
            sex=[*"KKKM", *"MMM", *"MMK"],
            pay=[28_000, 29_000, 30_000, 30_000, 32_000, 33_000, 34_000, 29_500, 30_500, 30_000],
        ),
        plan=Table(group=["vård", "drift", "park"], points=[400, 410, 300], band=[2, 2, 1]),
        columns={"group": "group"},
        model={"absorb": "group"},
    )

    assert answer["mean_gap"] == pytest.approx(2_250 / 31_500)
    assert answer["median_gap"] == pytest.approx(1_750 / 31_250)
    women = [band["women"] for band in answer["quartiles"]]
    assert women == pytest.approx([2, 4 / 3, 2 / 3, 0])
    gaps = [(c["type"], c["other_group"], c["gap_mean"]) for c in answer["comparisons"]]
    assert gaps == [
        ("equal_work", "park", 0),
        ("equal_work", "vård", pytest.approx(1_000 / 30_000)),
        ("equal_value", "drift", pytest.approx(3_750 / 33_000)),
        ("lower_value", "park", pytest.approx(750 / 30_000)),
    ]
    assert answer["regression"]["sex"]["estimate"] == pytest.approx(-9_000 / 17)
