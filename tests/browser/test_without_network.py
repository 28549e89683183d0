"""An hour without a network: nothing typed is lost, and nothing is left for the next person."""

from __future__ import annotations

import re

import alby as made
import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

KEYS = ("1.1", "1.4", "1.7")
PASSWORD = "en lång mening att minnas"
_RECORDS = """() => new Promise(done => {
  const asked = indexedDB.open('aktiva');
  asked.onupgradeneeded = () => { asked.transaction.abort(); };
  asked.onerror = () => done(null);
  asked.onsuccess = () => {
    const all = asked.result.transaction('words').objectStore('words').getAll();
    all.onsuccess = () => { asked.result.close(); done(all.result.map(r => ({
      ...r, iv: [...r.iv], box: String.fromCharCode(...new Uint8Array(r.box))}))); };
  };
})"""
_PLACES = "() => JSON.stringify([{...localStorage}, {...sessionStorage}])"


def text(key: str) -> str:
    return f"Det här skrevs utan nät på fråga {key} i skolans matsal."


@pytest.fixture
def alby(monkeypatch):
    monkeypatch.setenv("AKTIVA_DEMO_NOW", f"{made.TODAY}T10:00:00")
    made.take_turns(monkeypatch)
    return made.build()


@pytest.fixture
def asking(page, live_server, signed_in, alby):
    """Open the first of three questions, with the others fetched ahead."""
    signed_in(alby.bo)
    page.clock.install()
    page.goto(live_server.url + alby.address("fraga", KEYS[0]))
    page.wait_for_function("() => window.aktiva.store")
    _fetch_ahead(page, alby)
    return page


def _fetch_ahead(page, alby) -> None:
    for _ in range(40):
        page.clock.run_for(800)
        if all(
            page.evaluate("a => window.aktiva.memory.has(a)", alby.address("fraga", key))
            for key in KEYS[1:]
        ):
            return
        page.wait_for_timeout(50)
    raise AssertionError("the other pages were never fetched")


def write(page, key: str) -> None:
    """Write on the open question."""
    page.locator("[name=comment]").fill(text(key))
    page.clock.run_for(5000)


def records(page):
    return page.evaluate(_RECORDS)


def wait_for_records(page, n: int) -> list[dict]:
    for _ in range(50):
        found = records(page) or []
        if len(found) == n:
            return found
        page.wait_for_timeout(50)
    raise AssertionError(f"{len(found)} records, not {n}")


def write_on_three(page, context) -> None:
    context.set_offline(True)
    for key in KEYS:
        expect(page.locator("form[data-autosave]")).to_have_attribute(
            "action", _ends_with(f"/fraga/{key}/")
        )
        write(page, key)
        page.get_by_role("button", name="Spara och fortsätt").click()


def _ends_with(tail: str):
    import re

    return re.compile(re.escape(tail) + "$")


def test_an_hour_without_network_on_three_questions_loses_not_a_word(asking, alby, context):
    """S-105: the next question opens from memory; all is sent in order when the network is back."""
    write_on_three(asking, context)
    expect(asking.locator("[data-saved]")).to_contain_text("Inte sparat än.")
    asking.clock.fast_forward("01:00:00")
    assert alby.answer(KEYS[0]) is None

    context.set_offline(False)
    asking.clock.run_for(31_000)
    for key in KEYS:
        for _ in range(60):
            if alby.words(key):
                break
            asking.clock.run_for(1000)
            asking.wait_for_timeout(50)
        assert alby.words(key) == text(key)
    wait_for_records(asking, 0)


def test_what_lies_in_the_browser_is_no_plain_text(asking, context):
    """S-105: neither the words nor the question or the person can be read out of the database."""
    context.set_offline(True)
    write(asking, KEYS[0])

    [record] = wait_for_records(asking, 1)
    assert set(record) == {"id", "session", "sheet", "at", "iv", "box"}
    assert "matsal" not in record["box"] and "fraga" not in record["box"]
    assert len(record["box"]) > len(text(KEYS[0]))
    assert "matsal" not in asking.evaluate(_PLACES)


def test_a_page_that_is_opened_again_sends_what_lay_in_the_browser(
    asking, alby, context, live_server
):
    """S-105: the tab was closed without a network."""
    context.set_offline(True)
    write(asking, KEYS[0])
    wait_for_records(asking, 1)
    asking.close(run_before_unload=False)

    context.set_offline(False)
    later = context.new_page()
    later.goto(live_server.url + alby.address("fraga", KEYS[0]))
    expect(later.locator("[data-saved]")).to_contain_text(re.compile(r"Sparat 10\.[0-5]\d"))

    assert alby.words(KEYS[0]) == text(KEYS[0])
    expect(later.locator("[name=comment]")).to_have_value(text(KEYS[0]))
    wait_for_records(later, 0)


