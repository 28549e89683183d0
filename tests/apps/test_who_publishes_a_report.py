"""A department's report is published by HR, and by its head once the head has approved it."""

import pytest
from strandvik import noon

from aktiva.apps.reports import actions
from aktiva.apps.reports.models import Paper, PublicVersion
from aktiva.apps.reports.queries import publishing
from aktiva.apps.reports.queries.documents import document_of

pytestmark = pytest.mark.django_db

AT = noon("2023-11-06")
HEAD, OTHER_HEAD, MANAGER = "Sara Lund", "Olle Berg", "Bo Grip"


@pytest.fixture
def report(town, cycle, campaign) -> Paper:
    return actions.make_paper(
        cycle=cycle, unit=town.units["BF"], kind=Paper.Kind.DEPARTMENT_REPORT, title="Rapport",
        paper_date=AT.date(), slots={"method": "Sara Lund har lett arbetet."},
        actor=town.people[HEAD], at=AT,
    )  # fmt: skip


@pytest.fixture
def approved(town, report) -> Paper:
    return actions.approve(
        paper_id=report.pk, approved_as="Sara Lund, förvaltningschef", actor=town.people[HEAD],
        at=AT,
    )  # fmt: skip


def proposed(paper, town) -> dict[str, actions.Choice]:
    known = publishing.known(town.employer, on=AT.date())
    return {
        q.key: actions.Choice(keep=False, wording=q.first.finding.proposal)
        for q in publishing.questions(document_of(paper, at=AT), known)
    }


def publish(paper, town, actor) -> PublicVersion:
    return actions.make_public_version(
        paper_id=paper.pk, source_digest=publishing.digest_of(document_of(paper, at=AT)),
        choices=proposed(paper, town), made_as="Sara Lund", actor=actor, at=AT,
    )  # fmt: skip


def form(paper, town) -> dict[str, str]:
    given = {"digest": publishing.digest_of(document_of(paper, at=AT))}
    for key, choice in proposed(paper, town).items():
        given |= {f"choice-{key}": "replace", f"wording-{key}": choice.wording}
    return given


def test_the_head_publishes_the_departments_approved_report(town, approved):
    version = publish(approved, town, town.people[HEAD])

    assert version.paper_id == approved.pk
    assert version.findings[0]["words"] == "Sara Lund"


def test_hr_publishes_it_too(town, approved):
    assert publish(approved, town, town.hr).paper_id == approved.pk


def test_the_head_does_not_publish_what_is_not_approved(town, report):
    with pytest.raises(Paper.DoesNotExist):
        publish(report, town, town.people[HEAD])


@pytest.mark.parametrize("name", [OTHER_HEAD, MANAGER])
def test_nobody_else_publishes_it(town, approved, name):
    with pytest.raises(Paper.DoesNotExist):
        publish(approved, town, town.people[name])


def test_the_head_does_not_publish_another_kind_of_paper_of_the_department(town, cycle):
    plan = actions.make_paper(
        cycle=cycle, unit=town.units["BF"], kind=Paper.Kind.PLAN, title="Plan",
        paper_date=AT.date(), actor=town.hr, at=AT,
    )  # fmt: skip
    actions.approve(paper_id=plan.pk, approved_as="Moa Hedlund", actor=town.hr, at=AT)

    with pytest.raises(Paper.DoesNotExist):
        publish(plan, town, town.people[HEAD])


def test_the_page_lets_the_head_decide_and_save(client, day, town, approved):
    day("2023-11-06")
    client.force_login(town.people[HEAD])
    page = f"/handling/{approved.pk}/offentlig/"

    assert "Spara den offentliga versionen" in client.get(page).content.decode()
    assert client.post(page, form(approved, town)).status_code == 302
    assert PublicVersion.objects.get().paper_id == approved.pk


def test_the_page_of_a_draft_has_nothing_for_the_head_to_save(client, day, town, report):
    day("2023-11-06")
    client.force_login(town.people[HEAD])
    page = f"/handling/{report.pk}/offentlig/"

    assert "Spara den offentliga versionen" not in client.get(page).content.decode()
    assert client.post(page, form(report, town)).status_code == 404


def test_the_page_is_closed_to_another_head(client, day, town, approved):
    day("2023-11-06")
    client.force_login(town.people[OTHER_HEAD])
    page = f"/handling/{approved.pk}/offentlig/"

    assert client.get(page).status_code == 404
    assert client.post(page, form(approved, town)).status_code == 404
    assert not PublicVersion.objects.exists()
