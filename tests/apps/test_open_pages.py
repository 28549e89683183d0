"""The open page: off until it is opened, only decided and looked through, no names, no cookies."""

from datetime import date

import pytest
from strandvik import noon

from aktiva.apps.cycles import actions as cycles
from aktiva.apps.organisation.models import Unit
from aktiva.apps.reports import actions
from aktiva.apps.reports.models import OpenPage
from aktiva.apps.reports.queries import publishing
from aktiva.apps.reports.queries.documents import document_of

pytestmark = pytest.mark.django_db

AT = noon("2023-11-06")


@pytest.fixture(autouse=True)
def today(day):
    day("2023-11-06")


def decide(town, cycle, unit, title, **own):
    return cycles.decide_measure(
        cycle=cycle, unit=unit, actor=town.hr, at=AT,
        facts=cycles.MeasureFacts(
            area="training", title=title, owner_role="rektor", due_date=date(2024, 5, 31), **own
        ),
    )  # fmt: skip


def approved(town, cycle, unit, kind="plan", **slots):
    paper = actions.make_paper(
        cycle=cycle, unit=unit, kind=kind, title=f"Plan {cycle.year}", paper_date=AT.date(),
        slots=slots, actor=town.hr, at=AT,
    )  # fmt: skip
    return actions.approve(paper_id=paper.pk, approved_as="Moa Hedlund", actor=town.hr, at=AT)


def publish(town, paper, **kept):
    document = document_of(paper, at=AT)
    choices = {
        q.key: actions.Choice(keep=True, reason="Namnet är känt av alla i enheten.")
        if kept.get("keep") == q.first.finding.words
        else actions.Choice(keep=False, wording=q.first.finding.proposal)
        for q in publishing.questions(document, publishing.known(town.employer, on=AT.date()))
    }
    return actions.make_public_version(
        paper_id=paper.pk, source_digest=publishing.digest_of(document), choices=choices,
        made_as="Moa Hedlund", actor=town.hr, at=AT,
    )  # fmt: skip


@pytest.fixture
def alby(town, cycle):
    """A unit with a risk, a measure and a decided plan of action."""
    unit = town.units["ALB"]
    risk = cycles.record_risk(
        cycle=cycle, unit=unit, area="training", grounds=["age"],
        description="Yngre vikarier får inga kursdagar.",
        cause="Kursdagarna delas ut efter tid i anställningen.", actor=town.hr, at=AT,
    )  # fmt: skip
    cycles.decide_measure(
        cycle=cycle, unit=unit, risks=(risk,), actor=town.hr, at=AT,
        facts=cycles.MeasureFacts(
            area="training", title="Två kockar får gå kursen i vår", owner_role="rektor",
            due_date=date(2024, 5, 31),
        ),
    )  # fmt: skip
    return unit


def address_of(town, unit) -> str:
    return f"/oppen/{actions.open_page(unit_id=unit.pk, actor=town.hr, at=AT).address}/"


def read(client, address) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_nothing_is_open_until_somebody_opens_it(client, town, cycle):
    publish(town, approved(town, cycle, town.root))

    assert not OpenPage.objects.exists()
    assert client.get("/oppen/gissad/").status_code == 404


def test_a_plan_that_nobody_has_looked_through_is_shown_to_nobody(client, town, cycle, alby):
    approved(town, cycle, alby, "action_plan")

    page = read(client, address_of(town, alby))

    assert "Ingen beslutad plan är publicerad här ännu" in page
    assert "kursen" not in page


def test_a_draft_is_shown_to_nobody_even_with_a_public_version(client, town, cycle):
    decide(town, cycle, town.root, "Se över annonserna")
    draft = actions.make_paper(
        cycle=cycle, unit=town.root, kind="plan", title="Plan", paper_date=AT.date(),
        actor=town.hr, at=AT,
    )  # fmt: skip
    publish(town, draft)

    assert "annonserna" not in read(client, address_of(town, town.root))


def test_a_units_page_shows_measures_in_safe_words_and_no_risks(client, town, cycle, alby):
    publish(town, approved(town, cycle, alby, "action_plan"))

    page = read(client, address_of(town, alby))

    assert "Alby skola" in page
    assert "Färre än fem kockar får gå kursen i vår" in page
    assert "Planerad: 1" in page
    assert "Två kockar" not in page
    assert "vikarier" not in page
    assert "tid i anställningen" not in page


