"""Public versions: every finding is decided on, the paper is untouched, and reasons are kept."""

import pytest
from django.core.exceptions import ValidationError
from strandvik import noon

from aktiva.apps.reports import actions
from aktiva.apps.reports.models import Paper, PublicVersion
from aktiva.apps.reports.queries import publishing
from aktiva.apps.reports.queries.documents import document_of
from aktiva.domain.documents.blocks import plain_text

pytestmark = pytest.mark.django_db

AT = noon("2023-11-06")
WORDS = (
    "Bo Grip har lett arbetet vid Alby skola. I köket finns två män och en kvinna. "
    "Enligt Bo Grip har två enheter svarat."
)
REASON = "Chefen är utpekad i delegationsordningen."


@pytest.fixture
def paper(town, cycle) -> Paper:
    return actions.make_paper(
        cycle=cycle, unit=town.root, kind="plan", title="Plan 2023", paper_date=AT.date(),
        slots={"background": WORDS}, actor=town.hr, at=AT,
    )  # fmt: skip


def asked(paper, town):
    known = publishing.known(town.employer, on=AT.date())
    return publishing.questions(document_of(paper, at=AT), known)


def make(paper, town, choices, *, actor=None):
    return actions.make_public_version(
        paper_id=paper.pk, source_digest=publishing.digest_of(document_of(paper, at=AT)),
        choices=choices, made_as="Moa Hedlund", actor=actor or town.hr, at=AT,
    )  # fmt: skip


def proposed(paper, town, **own) -> dict[str, actions.Choice]:
    """Take every proposal, with own choices for some words."""
    return {
        q.key: own.get(
            q.first.finding.words.replace(" ", "_"),
            actions.Choice(keep=False, wording=q.first.finding.proposal),
        )
        for q in asked(paper, town)
    }


def test_a_name_is_asked_about_once_and_a_count_where_it_stands(paper, town):
    assert [(q.first.finding.words, len(q.places)) for q in asked(paper, town)] == [
        ("Bo Grip", 2),
        ("två män", 1),
        ("en kvinna", 1),
    ]


def test_the_public_version_has_the_safe_wordings_and_the_paper_its_own(paper, town):
    version = make(paper, town, proposed(paper, town))

    public = plain_text(publishing.published(version))
    assert "Bo Grip" not in public
    assert "färre än fem män och färre än fem kvinnor" in public
    assert "två enheter har svarat" not in public
    assert "har två enheter svarat" in public
    assert WORDS in plain_text(document_of(paper, at=AT))


def test_what_was_held_back_is_listed_with_its_reason(paper, town):
    kept = actions.Choice(keep=True, reason=REASON)

    version = make(paper, town, proposed(paper, town, Bo_Grip=kept))

    told = {f["words"]: f for f in version.findings}
    assert told["Bo Grip"]["kept"]
    assert told["Bo Grip"]["reason"] == REASON
    assert told["två män"]["wording"] == "färre än fem män"
    assert told["två män"]["found"] == "Antalet är 2, färre än 5 personer."
    assert "Bo Grip" in plain_text(publishing.published(version))


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        (None, "Välj om orden"),
        (actions.Choice(keep=True, reason="Går bra"), "Skriv varför"),
        (actions.Choice(keep=False, wording="  "), "Skriv vad som ska stå i stället"),
        (actions.Choice(keep=False, wording="tre män"), "säger också ett litet antal"),
        (actions.Choice(keep=False, wording="Eva Sten"), "säger också ett litet antal"),
    ],
)
def test_nothing_is_stored_while_a_finding_lacks_a_good_decision(paper, town, choice, words):
    choices = proposed(paper, town)
    key = next(q.key for q in asked(paper, town) if q.first.finding.words == "två män")
    choices.pop(key)
    if choice is not None:
        choices[key] = choice

    with pytest.raises(actions.Refused) as refused:
        make(paper, town, choices)

    assert list(refused.value.errors) == [key]
    assert words in refused.value.errors[key]
    assert not PublicVersion.objects.exists()


