"""A sheet is answered in a file without scripts, on a phone and by those who hear the page."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "adapters"))

from filling_in import Workbook

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def open_page(page, solvik) -> None:
    solvik.people.setdefault("rektor", "maria.sandell@solvik.example")
    solvik.sign_in(page, "rektor")
    page.locator("a[href^='/underlag/']").first.click()
    page.get_by_role("link", name="Svara i en fil, i Word eller Excel").click()
    page.get_by_role("heading", name="Svara i en fil").wait_for()


def fetched(page, tmp_path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("button", name="Hämta som Excel").click()
    at = tmp_path / download.value.suggested_filename
    download.value.save_as(at)
    return at


def test_the_pages_are_clean_and_fit_a_phone(page, solvik, axe, no_sideways_scroll, tmp_path):
    open_page(page, solvik)
    assert axe(page) == []
    at = fetched(page, tmp_path)
    book = Workbook(at.read_bytes())
    choices = [key for key in book.rows() if key.endswith("|answer|")]
    book.put(choices[1], "Nej").put(choices[2], "Kanske")
    at.write_bytes(book.saved())

    page.get_by_label("Ifylld fil").set_input_files(at)
    page.get_by_role("button", name="Visa vad som är ändrat").click()

    page.get_by_role("heading", name="Svar som inte går att läsa in").wait_for()
    assert axe(page) == []
    for width in (1280, 320):
        no_sideways_scroll(page, width=width)


def test_a_file_is_read_in_and_undone_without_scripts(browser, solvik, tmp_path):
    context = browser.new_context(locale="sv-SE", java_script_enabled=False)
    context.set_default_timeout(30_000)
    page = context.new_page()
    open_page(page, solvik)
    at = fetched(page, tmp_path)
    book = Workbook(at.read_bytes())
    key = next(key for key in book.rows() if key.endswith("|comment|"))
    at.write_bytes(book.put(key, "Ingen omorganisation har gjorts hos oss i år.").saved())
    assert re.fullmatch(r"underlag-2026-[a-z-]+\.xlsx", at.name)

    page.get_by_label("Ifylld fil").set_input_files(at)
    page.get_by_role("button", name="Visa vad som är ändrat").click()
    page.get_by_role("button", name="Läs in svaren").click()
    page.get_by_text("Filen är inläst. Antal svar: 1.").wait_for()
    page.get_by_role("button", name="Ångra inläsningen").click()
    page.get_by_text("Inläsningen är ångrad.").wait_for()

    assert page.get_by_role("button", name="Ångra inläsningen").count() == 0
    context.close()
