"""The wheel of the year in a real browser: by keyboard, in the dark, and as a list on a phone."""

from __future__ import annotations

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PEOPLE = ("rektor, Almskolan", "HR-strateg")


def open_wheel(page, solvik, who: str) -> None:
    solvik.sign_in(page, who)
    page.goto(f"{solvik.url}/konto/")
    href = page.locator("a", has_text="Kalender i telefonen").get_attribute("href")
    assert href == "/konto/kalender/"
    page.goto(f"{solvik.url}/ar/3/arshjul/")


@pytest.mark.parametrize("who", PEOPLE)
def test_every_mark_is_reached_by_keyboard_and_leads_somewhere(page, solvik, tab_order, who):
    """S-102: each link of the wheel has a name, a visible focus and a place it leads to."""
    open_wheel(page, solvik, who)
    marks = page.locator("svg.wheel a")
    named = marks.evaluate_all("all => all.map(a => a.getAttribute('aria-label'))")
    leading = marks.evaluate_all("all => all.map(a => a.getAttribute('href'))")

    passed = tab_order(page)

    assert len(named) > 8
    assert {" ".join(name.split()) for name in named} <= set(passed)
    inside = [target for target in leading if target.startswith("#")]
    assert inside and all(page.locator(f"[id='{target[1:]}']").count() == 1 for target in inside)


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_wheel_and_its_list_keep_the_rules_in_light_and_dark(page, solvik, axe, who, scheme):
    """S-102: no rule of WCAG 2.2 AA is broken."""
    page.emulate_media(color_scheme=scheme)
    open_wheel(page, solvik, who)

    assert axe(page) == []


def test_a_phone_shows_the_list_and_no_drawing_too_small_to_hit(page, solvik, no_sideways_scroll):
    """S-102: the list says the same, in one column."""
    page.set_viewport_size({"width": 390, "height": 844})
    open_wheel(page, solvik, PEOPLE[0])

    assert not page.locator("svg.wheel").is_visible()
    assert page.locator(".months time").count() > 8
    no_sideways_scroll(page, width=320)


def test_two_marks_never_lie_on_each_other(page, solvik):
    """S-102: days close together are moved apart, so that each can be hit."""
    open_wheel(page, solvik, PEOPLE[0])
    centres = page.locator("svg.wheel a circle").evaluate_all(
        "all => all.map(c => [c.cx.baseVal.value, c.cy.baseVal.value])"
    )

    apart = [
        ((ax - bx) ** 2 + (ay - by) ** 2) ** 0.5
        for n, (ax, ay) in enumerate(centres)
        for bx, by in centres[n + 1 :]
    ]
    assert min(apart) > 30
