"""The employer's own headings wherever an area is chosen, read or printed."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from django.urls import reverse
from strandvik import hand_in, noon, sheet_of

from aktiva.apps.cycles import actions as cycles
from aktiva.apps.registers import actions as registers
from aktiva.apps.reports import actions as reports
from aktiva.apps.reports.models import Paper
from aktiva.apps.reports.queries.documents import document_of
from aktiva.domain.cycle.own_areas import OwnArea
from aktiva.domain.documents.blocks import Heading, plain_text
from aktiva.domain.values import Area

pytestmark = pytest.mark.django_db

AT = noon("2023-09-10")
OWN = [
    OwnArea("Lön hos oss", (Area.PAY, Area.PAY_MAPPING)),
    OwnArea("Vår arbetsmiljö", (Area.WORKING_CONDITIONS, Area.HARASSMENT)),
    OwnArea("Att lära sig mer", (Area.TRAINING,)),
]
MEASURES = {
    "pay": "Räkna om lönerna",
    "working_conditions": "Flytta mötena till dagtid",
    "harassment": "Berätta om rutinen",
    "training": "Kurs för alla",
    "recruitment": "Skriv om annonserna",
}


@pytest.fixture
def own(town):
    registers.keep_own_areas(employer=town.employer, headings=OWN, actor=town.hr, at=AT)


def decide(town, cycle, *, unit: str, only=tuple(MEASURES), **rest) -> None:
    for area in only:
        cycles.decide_measure(
            cycle=cycle, unit=town.units[unit], actor=town.hr, at=AT,
            facts=cycles.MeasureFacts(
                area=area, title=MEASURES[area], owner_role="enhetschef",
                due_date=date(2024, 3, 1),
            ),
            **rest,
        )  # fmt: skip


def record(town, cycle, area: str, unit: str = "ALB"):
    return cycles.record_risk(
        cycle=cycle, unit=town.units[unit], area=area, grounds=["age"],
        description=f"Något som gäller {area} och stänger ute några.",
        cause="Rutinen är gammal och har aldrig setts över.", actor=town.hr, at=AT,
    )  # fmt: skip


@pytest.fixture
def read(client, day, town):
    def page(url: str, who=None) -> str:
        day("2023-09-20")
        client.force_login(who or town.people["Bo Grip"])
        response = client.get(url)
        assert response.status_code == 200
        return unescape(response.content.decode())

    return page


def options(html: str, name: str) -> list[tuple[str, str]]:
    """Return (value, words) of a select."""
    select = re.search(rf'<select[^>]*name="{name}".*?</select>', html, re.DOTALL)[0]
    found = re.findall(r'<option value="([^"]*)"[^>]*>(.*?)</option>', select, re.DOTALL)
    return [(value, " ".join(words.split())) for value, words in found]


# ---- lists -----------------------------------------------------------------------------


def test_a_list_is_narrowed_by_a_heading_that_joins_two_areas(read, town, cycle, own):
    decide(town, cycle, unit="ALB")

    url = f"/ar/{cycle.pk}/atgarder/?omrade=working_conditions,harassment"
    html = read(url, town.hr)

    assert [words for _code, words in options(html, "omrade")] == [
        "Alla",
        "Lön hos oss",
        "Lön hos oss (löner och anställningsvillkor)",
        "Lön hos oss (lönekartläggning)",
        "Vår arbetsmiljö",
        "Vår arbetsmiljö (arbetsförhållanden)",
        "Vår arbetsmiljö (trakasserier och repressalier)",
        "Att lära sig mer",
        "Rekrytering och befordran",
        "Arbete och föräldraskap",
        "Jämn könsfördelning",
    ]
    assert '<option value="working_conditions,harassment" selected>' in html
    assert [title for title in MEASURES.values() if title in html] == [
        MEASURES["working_conditions"], MEASURES["harassment"],
    ]  # fmt: skip


def test_a_joined_heading_narrows_the_list_of_a_past_day_too(read, town, cycle, own):
    decide(town, cycle, unit="ALB")

    url = f"/ar/{cycle.pk}/atgarder/?per=2023-09-15&omrade=working_conditions,harassment"
    html = read(url, town.hr)

    assert MEASURES["harassment"] in html
    assert MEASURES["pay"] not in html


def test_a_past_day_has_the_headings_of_that_day(read, town, cycle, own):
    decide(town, cycle, unit="ALB")
    registers.keep_own_areas(
        employer=town.employer, headings=[OwnArea("Nya ord", (Area.PAY,))], actor=town.hr,
        at=noon("2023-09-18"),
    )  # fmt: skip

    then = options(read(f"/ar/{cycle.pk}/atgarder/?per=2023-09-15", town.hr), "omrade")
    now = options(read(f"/ar/{cycle.pk}/atgarder/", town.hr), "omrade")

    assert then[1][1] == "Lön hos oss"
    assert now[1][1] == "Nya ord"


def test_common_measures_stand_heading_by_heading(read, town, cycle, own):
    decide(
        town, cycle, unit="0", only=("recruitment", "harassment", "working_conditions", "pay"),
        common=True,
    )  # fmt: skip

    html = read(f"/ar/{cycle.pk}/gemensamma/", town.hr)

    given = ("pay", "working_conditions", "harassment", "recruitment")
    places = [html.index(MEASURES[a]) for a in given]
    assert places == sorted(places)
    assert "Vår arbetsmiljö (trakasserier och repressalier)" in html


# ---- forms -----------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["examination_new", "risk_new", "measure_new"])
def test_a_form_keeps_the_areas_of_a_heading_apart(read, town, cycle, own, page):
    html = read(reverse(f"cycles:{page}", args=(cycle.pk, town.units["ALB"].pk)))

    given = [row for row in options(html, "area") if row[0] in {"working_conditions", "harassment"}]
    assert given == [
        ("working_conditions", "Vår arbetsmiljö (arbetsförhållanden)"),
        ("harassment", "Vår arbetsmiljö (trakasserier och repressalier)"),
    ]
    assert options(html, "area")[0] == ("pay", "Lön hos oss (löner och anställningsvillkor)")


def test_the_form_of_a_sheet_has_the_same_headings(read, town, campaign, own):
    sheet = sheet_of(campaign, town.units["ALB"])

    html = read(reverse("surveys:risk_new", args=(sheet.pk,)))

    assert options(html, "area")[0] == ("pay", "Lön hos oss (löner och anställningsvillkor)")


# ---- a unit's year ---------------------------------------------------------------------


def test_the_year_of_a_unit_follows_the_headings(read, town, cycle, own):
    for area in ("recruitment", "harassment", "pay"):
        record(town, cycle, area)

    html = read(f"/ar/{cycle.pk}/enhet/{town.units['ALB'].pk}/")

    found = re.findall(r'<p class="bylaw">(.*?)</p>', html)
    assert found == [
        "Lön hos oss (löner och anställningsvillkor)",
        "Vår arbetsmiljö (trakasserier och repressalier)",
        "Rekrytering och befordran",
    ]


def test_without_own_headings_the_year_stands_as_it_was_written(read, town, cycle):
    for area in ("recruitment", "harassment", "pay"):
        record(town, cycle, area)

    html = read(f"/ar/{cycle.pk}/enhet/{town.units['ALB'].pk}/")

    assert re.findall(r'<p class="bylaw">(.*?)</p>', html) == [
        "Rekrytering och befordran",
        "Trakasserier och repressalier",
        "Löner och anställningsvillkor",
    ]


# ---- papers ----------------------------------------------------------------------------


def paper(town, cycle, kind=Paper.Kind.PLAN) -> Paper:
    return reports.make_paper(
        cycle=cycle, unit=town.root, title="Plan 2023", kind=kind, paper_date=AT.date(),
        actor=town.hr, at=AT,
    )  # fmt: skip


def heads(document, level: int) -> list[str]:
    return [b.text for b in document.blocks if isinstance(b, Heading) and b.level == level]


def test_the_plan_is_grouped_by_the_headings_and_names_the_law(town, cycle, own):
    decide(town, cycle, unit="0", common=True)

    document = document_of(paper(town, cycle), at=AT)

    assert heads(document, 2)[-4:] == [
        "Lön hos oss", "Vår arbetsmiljö", "Att lära sig mer", "Rekrytering och befordran",
    ]  # fmt: skip
    text = plain_text(document)
    assert (
        "Område i lagen: Trakasserier, sexuella trakasserier och repressalier, "
        "3 kap. 6 § diskrimineringslagen (2008:567)." in text
    )
    assert text.index("Arbetsförhållanden, 3 kap. 5 § 1") < text.index(MEASURES["harassment"])
    assert "Område i lagen: Rekrytering" not in text


def test_the_plan_of_an_employer_without_headings_is_in_the_words_of_the_act(town, cycle):
    decide(town, cycle, unit="0", common=True)

    document = document_of(paper(town, cycle), at=AT)

    assert heads(document, 2)[-5:] == [
        "Arbetsförhållanden", "Löner och anställningsvillkor", "Rekrytering och befordran",
        "Utbildning och kompetensutveckling", "Trakasserier och repressalier",
    ]  # fmt: skip
    assert "Område i lagen" not in plain_text(document)


def test_the_annual_report_is_grouped_by_the_headings(town, cycle, campaign, own):
    hand_in(sheet_of(campaign, town.units["ALB"]), by=town.people["Bo Grip"], at=noon("2023-10-02"))

    document = document_of(paper(town, cycle, Paper.Kind.ANNUAL_REPORT), at=noon("2023-10-03"))

    found = [h for h in heads(document, 1) if h in {o.name for o in OWN}]
    assert found == ["Lön hos oss", "Vår arbetsmiljö", "Att lära sig mer"]
    assert "Område i lagen: Arbetsförhållanden, 3 kap. 5 § 1" in plain_text(document)
    assert "Trakasserier och repressalier" not in heads(document, 1)


def test_the_plan_of_a_unit_is_grouped_by_the_headings(town, cycle, campaign, own):
    for area in ("harassment", "recruitment", "working_conditions"):
        risk = record(town, cycle, area)
        decide(town, cycle, unit="ALB", only=(area,), risks=(risk,))
    hand_in(sheet_of(campaign, town.units["ALB"]), by=town.people["Bo Grip"], at=noon("2023-10-02"))
    (made,) = reports.make_action_plans(
        cycle=cycle, paper_date=date(2023, 10, 5), approved_as="Moa Hedlund", actor=town.hr,
        at=noon("2023-10-05"),
    )  # fmt: skip

    assert heads(document_of(made, at=AT), 2) == ["Vår arbetsmiljö", "Rekrytering och befordran"]


def test_an_approved_paper_keeps_the_words_it_was_approved_with(town, cycle, own):
    decide(town, cycle, unit="0", common=True)
    made = paper(town, cycle)
    reports.approve(
        paper_id=made.pk, approved_as="Moa Hedlund", paper_date=AT.date(), actor=town.hr, at=AT
    )
    before = document_of(Paper.objects.get(pk=made.pk), at=AT)

    registers.keep_own_areas(
        employer=town.employer, headings=[OwnArea("Nya ord", (Area.PAY,))], actor=town.hr,
        at=noon("2023-09-18"),
    )  # fmt: skip

    assert document_of(Paper.objects.get(pk=made.pk), at=noon("2023-09-19")) == before
    assert "Nya ord" not in plain_text(before)