def test_how_a_measure_goes_is_told_as_of_today(client, town, cycle, alby):
    publish(town, approved(town, cycle, alby, "action_plan"))
    address = address_of(town, alby)
    measure = cycle.measures.get()

    cycles.change_many(
        cycle=cycle, ids=[measure.pk], actor=town.hr, at=AT, facts=cycles.BulkFacts(kind="start")
    )

    assert "Pågår: 1" in read(client, address)


def test_a_common_measure_is_told_by_units(client, town, cycle):
    cycles.import_plan(
        cycle=cycle, unit=town.root, common=True, actor=town.hr, at=AT,
        rows=[cycles.MeasureFacts(area="training", title="Alla får kursdagar", owner_role="chef", due_date=date(2024, 5, 31))],
    )  # fmt: skip
    publish(town, approved(town, cycle, town.root))

    assert "Genomförd vid 0 av" in read(client, address_of(town, town.root))


def test_what_is_decided_later_waits_for_the_next_plan(client, town, cycle, alby):
    publish(town, approved(town, cycle, alby, "action_plan"))

    decide(town, cycle, alby, "Byt ut skyltarna i entrén")

    assert "skyltarna" not in read(client, address_of(town, alby))


def test_a_name_that_the_public_version_keeps_is_not_shown(client, town, cycle):
    paper = approved(town, cycle, town.root, background="Arbetet leds av Bo Grip.")
    publish(town, paper, keep="Bo Grip")

    page = read(client, address_of(town, town.root))

    assert "Arbetet leds av" in page
    assert "Bo Grip" not in page


def test_the_page_needs_no_account_sets_no_cookie_and_is_not_for_search_engines(
    client, town, cycle
):
    publish(town, approved(town, cycle, town.root))

    answer = client.get(address_of(town, town.root))

    assert not answer.cookies
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["Cache-Control"] == "public, max-age=300"
    assert "Moa" not in answer.content.decode()


def test_the_page_is_the_same_for_whoever_is_signed_in(client, town, cycle):
    address = address_of(town, town.root)
    before = read(client, address)

    client.force_login(town.hr)

    assert read(client, address) == before


def test_a_closed_address_stops_working_for_good(client, town, cycle):
    address = address_of(town, town.root)

    actions.close_page(unit_id=town.root.pk, actor=town.hr, at=AT)

    assert client.get(address).status_code == 404
    assert address_of(town, town.root) != address


def test_opening_an_open_page_gives_the_same_address(town):
    assert address_of(town, town.root) == address_of(town, town.root)


@pytest.mark.parametrize("name", ["Sara Lund", "Bo Grip", "Per Ask"])
def test_only_hr_opens_and_closes(town, alby, name):
    with pytest.raises(Unit.DoesNotExist):
        actions.open_page(unit_id=alby.pk, actor=town.people[name], at=AT)
    address_of(town, alby)
    with pytest.raises(OpenPage.DoesNotExist):
        actions.close_page(unit_id=alby.pk, actor=town.people[name], at=AT)


def test_the_desk_of_a_decided_plan_opens_and_the_list_closes(client, town, cycle, alby):
    paper = approved(town, cycle, alby, "action_plan")
    client.force_login(town.hr)

    client.post(f"/handling/{paper.pk}/oppen-sida/", {"open": "1"})

    page = OpenPage.objects.get()
    listed = read(client, f"/ar/{cycle.pk}/oppna-sidor/")
    assert f"http://testserver/oppen/{page.address}/" in listed
    assert page.address in read(client, f"/handling/{paper.pk}/")
    client.post(f"/ar/{cycle.pk}/oppna-sidor/{alby.pk}/stang/")
    assert "Ingen sida är öppen" in read(client, f"/ar/{cycle.pk}/oppna-sidor/")


def test_the_list_is_for_those_who_may_close(client, town, cycle):
    client.force_login(town.people["Sara Lund"])

    assert client.get(f"/ar/{cycle.pk}/oppna-sidor/").status_code == 404


def test_the_page_asks_few_questions_of_the_database(
    client, town, cycle, alby, django_assert_max_num_queries
):
    publish(town, approved(town, cycle, alby, "action_plan"))
    address = address_of(town, alby)

    with django_assert_max_num_queries(20):
        client.get(address)
