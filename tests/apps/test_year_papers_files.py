"""The chapter, the pack and the receipt out of a year's rows, and who may fetch them."""

from datetime import date

import pytest
from strandvik import hand_in, noon, save, sheet_of

from aktiva.apps.cycles import actions as cycles
from aktiva.apps.reports import actions
from aktiva.apps.reports.queries import year_papers
from aktiva.apps.reports.queries.compiling import NoCampaign, NoSheet
from aktiva.apps.reports.queries.documents import document_of
from aktiva.domain.documents.blocks import Figure, plain_text
from aktiva.domain.documents.papers.personnel_chapters import INTRODUCTION

pytestmark = pytest.mark.django_db

AT = noon("2023-11-06")
PDF = b"%PDF"


@pytest.fixture(autouse=True)
def today(day):
    day("2023-11-06")


@pytest.fixture
def year(town, campaign):
    """A year where one unit has handed in, with a risk and a measure at another."""
    hand_in(sheet_of(campaign, town.units["ALB"]), by=town.people["Bo Grip"], at=noon("2023-09-20"))
    unit = town.units["EKL"]
    cycles.record_risk(
        cycle=campaign.cycle, unit=unit, area="training", grounds=["age"],
        description="Vikarierna får inte gå på utbildning.", cause="Kurserna ligger på dagar utan ersättare.", actor=town.hr, at=AT,
    )  # fmt: skip
    cycles.decide_measure(
        cycle=campaign.cycle, unit=unit, actor=town.hr, at=AT,
        facts=cycles.MeasureFacts(
            area="training", title="Se över kurserna", owner_role="rektor",
            due_date=date(2024, 5, 31),
        ),
    )  # fmt: skip
    return campaign.cycle


def draft(cycle, unit, kind):
    return year_papers.draft(cycle, unit, kind, on=AT.date())


def words_of(document) -> str:
    return plain_text(document).replace("\u00a0", " ")


def test_the_chapter_is_a_paper_that_is_made_approved_and_frozen(client, town, year):
    client.force_login(town.hr)
    made = client.post(
        f"/ar/{year.pk}/handlingar/ny/personnel_chapter/",
        {"title": "Aktiva åtgärder 2023", "paper_date": "2023-11-06"},
    )
    paper = year.papers.get()
    assert made["Location"] == f"/handling/{paper.pk}/"
    page = client.get(made["Location"]).content.decode()
    assert "Så långt har åtgärderna för 2023 kommit" in page
    assert 'role="img"' in page

    actions.approve(paper_id=paper.pk, approved_as="Moa Hedlund", actor=town.hr, at=AT)

    paper.refresh_from_db()
    assert "1 av 4 enheter har lämnat in sitt underlag" in words_of(document_of(paper, at=AT))
    assert any(isinstance(b, Figure) for b in document_of(paper, at=AT).blocks)


def test_there_is_no_chapter_of_a_year_without_answers(town, cycle):
    with pytest.raises(NoCampaign):
        year_papers.personnel_chapter(draft(cycle, town.root, "personnel_chapter"), AT)


def test_the_pack_tells_of_the_units_below_the_place(town, year):
    text = words_of(year_papers.meeting_pack(draft(year, town.units["BF"], "meeting_pack"), AT))

    assert "1 av 2 enheter har lämnat in" in text
    assert "Vikarierna får inte gå på utbildning." in text
    elsewhere = year_papers.meeting_pack(draft(year, town.units["SF"], "meeting_pack"), AT)
    assert "Vikarierna" not in words_of(elsewhere)


def test_a_pack_can_be_made_before_anything_is_sent_out(town, cycle):
    text = words_of(year_papers.meeting_pack(draft(cycle, town.root, "meeting_pack"), AT))

    assert "Underlaget är inte utskickat till enheterna ännu." in text


