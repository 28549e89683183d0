"""The page of the municipality's own templates: folded, open to all, by keyboard and without script."""

from __future__ import annotations

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ADDED = "details.fold:has(legend:text-is('Nytt avsnitt'))"


def open_page(page, solvik) -> None:
    solvik.sign_in(page, "HR-strateg")
    page.get_by_role("link", name="Mallar", exact=True).first.click()


def add_section(page):
    with page.expect_navigation():
        page.get_by_role("button", name="Lägg till ett avsnitt").click()
    return page.locator(ADDED)


def test_a_name_is_put_where_the_cursor_stands(page, solvik, axe, no_sideways_scroll, tab_order):
    open_page(page, solvik)
    folded = page.evaluate("document.documentElement.scrollHeight")
    wrong = axe(page)
    assert "Lägg till ett avsnitt" in tab_order(page)
    added = add_section(page)
    text = added.locator("textarea")
    text.fill("Hittills har  lämnat in.")
    text.press("Home")
    for _ in range(len("Hittills har ")):
        text.press("ArrowRight")
    added.get_by_text("Uppgifter att sätta in i texten").click()

    added.get_by_role("button", name="Sätt in svarat", exact=True).press("Enter")

    assert text.input_value() == "Hittills har {svarat} lämnat in."
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    assert folded < 2000, "the sections are folded until one is opened"
    assert wrong + axe(page) == []
    for width in (1280, 320):
        no_sideways_scroll(page, width=width)


def test_a_repeated_section_is_chosen_and_tried_without_scripts(browser, solvik):
    context = browser.new_context(locale="sv-SE", java_script_enabled=False)
    context.set_default_timeout(30_000)
    page = context.new_page()
    open_page(page, solvik)
    added = add_section(page)
    added.get_by_label("Rubrik").fill("Läget i {namn}")
    added.locator("textarea").fill("{svarat} av {antal enheter} har lämnat in.")
    added.get_by_label("Upprepas avsnittet?").select_option(label="För varje förvaltning")
    assert added.get_by_text("{svarat}", exact=True).count() == 1, "the names are there to copy"

    with page.expect_navigation():
        page.get_by_role("button", name="Pröva mallen").last.click()

    told = page.locator(".paper").inner_text()
    assert told.count("Läget i ") > 5
    assert "{svarat}" not in told
    context.close()
