"""The subcommittee takes note of the year's common measures, some of them carried from before."""

from dataclasses import replace
from datetime import date

import pytest
from browsing import Hands
from strandvik import Municipality, found, noon

from aktiva.apps.casework.models import Case, Handling
from aktiva.apps.cycles import actions as cycles
from aktiva.apps.cycles.models import Measure, Outcome
from aktiva.apps.organisation.models import PoliticalBody
from aktiva.apps.reports import door
from aktiva.apps.reports.models import Paper
from aktiva.apps.reports.queries.documents import document_of
from aktiva.domain.documents.blocks import Bullets, Clauses, Heading, Marker, Paragraph, Table
from aktiva.domain.organisation.permissions import Role
from aktiva.domain.organisation.tree import Level

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

KINDS = (
    ("kommun", Level.EMPLOYER, "kommun", "kommunen", "kommuner", "kommundirektör", False),
    ("sektor", Level.DEPARTMENT, "sektor", "sektorn", "sektorer", "sektorchef", False),
    ("enhet", Level.WORKPLACE, "enhet", "enheten", "enheter", "enhetschef", True),
)
MEASURES_2023 = (
    ("working_conditions", "Ge alla chefer en utbildning med verkstad om likabehandling"),
    ("working_conditions", "Pröva i varje sektor hur fler tjänster kan bli heltid"),
    ("working_conditions", "Genomför ett hälsoprojekt för lägre sjukfrånvaro på två enheter"),
    ("recruitment", "Ge alla chefer en utbildning i att rekrytera efter kompetens"),
    ("pay", "Se över lönestrukturen så att alla yrken har en löneutveckling"),
    ("training", "Skriv en plan för hur omställningsmedlen används"),
    ("parenthood", "Lägg mötena på tider då alla på enheten kan vara med"),
    ("parenthood", "Skriv en rutin för kontakten med den som är föräldraledig"),
)
BACKGROUND = "Arbetsgivaren utvärderar varje år fjolårets åtgärder och beslutar nya."
RECIPIENTS = ["HR-chef", "Sektorchefer", "Kommundirektör"]


@pytest.fixture
def town() -> Municipality:
    town = found(on="2021-01-04", kinds=KINDS)
    town.unit("SB", "Sektor bildning", kind="sektor")
    town.role(town.person("Lena Dahl"), Role.DEPARTMENT_HEAD, "SB", "sektorchef")
    town.role(town.person("Per Ask"), Role.SECRETARY, "0", "nämndsekreterare")
    return town


@pytest.fixture
def subcommittee(town: Municipality, hands: Hands) -> PoliticalBody:
    hands.be(town.hr, on="2022-10-03")
    page = f"/arbetsgivare/{town.employer.pk}/organ/"
    first = {"name": "Kommunstyrelsen", "kind": "board", "code": "KS", "from_date": "2021-01-04"}
    hands.fill(page, first | {"units": [str(town.root.pk)]})
    above = str(PoliticalBody.objects.get(code="KS").pk)
    hands.fill(
        page,
        {
            "name": "Kommunstyrelsens arbetsgivarutskott", "kind": "subcommittee", "code": "KSAG",
            "above": above, "from_date": "2021-01-04",
        },
    )  # fmt: skip
    return PoliticalBody.objects.get(code="KSAG")


@pytest.fixture
def year_2023(town: Municipality, hands: Hands):
    """The year with its eight common measures, each written in on the page."""
    hands.be(town.hr, on="2022-11-01")
    hands.open_year(town.employer.pk, {"year": "2023"})
    cycle = town.employer.cycles.get(year=2023)
    for area, title in MEASURES_2023:
        typed = {"area": area, "title": title, "owner_role": "HR-chef", "schedule_text": "2023"}
        hands.fill(f"/ar/{cycle.pk}/gemensamma/", typed)
    return cycle


@pytest.fixture
def extract(town: Municipality, subcommittee, year_2023, hands: Hands) -> Paper:
    """The minutes of the meeting, from registration to the extract, by the secretary."""
    hands.be(town.people["Per Ask"], on="2023-01-10")
    hands.fill(
        f"/arenden/nytt/{year_2023.pk}/",
        {
            "unit": str(town.root.pk), "dnr": "KS2022.0435", "registered_date": "2022-11-14",
            "title": "Aktiva åtgärder för likabehandling 2023", "background": BACKGROUND,
            "recipients": "\n".join(RECIPIENTS),
        },
    )  # fmt: skip
    case = Case.objects.get(dnr="KS2022.0435")
    hands.be(town.hr, on="2023-01-11")
    hands.fill(
        f"/ar/{year_2023.pk}/handlingar/ny/plan/",
        {"title": "Aktiva åtgärder 2023", "paper_date": "2023-01-09", "case": str(case.pk)},
    )
    hands.be(town.people["Per Ask"], on="2023-01-30")
    hands.fill(
        f"/arende/{case.pk}/",
        {
            "body": str(subcommittee.pk), "on_date": "2023-01-27", "paragraph": "§ 1/23",
            "kind": "decides", "verb": "notera", "object": "informationen",
        },
    )  # fmt: skip
    hands.fill(f"/arende/{case.pk}/", {"list_common": "1"})
    return Paper.objects.get(kind=Paper.Kind.MINUTES_EXTRACT)


