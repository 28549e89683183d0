"""The reports say what the year's work was, in the order that their readers expect."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from paper_reading import MEASURE, SENDER, headings, section

from aktiva.domain.documents.blocks import (
    Bullets,
    Clauses,
    Document,
    Heading,
    Labelled,
    Marker,
    PageBreak,
    Paragraph,
    Quote,
    Table,
    from_json,
    plain_text,
    to_json,
)
from aktiva.domain.documents.decisions import Point
from aktiva.domain.documents.papers import (
    AnnualReport,
    AreaSection,
    CooperationRow,
    CountedQuestion,
    Dissent,
    OfficialReport,
    ReportedObservation,
    UnitAnnex,
    UnitPart,
    annual_report,
    cooperation_blocks,
    official_report,
)
from aktiva.domain.documents.templates import EmptySlots, load

REPORT = OfficialReport(
    sender=SENDER,
    recipient="Kommunstyrelsen",
    title="Årlig uppföljning av aktiva åtgärder 2023",
    on=date(2024, 1, 25),
    registry_number="KS 2023/841",
    report_title="Årlig uppföljning av aktiva åtgärder 2023",
    report_date=date(2024, 1, 17),
    summary="Enheterna har svarat.\n\nTvå saker behöver bli bättre.",
    matter="Syftet är att se vad som kan bli bättre.",
    observations=("Alla medarbetare har fått information.",),
    figures=(
        Table(
            "Personalen",
            ("Anställda", "Antal"),
            (("Tillsvidareanställda", "138"), ("varav deltid", "2")),
        ),
    ),
    bodies=("Kommunstyrelsens arbetsutskott", "Kommunstyrelsen"),
    points=(Point("godkänna", "rapporten och lägga den till handlingarna"),),
    recipients=("Kommunledningsförvaltningen, HR-avdelningen",),
)


def annual(**changes) -> Document:
    facts = AnnualReport(
        sender=SENDER,
        kind="Årlig uppföljning",
        title="Årlig uppföljning 2026",
        on=date(2027, 1, 11),
        year=2026,
        registry_number="KS 2026/412",
        introduction="Enheterna har svarat tillsammans med skyddsombuden.",
        n_asked=268,
        n_answered=210,
        units_word="kommunens enheter",
        silent=("Björkskolan", "Köket i Ekeby"),
        figures=(),
        areas=(),
        parts=(),
        last_years=(),
        measures=(),
        cooperation=(),
    )
    return annual_report(replace(facts, **changes))


# ---- tjänsteskrivelse ------------------------------------------------------------------


def test_the_official_report_has_the_neutral_headings_in_their_order():
    assert headings(official_report(REPORT, template=load("neutral"))) == [
        "Sammanfattning",
        "Beslutsunderlag",
        "Kommunledningsförvaltningens förslag till beslut",
        "Beslutet skickas till",
        "Ärendet",
    ]


def test_the_official_report_names_itself_first_among_what_the_decision_rests_on():
    document = official_report(
        replace(REPORT, more_basis=("Plan för likabehandling",)), template=load("neutral")
    )

    assert section(document, "Beslutsunderlag") == (
        Paragraph("Kommunledningsförvaltningens tjänsteskrivelse, 2024-01-25"),
        Paragraph("Årlig uppföljning av aktiva åtgärder 2023, daterad 2024-01-17"),
        Paragraph("Plan för likabehandling"),
    )


def test_the_official_report_proposes_through_the_lower_body():
    document = official_report(REPORT, template=load("neutral"))

    assert section(document, "Kommunledningsförvaltningens förslag till beslut") == (
        Clauses(
            "Kommunstyrelsens arbetsutskott föreslås besluta att föreslå kommunstyrelsen besluta",
            ("godkänna rapporten och lägga den till handlingarna.",),
        ),
    )


def test_a_municipality_may_have_the_proposal_first_in_numbered_sentences():
    document = official_report(REPORT, template=load("numbered"))

    assert headings(document)[0] == "Förslag till beslut"
    assert section(document, "Förslag till beslut") == (
        Clauses(
            "Kommunstyrelsens arbetsutskott föreslås besluta att föreslå kommunstyrelsen besluta följande.",
            ("Kommunstyrelsen godkänner rapporten och lägger den till handlingarna.",),
            Marker.NUMBER,
        ),
    )


def test_the_matter_holds_the_figures_and_the_observations():
    assert section(official_report(REPORT, template=load("neutral")), "Ärendet") == (
        Paragraph("Syftet är att se vad som kan bli bättre."),
        *REPORT.figures,
        Paragraph("Alla medarbetare har fått information."),
    )


def test_a_municipality_with_another_word_for_the_paper_gets_it_everywhere():
    document = official_report(replace(REPORT, kind="Tjänsteutlåtande"), template=load("neutral"))

    assert document.head.kind == "Tjänsteutlåtande"
    assert "Kommunledningsförvaltningens tjänsteutlåtande, 2024-01-25" in plain_text(document)


@pytest.mark.parametrize(
    ("changes", "empty"),
    [
        ({"summary": " \n\n "}, ("Sammanfattning",)),
        ({"points": ()}, ("Kommunledningsförvaltningens förslag till beslut",)),
        ({"bodies": ()}, ("Kommunledningsförvaltningens förslag till beslut",)),
        ({"summary": "", "recipients": ()}, ("Sammanfattning", "Beslutet skickas till")),
        ({"matter": "", "figures": (), "observations": ("\n",)}, ("Ärendet",)),
    ],
)
def test_a_report_with_an_empty_slot_is_refused_by_the_names_of_its_headings(changes, empty):
    with pytest.raises(EmptySlots) as refused:
        official_report(replace(REPORT, **changes), template=load("neutral"))

    assert refused.value.headings == empty


# ---- årlig uppföljning -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("n_answered", "n_asked", "sentence"),
    [
        (
            210,
            268,
            "Av kommunens enheter har 210 av 268, eller 78\u00a0procent, lämnat in sitt underlag för 2026.",
        ),
        (8, 19, "Av kommunens enheter har 8 av 19 lämnat in sitt underlag för 2026."),
        (
            2000,
            2000,
            "Av kommunens enheter har 2\u00a0000 av 2\u00a0000, eller 100\u00a0procent, lämnat in sitt underlag för 2026.",
        ),
    ],
)
def test_how_many_answered_is_told_in_percent_only_when_they_are_many(
    n_answered, n_asked, sentence
):
    assert Paragraph(sentence) in annual(n_answered=n_answered, n_asked=n_asked).blocks


def test_those_who_did_not_answer_are_named():
    assert Paragraph("Underlag saknas från Björkskolan och Köket i Ekeby.") in annual().blocks


def test_many_who_did_not_answer_are_listed_each_on_its_own_line():
    names = tuple(f"Enhet {n}" for n in range(7))

    blocks = annual(silent=names).blocks

    assert Paragraph("Underlag saknas från 7\u00a0enheter:") in blocks
    assert Bullets(names) in blocks


def test_an_area_holds_its_observations_and_then_the_counted_answers():
    area = AreaSection(
        "Arbetsförhållanden",
        (
            CountedQuestion(
                "4.1", "Finns en rutin?", (("Ja", 180), ("Delvis", 30)), 210, (("Ja", 170),)
            ),
            CountedQuestion("4.2", "Hur väl fungerar den?", (("4", 10), ("5", 20)), 30, (), 4.667),
        ),
        (
            ReportedObservation(
                True, "Tillgänglighet", "Den fysiska miljön ses över.", ("A",) * 190
            ),
            ReportedObservation(
                False, "APT på kvällstid", "Alla kan inte delta.", ("Almskolan", "Köket")
            ),
        ),
    )

    assert section(annual(areas=(area,)), "Arbetsförhållanden") == (
        Heading(2, "Styrka: tillgänglighet"),
        Paragraph("Den fysiska miljön ses över."),
        Paragraph("Bygger på svar från 190 av 210\u00a0enheter (90\u00a0procent)."),
        Heading(2, "Förbättringsområde: APT på kvällstid"),
        Paragraph("Alla kan inte delta."),
        Paragraph(
            "Bygger på svar från 2 av 210\u00a0enheter (1\u00a0procent): Almskolan och Köket."
        ),
        Table(
            "Svar om arbetsförhållanden",
            ("Fråga", "Svar i år", "Svar förra året"),
            (
                ("4.1 Finns en rutin?", "180 ja, 30 delvis", "170 ja"),
                ("4.2 Hur väl fungerar den?", "medel 4,7 av 5 (30 svar)", "–"),
            ),
        ),
    )


def test_observations_are_set_against_the_years_before_and_none_is_made_up():
    def found(title: str, since: str, *, is_strength: bool = False) -> ReportedObservation:
        return ReportedObservation(is_strength, title, "Så här.", ("A",), since)

    rooms = AreaSection(
        "Arbetsförhållanden",
        (),
        (found("Larm saknas", "back"), found("Skriven av en person", ""), found("Ljus", "new")),
    )
    pay = AreaSection("Löner", (), (found("Kriterierna är kända", "new", is_strength=True),))

    assert section(annual(areas=(rooms, pay)), "Jämfört med 2025") == (
        Heading(2, "Nytt i år"),
        Bullets(("Förbättringsområde: ljus", "Styrka: kriterierna är kända")),
        Heading(2, "Har kommit tillbaka"),
        Bullets(("Förbättringsområde: larm saknas",)),
    )
    alone = AreaSection("Löner", (), (found("Skriven av en person", ""),))
    assert "Jämfört med 2025" not in plain_text(annual(areas=(alone,)))


def test_without_last_years_answers_there_is_no_empty_column_for_them():
    area = AreaSection("Löner", (CountedQuestion("5.1", "Rutin?", (("Ja", 3),), 3),), ())

    (table,) = section(annual(areas=(area,)), "Löner")

    assert table == Table("Svar om löner", ("Fråga", "Svar"), (("5.1 Rutin?", "3 ja"),))


def test_last_years_measures_stand_before_the_new_ones_with_what_they_led_to():
    done = replace(MEASURE, outcome="Genomförd", effect="Fler deltar")
    without = replace(MEASURE, title="Utbilda chefer")

    document = annual(last_years=(done, without), common=(MEASURE,), measures=(MEASURE,))

    assert headings(document)[-2:] == ["Åtgärder från 2025 och vad de ledde till", "Åtgärder 2026"]
    assert section(document, "Åtgärder från 2025 och vad de ledde till")[0].rows == (
        ("Almskolan", "Se över mötestider", "Genomförd", "Fler deltar"),
        ("Almskolan", "Utbilda chefer", "Saknas", "–"),
    )
    assert [t.caption for t in section(document, "Åtgärder 2026")] == [
        "Gemensamma åtgärder",
        "Enheternas åtgärder",
    ]


def test_dissent_stands_word_for_word_after_the_steps_of_cooperation():
    words = "Vi delar inte bedömningen. " * 40
    step = CooperationRow("Undersöka", "LSG", "2026-03-02", "Kommunal, Vision", "")

    blocks = cooperation_blocks((step,), (Dissent("Kommunal", words),))

    assert blocks == (
        Table(
            "Samverkan per steg",
            ("Steg", "Forum", "Datum", "Parter", "Resultat"),
            (("Undersöka", "LSG", "2026-03-02", "Kommunal, Vision", "–"),),
        ),
        Quote(words, "Avvikande mening, Kommunal"),
    )
    assert annual(cooperation=blocks).blocks[-2:] == blocks


def test_the_units_own_parts_leave_out_what_was_not_said():
    document = annual(parts=(UnitPart("Almskolan", "Rektor, skyddsombud", "", "Rutiner"),))

    assert section(document, "Enheternas uppföljningar") == (
        Heading(2, "Almskolan"),
        Paragraph("Deltagare: Rektor, skyddsombud"),
        Paragraph("Förbättringsområden: Rutiner"),
    )


def test_the_annex_begins_on_a_new_page_and_holds_every_units_answers():
    document = annual(
        annex=(
            UnitAnnex("Almskolan", "Inlämnat 2026-11-30.", (("4.1 Rutin?", "Ja. Se pärmen."),)),
            UnitAnnex("Köket", "", ()),
        )
    )

    at = document.blocks.index(PageBreak())
    assert document.blocks[at + 1 :] == (
        Heading(1, "Bilaga: enheternas svar", "annex"),
        Heading(2, "Almskolan"),
        Paragraph("Inlämnat 2026-11-30."),
        Labelled((("4.1 Rutin?", "Ja. Se pärmen."),)),
        Heading(2, "Köket"),
        Paragraph("Enheten har inte svarat på någon fråga."),
    )


@pytest.mark.parametrize(
    "document",
    [official_report(REPORT, template=load("neutral")), annual()],
    ids=["official report", "annual report"],
)
def test_every_paper_can_be_frozen_and_read_back(document):
    assert from_json(to_json(document)) == document
