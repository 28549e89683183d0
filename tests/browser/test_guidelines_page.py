"""The check of a document: proposals with marked words, by keyboard, on a phone and without script."""

from __future__ import annotations

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def open_check(page, solvik) -> None:
    solvik.people.setdefault("vd", "helle.tamm@bostader.solvik.example")
    solvik.sign_in(page, "vd")
    page.get_by_role("link", name="Riktlinjer och rutiner", exact=True).click()
    page.get_by_role("link", name="Rutin mot kränkande särbehandling").click()


def test_the_check_is_clean_fits_a_phone_and_is_reached_by_keyboard(
    page, solvik, axe, no_sideways_scroll, tab_order
):
    open_check(page, solvik)

    assert page.get_by_role("heading", name="Det här är arbetsmiljörätt").count() == 1
    assert axe(page) == []
    assert any(name.startswith("Stämmer") for name in tab_order(page))
    for width in (1280, 320):
        no_sideways_scroll(page, width=width)


def test_a_passage_is_confirmed_and_taken_back_without_scripts(browser, solvik):
    context = browser.new_context(locale="sv-SE", java_script_enabled=False)
    context.set_default_timeout(30_000)
    page = context.new_page()
    open_check(page, solvik)
    point = page.locator("#contact")
    assert "vända dig till" in point.locator("mark").all_inner_texts()

    point.get_by_role("button", name="Stämmer").first.click()
    point.get_by_text("Finns", exact=True).wait_for()
    point.get_by_role("button", name="Ångra beskedet").click()
    point.get_by_text("Inte bekräftat").wait_for()
    point.get_by_text("Ange sidan själv").click()
    point.get_by_label("Sida eller avsnitt").fill("–")
    point.get_by_role("button", name="Spara sidan").click()

    assert point.get_by_label("Sida eller avsnitt").input_value() == "–"
    assert "Skriv sidan som en siffra" in point.inner_text()
    context.close()
