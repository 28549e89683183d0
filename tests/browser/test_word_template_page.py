"""The page of the municipality's own Word template: open to all in every state it can be in."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from django.urls import reverse

sys.path += [str(Path(__file__).parents[1] / part) for part in ("apps", "adapters")]

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_a_template_is_looked_at_and_kept_with_nobody_kept_out(
    page, live_server, signed_in, axe, no_sideways_scroll, settings, tmp_path
):
    from strandvik import found
    from word_templates import letter

    settings.AKTIVA_FILES = tmp_path / "files"
    town = found()
    signed_in(town.hr)
    page.goto(live_server.url + reverse("reports:word_template", args=[town.employer.pk]))
    assert axe(page) == []

    def without_caption(word) -> None:
        style = word.styles["Caption"].element
        style.getparent().remove(style)

    (tmp_path / "brev.dotm").write_bytes(b"PK")
    (tmp_path / "brev.dotx").write_bytes(letter(without_caption))

    def send(name: str, button: str) -> None:
        page.get_by_label("Wordmall").set_input_files(tmp_path / name)
        with page.expect_navigation():
            page.get_by_role("button", name=button).click()

    send("brev.dotm", "Granska")
    assert page.get_by_text("makron").first.is_visible()
    assert axe(page) == []
    send("brev.dotx", "Granska")
    assert page.get_by_role("rowheader", name="Formatmallen Beskrivning").is_visible()
    assert axe(page) == []
    send("brev.dotx", "Spara och använd")
    assert page.get_by_text("brev.dotx, version 1").is_visible()
    assert axe(page) == []
    for width in (1280, 320):
        no_sideways_scroll(page, width=width)
