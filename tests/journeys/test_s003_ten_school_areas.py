"""A committee's year: fifteen units, five of them moved in the middle of it, and what they wrote."""

from datetime import date

import pytest
from browsing import Hands
from strandvik import Municipality, found, hand_in, noon, sheet_of

from aktiva.apps.cycles import actions as cycles
from aktiva.apps.organisation import actions as organisation
from aktiva.apps.organisation.models import PoliticalBody
from aktiva.apps.reports import actions as reports
from aktiva.apps.reports import door
from aktiva.apps.reports.models import Paper
from aktiva.apps.reports.queries.documents import document_of
from aktiva.apps.surveys import actions as surveys
from aktiva.domain.documents.blocks import Clauses, Heading, Marker, Paragraph, Table, plain_text
from aktiva.domain.organisation.permissions import Role
from aktiva.domain.organisation.tree import Level

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

KINDS = (
    ("kommun", Level.EMPLOYER, "kommun", "kommunen", "kommuner", "kommundirektör", False),
    ("forvaltning", Level.DEPARTMENT, "förvaltning", "förvaltningen", "förvaltningar",
     "förvaltningschef", False),
    ("rektorsomrade", Level.WORKPLACE, "rektorsområde", "rektorsområdet", "rektorsområden",
     "rektor", True),
    ("enhet", Level.WORKPLACE, "enhet", "enheten", "enheter", "enhetschef", True),
)  # fmt: skip
AREAS = (
    "Alby", "Björkdal", "Ekliden", "Fagerslätt", "Granelund", "Hasselby", "Lillån", "Månsbo",
    "Norrängen", "Sjöstrand",
)  # fmt: skip
MOVED = (
    ("KOK1", "Centralköket"),
    ("KOK2", "Köket vid Sjöstrand"),
    ("FSK1", "Förskolan Bofinken"),
    ("FSK2", "Förskolan Lärkan"),
    ("FSK3", "Förskolan Svalan"),
)
CODES = [*(f"R{n:02d}" for n in range(1, 11)), *(code for code, _name in MOVED)]


def names() -> dict[str, str]:
    areas = {f"R{n:02d}": f"Rektorsområde {name}" for n, name in enumerate(AREAS, start=1)}
    return areas | dict(MOVED)


@pytest.fixture
def town() -> Municipality:
    """Ten school areas under Bildningsförvaltningen; kitchens and three preschools elsewhere."""
    town = found(on="2022-01-03", kinds=KINDS)
    town.unit("BF", "Bildningsförvaltningen", kind="forvaltning")
    town.unit("SF", "Serviceförvaltningen", kind="forvaltning")
    for code, name in names().items():
        area = code.startswith("R")
        town.managed(
            code, name, f"Chef {code}", title="rektor" if area else "enhetschef",
            kind="rektorsomrade" if area else "enhet", under="BF" if area else "SF",
        )  # fmt: skip
    town.role(town.person("Sara Lund"), Role.DEPARTMENT_HEAD, "BF", "förvaltningschef")
    organisation.register_body(
        employer=town.employer, name="Bildningsnämnden", kind="committee", code="BIN", above=None,
        from_date=date(2022, 1, 3), units=(town.units["BF"],), actor=town.hr, at=town.at,
    )  # fmt: skip
    return town


@pytest.fixture
def reorganised(town: Municipality) -> Municipality:
    """On 15 August five units move to Bildningsförvaltningen."""
    for code, _name in MOVED:
        organisation.change_unit(
            unit=town.units[code], on_date=date(2022, 8, 15), parent=town.units["BF"],
            actor=town.hr, at=noon("2022-06-20"),
        )  # fmt: skip
    return town


@pytest.fixture
def answered(reorganised: Municipality):
    """Every unit has examined, found one thing to mend, and handed in its own words."""
    town = reorganised
    cycle = cycles.open_year(
        employer=town.employer, year=2022, actor=town.hr, at=noon("2022-09-01")
    )
    campaign = surveys.open_campaign(
        cycle=cycle, units=[town.units[c] for c in CODES], opens_date=date(2022, 9, 5),
        last_date=date(2022, 10, 31), actor=town.hr, at=noon("2022-09-05"),
    )  # fmt: skip
    for code in CODES:
        answer(town, cycle, campaign, code)
    return cycle


