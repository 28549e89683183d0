"""The words of a paper can be read and changed one piece at a time."""

from aktiva.domain.documents.blocks import (
    Bullets,
    Clauses,
    Document,
    Figure,
    Head,
    Heading,
    Labelled,
    PageBreak,
    Paragraph,
    Quote,
    Table,
    plain_text,
)
from aktiva.domain.documents.pieces import pieces, rewritten

PAPER = Document(
    title="Uppföljning 2023",
    head=Head(employer="Strandvik kommun", kind="Rapport", date="2023-11-01", author="Moa Hedlund"),
    blocks=(
        Heading(1, "Personalen"),
        Paragraph("Två män har svarat."),
        Bullets(("ett", "annat")),
        PageBreak(),
        Clauses("Nämnden föreslås besluta", ("godkänna rapporten.",)),
        Heading(1, "Siffror"),
        Table("Antal", ("Grupp", "Antal"), (("Kök", "12"), ("Sal", "8"))),
        Labelled((("1.1", "Ja"),)),
        Quote("Vi är inte överens.", "Facket"),
        Figure("<svg><text>ritat</text></svg>", "Antalet ökar.", "Bild"),
    ),
)


def test_every_word_that_a_reader_sees_is_a_piece():
    told = {p.text for p in pieces(PAPER)}

    read = {line.removeprefix("• ").removeprefix("att ") for line in plain_text(PAPER).split("\n")}
    seen = {cell for line in read for cell in line.split("\t")}
    assert seen - told - {""} == {"Rapport", "2023-11-01"}


def test_a_piece_knows_its_heading():
    assert {p.text: p.heading for p in pieces(PAPER)}["Kök"] == "Siffror"


def test_only_the_named_place_is_changed():
    at = next(p.place for p in pieces(PAPER) if p.text == "8")

    changed = rewritten(PAPER, {at: "färre än fem"})

    assert plain_text(changed) == plain_text(PAPER).replace("Sal\t8", "Sal\tfärre än fem")


def test_a_paper_rewritten_with_nothing_is_the_same():
    assert rewritten(PAPER, {}) == PAPER
