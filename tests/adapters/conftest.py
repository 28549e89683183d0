"""The papers that every renderer must manage."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from aktiva.adapters.docx.renderer import DocxRenderer
from aktiva.adapters.typst.renderer import TypstRenderer
from aktiva.domain.documents.blocks import (
    KINDS,
    Bullets,
    Clauses,
    Document,
    Figure,
    Foreign,
    Head,
    Heading,
    Labelled,
    Marker,
    PageBreak,
    Paragraph,
    Quote,
    Table,
)

NOON = datetime(2027, 1, 18, 12, tzinfo=UTC)

TYPED = r"#let x = 1; *fet* _kursiv_ $x^2$ <script>alert('1')</script> {{ x }} \n @ref [a](b) // `k` = -- ”å”"
"""What a person might type, with the signs that mean something to one program or another."""

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 60">'
    '<rect y="10" width="200" height="30" fill="#0b4650"/></svg>'
)

HEAD = Head(
    employer="Solvik kommun",
    kind="Tjänsteskrivelse",
    date="2027-01-18",
    address="Strandgatan 4, 384 20 Solvik",
    registry_number="KS 2026/412",
    recipient="Kommunstyrelsen",
    author="Amina Lindqvist",
)


@pytest.fixture(scope="session")
def every_kind() -> Document:
    """A paper with every kind of block, every marker and what people type."""
    document = Document(
        title="Årlig uppföljning av aktiva åtgärder 2026",
        head=HEAD,
        blocks=(
            Heading(1, "Sammanfattning", key="summary"),
            Paragraph("Första raden\nandra raden"),
            Paragraph(TYPED),
            Heading(1, "Förslag till beslut", key="proposal"),
            Clauses("Nämnden föreslås besluta", ("godkänna planen, samt", "notera rapporten.")),
            Clauses("", ("Nämnden antar planen.", "Nämnden noterar rapporten."), Marker.NUMBER),
            Clauses("", ("Nämnden antar planen.",), Marker.NUMBER),
            Clauses("", ("Nämnden bordlägger ärendet.",), Marker.NONE),
            Heading(1, "Ärendet", key="matter"),
            Heading(2, "Underlag"),
            Bullets(("skyddsronder", "samtal " * 20)),
            Table(
                "Anställda",
                ("Anställningsform", "Antal", "Deltid"),
                (
                    ("Tillsvidare", "1\u00a0138", "2"),
                    ("Visstid", "10", "1"),
                    ("Summa", "1\u00a0148", "3"),
                ),
                total=True,
            ),
            Table(
                "Aktiviteter",
                ("Aktivitet", "Ansvarig", "Tidsplan", "Uppföljning"),
                tuple((f"{n} {TYPED}", "Chef", "Löpande", "mening " * 12) for n in range(40)),
            ),
            Table("", ("Tom tabell", "Värde"), ()),
            Labelled((("1.1", "Ja."), ("Namn", "Å" * 90))),
            Quote("Vi delar inte bedömningen.\nVi vill ha en rutin.", "Kommunal"),
            Foreign("Answer a few statements", "en-GB"),
            Figure(SVG, "En stapel som visar 200", "Svar per år"),
            PageBreak(),
            Heading(1, "Bilaga"),
            Paragraph("ord " * 30 + "x" * 200),
            Paragraph("  "),
        ),
    )
    assert {type(block) for block in document.blocks} == set(KINDS.values())
    return document


@pytest.fixture(scope="session")
def pdf(every_kind: Document) -> bytes:
    return TypstRenderer(issued_at=NOON).render(every_kind)


@pytest.fixture(scope="session")
def word_file(every_kind: Document) -> bytes:
    return DocxRenderer().render(every_kind)


@pytest.fixture(scope="session")
def large() -> Document:
    """The answers of 260 units, fourteen each, with the table of who answered."""
    answer = "Ja, på arbetsplatsträffarna i mars och i oktober, tillsammans med skyddsombudet. "
    blocks = [Heading(1, "Bilaga: enheternas svar")]
    for unit in range(260):
        name = f"Enhet {unit}"
        rows = tuple((f"{n}.1", answer * (n % 3 + 1)) for n in range(1, 15))
        blocks += [Heading(2, name), Labelled(rows)]
    return Document(title="Årlig uppföljning 2026", head=HEAD, blocks=tuple(blocks))