def test_the_extract_is_written_as_the_subcommittee_writes_it(extract):
    """S-001: paragraph, registry number, handled-by table, one sentence, measures, recipients."""
    document = document_of(extract, at=noon("2023-02-01"))

    assert document.title == "KSAG § 1/23 Aktiva åtgärder för likabehandling 2023"
    assert (document.head.registry_number, document.head.date) == ("KS2022.0435", "2023-01-27")
    read = [replace(b, key="") if isinstance(b, Heading) else b for b in document.blocks]
    assert read == [
        Paragraph("KS2022.0435"),
        Table(
            "Ärendets behandling",
            ("Behandlat av", "Datum", "Ärende"),
            (("1 Kommunstyrelsens arbetsgivarutskott", "2023-01-27", "1/23"),),
        ),
        Heading(1, "Beslut"),
        Clauses("", ("Kommunstyrelsens arbetsgivarutskott noterar informationen.",), Marker.NONE),
        Heading(1, "Bakgrund"),
        Paragraph(BACKGROUND),
        Bullets(tuple(title for _area, title in MEASURES_2023)),
        Heading(1, "Handlingar"),
        Paragraph("Aktiva åtgärder 2023, 2023-01-09"),
        Heading(1, "Skickas till"),
        *(Paragraph(name) for name in RECIPIENTS),
    ]


def test_the_decision_is_sent_and_the_extract_is_final_and_comes_out_as_files(town, extract, hands):
    """S-001: dispatch is noted once for all three; the extract is frozen, as PDF and Word."""
    case = extract.case
    hands.be(town.people["Per Ask"], on="2023-02-02")
    everyone = [str(r.pk) for r in case.recipients.all()]

    hands.fill(f"/arende/{case.pk}/", {"chosen": everyone, "sent_date": "2023-02-02"})

    sent = case.recipients.order_by("position").values_list("name", "sent_date")
    assert list(sent) == [(name, date(2023, 2, 2)) for name in RECIPIENTS]
    document = document_of(extract, at=noon("2023-02-02"))
    assert extract.state == Paper.State.APPROVED
    assert door.pdf(document, issued_at=extract.approved_at).startswith(b"%PDF-")
    assert door.docx(document).startswith(b"PK")


def test_the_employers_own_words_stand_on_its_pages(town, year_2023, hands):
    """S-001: a sektor has a sektorchef, and no page says förvaltning of it."""
    hands.be(town.hr, on="2022-11-02")

    tree = hands.read(f"/arbetsgivare/{town.employer.pk}/")
    words = hands.read(f"/arbetsgivare/{town.employer.pk}/ord/")

    compilation = hands.read(f"/ar/{year_2023.pk}/sammanstallning/")

    assert "Sektor bildning" in tree
    assert "sektorchef" in words
    assert 'aria-label="Sektorer"' in compilation
    assert "förvaltningschef" not in words
    assert "förvaltning" not in (tree + compilation).lower()


def test_a_measure_is_extended_with_date_reason_and_the_one_who_decided(town):
    """S-001: three measures of 2021 go on in 2022, and say since when, why and by whom."""
    at = noon("2021-01-11")
    first = cycles.open_year(employer=town.employer, year=2021, actor=town.hr, at=at)
    rows = [
        cycles.MeasureFacts(
            area=area, title=title, owner_role="HR-chef", due_date=date(2021, 12, 31)
        )
        for area, title in MEASURES_2023[:4]
    ]
    made = cycles.import_plan(
        cycle=first, unit=town.root, rows=rows, actor=town.hr, at=at, common=True
    )
    second = cycles.open_year(
        employer=town.employer, year=2022, actor=town.hr, at=noon("2022-01-10")
    )

    for measure in made[:3]:
        cycles.record_outcome(
            measure_id=measure.pk, cycle=second, actor=town.hr, at=noon("2022-01-20"),
            facts=cycles.OutcomeFacts(
                result=Outcome.Result.EXTENDED, effect=Outcome.Effect.TOO_EARLY,
                how_known="Vi har frågat sektorcheferna i januari.",
                new_due_date=date(2022, 12, 31), decided_by="HR-chef",
                reason="Utbildningarna ställdes in under hösten.",
            ),
        )  # fmt: skip

    carried = Measure.objects.filter(cycle=second).order_by("position")
    assert [(m.title, m.carried_from_id, m.due_date, m.common) for m in carried] == [
        (m.title, m.pk, date(2022, 12, 31), True) for m in made[:3]
    ]
    outcomes = Outcome.objects.filter(cycle=second)
    assert set(outcomes.values_list("new_due_date", "reason", "decided_by")) == {
        (date(2022, 12, 31), "Utbildningarna ställdes in under hösten.", "HR-chef")
    }
    assert outcomes.count() == 3
    assert not Handling.objects.exists()
