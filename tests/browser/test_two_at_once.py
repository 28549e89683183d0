"""Two people on the same question see each other's change, and put their texts together."""

from __future__ import annotations

import alby as made
import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def alby(monkeypatch):
    monkeypatch.setenv("AKTIVA_DEMO_NOW", f"{made.TODAY}T10:00:00")
    made.take_turns(monkeypatch)
    return made.build()


@pytest.fixture
def asking(page, live_server, signed_in, alby):
    signed_in(alby.bo)
    page.clock.install()
    page.goto(live_server.url + alby.address("fraga", "1.1"))
    return page


def kim_writes(alby, text: str, revision: int = 0) -> None:
    from strandvik import noon, save

    with made.ONE_AT_A_TIME:
        save(alby.sheet, "1.1", by=alby.kim, at=noon(made.TODAY), revision=revision, comment=text)


def test_what_the_other_saves_is_seen_within_ten_seconds(asking, alby, axe):
    """S-010: with their words, and the choice to take them or to go on."""
    kim_writes(alby, "Verkstaden är trång för två.")
    asking.clock.run_for(10_000)

    expect(asking.get_by_role("heading", name="Kim Ost skrev här")).to_be_visible()
    expect(asking.get_by_text("Verkstaden är trång för två.")).to_be_visible()
    assert axe(asking) == []
    asking.get_by_role("link", name="Visa den texten i fälten").click()
    expect(asking.locator("[name=comment]")).to_have_value("Verkstaden är trång för två.")


def test_ones_own_saving_is_no_news(asking, alby):
    asking.locator("[name=comment]").fill("Larmet hörs inte.")
    asking.clock.run_for(2_000)
    expect(asking.locator("[data-saved]")).to_contain_text("Sparat")
    asking.clock.run_for(30_000)
    asking.wait_for_timeout(300)

    assert asking.locator("[data-beside]").inner_text().strip() == ""


def test_two_texts_are_put_together_on_the_page_where_they_met(asking, alby):
    """S-010: one press of the button, and the matter is settled."""
    kim_writes(alby, "Verkstaden är trång.")
    asking.locator("[name=comment]").fill("Larmet hörs inte.")
    asking.clock.run_for(2_000)
    expect(asking.locator("[data-beside] .diff")).to_contain_text("Verkstaden är trång.")
    expect(asking.locator("[data-beside] .diff")).to_contain_text("Larmet hörs inte.")

    asking.locator("[name=answer][value=yes]").check()
    asking.locator("[name=comment]").fill("Verkstaden är trång. Larmet hörs inte.")
    asking.clock.run_for(2_000)
    assert alby.words("1.1") == "Verkstaden är trång."
    asking.get_by_role("button", name="Spara och fortsätt").click()
    asking.wait_for_url(lambda url: "1.1" not in url)

    assert alby.words("1.1") == "Verkstaden är trång. Larmet hörs inte."
    with made.ONE_AT_A_TIME:
        assert not alby.answer("1.1").rivals.filter(settled_at=None).exists()


def test_a_page_that_is_not_looked_at_asks_nothing(asking):
    asked = []
    asking.on("request", lambda request: asked.append(request.url))
    asking.evaluate("() => Object.defineProperty(document, 'hidden', {get: () => true})")
    asking.clock.run_for(60_000)

    assert not [url for url in asked if "bredvid" in url]
