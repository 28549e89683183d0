"""The pictures of the guide's chapters about sending out, the questions, the pulse and answering.

They are drawn like those of ``test_guide.py``, in a copy of the demonstration that may be changed.
"""

from __future__ import annotations

import re

import alby as made
import pytest
from pictures import GUIDE, PHONE, WRITES, picture
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HR, HEADTEACHER = "HR-strateg", "rektor, Almskolan"
OWN_SHEET = "main a[href^='/underlag/']:not([href*='/las/'])"
EXTENDED = "Frågorna kom när ni hade studiedagar."
GREETING = "I år frågar vi särskilt om hur möten och utbildning går att förena med hämtning."
REMARK = "Skriv vad ni kom fram till, inte bara att ni har talat om det."
OWN_WORDS = "Fungerar lokaler, möbler, arbetskläder, verktyg, larm och datorer lika bra för alla?"


def menu(page, link: str) -> None:
    page.get_by_role("navigation", name="Huvudmeny").get_by_role(
        "link", name=link, exact=True
    ).click()


def press(page, button) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=button).first.click()


def follow(page, link) -> None:
    with page.expect_navigation():
        page.get_by_role("link", name=link).first.click()


@pytest.fixture
def hr(page, changed_solvik):
    changed_solvik.sign_in(page, HR)
    return page


@pytest.fixture
def headteacher(page, changed_solvik):
    """The headteacher on a phone, at the tasks of the own unit."""
    page.set_viewport_size({"width": PHONE, "height": 844})
    changed_solvik.sign_in(page, HEADTEACHER)
    page.locator(OWN_SHEET).first.click()
    page.get_by_role("list", name="Dina uppgifter").wait_for()
    return page


@pytest.fixture
def alby(monkeypatch, settings):
    settings.CSRF_TRUSTED_ORIGINS = ["https://aktiva.strandvik.example"]
    monkeypatch.setenv("AKTIVA_DEMO_NOW", f"{made.TODAY}T10:00:00")
    made.take_turns(monkeypatch)
    return made.build()


def test_a_campaign_shows_how_far_each_department_has_come(hr):
    menu(hr, "Översikt")
    follow(hr, "Utskicket")

    expect(hr.get_by_role("button", name="Påminn dem som inte har svarat")).to_be_visible()
    picture(hr, "utskick")


def test_what_happens_to_several_units_is_shown_before_it_is_done_and_can_be_undone(hr):
    menu(hr, "Enheternas svar")
    follow(hr, re.compile(r"^Inte inlämnat \d+"))
    for box in hr.locator("[name=svar]").all()[:4]:
        box.check()
    hr.locator("[name=kind]").select_option("extend")
    press(hr, "Fortsätt")
    hr.locator("[name=last_date]").fill("2026-12-11")
    hr.locator("[name=reason]").fill(EXTENDED)
    press(hr, "Visa vad som händer")
    picture(hr, "utskick-flera", height=1130)

    press(hr, "Förläng för 4 enheter")
    expect(hr.get_by_text("4 enheter har fått längre tid.")).to_be_visible()
    expect(hr.get_by_text("Din senaste ändring: Förläng svarstiden, 4 enheter.")).to_be_visible()
    picture(hr, "utskick-angra")
    press(hr, "Ångra")
    expect(hr.get_by_text("Ändringen är ångrad för 4 enheter.")).to_be_visible()


def test_one_question_is_sent_back_with_a_comment(hr):
    menu(hr, "Enheternas svar")
    follow(hr, re.compile(r"^Väntar på granskning \d+"))
    hr.locator("table a[href$='/las/']").first.click()
    picture(hr, "utskick-granska")
    follow(hr, re.compile("^Skicka tillbaka fråga B1"))
    hr.locator("[name=text]").fill(REMARK)
    press(hr, "Skicka tillbaka frågan")
    expect(hr.get_by_text(REMARK)).to_be_visible()


@pytest.mark.django_db(transaction=True)
def test_a_campaign_is_rehearsed_before_it_is_sent(page, live_server, signed_in, alby):
    for code, name, manager in (
        ("EKB", "Ekbackens förskola", "Siv Moberg"),
        ("TAL", "Tallskolan", "Olle Vik"),
        ("LIN", "Lindens fritidshem", "Eva Sund"),
    ):
        alby.town.managed(code, name, manager, "rektor", under="BF")
    signed_in(alby.town.hr)
    year = alby.sheet.campaign.cycle_id
    page.goto(f"{live_server.url}/ar/{year}/utskick/nytt/")
    page.locator("[name=name]").fill("Förskolor och fritidshem 2024")
    page.locator("[name=last_date]").fill("2024-10-18")
    page.locator("[name=message]").fill(GREETING)
    press(page, "Visa vad som händer")
    press(page, "Provkör")

    expect(page.get_by_role("heading", name="Provkörning")).to_be_visible()
    expect(page.frame_locator(".rehearsal").locator("h1")).to_be_visible()
    outlook = page.get_by_role("heading", name="Det här händer")
    picture(page, "utskick-provkor", width=640, height=1300, top=outlook)


