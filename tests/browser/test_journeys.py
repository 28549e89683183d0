"""Whole journeys in a real browser, without JavaScript and on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MOST_LOADS = 40


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A phone that runs no scripts."""
    context = browser.new_context(
        locale="sv-SE", viewport={"width": 390, "height": 844}, java_script_enabled=False
    )
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).first.click()
    page.wait_for_load_state()


def heading(page: Page) -> str:
    return page.locator("h1").first.inner_text()


def answer_yes(page: Page) -> None:
    """Answer the open question the wished way and go on."""
    options = page.locator("input[name=answer]")
    if options.count():
        wished = "5" if page.locator("input[name=answer][value='5']").count() else "yes"
        page.locator(f"input[name=answer][value='{wished}']").check()
    for several in ("chosen",):
        first = page.locator(f"input[name={several}]").first
        if first.count() and not page.locator(f"input[name={several}]:checked").count():
            first.check()
    press(page, "Spara och fortsätt")


def test_a_headteacher_finishes_the_year_on_a_phone_without_scripts(phone, changed_solvik):
    """S-100: tasks, questions, risks with cause and measure, who took part, hand in."""
    loads: list[str] = []
    phone.on("framenavigated", lambda frame: loads.append(frame.url))
    changed_solvik.sign_in(phone, "rektor, Almskolan")
    if "uppgifter" in phone.url:
        phone.get_by_role("link", name="Almskolan").first.click()
    tasks = phone.url

    phone.get_by_role("link", name=re.compile("Berätta hur det gick")).click()
    phone.locator("a[href*='forra-arets-risk']").first.click()
    for _ in range(6):
        if not re.search(r"/forra-arets-risk/", phone.url):
            break
        phone.locator("[name=is_left][value=no]").check()
        phone.locator("[name=how_known]").fill("Ingen nämnde det på skyddsronden eller APT.")
        press(phone, "Spara och fortsätt")
    assert phone.url == tasks

    phone.get_by_role("link", name="Undersök arbetsplatsen").click()
    for _ in range(6):
        if not re.search(r"/fraga/", phone.url):
            break
        answer_yes(phone)
    assert phone.url == tasks

    phone.get_by_role("link", name="Bestäm vad ni gör åt riskerna").click()
    risks = phone.url
    for _ in range(4):
        waiting = phone.get_by_role("link", name=re.compile("Beskriv risken i fråga"))
        if not waiting.count():
            break
        waiting.first.click()
        phone.locator("[name=description]").fill(
            "Skämt om ålder gör att några drar sig undan i personalrummet."
        )
        phone.locator("[name=grounds][value=age]").check()
        phone.locator("[name=source]").fill("Samtal på APT i oktober")
        phone.locator("[name=cause]").fill(
            "Vi har aldrig talat om vilken jargong som är okej hos oss."
        )
        press(phone, "Spara och bestäm åtgärd")
        phone.locator("[name=title]").fill(
            "Ta upp jargongen på två APT under våren med ett gemensamt underlag"
        )
        phone.locator("[name=due_date]").fill("2027-05-31")
        phone.locator("[name=expected_effect]").fill("Alla vet vad som gäller och vågar säga ifrån")
        phone.locator("[name=effect_measure]").fill("Frågan ställs igen i nästa års underlag")
        press(phone, "Spara åtgärden")
        assert phone.url == risks

    phone.goto(tasks)
    phone.get_by_role("link", name="Skriv vilka som har deltagit").click()
    for party in ("manager", "safety_representative"):
        phone.locator(f"[name='A2-chosen'][value={party}]").check()
    for step in ("examine", "analyse", "act", "follow_up"):
        phone.locator(f"[name='9.2-row-{step}-forum']").first.check()
        phone.locator(f"[name='9.2-row-{step}-date']").fill("2026-11-19")
        phone.locator(f"[name='9.2-row-{step}-parties'][value=manager]").check()
    press(phone, "Spara")
    assert phone.url == tasks

    phone.get_by_role("link", name="Läs igenom och lämna in").click()
    phone.locator("[name='A1-answer']").first.check()
    phone.locator("[name='12.4-text']").fill(
        "Genomgången på APT fungerade väl. Vi vill undersöka fler grunder och börja tidigare på året."
    )
    press(phone, "Lämna in svaren")

    assert heading(phone) == "Svaren är inlämnade"
    assert len(loads) <= MOST_LOADS


def test_a_wrong_date_is_said_beside_the_field_and_nothing_typed_is_lost(phone, solvik):
    """S-101: bad input on a form."""
    solvik.sign_in(phone, "HR-strateg")
    phone.get_by_text("Meny").click()
    phone.get_by_role("link", name="Öppna ett nytt år").last.click()
    phone.locator("[name=year]").fill("2027")
    phone.locator("[name=review_date]").fill("31 mars")
    press(phone, "Öppna året")

    assert "Skriv datumet som 2027-03-31." in phone.locator("main").inner_text()
    assert phone.locator("[name=year]").input_value() == "2027"
    assert phone.locator("[name=review_date]").input_value() == "31 mars"
    assert phone.title().startswith("Fel:")
