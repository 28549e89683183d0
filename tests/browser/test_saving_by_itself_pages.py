"""Pages that save themselves in a real browser: what a person sees when it does not go well."""

from __future__ import annotations

import re

import alby as made
import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

TEXT = "Vi gick igenom verkstaden med skyddsombudet i våras."
SAVED = re.compile(r"^\s*Sparat 10\.[0-5]\d\s*$")
"""The clock of the tests begins at ten."""
NOT_YET = "Inte sparat än. Det du skrev ligger kvar här och skickas så snart det går."


@pytest.fixture
def alby(monkeypatch):
    monkeypatch.setenv("AKTIVA_DEMO_NOW", f"{made.TODAY}T10:00:00")
    made.take_turns(monkeypatch)
    return made.build()


@pytest.fixture
def asking(page, live_server, signed_in, alby):
    """Open a question as the headteacher."""
    signed_in(alby.bo)
    page.goto(live_server.url + alby.address("fraga", "1.1"))
    return page


def said(page):
    return page.locator("[data-saved]")


def test_a_text_is_saved_a_second_after_the_last_key(asking, alby):
    asking.locator("[name=comment]").press_sequentially(TEXT, delay=2)

    expect(said(asking)).to_have_text(SAVED)
    assert alby.words("1.1") == TEXT
    assert alby.answer("1.1").revision == 1


def test_a_page_that_is_left_in_the_middle_of_a_word_loses_none(asking, alby, live_server):
    asking.locator("[name=comment]").press_sequentially(TEXT)
    asking.goto(live_server.url + "/tillganglighet/")
    asking.wait_for_timeout(500)

    assert alby.words("1.1") == TEXT


@pytest.mark.parametrize("status", [503, 500, 0])
def test_a_server_that_is_away_for_ten_seconds_is_said_and_made_good(asking, alby, status):
    """S-104: nothing is lost, and the person sees when it went through."""
    asking.clock.install()
    away = ["yes"]

    def answer(route):
        if away:
            return route.fulfill(status=status, body="nej") if status else route.abort()
        return route.continue_()

    asking.route("**/fraga/**", answer)
    asking.locator("[name=comment]").fill(TEXT)
    asking.clock.run_for(1500)
    expect(said(asking)).to_have_text(NOT_YET)
    assert asking.locator("[name=comment]").input_value() == TEXT
    assert alby.answer("1.1") is None

    away.clear()
    asking.clock.run_for(10_000)
    expect(said(asking)).to_have_text(SAVED)

    assert alby.words("1.1") == TEXT


def test_somebody_signed_out_meanwhile_signs_in_in_another_tab_and_nothing_is_lost(
    asking, alby, context, live_server, client
):
    """S-104: the text stays, a link leads to the door, and it is saved afterwards."""
    context.clear_cookies()
    asking.locator("[name=comment]").fill(TEXT)
    asking.keyboard.press("Tab")
    expect(said(asking)).to_contain_text("Du är utloggad.")
    with context.expect_page() as opened:
        said(asking).get_by_role("link", name="Logga in i en ny flik").click()
    door = opened.value
    door.locator("[name=username]").fill(alby.bo.email)
    door.locator("[name=password]").fill("en lång mening att minnas")
    door.get_by_role("button", name="Logga in").click()
    door.wait_for_url(lambda url: "logga-in" not in url)

    asking.bring_to_front()
    asking.evaluate("() => window.dispatchEvent(new Event('focus'))")
    expect(said(asking)).to_have_text(SAVED)

    assert alby.words("1.1") == TEXT


def test_another_person_who_signs_in_does_not_send_it(asking, alby, context, signed_in):
    """S-104: it is said, and the other's account writes nothing."""
    signed_in(alby.kim)
    asking.locator("[name=comment]").fill(TEXT)
    asking.keyboard.press("Tab")

    expect(said(asking)).to_contain_text("Någon annan har loggat in i webbläsaren")
    assert alby.answer("1.1") is None