def test_the_questions_are_changed_in_a_draft_and_compared(hr):
    menu(hr, "Frågeunderlag")
    press(hr, re.compile("^Utgå från det"))
    picture(hr, "fragor-utkast")
    hr.goto(f"{hr.url}fraga/1.1/")
    picture(hr, "fragor-fraga", height=1100)
    hr.locator("[name=text]").fill(OWN_WORDS)
    press(hr, "Spara frågan")
    follow(hr, "Granska och publicera")
    expect(hr.get_by_role("cell", name=OWN_WORDS)).to_be_visible()
    picture(hr, "fragor-publicera", height=700)
    follow(hr, "Tillbaka till utkastet")
    hr.get_by_text("Kasta utkastet").first.click()
    press(hr, "Kasta utkastet")


def test_an_open_pulse_has_a_poster_for_every_unit_and_a_page_on_the_phone(hr):
    menu(hr, "Medarbetarpuls")
    hr.locator("main table a").first.click()
    picture(hr, "puls", height=1000)
    row = hr.get_by_role("row", name=re.compile("^Förskolan Almen"))
    code = row.locator("code").inner_text()
    root = hr.url.split("/ar/")[0]
    poster = hr.request.get(root + row.locator("a").get_attribute("href"))
    assert poster.ok
    if WRITES:
        _first_page(poster.body(), "puls-affisch")
    assert (GUIDE / "puls-affisch.png").exists()
    hr.set_viewport_size({"width": PHONE, "height": 844})
    hr.goto(f"{root}/puls/{code.replace('-', '')}/")
    picture(hr, "puls-borja", height=844)
    hr.goto(f"{hr.url}sv/")
    picture(hr, "puls-svara", height=844)


def _first_page(pdf: bytes, name: str) -> None:
    import pypdfium2

    drawn = pypdfium2.PdfDocument(pdf)[0].render(scale=1.1).to_pil()
    drawn.save(GUIDE / f"{name}.png")


def test_the_result_of_a_pulse_says_what_is_proposed(hr):
    menu(hr, "Medarbetarpuls")
    this_year = int(re.search(r"/ar/(\d+)/", hr.url)[1])
    hr.goto(hr.url.replace(f"/ar/{this_year}/", f"/ar/{this_year - 1}/"))
    hr.locator("main table a").first.click()

    expect(hr.get_by_role("link", name=re.compile("^Skriv en risk")).first).to_be_visible()
    picture(hr, "puls-resultat", height=1000)


def test_the_own_unit_is_answered_together_or_by_a_helper(headteacher):
    tasks = headteacher.url
    follow(headteacher, "Låt någon hjälpa till")
    headteacher.locator("[name=email]").fill("sara.holm@solvik.example")
    headteacher.locator("[name=name]").fill("Sara Holm")
    picture(headteacher, "svara-medhjalpare", height=844)
    headteacher.goto(tasks)
    follow(headteacher, "Svara tillsammans på ett möte")
    for party in ("Chef", "Skyddsombud", "Medarbetare"):
        headteacher.get_by_label(party, exact=True).check()
    press(headteacher, "Börja")
    picture(headteacher, "svara-mote", width=1280, height=720)
    press(headteacher, "Avsluta mötet")


@pytest.mark.django_db(transaction=True)
def test_the_link_in_the_letter_asks_about_a_shared_computer(page, live_server, alby):
    page.goto(live_server.url + made.link_of(alby))

    expect(page.get_by_label("Delad dator")).to_be_visible()
    picture(page, "svara-lank", width=PHONE, height=844)


@pytest.mark.django_db(transaction=True)
def test_words_wait_for_the_network(page, context, live_server, signed_in, alby):
    signed_in(alby.bo)
    page.set_viewport_size({"width": PHONE, "height": 844})
    page.clock.install()
    page.goto(live_server.url + alby.address("fraga", "1.1"))
    page.wait_for_function("() => window.aktiva.store")
    context.set_offline(True)
    page.locator("[name=answer][value=yes]").check()
    page.locator("[name=comment]").fill("Larmet hörs inte i verkstaden.")
    page.clock.run_for(5_000)

    expect(page.locator("[data-saved]")).to_contain_text("Inte sparat än")
    picture(page, "svara-utan-nat", height=844)  # it stays offline: nothing is sent afterwards


@pytest.mark.django_db(transaction=True)
def test_two_texts_stand_beside_each_other(page, live_server, signed_in, alby):
    from strandvik import noon, save

    signed_in(alby.bo)
    page.clock.install()
    page.goto(live_server.url + alby.address("fraga", "1.1"))
    with made.ONE_AT_A_TIME:
        save(
            alby.sheet, "1.1", by=alby.kim, at=noon(made.TODAY), revision=0,
            comment="Verkstaden är trång när två arbetar där samtidigt.",
        )  # fmt: skip
    page.locator("[name=comment]").fill("Larmet hörs inte i verkstaden.")
    page.clock.run_for(2_000)

    expect(page.locator("[data-beside] .diff")).to_contain_text("Larmet hörs inte")
    picture(page, "svara-tva-samtidigt", width=1280, height=900)
