"""A template keeps the municipality's headings in its order, and refuses a paper with gaps."""

from __future__ import annotations

import pytest

from aktiva.domain.documents.blocks import (
    Bullets,
    Clauses,
    Heading,
    Marker,
    PageBreak,
    Paragraph,
    Table,
)
from aktiva.domain.documents.templates import (
    STYLES,
    EmptySlots,
    Slot,
    Template,
    fill,
    load,
    paragraphs,
    shipped,
    styles,
)

OWN = Template(
    "own",
    Marker.ATT,
    (
        Slot("proposal", "{sender} förslag {till} beslut", True),
        Slot("matter", "Ärendet", True),
        Slot("children", "Barnets bästa", False),
    ),
)


def test_the_templates_that_ship_are_known_by_name():
    assert {name for names in STYLES.values() for name in names} == set(shipped())
    assert len(styles("official_report")) == 3
    assert load("numbered").style is Marker.NUMBER


def test_an_unknown_template_is_refused():
    with pytest.raises(KeyError, match="okänd"):
        load("okänd")


def test_slots_are_filled_in_the_templates_order_with_the_senders_name():
    content = {
        "matter": "Ett.\n\nTvå.",
        "proposal": (Clauses("X beslutar", ("godkänna planen.",)),),
    }

    assert fill(OWN, content, sender="bildningsförvaltningens") == (
        Heading(1, "Bildningsförvaltningens förslag {till} beslut", "proposal"),
        Clauses("X beslutar", ("godkänna planen.",)),
        Heading(1, "Ärendet", "matter"),
        Paragraph("Ett."),
        Paragraph("Två."),
    )


@pytest.mark.parametrize(
    "nothing",
    [
        "",
        " \n\t\n\u00a0",
        (),
        (Paragraph(" "),),
        (Bullets((" ",)),),
        (Table("T", ("A",), ()),),
        (PageBreak(),),
    ],
)
def test_what_holds_nothing_to_read_is_empty(nothing):
    with pytest.raises(EmptySlots) as refused:
        fill(OWN, {"proposal": "Ja.", "matter": nothing}, sender="X")

    assert refused.value.headings == ("Ärendet",)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            {"proposal": "Ja."},
            "Skrivelsen är inte klar: mallen kräver text under ”Ärendet”. Den är tom. "
            "Skriv minst en mening under rubriken och försök igen.",
        ),
        (
            {},
            "Skrivelsen är inte klar: mallen kräver text under ”KLF förslag {till} beslut” och ”Ärendet”. "
            "De är tomma. Skriv minst en mening under varje rubrik och försök igen.",
        ),
    ],
)
def test_the_refusal_says_what_why_and_what_to_do(content, message):
    with pytest.raises(EmptySlots) as refused:
        fill(OWN, content, sender="KLF")

    assert str(refused.value) == message


def test_words_for_a_slot_that_the_template_lacks_are_not_lost_in_silence():
    with pytest.raises(ValueError, match="no place for economy"):
        fill(OWN, {"proposal": "Ja.", "matter": "Text.", "economy": "Kostar inget."}, sender="X")


def test_an_empty_slot_that_the_template_lacks_disturbs_nobody():
    assert len(fill(OWN, {"proposal": "Ja.", "matter": "Text.", "economy": " "}, sender="X")) == 4


def test_a_slot_cannot_stand_twice():
    with pytest.raises(ValueError, match="twice"):
        Template("fel", Marker.ATT, (Slot("a", "A", True), Slot("a", "B", True)))


@pytest.mark.parametrize(
    ("typed", "parts"),
    [("", ()), ("a\nb", ("a\nb",)), ("a\r\n\r\nb", ("a", "b")), ("a\n \t\n\n\nb\n", ("a", "b"))],
)
def test_a_blank_line_begins_a_new_paragraph(typed, parts):
    assert paragraphs(typed) == tuple(map(Paragraph, parts))
