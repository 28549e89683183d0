"""The picture of people by pay and years: shapes for sex, no names, everything inside the frame."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from aktiva.ui.scatter import WIDTH, Panel, scatter

DOTS = st.lists(st.tuples(st.integers(1, 200_000), st.integers(0, 70)), max_size=40)


def drawn(*panels: Panel) -> str:
    return scatter(panels, title="Lön och ålder", words="Varje tecken är en person.", years="ålder")


def test_women_are_circles_and_men_diamonds_and_those_at_one_point_are_one():
    svg = drawn(Panel("Vård", [(28_000, 30), (28_000, 30), (30_000, 40)], [(31_000, 50)], 29_000))

    assert svg.count('<circle class="one"') == 2
    assert svg.count('<path class="two"') == 1
    assert "median 29\u00a0000" in svg


def test_a_group_cannot_write_markup():
    assert "<script>" not in drawn(Panel("<script>", [(28_000, 30)], []))


def test_nobody_at_all_is_still_a_picture():
    assert drawn(Panel("Vård", [], [])).startswith("<svg")


@given(DOTS, DOTS)
def test_every_dot_is_inside_the_picture(women, men):
    svg = drawn(Panel("Vård", women, men), Panel("Drift", men, women))

    height = int(re.search(r'viewBox="0 0 \d+ (\d+)"', svg)[1])
    for x, y in re.findall(r'cx="(-?\d+)" cy="(-?\d+)"', svg):
        assert 0 <= int(x) <= WIDTH and 0 <= int(y) <= height
    for x, y in re.findall(r'class="two" d="M(-?\d+) (-?\d+)l', svg):
        assert 0 <= int(x) <= WIDTH and 0 <= int(y) <= height


def test_the_axis_is_in_whole_kronor_with_round_marks():
    svg = drawn(Panel("Vård", [(27_800, 30)], [(38_200, 50)]))

    assert [m.replace("\u00a0", "") for m in re.findall(r'text-anchor="middle">([^<]+)<', svg)] == [
        "25000", "30000", "35000", "40000"
    ]  # fmt: skip
