"""The pay mapping in the browser: the guide's pictures, and a comparison judged on a phone."""

from __future__ import annotations

import re

import pytest
from pictures import picture

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PICTURES = (
    ("loner", ""),
    ("loner-grupper", "Grupper med lika arbete"),
    ("loner-jamforelser", "Jämförelser och bedömningar"),
    ("loner-plan", "Handlingsplan"),
)


def to_the_mapping(page, solvik) -> None:
    solvik.sign_in(page, "HR-strateg")
    with page.expect_navigation(wait_until="networkidle"):
        page.locator("a[href$='/lonekartlaggning/']").first.evaluate("link => link.click()")


@pytest.mark.parametrize(("name", "part"), PICTURES)
def test_the_guide_shows_the_pages_of_the_pay_mapping(page, solvik, name, part):
    page.set_viewport_size({"width": 1280, "height": 900})
    to_the_mapping(page, solvik)
    if part:
        page.locator("main").get_by_role("link", name=part, exact=True).click()

    picture(page, name)


def test_a_comparison_is_judged_and_drawn_on_a_phone(page, changed_solvik):
    """S-080: HR judges one comparison; what it lacks is said at once, and the count goes up."""
    page.set_viewport_size({"width": 390, "height": 844})
    to_the_mapping(page, changed_solvik)
    before = int(re.search(r"(\d+) av (\d+)", page.locator(".lead").inner_text())[1])
    page.locator("main").get_by_role("link", name="Jämförelser och bedömningar", exact=True).click()
    page.get_by_role("link", name="Lika arbete", exact=True).click()
    page.get_by_role("link", name=re.compile("Kvar att bedöma")).click()
    page.locator("main h2 a, main h3 a, main .rows a").first.click()
    page.locator("tbody a").first.click()
    assert page.locator("svg[role=img], figure svg").count() >= 1

    page.locator("input[name=connected][value=no]").check()
    page.get_by_role("button", name="Spara bedömningen").click()
    page.wait_for_load_state("networkidle")
    assert "Välj en förklaring" in page.locator("main").inner_text()

    page.locator("details summary", has_text="Erfarenhet").first.click()
    page.locator("textarea[name*=experience]").first.fill(
        "Männen har fler år i yrket, och lönen följer åren lika för alla."
    )
    page.get_by_role("button", name="Spara bedömningen").click()
    page.wait_for_load_state("networkidle")
    with page.expect_navigation(wait_until="networkidle"):
        page.locator("a[href$='/lonekartlaggning/']").first.evaluate("link => link.click()")
    after = int(re.search(r"(\d+) av (\d+)", page.locator(".lead").inner_text())[1])
    assert after == before + 1