def answer(town: Municipality, cycle, campaign, code: str) -> None:
    unit, chief, at = town.units[code], town.people[f"Chef {code}"], noon("2022-10-12")
    risk = cycles.record_risk(
        cycle=cycle, unit=unit, area="training", grounds=["age"],
        description=f"Vikarierna i {code} får sällan gå på utbildning.",
        cause=f"Utbildningarna i {code} ligger på dagar utan ersättare.", actor=chief, at=at,
    )  # fmt: skip
    cycles.decide_measure(
        cycle=cycle, unit=unit, risks=(risk,), actor=chief, at=at,
        facts=cycles.MeasureFacts(
            area="training", title=f"Ge vikarierna i {code} två utbildningsdagar",
            owner_role="rektor", due_date=date(2023, 5, 31),
        ),
    )  # fmt: skip
    hand_in(
        sheet_of(campaign, unit), by=chief, at=at,
        own={
            "A2": {"other": f"Elevassistenterna i {code}"},
            "B1": {"comment": f"Arbetslagen i {code} har gått igenom planen på tre möten."},
            "12.4": {"text": f"Samtalen i {code} fungerar. Utbildningen behöver nå fler."},
        },
    )  # fmt: skip


@pytest.fixture
def report(answered, reorganised: Municipality) -> Paper:
    town, at = reorganised, noon("2023-01-23")
    head = town.people["Sara Lund"]
    paper = reports.make_paper(
        cycle=answered, unit=town.units["BF"], kind=Paper.Kind.DEPARTMENT_REPORT,
        title="Rapport om årlig uppföljning av aktiva åtgärder 2022",
        paper_date=date(2023, 1, 23), actor=head, at=at,
    )  # fmt: skip
    reports.hand_in(paper_id=paper.pk, actor=head, at=at)
    return reports.approve(
        paper_id=paper.pk, approved_as="Sara Lund, förvaltningschef", actor=head, at=at
    )


def test_one_report_holds_what_each_of_the_fifteen_units_wrote(report):
    """S-003: who took part, how the work is done and what to improve, unit by unit."""
    document = document_of(report, at=noon("2023-01-30"))

    blocks = list(document.blocks)
    for code, name in names().items():
        at = blocks.index(Heading(2, name))
        participants, ways, improvements = (b.text for b in blocks[at + 1 : at + 4])
        assert participants.startswith("Deltagare: ") and f"Elevassistenterna i {code}" in (
            participants
        )
        assert ways.startswith("Så bedrivs arbetet: ") and f"i {code} har gått igenom" in ways
        assert improvements == (
            f"Förbättringsområden: Samtalen i {code} fungerar. Utbildningen behöver nå fler."
        )
    measures = next(
        b for b in blocks if isinstance(b, Table) and b.caption == "Enheternas åtgärder"
    )
    assert len(measures.rows) == 15
    assert "15 av 15" in plain_text(document)
    assert door.pdf(document, issued_at=report.approved_at).startswith(b"%PDF-")
    assert door.docx(document).startswith(b"PK")


def test_the_committee_gets_one_paper_with_a_date_of_its_own(town, report, answered, hands: Hands):
    """S-003: one tjänsteskrivelse to the nämnd, dated 2023-01-30, sent on to Kommunstyrelsen."""
    hands.be(town.hr, on="2023-01-30")
    hands.fill(
        f"/ar/{answered.pk}/handlingar/ny/official_report/?enhet={town.units['BF'].pk}",
        {"title": "Rapport om aktiva åtgärder 2022", "paper_date": "2023-01-30"},
    )
    paper = Paper.objects.get(kind=Paper.Kind.OFFICIAL_REPORT)
    hands.fill(
        f"/handling/{paper.pk}/",
        {
            "summary": "Uppföljningen ser tillbaka på förvaltningens år.",
            "matter": "Varje rektorsområde har följt upp arbetet och skrivit en handlingsplan.",
            "object": "rapporten",
            "recipients": "Kommunstyrelsen",
        },
    )

    paper.refresh_from_db()
    document = document_of(paper, at=noon("2023-01-30"))

    assert Clauses("Bildningsnämnden föreslås besluta", ("godkänna rapporten.",), Marker.ATT) in (
        document.blocks
    )
    lines = plain_text(document).splitlines()
    assert document.head.date == "2023-01-30"
    assert document.head.recipient == "Bildningsnämnden"
    assert "Bildningsförvaltningens tjänsteskrivelse, 2023-01-30" in lines
    assert "Rapport om årlig uppföljning av aktiva åtgärder 2022, daterad 2023-01-23" in lines
    assert lines[lines.index("Beslutet skickas till") + 1] == "Kommunstyrelsen"
    assert "Bildningsförvaltningens förslag till beslut" in lines
    assert PoliticalBody.objects.get(code="BIN").pk == paper.facts["bodies"][-1]


