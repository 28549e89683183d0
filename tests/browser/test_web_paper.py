"""A paper as one web page, in a browser: open to all, on paper and on a phone."""

import pytest

from aktiva.apps.reports import door
from aktiva.domain.documents.blocks import (
    Bullets,
    Clauses,
    Document,
    Figure,
    Head,
    Heading,
    Labelled,
    Marker,
    Paragraph,
    Quote,
    Table,
)

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 9"><rect width="90" height="9"/></svg>'
)
PAPER = Document(
    title="Årlig uppföljning av aktiva åtgärder 2026",
    head=Head(
        employer="Solvik kommun", kind="Rapport", date="2026-11-26", registry_number="KS 2026/412",
        address="Hamngatan 2, 123 45 Solvik",
    ),
    blocks=(
        Heading(1, "Förslag till beslut"),
        Clauses("Nämnden föreslås besluta", ("godkänna planen, samt", "notera rapporten.")),
        Clauses("", ("Nämnden antar planen.", "Nämnden noterar rapporten."), Marker.NUMBER),
        Heading(1, "Ärendet"),
        Paragraph("Arbetar med محمد إبراهيم. " + "mycketlångtord" * 30),
        Heading(2, "Underlag"),
        Bullets(("skyddsronder", "samtal")),
        Table(
            "Anställda",
            ("Anställningsform", "Antal", "Deltid", "Vad som är sagt om det"),
            (("Tillsvidare", "1 138", "2", "ord " * 40), ("Summa", "1 148", "3", "")),
            total=True,
        ),
        Labelled((("1.1", "Ja, i mars."), ("1.2", "Nej."))),
        Quote("Ingen har frågat oss.", "Kommunal"),
        Figure(SVG, "En stapel", "Hur långt åtgärderna har kommit"),
    ),
)  # fmt: skip


@pytest.fixture
def shown(page, tmp_path):
    """The page as somebody opens it from a mail or the intranet: a file of its own."""
    path = tmp_path / "rapport.html"
    path.write_bytes(door.html(PAPER))
    page.goto(path.as_uri())
    return page


def test_nothing_in_the_page_keeps_anybody_out(shown, axe):
    for width in (1280, 320):
        shown.set_viewport_size({"width": width, "height": 900})
        assert axe(shown) == [], f"{width} px"


def test_a_phone_shows_it_without_scrolling_sideways(shown, no_sideways_scroll):
    for width in (768, 390, 320):
        no_sideways_scroll(shown, width=width)


def test_nothing_is_fetched_from_anywhere(page, tmp_path):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    path = tmp_path / "rapport.html"
    path.write_bytes(door.html(PAPER))

    page.goto(path.as_uri())

    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
