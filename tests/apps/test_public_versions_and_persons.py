"""Public versions: numbers, addresses and words about somebody's person are decided on too."""

import pytest
from strandvik import noon

from aktiva.apps.reports import actions
from aktiva.apps.reports.models import Paper
from aktiva.apps.reports.queries import publishing
from aktiva.apps.reports.queries.documents import document_of
from aktiva.domain.documents.blocks import plain_text

pytestmark = pytest.mark.django_db

AT = noon("2023-11-06")
WORDS = (
    "Vi har utbildat om adhd. Hon har migrän. Ärendet rör 121212-1212, och 121212-1212 har svarat. "
    "Skriv till registrator@strandvik.example."
)
REASON = "Adressen går till en funktion och inte till en person."


@pytest.fixture
def paper(town, cycle) -> Paper:
    return actions.make_paper(
        cycle=cycle, unit=town.root, kind="plan", title="Plan 2023", paper_date=AT.date(),
        slots={"background": WORDS}, actor=town.hr, at=AT,
    )  # fmt: skip


def asked(paper, town):
    known = publishing.known(town.employer, on=AT.date())
    return publishing.questions(document_of(paper, at=AT), known)


def test_each_kind_is_asked_about_and_a_number_only_once(paper, town):
    assert [(q.first.finding.kind.label, len(q.places)) for q in asked(paper, town)] == [
        ("Hälsa", 1),
        ("Personnummer", 2),
        ("E-postadress", 1),
    ]


def test_the_proposals_hide_them_and_what_is_kept_is_listed_with_its_reason(paper, town):
    found = asked(paper, town)
    choices = {
        q.key: actions.Choice(keep=False, wording=q.first.finding.proposal) for q in found
    } | {found[-1].key: actions.Choice(keep=True, reason=REASON)}

    version = actions.make_public_version(
        paper_id=paper.pk, source_digest=publishing.digest_of(document_of(paper, at=AT)),
        choices=choices, made_as="Moa Hedlund", actor=town.hr, at=AT,
    )  # fmt: skip

    public = plain_text(publishing.published(version))
    assert "121212" not in public
    assert "Hon har [uppgiften visas inte]." in public
    assert "utbildat om adhd" in public
    assert "registrator@strandvik.example" in public
    assert [(f["kept"], f["reason"]) for f in version.findings] == [
        (False, ""),
        (False, ""),
        (True, REASON),
    ]


def test_the_page_says_what_kind_each_finding_is(client, day, paper, town):
    day("2023-11-06")
    client.force_login(town.hr)

    page = client.get(f"/handling/{paper.pk}/offentlig/").content.decode()

    assert "<strong>Personnummer.</strong>" in page
    assert "[personnumret visas inte]" in page