@pytest.mark.parametrize(("ending", "first"), [("pdf", PDF), ("word", b"PK")])
def test_those_who_keep_cooperation_fetch_the_pack(client, town, year, ending, first):
    address = f"/ar/{year.pk}/enhet/{town.units['BF'].pk}/samverkan/underlag/{ending}/"
    client.force_login(town.people["Sara Lund"])
    assert client.get(address).content.startswith(first)

    client.force_login(town.people["Olle Berg"])
    assert client.get(address).status_code == 404


def test_the_receipt_has_the_answers_and_changes_with_them(town, campaign, year):
    unit = town.units["ALB"]
    before = words_of(year_papers.receipt(draft(year, unit, "answers_receipt"), AT))
    assert "2023-09-20 kl. 12.00" in before
    assert "Bo Grip, chef" in before
    assert "Det fungerar väl i arbetslagen." in before

    again = words_of(year_papers.receipt(draft(year, unit, "answers_receipt"), AT))
    assert again == before
    open_unit = town.units["EKL"]
    first = words_of(year_papers.receipt(draft(year, open_unit, "answers_receipt"), AT))
    save(sheet_of(campaign, open_unit), "1.1", by=town.people["Eva Sten"], at=AT, comment="Mer.")
    then = words_of(year_papers.receipt(draft(year, open_unit, "answers_receipt"), AT))
    assert "Inte inlämnat ännu" in then
    assert _digest(first) != _digest(then)


def _digest(text: str) -> str:
    return next(line for line in text.split("\n") if line.startswith("Kontrollsumma"))


def test_the_unit_fetches_its_receipt_and_a_stranger_does_not(client, town, year):
    address = f"/ar/{year.pk}/enhet/{town.units['ALB'].pk}/kvittens/"
    client.force_login(town.people["Bo Grip"])
    assert client.get(address).content.startswith(PDF)
    sheet = sheet_of(year.campaigns.get(), town.units["ALB"])
    assert address in client.get(f"/underlag/{sheet.pk}/").content.decode()

    client.force_login(town.people["Eva Sten"])
    assert client.get(address).status_code == 404


def test_a_place_without_questions_has_no_receipt(client, town, year):
    with pytest.raises(NoSheet):
        year_papers.receipt(draft(year, town.root, "answers_receipt"), AT)
    client.force_login(town.hr)
    assert client.get(f"/ar/{year.pk}/enhet/{town.root.pk}/kvittens/").status_code == 404


def test_the_introduction_of_the_chapter_is_written_on_its_page(client, town, year):
    client.force_login(town.hr)
    paper = actions.make_paper(
        cycle=year, unit=town.root, kind="personnel_chapter", title="Aktiva åtgärder 2023",
        paper_date=AT.date(), actor=town.hr, at=AT,
    )  # fmt: skip
    page = f"/handling/{paper.pk}/texter/"
    assert page in client.get(f"/handling/{paper.pk}/").content.decode()

    saved = client.post(page, {"revision": 1, "introduction": "Vi har mött alla förvaltningar."})
    refused = client.post(page, {"revision": 1, "introduction": "Något annat."})

    assert saved.status_code == 302
    assert refused.status_code == 422
    assert refused.context["form"]["introduction"].value() == "Något annat."
    paper.refresh_from_db()
    told = words_of(document_of(paper, at=AT))
    assert "Vi har mött alla förvaltningar." in told
    assert INTRODUCTION not in told


def test_an_empty_introduction_leaves_the_usual_words(client, town, year):
    client.force_login(town.hr)
    paper = actions.make_paper(
        cycle=year, unit=town.root, kind="personnel_chapter", title="Aktiva åtgärder 2023",
        paper_date=AT.date(), actor=town.hr, at=AT,
    )  # fmt: skip

    client.post(f"/handling/{paper.pk}/texter/", {"revision": 1, "introduction": ""})

    paper.refresh_from_db()
    assert INTRODUCTION in words_of(document_of(paper, at=AT))
