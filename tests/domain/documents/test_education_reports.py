"""A school's account: its headings by the Act, the plan beside, and what is not there is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from aktiva.domain.documents import papers
from aktiva.domain.documents.blocks import Heading, Paragraph, Table, plain_text

SENDER = papers.Sender("Strandvik kommun", "Hamngatan 2", "Alby skola", "Alby skolas")
EMPTY = papers.EducationReport(
    sender=SENDER,
    title="Arbetet för barn och elever 2026, Alby skola",
    on=date(2026, 12, 4),
    school="Alby skola",
    form="Förskoleklass och grundskola",
    code="ALB",
    year=2026,
    children="elever",
    examined=(),
    risks=(),
    measures=(),
    last_years=(),
    this_years=(),
    working="",
    texts=(),
    texts_on=None,
    texts_words="",
    cooperation=(),
    plan_on=None,
    plan_account="",
    plan_link="",
    plan_lacks=("Planen har ingen dag.",),
)
FULL = replace(
    EMPTY,
    examined=(
        papers.SchoolExamined(
            on=date(2026, 3, 18),
            methods=("Klassråd, elevråd eller barnråd",),
            grounds=("Kön", "Ålder"),
            groups=("Barn eller elever", "Personal"),
            result="Ja, en risk eller ett hinder",
            finding="Ombytet är otryggt.",
        ),
    ),
    risks=(
        papers.SchoolRiskRow("Ombytet är otryggt.", "Det saknas bås.", ("Kön",)),
        papers.SchoolRiskRow(
            "Rasterna är korta.", "Schemat.", (), "Skäl: De ändras i vår. Bestämt av rektor."
        ),
    ),
    measures=(
        papers.SchoolMeasureRow(
            title="Bygg två bås",
            against="Risk 1",
            owner="biträdande rektor",
            starts=date(2026, 9, 1),
            due=date(2027, 5, 31),
            next_check=None,
            effect="",
        ),
    ),
    last_years=(papers.SchoolFollowUpRow("Dela ytorna", "", "", ""),),
    this_years=(papers.SchoolFollowUpRow("Bygg två bås", "", "", ""),),
    working="Vi börjar tidigare nästa år.",
    texts=(papers.SchoolText("Rutin", "antagen av nämnden 2025-01-01", "Inte uppföljd än."),),
    texts_on=date(2026, 10, 6),
    texts_words="Den är känd.",
    cooperation=(
        papers.SchoolTogether(
            date(2026, 9, 24), ("Barn eller elever",), "Klassråden svarade.", "Med bilder."
        ),
    ),
    plan_on=date(2026, 1, 28),
    plan_account="Rastvärdar infördes.",
    plan_lacks=(),
)


def headings(facts: papers.EducationReport) -> list[str]:
    document = papers.education_report(facts)
    return [b.text for b in document.blocks if isinstance(b, Heading) and b.level == 1]


def test_the_headings_follow_the_four_steps_and_20_section():
    wanted = [
        "Vad redovisningen omfattar", "Undersöka", "Analysera", "Åtgärda",
        "Följa upp och utvärdera", "Riktlinjer och rutiner", "Samverkan",
        "Bredvid: plan mot kränkande behandling",
    ]  # fmt: skip

    assert headings(FULL) == headings(EMPTY) == wanted


def test_what_is_not_there_is_said():
    text = plain_text(papers.education_report(EMPTY))

    for words in (
        "Ingen undersökning är redovisad.", "Inga åtgärder är beslutade.",
        "Sättet att arbeta är inte utvärderat.", "Ingen samverkan är redovisad.",
        "Planen har ingen dag.",
    ):  # fmt: skip
        assert words in text


def test_the_plan_is_named_as_being_beside():
    text = plain_text(papers.education_report(FULL))

    assert "Den ingår inte i redovisningen enligt diskrimineringslagen." in text
    assert "Planen upprättades 2026-01-28." in text


def test_a_measure_stands_with_what_it_meets_who_and_when():
    table = next(b for b in papers.education_report(FULL).blocks if isinstance(b, Table))

    assert table.rows == (
        ("Bygg två bås", "Risk 1", "biträdande rektor", "börjar 2026-09-01, klar 2027-05-31", "–"),
    )


def test_last_years_measure_without_outcome_is_missing_and_this_years_not_yet_due():
    tables = [b for b in papers.education_report(FULL).blocks if isinstance(b, Table)]

    assert [t.rows[0][1] for t in tables if t.caption.startswith("Åtgärder från")] == [
        "Saknas",
        "Inte följd upp än",
    ]


def test_a_risk_that_is_left_alone_says_why_and_who_decided():
    text = plain_text(papers.education_report(FULL))

    assert "Rasterna är korta. Skäl: De ändras i vår. Bestämt av rektor." in text


def test_the_staffs_work_is_said_to_stand_elsewhere():
    first = next(b for b in papers.education_report(FULL).blocks if isinstance(b, Paragraph))

    assert "Arbetet för personalen redovisas för sig." in first.text