@pytest.mark.parametrize(
    ("style", "first", "proposed"),
    [
        ("neutral", "Sammanfattning", "att godkänna rapporten."),
        ("numbered", "Förslag till beslut", "1. Bildningsnämnden godkänner rapporten."),
        ("decision", "Beslut", "Bildningsnämnden godkänner rapporten."),
    ],
)
def test_the_committees_paper_is_written_in_three_styles(
    town, report, answered, hands: Hands, style, first, proposed
):
    """S-003: another municipality's order and grammar, with the same report beneath."""
    hands.be(town.hr, on="2023-01-30")
    page = f"/arbetsgivare/{town.employer.pk}/mallar/official_report/?fran={style}"
    hands.fill(page, {"do": "save"})
    hands.fill(
        f"/ar/{answered.pk}/handlingar/ny/official_report/?enhet={town.units['BF'].pk}",
        {"title": "Rapport om aktiva åtgärder 2022", "paper_date": "2023-01-30"},
    )
    paper = Paper.objects.get(kind=Paper.Kind.OFFICIAL_REPORT)
    typed = {"summary": "Uppföljningen ser tillbaka på året.", "object": "rapporten"}
    hands.fill(f"/handling/{paper.pk}/", typed | {"recipients": "Kommunstyrelsen"})
    paper.refresh_from_db()

    document = document_of(paper, at=noon("2023-01-30"))

    headings = [b.text for b in document.blocks if isinstance(b, Heading) and b.level == 1]
    assert headings[0] == first
    words = plain_text(document)
    assert proposed in words
    assert "Rapport om årlig uppföljning av aktiva åtgärder 2022, daterad 2023-01-23" in words


def test_fifteen_plans_keep_the_unit_and_the_name_they_were_made_in(town, answered):
    """S-003: a preschool that is renamed afterwards keeps its old name in its approved plan."""
    made = reports.make_action_plans(
        cycle=answered, paper_date=date(2022, 11, 15), approved_as="Moa Hedlund, HR-strateg",
        actor=town.hr, at=noon("2022-11-15"),
    )  # fmt: skip
    before = {p.unit_id: p.digest for p in made}

    organisation.change_unit(
        unit=town.units["FSK2"], on_date=date(2023, 3, 1), name="Förskolan Gläntan",
        actor=town.hr, at=noon("2023-02-20"),
    )  # fmt: skip

    kept = {p.unit_id: p for p in Paper.objects.filter(kind=Paper.Kind.ACTION_PLAN)}
    assert {pk: p.digest for pk, p in kept.items()} == before
    assert len(kept) == 15
    plan = document_of(kept[town.units["FSK2"].pk], at=noon("2023-04-01"))
    assert plan.title == "Handlingsplan 2022, Förskolan Lärkan"
    assert plan.head.recipient == "Bildningsförvaltningen"
    assert Paragraph("Risk: Vikarierna i FSK2 får sällan gå på utbildning.") in plan.blocks
    assert "Gläntan" not in plain_text(plan)


def test_a_plan_made_after_the_renaming_says_both_names(town, answered):
    """S-003: the plan is headed by the name at hand-in, and tells what the unit is called today."""
    organisation.change_unit(
        unit=town.units["FSK2"], on_date=date(2022, 12, 1), name="Förskolan Gläntan",
        actor=town.hr, at=noon("2022-11-20"),
    )  # fmt: skip

    made = reports.make_action_plans(
        cycle=answered, paper_date=date(2022, 12, 15), approved_as="Moa Hedlund, HR-strateg",
        actor=town.hr, at=noon("2022-12-15"),
    )  # fmt: skip

    plan = document_of(
        next(p for p in made if p.unit_id == town.units["FSK2"].pk), at=noon("2022-12-15")
    )
    assert plan.title == "Handlingsplan 2022, Förskolan Lärkan"
    assert plan.blocks[0] == Paragraph(
        "Planen gjordes i Förskolan Lärkan, som i dag heter Förskolan Gläntan."
    )
