"""A draft goes out as a Word file, is edited and comes back, on a phone and without scripts."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import docx
import pytest
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

OWN = "Vi arbetar förebyggande hela året, tillsammans med de fackliga organisationerna."
ELSEWHERE = {"Aktiviteter": "Det vi gör", "Kön": "Något annat"}


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        locale="sv-SE", viewport={"width": 390, "height": 844}, java_script_enabled=False
    )
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()


def rewrite(paragraph: Paragraph, words: str) -> None:
    for run in paragraph.runs[1:]:
        run._r.getparent().remove(run._r)
    paragraph.runs[0].text = words


def edited(file: bytes) -> bytes:
    """Return the file with the first text rewritten, and a heading and a list changed."""
    word = docx.Document(io.BytesIO(file))
    control = next(
        tag.getparent().getparent()
        for tag in word.element.body.iter(qn("w:tag"))
        if tag.get(qn("w:val")).startswith("aktiva:")
    )
    rewrite(Paragraph(next(control.iter(qn("w:p"))), word._body), OWN)
    for paragraph in word.paragraphs:
        if paragraph.text in ELSEWHERE:
            rewrite(paragraph, ELSEWHERE[paragraph.text])
    into = io.BytesIO()
    word.save(into)
    return into.getvalue()


def begin_plan(page: Page, solvik) -> str:
    """Begin a plan and return its page."""
    solvik.sign_in(page, "HR-strateg")
    cycle = re.search(r"/ar/(\d+)/", page.content())[1]
    page.goto(f"{solvik.url}/ar/{cycle}/handlingar/ny/plan/")
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_load_state()
    return page.url


def hand_in(page: Page, desk: str) -> None:
    page.goto(desk)
    file = page.request.get(f"{desk}word/").body()
    page.get_by_role("link", name="Läs in ändringar från Word").click()
    page.locator("input[type=file]").set_input_files(
        {"name": "plan.docx", "mimeType": "application/octet-stream", "buffer": edited(file)}
    )
    page.get_by_role("button", name="Visa vad som är ändrat").click()
    page.wait_for_load_state()


def test_an_edited_draft_is_read_back_on_a_phone_without_scripts(phone, solvik):
    desk = begin_plan(phone, solvik)

    hand_in(phone, desk)
    shown = phone.locator("main").inner_text()
    phone.get_by_role("button", name="Läs in ändringarna").click()
    phone.wait_for_load_state()

    assert OWN in shown and "Det vi gör" in shown and "Något annat" in shown
    assert phone.url == desk
    assert OWN in phone.locator("main").inner_text()
    assert phone.get_by_role("button", name="Ångra det som infogades").count() == 1


def test_the_pages_are_open_to_everybody(page, solvik, axe, no_sideways_scroll):
    desk = begin_plan(page, solvik)
    page.goto(f"{desk}word/tillbaka/")
    first = axe(page)
    no_sideways_scroll(page)
    hand_in(page, desk)

    assert first == axe(page) == []
    no_sideways_scroll(page)
