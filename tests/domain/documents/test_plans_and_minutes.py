"""Plans and minutes hold what was decided, and say so where nothing was."""

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
    Marker,
    Paragraph,
    Table,
    from_json,
    plain_text,
    to_json,
)
from aktiva.domain.documents.decisions import Point, decision
from aktiva.domain.documents.papers import (
    ActionPlan,
    MeasureRow,
    MinutesExtract,
    Plan,
    PlanArea,
    PlannedRisk,
    Treatment,
    action_plan,
    minutes_extract,
    plan,
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
    "document", [unit_plan(), employer_plan(), extract()], ids=["action plan", "plan", "minutes"]
)
def test_every_paper_can_be_frozen_and_read_back(document):
    assert from_json(to_json(document)) == document