def test_two_texts_survive_when_somebody_else_wrote_meanwhile(asking, alby, context):
    """S-105: what comes late stands beside, as when two write at once."""
    from strandvik import noon, save

    context.set_offline(True)
    write(asking, KEYS[0])
    with made.ONE_AT_A_TIME:
        save(alby.sheet, KEYS[0], by=alby.kim, at=noon(made.TODAY), comment="Kims text.")

    context.set_offline(False)
    asking.clock.run_for(31_000)
    expect(asking.locator("[data-saved]")).to_contain_text("Kim Ost skrev samtidigt.")

    assert alby.words(KEYS[0]) == "Kims text."
    with made.ONE_AT_A_TIME:
        assert alby.answer(KEYS[0]).rivals.get().value["comment"] == text(KEYS[0])


def test_eight_hours_take_it_away(asking, context):
    """S-106: also when nobody opens the page again before that."""
    context.set_offline(True)
    write(asking, KEYS[0])
    wait_for_records(asking, 1)

    asking.clock.fast_forward("08:00:30")
    asking.clock.run_for(61_000)

    for _ in range(50):
        if not records(asking):
            break
        asking.wait_for_timeout(50)
    assert not records(asking)


def test_signing_out_takes_it_away(asking, context, live_server):
    """S-106: after a question, since it was never sent."""
    context.set_offline(True)
    write(asking, KEYS[0])
    wait_for_records(asking, 1)
    asking.route("**/fraga/**", lambda route: route.abort())
    context.set_offline(False)
    asked = []
    asking.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))

    asking.get_by_role("button", name="Logga ut").click()
    for _ in range(40):
        asking.clock.run_for(500)
        if "logga-in" in asking.url:
            break
        asking.wait_for_timeout(50)

    assert "logga-in" in asking.url
    assert "inte är sparat" in asked[0]
    assert not records(asking)


def test_the_next_person_finds_nothing_and_sends_nothing(
    asking, alby, context, live_server, signed_in
):
    """S-106: the session was never ended; the next one signs in over it."""
    context.set_offline(True)
    write(asking, KEYS[0])
    wait_for_records(asking, 1)
    asking.close(run_before_unload=False)
    context.set_offline(False)

    signed_in(alby.kim)
    later = context.new_page()
    later.goto(live_server.url + alby.address("fraga", KEYS[0]))
    later.wait_for_function("() => window.aktiva.store")
    later.wait_for_timeout(500)

    assert not records(later)
    assert alby.answer(KEYS[0]) is None
    assert "matsal" not in later.content()


def test_a_new_session_of_the_same_person_cannot_read_it_either(
    asking, alby, context, live_server, signed_in
):
    """S-106: the key died with the session."""
    context.set_offline(True)
    write(asking, KEYS[0])
    wait_for_records(asking, 1)
    asking.close(run_before_unload=False)
    context.set_offline(False)
    context.clear_cookies()
    signed_in(alby.bo)

    later = context.new_page()
    later.goto(live_server.url + alby.address("fraga", KEYS[0]))
    later.wait_for_function("() => window.aktiva.store")
    later.wait_for_timeout(300)

    assert not records(later)
    assert alby.answer(KEYS[0]) is None


def test_a_shared_computer_keeps_nothing_and_says_so(page, alby, context, live_server, axe):
    """S-106: chosen at the door; the page still says when something is not saved."""
    page.goto(live_server.url + "/logga-in/")
    page.locator("[name=username]").fill(alby.bo.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_label("Delad dator").check()
    page.get_by_role("button", name="Logga in").click()
    page.wait_for_url(lambda url: "logga-in" not in url)
    page.goto(live_server.url + alby.address("fraga", KEYS[0]))
    expect(page.get_by_text("Delad dator: inget sparas i webbläsaren")).to_be_visible()
    assert axe(page) == []

    context.set_offline(True)
    page.locator("[name=comment]").fill(text(KEYS[0]))
    page.keyboard.press("Tab")
    expect(page.locator("[data-saved]")).to_contain_text("Inte sparat än.")

    assert not records(page)
    assert page.evaluate("() => window.aktiva.memory.size") == 0
    [cookie] = [c for c in context.cookies() if c["name"] == "sessionid"]
    assert cookie["expires"] == -1


def test_a_page_that_anybody_may_open_leaves_the_words_alone(asking, alby, context, live_server):
    """S-105: only the door and a shared computer take them away."""
    context.set_offline(True)
    write(asking, KEYS[0])
    wait_for_records(asking, 1)
    asking.route("**/fraga/**", lambda route: route.abort())
    context.set_offline(False)

    other = context.new_page()
    other.goto(live_server.url + "/puls/")
    other.wait_for_timeout(300)

    assert len(records(other)) == 1
