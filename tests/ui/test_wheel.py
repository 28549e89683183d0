"""The drawing of the year: every day has its place, no two marks lie on each other."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aktiva.domain.documents.pictures.circles import CLOSEST, MOST_MARKS, degrees, spread
from aktiva.ui.wheel import Arc, Mark, Petal, wheel

YEAR = 2026
ANGLES = st.lists(
    st.integers(0, 359_900).map(lambda thousandths: thousandths / 1000), max_size=MOST_MARKS
).map(sorted)


@settings(deadline=None)
@given(ANGLES)
def test_marks_are_apart_in_order_and_on_the_circle(angles):
    placed = spread(angles)

    assert len(placed) == len(angles)
    assert all(b - a >= CLOSEST - 1e-6 for a, b in pairwise(placed))
    assert all(-CLOSEST / 2 - 1e-6 <= angle <= 360 - CLOSEST / 2 + 1e-6 for angle in placed)


@settings(deadline=None)
@given(ANGLES)
def test_marks_that_are_far_apart_stay_on_their_days(angles):
    far = all(b - a >= CLOSEST for a, b in pairwise(angles))

    if far and (not angles or angles[-1] <= 360 - CLOSEST / 2):
        assert spread(angles) == pytest.approx(angles)


@pytest.mark.parametrize(
    ("day", "angle"),
    [(date(2026, 1, 1), 0), (date(2026, 7, 2), 179.5), (date(2026, 12, 31), 359)],
)
def test_the_year_goes_once_round_from_the_top(day, angle):
    assert degrees(day) == pytest.approx(angle, abs=0.6)


def drawn(**given) -> ElementTree.Element:
    given.setdefault("year", YEAR)
    return ElementTree.fromstring(
        wheel(title="Årshjul", description="Allt står i listan.", **given)
    )


def test_the_drawing_has_a_name_a_description_and_no_style_of_its_own():
    markup = wheel(year=YEAR, title="Årshjul <2026>", description="Ett & annat.")

    svg = ElementTree.fromstring(markup)
    assert [svg.find(name).text for name in ("title", "desc")] == ["Årshjul <2026>", "Ett & annat."]
    assert svg.get("aria-labelledby") == "hjul-namn"
    assert "style=" not in markup and svg.get("role") == "group"


def test_a_mark_is_a_link_with_a_name_and_words_from_outside_are_escaped():
    mark = Mark(1, date(2026, 3, 1), '1. "Lön" & <b>', "#d1", filled=False)

    link = drawn(marks=[mark]).find("a")

    assert (link.get("href"), link.get("aria-label")) == ("#d1", mark.name)
    assert link.find("title").text == mark.name


def test_a_month_without_dates_is_no_link():
    petals = [Petal(m, (m % 3, 0), f"månad {m}", f"?m={m}") for m in range(1, 13)]

    links = drawn(petals=petals).findall("a")

    assert [link.get("href") for link in links] == [f"?m={m}" for m in range(1, 13) if m % 3]


def test_a_year_without_any_dates_can_be_drawn():
    petals = [Petal(m, (), f"månad {m}", "?") for m in range(1, 13)]

    assert drawn(petals=petals).findall("a") == []


def test_what_began_last_year_or_ends_next_is_drawn_to_the_edge_of_the_year():
    arc = Arc("Löneöversyn", date(2025, 11, 1), date(2027, 3, 31), ring=1, look=5)

    (path,) = [p for p in drawn(arcs=[arc]).findall("path") if "seg" in (p.get("class") or "")]

    first, last = re.fullmatch(r"M(\S+) \S+A152 152 0 1 1 (\S+) \S+", path.get("d")).groups()
    assert float(first) == pytest.approx(320, abs=3) == pytest.approx(float(last), abs=6)
