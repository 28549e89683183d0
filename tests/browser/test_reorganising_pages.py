"""The pages of a reorganisation, that forms and not links lead to: open to all, and by keyboard."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def press(page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).last.click()


@pytest.fixture
def judged(page, axe, no_sideways_scroll):
    """Return a function that says what is wrong with the page that is shown."""

    def judge(name: str) -> list[str]:
        wrong = [f"{name}: {found}" for found in axe(page)]
        if page.locator("h1").count() != 1:
            wrong.append(f"{name}: {page.locator('h1').count()} first headings")
        for width in (1280, 800, 320):
            try:
                no_sideways_scroll(page, width=width)
            except AssertionError as too_wide:
                wrong.append(f"{name}: {too_wide}")
        page.set_viewport_size({"width": 1280, "height": 900})
        return wrong

    return judge


def test_the_pages_from_choosing_units_to_the_preview_are_open_to_everybody(
    page, solvik, judged, tab_order
):
    solvik.sign_in(page, "HR-strateg")
    page.get_by_role("link", name="Organisation", exact=True).first.click()
    page.get_by_role("link", name="Ändra organisationen").click()
    page.locator("[name=sok]").fill("almgården")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("[role=alert]").count() == 0, "Enter searches, and goes no further"
    wrong = judged("choose units")
    page.locator("[name=slag][value=split]").check()
    page.locator("[name=enhet]").first.check()
    press(page, "Sök")
    assert page.locator("[name=enhet]:checked").count() == 1
    assert page.locator("[name=slag][value=split]").is_checked()
    press(page, "Fortsätt")
    wrong += judged("details")
    press(page, "Visa vad som följer")
    assert page.title().startswith("Fel:")
    wrong += judged("details with errors")
    page.locator("[name=on_date]").fill("2026-11-02")
    page.locator("[name=decided_by]").fill("kommundirektören")
    page.locator("[name='name-0']").fill("Almgården A")
    page.locator("[name='name-1']").fill("Almgården B")
    press(page, "Visa vad som följer")
    assert page.locator("h1").inner_text() == "Det här följer"
    wrong += judged("preview")
    assert tab_order(page)[0] == "Till innehållet"
    press(page, "Ändra uppgifterna")
    assert page.locator("[name='name-1']").input_value() == "Almgården B"

    assert wrong == [], "\n" + "\n".join(wrong)


def test_what_is_planned_is_shown_with_the_way_to_undo_it(page, solvik, judged):
    solvik.sign_in(page, "HR-strateg")
    page.get_by_role("link", name="Organisation", exact=True).first.click()
    page.get_by_role("link", name="Omorganisationer").click()
    wrong = judged("list")
    assert page.get_by_text("Planerad", exact=True).count() == 1
    page.get_by_role("link", name="Sammanslagning").click()
    wrong += judged("one")

    assert page.get_by_role("button", name="Ångra hela omorganisationen").is_visible()
    assert wrong == [], "\n" + "\n".join(wrong)
