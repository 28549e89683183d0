"""A municipality's own sections, and the words that a draft begins with."""

from __future__ import annotations

from datetime import date

import pytest

from aktiva.domain.documents.blocks import Heading, Marker, PageBreak, Paragraph, Table
from aktiva.domain.documents.computed import Value, from_data, source_table
from aktiva.domain.documents.decisions import path
from aktiva.domain.documents.papers import YearsFacts, proposed_matter, proposed_summary
from aktiva.domain.documents.templates import STYLES, Slot, Template, fill, styles

TEMPLATE = Template(
    "own",
    Marker.ATT,
    (
        Slot("summary", "Kort om {year}", True),
        Slot("matter", "Ärendet", False, off=True),
        Slot("own-1", "Barnets bästa", False, text="Barn berörs inte."),
        Slot("annex", "Bilaga till {sender} rapport {last_year}", False, new_page=True),
    ),
)


def filled(template=TEMPLATE, **content):
    given = {"summary": "Ett."} | content
    return fill(template, given, sender="Kulturförvaltningens", year=2026)


def test_headings_hold_the_year_and_the_sender():
    assert filled(annex="Svar.")[-3:] == (
        PageBreak(),
        Heading(1, "Bilaga till Kulturförvaltningens rapport 2025", "annex"),
        Paragraph("Svar."),
    )


def test_an_own_section_holds_the_templates_words_until_somebody_writes():
    assert Paragraph("Barn berörs inte.") in filled()
    assert Paragraph("Barn berörs.") in filled(**{"own-1": "Barn berörs."})
    assert Heading(1, "Barnets bästa", "own-1") not in filled(**{"own-1": ""})


def test_what_is_computed_for_a_section_that_is_off_is_left_out():
    assert filled(matter=(Paragraph("Uträknat."),)) == filled()


def test_what_is_typed_in_a_section_that_is_off_is_not_dropped():
    with pytest.raises(ValueError, match="matter"):
        filled(matter="Skrivet.")

    kept = TEMPLATE.with_typed({"matter": "Skrivet.", "own-9": "Kvar.", "summary": "Ett."})

    assert filled(kept, matter="Skrivet.", **{"own-9": "Kvar."})[-4:] == (
        Heading(1, "Ärendet", "matter"), Paragraph("Skrivet."),
        Heading(1, "Övrigt", "own-9"), Paragraph("Kvar."),
    )  # fmt: skip


@pytest.mark.parametrize("kind", sorted(STYLES))
def test_every_style_of_a_kind_has_the_same_sections_in_its_own_order(kind):
    by_style = [{slot.key: slot.holds for slot in style.slots} for style in styles(kind)]

    assert all(sections == by_style[0] for sections in by_style)
    assert all(style.label and style.used for style in styles(kind))


def test_the_path_of_a_matter_ends_with_who_decides():
    assert path(["kommunstyrelsen"]) == "Kommunstyrelsen beslutar."
    assert path(["Arbetsutskottet", "Kommunstyrelsen"]) == (
        "Arbetsutskottet bereder ärendet. Kommunstyrelsen beslutar."
    )


# ---- what a draft begins with -----------------------------------------------------------

YEAR = YearsFacts(year=2026, units_word="kommunens enheter", n_asked=40, n_answered=32)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (YEAR, "Av kommunens enheter har 32 av 40, eller 80\u00a0procent, lämnat in sitt underlag "
               "för 2026."),
        (YearsFacts(2026, "kommunens enheter", 0, 0), ""),
        (
            YearsFacts(2026, "bolagets enheter", 3, 2, ("Rekrytering",), ("Rekrytering", "Lön", "Lön"), n_common=1),
            "Av bolagets enheter har 2 av 3 lämnat in sitt underlag för 2026. "
            "Styrkorna gäller rekrytering. Förbättringsområdena gäller rekrytering och lön. "
            "För 2026 finns beslut om 1\u00a0gemensam åtgärd.",
        ),
    ],
)  # fmt: skip
def test_the_summary_says_one_fact_to_a_sentence(facts, words):
    assert proposed_summary(facts) == words


def test_the_matter_tells_how_last_years_measures_went():
    facts = YearsFacts(2026, "enheter", 1, 1, n_before=12, n_before_followed_up=9)

    assert "Från 2025 fanns 12\u00a0åtgärder att följa upp, och 9 av dem" in proposed_matter(facts)
    assert "2025" not in proposed_matter(YEAR)


# ---- values ----------------------------------------------------------------------------


def test_a_value_keeps_its_source_and_day():
    value = Value("Inlämnade underlag", "32 av 40", "Enheternas svar 2026", date(2026, 11, 3))

    assert from_data(value.to_data()) == value
    (table,) = source_table([value])
    assert isinstance(table, Table)
    assert table.rows == (("Inlämnade underlag", "32 av 40", "Enheternas svar 2026", "2026-11-03"),)
    assert source_table([]) == ()