def test_a_wrong_day_is_said_beside_its_field_when_one_has_left_it(asking, alby, live_server):
    asking.goto(live_server.url + alby.address("atgard"))
    asking.locator("[name=due_date]").fill("i maj")
    asking.locator("[name=title]").fill("Mentorer")
    asking.keyboard.press("Tab")

    field = asking.locator("[name=due_date]")
    expect(asking.get_by_text("Skriv datumet som 2027-03-31.").last).to_be_visible()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(said(asking)).to_contain_text("Utkastet sparat")
    field.fill("2025-05-31")
    asking.keyboard.press("Tab")
    expect(field).not_to_have_attribute("aria-invalid", "true")


def test_a_half_described_risk_survives_a_closed_tab(asking, alby, live_server, context, axe):
    """S-104: the draft is on the list and in the fields, and the button makes it a risk."""
    asking.goto(live_server.url + alby.address("risk"))
    asking.locator("[name=description]").fill("Skämt om ålder i fikarummet")
    asking.locator("[name=grounds][value=age]").check()
    expect(said(asking)).to_contain_text("Utkastet sparat")
    asking.close()

    later = context.new_page()
    later.goto(live_server.url + alby.address("risker"))
    later.get_by_role("link", name="Fortsätt på risken").click()
    expect(later.locator("[name=description]")).to_have_value("Skämt om ålder i fikarummet")
    expect(later.locator("[name=grounds][value=age]")).to_be_checked()
    assert axe(later) == []


def test_what_two_write_at_once_is_said_and_both_are_there(asking, alby, live_server):
    """S-010: the second writer is told at once, and goes on beside the first."""
    from strandvik import noon, save

    with made.ONE_AT_A_TIME:
        save(alby.sheet, "1.1", by=alby.kim, at=noon(made.TODAY), comment="Kims text.")
    asking.locator("[name=comment]").fill("Bos text.")
    asking.keyboard.press("Tab")
    expect(said(asking)).to_have_text("Kim Ost skrev samtidigt. Båda texterna finns kvar.")

    asking.locator("[name=comment]").fill("Bos text och mer.")
    asking.keyboard.press("Tab")
    asking.wait_for_timeout(600)

    assert alby.words("1.1") == "Kims text."
    asking.reload()
    assert "Bos text och mer." in asking.locator("main").inner_text()
    assert "Kims text." in asking.locator("main").inner_text()


def test_words_that_are_refused_stay_and_are_there_when_the_page_is_opened_again(
    asking, alby, live_server
):
    """S-104: they may point somebody out, so they are not saved; they are not lost either."""
    words = "Ring Karin Ek på 070-123 45 67 om trappan."
    asking.wait_for_function("() => window.aktiva.store")
    asking.locator("[name=comment]").fill(words)
    asking.keyboard.press("Tab")
    expect(said(asking)).to_contain_text("kan peka ut någon")
    assert alby.words("1.1") == ""

    asking.on("dialog", lambda dialog: dialog.accept())
    asking.goto(live_server.url + alby.address("fraga", "1.1"))
    expect(asking.locator("[name=comment]")).to_have_value(words)

    asking.locator("[name=comment]").fill("Trappan är hal när det regnar.")
    asking.keyboard.press("Tab")
    expect(said(asking)).to_contain_text("Sparat")
    assert alby.words("1.1") == "Trappan är hal när det regnar."


def test_the_question_whether_words_may_stand_is_shown_without_a_page_load(asking, alby):
    """S-104: what is asked about is not lost on the way, and can be let stand."""
    words = "Ring Karin Ek på 070-123 45 67 om trappan."
    asking.locator("[name=answer][value=yes]").check()
    asking.locator("[name=comment]").fill(words)
    asking.get_by_role("button", name="Spara och fortsätt").click()
    expect(asking.get_by_role("heading", name="Orden kan peka ut någon")).to_be_visible()

    asking.get_by_role("button", name="Orden ska stå kvar").click()
    asking.wait_for_url(lambda url: "/1.1/" not in url)

    assert alby.words("1.1") == words