def test_choices_about_words_that_have_changed_are_refused(paper, town):
    choices = proposed(paper, town)
    before = publishing.digest_of(document_of(paper, at=AT))
    actions.change_paper(
        paper_id=paper.pk, revision=1, title=paper.title, paper_date=paper.paper_date,
        slots={"background": f"{WORDS} Tre kockar har slutat."}, facts={}, actor=town.hr, at=AT,
    )  # fmt: skip

    with pytest.raises(ValidationError, match="Handlingen har ändrats"):
        actions.make_public_version(
            paper_id=paper.pk, source_digest=before, choices=choices, made_as="Moa Hedlund",
            actor=town.hr, at=AT,
        )  # fmt: skip


def test_only_those_who_write_the_paper_make_its_public_version(paper, town):
    with pytest.raises(Paper.DoesNotExist):
        make(paper, town, proposed(paper, town), actor=town.people["Sara Lund"])


# ---- the page --------------------------------------------------------------------------


@pytest.fixture
def moa(client, town, day):
    day("2023-11-06")
    client.force_login(town.hr)
    return client


def form(paper, town, **own):
    given = {"digest": publishing.digest_of(document_of(paper, at=AT))}
    for q in asked(paper, town):
        given |= {f"choice-{q.key}": "replace", f"wording-{q.key}": q.first.finding.proposal}
    return given | own


def test_the_page_fills_in_the_proposals_and_stores_what_is_decided(moa, paper, town):
    page = moa.get(f"/handling/{paper.pk}/offentlig/").content.decode()
    assert "färre än fem män" in page
    assert "3\u00a0ställen" in page

    answer = moa.post(f"/handling/{paper.pk}/offentlig/", form(paper, town))

    assert answer.status_code == 302
    page = moa.get(f"/handling/{paper.pk}/offentlig/").content.decode()
    assert "Ersatt med ”färre än fem män”" in page
    assert "Offentlig version" in moa.get(f"/handling/{paper.pk}/").content.decode()


def test_what_was_typed_stands_left_when_something_is_wrong(moa, paper, town):
    key = asked(paper, town)[0].key
    given = form(paper, town, **{f"choice-{key}": "keep", f"reason-{key}": "kort"})

    answer = moa.post(f"/handling/{paper.pk}/offentlig/", given)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="kort"' in page
    assert "Skriv varför orden kan stå kvar" in page
    assert not PublicVersion.objects.exists()


@pytest.mark.parametrize(("address", "ending"), [("pdf", "pdf"), ("word", "docx")])
def test_the_files_are_of_the_public_version(moa, paper, town, address, ending):
    assert moa.get(f"/handling/{paper.pk}/offentlig/{address}/").status_code == 404
    make(paper, town, proposed(paper, town))

    answer = moa.get(f"/handling/{paper.pk}/offentlig/{address}/")

    assert answer.status_code == 200
    assert answer["Content-Disposition"].endswith(f'"plan-2023-2023-11-06-offentlig.{ending}"')


def test_a_version_of_earlier_words_says_that_the_paper_has_changed(moa, paper, town):
    make(paper, town, proposed(paper, town))
    actions.change_paper(
        paper_id=paper.pk, revision=1, title="Plan för 2023", paper_date=paper.paper_date,
        slots=paper.slots, facts={}, actor=town.hr, at=AT,
    )  # fmt: skip

    page = moa.get(f"/handling/{paper.pk}/offentlig/").content.decode()

    assert "Handlingen har ändrats sedan den offentliga versionen gjordes" in page


def test_who_may_not_see_the_paper_may_not_see_its_public_version(client, day, paper, town):
    day("2023-11-06")
    client.force_login(town.people["Per Ask"])

    assert client.get(f"/handling/{paper.pk}/offentlig/").status_code == 404
