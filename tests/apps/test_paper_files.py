"""A paper's files: short ones at once, long ones by way of the background and the same bytes."""

from __future__ import annotations

import pytest
from django.urls import reverse
from strandvik import noon

from aktiva.adapters import clock
from aktiva.apps.background.models import Job
from aktiva.apps.organisation import actions as organisation
from aktiva.apps.organisation.models import RoleHolding
from aktiva.apps.reports import actions, door, jobs, queries
from aktiva.apps.reports.models import Paper
from aktiva.apps.reports.queries.documents import document_of

pytestmark = pytest.mark.django_db

AT = noon("2023-11-06")
ENDINGS = pytest.mark.parametrize(
    ("ending", "address"), [("pdf", "pdf"), ("docx", "word"), ("html", "webbsida")]
)


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.AKTIVA_FILES = tmp_path / "files"


@pytest.fixture
def paper(town, campaign) -> Paper:
    return actions.make_paper(
        cycle=campaign.cycle, unit=town.units["BF"], kind="department_report",
        title="Rapport", paper_date=AT.date(), actor=town.people["Sara Lund"], at=AT,
    )  # fmt: skip


@pytest.fixture
def sara(client, town, day):
    day("2023-11-06")
    client.force_login(town.people["Sara Lund"])
    return client


@pytest.fixture
def long(monkeypatch):
    """Every paper counts as long."""
    monkeypatch.setattr(jobs, "LONG", 0)


@ENDINGS
def test_a_short_paper_is_answered_at_once(sara, paper, ending, address):
    answer = sara.get(f"/handling/{paper.pk}/{address}/")

    assert answer.status_code == 200
    assert answer["Content-Type"] == door.ENDINGS[ending]
    assert answer["Content-Disposition"].endswith(f'filename="rapport-2023-11-06.{ending}"')
    assert not Job.objects.exists()
    assert "Hämta PDF" in sara.get(f"/handling/{paper.pk}/").content.decode()


@ENDINGS
def test_a_long_paper_is_made_in_the_background_the_same_to_the_byte(
    sara, paper, long, ending, address
):
    begun = sara.post(f"/handling/{paper.pk}/{address}/")
    job = Job.objects.get()
    assert begun.url == reverse("background:job", args=[job.pk])
    page = sara.get(begun.url).content.decode()
    assert "Hämta filen" in page

    fetched = sara.get(reverse("background:fetch", args=[job.pk]))

    paper = Paper.objects.get(pk=paper.pk)
    asked_at = job.asked_at.astimezone(clock.SWEDEN)
    document = document_of(paper, at=asked_at)
    at_once = {
        "pdf": lambda: door.pdf(document, issued_at=asked_at),
        "docx": lambda: door.docx(document, draft=queries.marks(paper)),
        "html": lambda: door.html(document),
    }[ending]()
    assert fetched["Content-Type"] == door.ENDINGS[ending]
    if ending == "pdf":
        assert fetched.content == at_once
    assert len(fetched.content) == len(at_once)


def test_opening_the_address_of_a_long_paper_begins_nothing(sara, paper, long):
    answer = sara.get(f"/handling/{paper.pk}/pdf/", follow=True)

    assert answer.redirect_chain == [(f"/handling/{paper.pk}/", 302)]
    page = answer.content.decode()
    assert "Ta fram filen med knappen på sidan" in page
    assert "Ta fram PDF" in page and "Hämta PDF" not in page
    assert not Job.objects.exists()


def test_pressing_twice_gives_the_same_job_until_the_paper_changes(sara, town, paper, long):
    first = sara.post(f"/handling/{paper.pk}/pdf/").url
    assert sara.post(f"/handling/{paper.pk}/pdf/").url == first
    assert sara.post(f"/handling/{paper.pk}/word/").url != first

    actions.change_paper(
        paper_id=paper.pk, revision=1, title="Rapport, rättad", paper_date=AT.date(), slots={},
        facts={}, actor=town.hr, at=AT,
    )  # fmt: skip

    assert sara.post(f"/handling/{paper.pk}/pdf/").url != first


def test_an_approved_paper_is_printed_as_issued_when_it_was_approved(sara, town, paper, long):
    sara.post(f"/handling/{paper.pk}/pdf/")
    head = town.people["Sara Lund"]
    actions.approve(paper_id=paper.pk, approved_as="Sara Lund", actor=head, at=AT)

    sara.post(f"/handling/{paper.pk}/pdf/")

    draft, approved = Job.objects.order_by("pk")
    paper.refresh_from_db()
    fetched = sara.get(reverse("background:fetch", args=[approved.pk])).content
    assert fetched == door.pdf(document_of(paper, at=AT), issued_at=paper.approved_at)
    assert draft.key != approved.key


def test_one_who_does_not_see_the_paper_can_neither_ask_for_it_nor_fetch_it(
    client, day, town, paper, long
):
    day("2023-11-06")
    client.force_login(town.people["Olle Berg"])

    assert client.post(f"/handling/{paper.pk}/pdf/").status_code == 404
    assert not Job.objects.exists()


def test_one_whose_role_has_ended_can_no_longer_fetch_what_they_asked_for(
    sara, town, day, paper, long
):
    sara.post(f"/handling/{paper.pk}/pdf/")
    job = Job.objects.get()
    holding = RoleHolding.objects.get(user=town.people["Sara Lund"])
    organisation.end_role(holding=holding, to_date=AT.date(), actor=town.hr, at=AT)

    assert sara.get(reverse("background:fetch", args=[job.pk])).status_code == 404


def test_one_whose_role_ended_before_the_work_began_gets_no_paper(town, paper, long):
    document = document_of(paper, at=AT)
    stranger = town.people["Olle Berg"]

    job = jobs.start(paper, document, "pdf", actor=stranger, at=AT)

    job.refresh_from_db()
    assert (job.state, job.why) == ("failed", "Du har inte längre tillgång till handlingen.")


def test_the_evening_of_the_last_day_is_the_swedish_one(town, paper, long):
    """Half past midnight in Sweden is the day before in the database's own time."""
    at = noon("2023-11-07").replace(hour=0, minute=30)
    holding = RoleHolding.objects.get(user=town.people["Sara Lund"])
    organisation.end_role(holding=holding, to_date=at.date(), actor=town.hr, at=AT)

    job = jobs.start(paper, document_of(paper, at=AT), "pdf", actor=town.people["Sara Lund"], at=at)

    job.refresh_from_db()
    assert job.state == "failed"
