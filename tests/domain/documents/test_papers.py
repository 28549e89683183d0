"""Each paper says what the year's work was, in the order that its readers expect."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from aktiva.domain.documents.blocks import (
    Bullets,
    Clauses,
    Document,
    Facts,
    Heading,
    Marker,
    PageBreak,
    Paragraph,
    Quote,
    Table,
    from_json,
    plain_text,
    to_json,
)
from aktiva.domain.documents.decisions import Point, decision
from aktiva.domain.documents.papers import (
    ActionPlan,
    AnnualReport,
    AreaSection,
    CooperationRow,
    CountedQuestion,
    Dissent,
    MeasureRow,
    MinutesExtract,
    OfficialReport,
    Plan,
    PlanArea,
    PlannedRisk,
    ReportedObservation,
    Sender,
    Treatment,
    UnitAnnex,
    UnitPart,
    action_plan,
    annual_report,
    cooperation_blocks,
    minutes_extract,
    official_report,
    plan,
)
from aktiva.domain.documents.templates import EmptySlots, load

SENDER = Sender(
    employer="Solvik kommun",
    address="Strandgatan 4",
    department="Kommunledningsförvaltningen",
    department_genitive="Kommunledningsförvaltningens",
    author="Amina Lindqvist",
)

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
    figures=(Facts("Personalen", (("Tillsvidareanställda", "138"), ("varav deltid", "2"))),),
    bodies=("Kommunstyrelsens arbetsutskott", "Kommunstyrelsen"),
    points=(Point("godkänna", "rapporten och lägga den till handlingarna"),),
    recipients=("Kommunledningsförvaltningen, HR-avdelningen",),
)

MEASURE = MeasureRow("Almskolan", "Se över mötestider", "Rektor", "2026-09-30", "Enkät i maj")


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


def section(document: Document, heading: str) -> tuple:
    """Return the blocks between a heading and the next of the same level or above."""
    blocks = document.blocks
    start = next(i for i, b in enumerate(blocks) if isinstance(b, Heading) and b.text == heading)
    level = blocks[start].level
    held = []
    for block in blocks[start + 1 :]:
        if isinstance(block, Heading) and block.level <= level:
            break
        held.append(block)
    return tuple(held)


def headings(document: Document, level: int = 1) -> list[str]:
    return [b.text for b in document.blocks if isinstance(b, Heading) and b.level == level]


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
        Heading(1, "Bilaga: enheternas svar"),
        Heading(2, "Almskolan"),
        Paragraph("Inlämnat 2026-11-30."),
        Table("Svar från Almskolan", ("Fråga", "Svar"), (("4.1 Rutin?", "Ja. Se pärmen."),)),
        Heading(2, "Köket"),
        Paragraph(""),
        Paragraph("Enheten har inte svarat på någon fråga."),
    )


# ---- handlingsplan ---------------------------------------------------------------------


def unit_plan(**changes) -> Document:
    facts = ActionPlan(
        sender=SENDER,
        unit="Almskolan",
        unit_now="Almskolan",
        year=2026,
        on=date(2026, 11, 30),
        participants="Rektor\n\nSkyddsombud",
        risks=(
            PlannedRisk("Arbetsförhållanden", "Sena möten", "Schemat", (MEASURE,)),
            PlannedRisk("Arbetsförhållanden", "Buller", "", (), "Åtgärdades i våras."),
            PlannedRisk("Löner", "Oklara kriterier", "Ingen rutin", ()),
        ),
    )
    return action_plan(replace(facts, **changes))


def test_a_units_plan_goes_from_risk_to_cause_to_measure_area_by_area():
    document = unit_plan()

    assert document.title == "Handlingsplan 2026, Almskolan"
    assert headings(document, 2) == ["Arbetsförhållanden", "Löner"]
    assert section(document, "Risker, orsaker och åtgärder") == (
        Heading(2, "Arbetsförhållanden"),
        Paragraph("Risk: Sena möten"),
        Paragraph("Orsak: Schemat"),
        Table(
            "Åtgärder, arbetsförhållanden",
            ("Åtgärd", "Ansvarig", "Klart senast", "Så ser vi effekten"),
            (("Se över mötestider", "Rektor", "2026-09-30", "Enkät i maj"),),
        ),
        Paragraph("Risk: Buller"),
        Paragraph("Orsak: Inte angiven."),
        Paragraph("Ingen åtgärd: Åtgärdades i våras."),
        Heading(2, "Löner"),
        Paragraph("Risk: Oklara kriterier"),
        Paragraph("Orsak: Ingen rutin"),
        Paragraph("Ingen åtgärd är beslutad."),
    )


def test_a_plan_keeps_the_name_the_unit_had_and_tells_its_new_one():
    assert unit_plan(unit_now="Alm- och Ekskolan").blocks[0] == Paragraph(
        "Planen gjordes i Almskolan, som i dag heter Alm- och Ekskolan."
    )
    assert "som i dag heter" not in plain_text(unit_plan())


def test_a_unit_that_looked_and_found_nothing_says_so():
    assert section(unit_plan(risks=()), "Risker, orsaker och åtgärder") == (
        Paragraph("Undersökningen visade ingen risk och inget hinder i år."),
    )


def test_a_plan_without_participants_says_that_none_are_given():
    assert section(unit_plan(participants=" "), "Vilka har deltagit") == (
        Paragraph("Inte angivet."),
    )


# ---- plan ------------------------------------------------------------------------------


def employer_plan(**changes) -> Document:
    facts = Plan(
        sender=SENDER,
        title="Aktiva åtgärder i Solvik kommun",
        on=date(2026, 1, 10),
        grounds=("Kön", "Ålder"),
        areas=("Arbetsförhållanden",),
        forums=("APT",),
        tables=tuple(
            PlanArea(
                f"Område {n}",
                tuple(MeasureRow("", f"Aktivitet {n}.{i}", "Chef", "", "") for i in range(rows)),
            )
            for n, rows in enumerate((11, 4, 3, 4, 1, 3))
        ),
    )
    return plan(replace(facts, **changes))


def test_the_plan_holds_all_rows_of_its_tables():
    tables = [b for b in employer_plan().blocks if isinstance(b, Table)]

    assert len(tables) == 6
    assert sum(len(t.rows) for t in tables) == 26
    assert {t.header for t in tables} == {("Aktivitet", "Ansvarig", "Tidsplan", "Uppföljning")}
    assert tables[0].rows[0] == ("Aktivitet 0.0", "Chef", "–", "–")


def test_the_plan_has_its_parts_in_order():
    assert headings(employer_plan()) == [
        "Bakgrund",
        "Syfte",
        "Diskrimineringsgrunderna",
        "Områden",
        "Forum",
        "Så arbetar vi",
        "Aktiviteter",
    ]


def test_the_municipalitys_own_words_replace_ours():
    document = employer_plan(background="Vår bakgrund.", purpose="Vårt syfte.")

    assert section(document, "Bakgrund") == (Paragraph("Vår bakgrund."),)
    assert section(document, "Syfte") == (Paragraph("Vårt syfte."),)


def test_a_plan_with_nothing_in_it_yet_can_still_be_printed():
    document = employer_plan(grounds=(), areas=(), forums=(), tables=())

    assert section(document, "Aktiviteter") == (Paragraph("Inga aktiviteter är beslutade."),)


# ---- protokollsutdrag ------------------------------------------------------------------


def extract(**changes) -> Document:
    facts = MinutesExtract(
        employer="Solvik kommun",
        address="Strandgatan 4",
        body="Kommunstyrelsens arbetsgivarutskott",
        paragraph="KSAG § 1/23",
        title="Aktiva åtgärder 2023",
        registry_number="KS2022.0435",
        on=date(2023, 1, 27),
        treatments=(Treatment("Kommunstyrelsens arbetsgivarutskott", date(2023, 1, 27), "1/23"),),
        decision=decision(
            "Kommunstyrelsens arbetsgivarutskott", (Point("notera", "informationen"),)
        ),
        background="Varje år tas nya åtgärder fram.",
        measures=("Utbildning för chefer", "Se över mötestider"),
        documents=("Aktiva åtgärder 2023",),
        recipients=("HR-chef", "Sektorchefer", "Kommundirektör"),
    )
    return minutes_extract(replace(facts, **changes))


def test_the_extract_reads_as_the_minutes_do():
    document = extract(approved=date(2023, 2, 3), announced=date(2023, 2, 6))

    assert document.title == "KSAG § 1/23 Aktiva åtgärder 2023"
    assert document.blocks == (
        Paragraph("KS2022.0435"),
        Table(
            "Ärendets behandling",
            ("Behandlat av", "Datum", "Ärende"),
            (("1 Kommunstyrelsens arbetsgivarutskott", "2023-01-27", "1/23"),),
        ),
        Heading(1, "Beslut", "decision"),
        Clauses("", ("Kommunstyrelsens arbetsgivarutskott noterar informationen.",), Marker.NONE),
        Heading(1, "Bakgrund", "background"),
        Paragraph("Varje år tas nya åtgärder fram."),
        Bullets(("Utbildning för chefer", "Se över mötestider")),
        Heading(1, "Handlingar", "documents"),
        Paragraph("Aktiva åtgärder 2023"),
        Heading(1, "Skickas till", "recipients"),
        Paragraph("HR-chef"),
        Paragraph("Sektorchefer"),
        Paragraph("Kommundirektör"),
        Paragraph("Protokollet är justerat 2023-02-03 och justeringen tillkännagiven 2023-02-06."),
    )


def test_an_extract_leaves_out_the_parts_that_hold_nothing():
    document = extract(background="", measures=(), documents=(), recipients=())

    assert headings(document) == ["Beslut"]
    assert "justerat" not in plain_text(document)


@pytest.mark.parametrize(
    "document",
    [
        official_report(REPORT, template=load("neutral")),
        annual(),
        unit_plan(),
        employer_plan(),
        extract(),
    ],
    ids=["official report", "annual report", "action plan", "plan", "minutes"],
)
def test_every_paper_can_be_frozen_and_read_back(document):
    assert from_json(to_json(document)) == document
