"""Papers and cases: required slots, the order of bodies, figures through the door, two writers."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from strandvik import hand_in, noon, sheet_of

from aktiva.apps.casework import actions as casework
from aktiva.apps.casework.models import Case, Handling
from aktiva.apps.organisation import actions as organisation
from aktiva.apps.organisation.models import PoliticalBody, Unit
from aktiva.apps.reports import actions
from aktiva.apps.reports.models import Observation, Paper
from aktiva.apps.reports.queries.documents import document_of
from aktiva.apps.statistics import actions as statistics
from aktiva.apps.statistics import queries as figures
from aktiva.apps.statistics.models import Release
from aktiva.domain.disclosure.door import Outcome
from aktiva.domain.documents.blocks import plain_text
from aktiva.domain.documents.templates import EmptySlots

pytestmark = pytest.mark.django_db

AT = noon("2023-11-01")
YEAR_END = date(2023, 12, 31)
REASON = "Uppgifterna säger inget om någons personliga förhållanden."
ACCEPT = [{"verb": "godkänna", "object": "rapporten"}]


@pytest.fixture
def bodies(town) -> dict[str, PoliticalBody]:
    def register(code, name, kind, above=None):
        return organisation.register_body(
            employer=town.employer, name=name, kind=kind, code=code, above=above,
            from_date=date(2023, 1, 2), actor=town.hr, at=town.at,
        )  # fmt: skip

    board = register("KS", "Kommunstyrelsen", "board")
    return {
        "KS": board,
        "KSAU": register("KSAU", "Kommunstyrelsens arbetsutskott", "subcommittee", board),
    }


@pytest.fixture
def secretary(town):
    return town.people["Per Ask"]


@pytest.fixture
def case(town, cycle, secretary) -> Case:
    return casework.register_case(
        cycle=cycle, unit=town.root, dnr="KS 2023/12", title="Aktiva åtgärder 2023",
        registered_date=date(2023, 10, 2), registered_as="Per Ask", actor=secretary, at=AT,
        recipients=("HR-avdelningen", " Revisorerna ", "HR-avdelningen"),
    )  # fmt: skip


def decide(case, body, secretary, *, on, kind="decides", points=ACCEPT):
    return casework.record_decision(
        case_id=case.pk, body=body, on_date=date.fromisoformat(on), paragraph="§ 4", kind=kind,
        points=points, recorded_as="Per Ask", actor=secretary, at=noon("2024-03-01"),
    )  # fmt: skip


# ---- the order of bodies ---------------------------------------------------------------


def test_a_lower_body_cannot_treat_what_the_higher_has_decided(case, bodies, secretary):
    """S-021: the refusal says which order is right, and nothing is recorded."""
    decide(case, bodies["KS"], secretary, on="2024-02-14")

    with pytest.raises(ValidationError) as refused:
        decide(case, bodies["KSAU"], secretary, on="2024-02-20", kind="proposes")

    assert refused.value.message_dict["on_date"][0] == (
        "Organet över har redan behandlat ärendet. Det lägre organet behandlar det först; "
        "kontrollera datum och organ."
    )
    assert Handling.objects.count() == 1


def test_the_lower_prepares_and_the_higher_decides(case, bodies, secretary):
    decide(case, bodies["KSAU"], secretary, on="2024-01-30", kind="proposes")
    decide(case, bodies["KS"], secretary, on="2024-02-14")

    found = list(case.handlings.order_by("on_date").values_list("body__code", "kind"))
    assert found == [("KSAU", "proposes"), ("KS", "decides")]


def test_what_is_sent_back_down_may_be_taken_up_again(case, bodies, secretary):
    """S-021: after an återremiss the preparing body treats the case once more."""
    decide(case, bodies["KSAU"], secretary, on="2024-01-16", kind="proposes")
    decide(case, bodies["KS"], secretary, on="2024-01-24", kind="refers_back")

    decide(case, bodies["KSAU"], secretary, on="2024-02-06", kind="proposes")
    decide(case, bodies["KS"], secretary, on="2024-02-14")

    assert case.handlings.count() == 4


@pytest.mark.parametrize(
    ("on", "words"),
    [
        ("2023-10-01", "före dagen då ärendet upprättades"),
        ("2024-03-02", "Sammanträdet har inte varit ännu"),
    ],
)
def test_a_meeting_lies_between_registration_and_today(case, bodies, secretary, on, words):
    with pytest.raises(ValidationError, match=words):
        decide(case, bodies["KS"], secretary, on=on)


def test_the_page_of_a_case_tells_the_order_beside_the_day(client, day, case, bodies, secretary):
    decide(case, bodies["KSAU"], secretary, on="2024-02-14", kind="proposes")
    day("2024-03-01")
    client.force_login(secretary)

    answer = client.post(
        f"/arende/{case.pk}/",
        {
            "body": bodies["KS"].pk, "on_date": "2024-02-01", "paragraph": "§ 9",
            "kind": "decides", "verb": "godkänna", "object": "rapporten",
        },
    )  # fmt: skip

    assert answer.status_code == 422
    assert answer.context["form"].errors["on_date"] == [
        "Ett lägre organ har behandlat ärendet efter den dagen. Kontrollera datumet."
    ]


def test_a_decision_without_points_is_refused(case, bodies, secretary):
    with pytest.raises(ValidationError, match="Skriv vad organet beslutade"):
        decide(case, bodies["KS"], secretary, on="2024-02-14", points=[])


def test_a_registry_number_is_taken_once(town, cycle, case, secretary):
    with pytest.raises(ValidationError, match="Diarienumret finns redan"):
        casework.register_case(
            cycle=cycle, unit=town.root, dnr=" KS 2023/12", title="Ett annat ärende",
            registered_date=date(2023, 10, 3), registered_as="Per Ask", actor=secretary, at=AT,
        )  # fmt: skip


def test_recipients_are_kept_once_each_in_order(case):
    assert list(case.recipients.order_by("position").values_list("name", flat=True)) == [
        "HR-avdelningen",
        "Revisorerna",
    ]


def test_nothing_is_sent_before_it_is_decided(case, secretary):
    with pytest.raises(ValidationError, match="inget beslut att skicka"):
        casework.note_dispatch(
            case_id=case.pk, recipient_ids=[case.recipients.first().pk],
            sent_date=date(2024, 3, 1), how="E-post", actor=secretary, at=noon("2024-03-01"),
        )  # fmt: skip


# ---- required slots --------------------------------------------------------------------


@pytest.fixture
def official(town, cycle, bodies) -> Paper:
    return actions.make_paper(
        cycle=cycle, unit=town.root, kind=Paper.Kind.OFFICIAL_REPORT, title="Skrivelse",
        paper_date=AT.date(), slots={"summary": "Året i korthet.", "matter": "Så gick det till."},
        facts={
            "bodies": [bodies["KSAU"].pk, bodies["KS"].pk], "points": ACCEPT,
            "recipients": ["HR-avdelningen"],
        },
        actor=town.hr, at=AT,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("slots", "facts", "heading"),
    [
        ({"summary": " "}, {}, "Sammanfattning"),
        ({"matter": ""}, {}, "Ärendet"),
        ({}, {"recipients": []}, "Beslutet skickas till"),
        ({}, {"points": []}, "Strandvik kommuns förslag till beslut"),
    ],
)
def test_an_empty_slot_stops_the_paper_and_is_named(town, official, slots, facts, heading):
    """S-022: the refusal names the heading, and the paper stays a draft."""
    actions.change_paper(
        paper_id=official.pk, revision=1, title=official.title, paper_date=official.paper_date,
        slots=official.slots | slots, facts=official.facts | facts, actor=town.hr, at=AT,
    )  # fmt: skip

    with pytest.raises(EmptySlots) as refused:
        actions.approve(paper_id=official.pk, approved_as="Moa Hedlund", actor=town.hr, at=AT)

    assert refused.value.headings == (heading,)
    assert heading in str(refused.value)
    assert Paper.objects.get(pk=official.pk).state == Paper.State.DRAFT


def test_the_page_names_the_empty_heading_and_offers_no_approval(client, day, town, official):
    actions.change_paper(
        paper_id=official.pk, revision=1, title=official.title, paper_date=official.paper_date,
        slots={"matter": "Så gick det till."}, facts=official.facts, actor=town.hr, at=AT,
    )  # fmt: skip
    day("2023-11-01")
    client.force_login(town.hr)

    page = client.get(f"/handling/{official.pk}/").content.decode()

    assert "mallen kräver text under" in page and "Sammanfattning" in page
    assert f"/handling/{official.pk}/godkann/" not in page


def test_a_decision_point_needs_a_verb_that_bodies_decide_with(town, official):
    with pytest.raises(ValidationError, match="inget beslutsverb"):
        actions.change_paper(
            paper_id=official.pk, revision=1, title="Skrivelse", paper_date=AT.date(), slots={},
            facts={"points": [{"verb": "fundera", "object": "på saken"}]}, actor=town.hr, at=AT,
        )  # fmt: skip


# ---- two writers -----------------------------------------------------------------------


def test_the_second_to_save_a_paper_is_told_and_overwrites_nothing(town, official):
    """S-023: a draft saved from an old revision is refused with what stands."""
    given = {"title": "Skrivelse", "paper_date": AT.date(), "facts": official.facts}
    actions.change_paper(
        paper_id=official.pk, revision=1, slots={"summary": "Först."}, actor=town.hr, at=AT, **given
    )

    with pytest.raises(actions.ChangedMeanwhile) as refused:
        actions.change_paper(
            paper_id=official.pk, revision=1, slots={"summary": "Sedan."}, actor=town.hr, at=AT,
            **given,
        )  # fmt: skip

    assert refused.value.theirs.slots == {"summary": "Först."}
    assert Paper.objects.get(pk=official.pk).slots == {"summary": "Först."}


def test_the_page_keeps_what_the_second_writer_typed(client, day, town, official):
    """S-023: the page answers 422 with the writer's own text still in the field."""
    day("2023-11-01")
    client.force_login(town.hr)
    page = f"/handling/{official.pk}/"
    typed = {
        "revision": "1", "title": "Skrivelse", "paper_date": "2023-11-01", "verb": "godkänna",
        "object": "rapporten", "summary": "Min text", "matter": "Ärendet",
        "recipients": "HR-avdelningen",
    }  # fmt: skip
    assert client.post(page, typed | {"summary": "Deras text"}).status_code == 302

    answer = client.post(page, typed)

    assert answer.status_code == 422
    assert answer.context["form"]["summary"].value() == "Min text"
    assert answer.context["conflict"].slots["summary"] == "Deras text"


# ---- a report that goes back -----------------------------------------------------------


def test_a_report_goes_to_its_head_and_back(town, cycle, campaign):
    head = town.people["Sara Lund"]
    paper = actions.make_paper(
        cycle=cycle, unit=town.units["BF"], kind=Paper.Kind.DEPARTMENT_REPORT, title="Rapport",
        paper_date=AT.date(), actor=head, at=AT,
    )  # fmt: skip

    actions.hand_in(paper_id=paper.pk, actor=head, at=AT)
    actions.send_back(paper_id=paper.pk, comment="Skriv om personalen först.", actor=head, at=AT)

    kept = Paper.objects.get(pk=paper.pk)
    assert (kept.state, kept.comment) == ("sent_back", "Skriv om personalen först.")


# ---- observations ----------------------------------------------------------------------


@pytest.mark.slow
def test_what_a_person_has_touched_is_not_proposed_again(town, cycle, campaign):
    """S-024: a rewritten and a dropped observation stand when proposals are fetched anew."""
    hand_in(sheet_of(campaign, town.units["ALB"]), by=town.people["Bo Grip"], at=noon("2023-09-20"))
    proposed = actions.propose_observations(cycle=cycle, unit=town.root, actor=town.hr, at=AT)
    first, second = Observation.objects.order_by("position")[:2]
    actions.decide_observation(
        observation_id=first.pk, state="accepted", text="Våra egna ord.", changed_as="Moa Hedlund",
        actor=town.hr, at=AT,
    )  # fmt: skip
    actions.decide_observation(
        observation_id=second.pk, state="dropped", changed_as="Moa Hedlund", actor=town.hr, at=AT
    )

    again = actions.propose_observations(cycle=cycle, unit=town.root, actor=town.hr, at=AT)

    first.refresh_from_db()
    second.refresh_from_db()
    assert proposed > 2 and again == 0
    assert (first.text, first.state, second.state) == ("Våra egna ord.", "accepted", "dropped")
    assert first.sources[0]["unit"] == town.units["ALB"].pk


# ---- figures ---------------------------------------------------------------------------


def store(town, *cells: int) -> None:
    unit = town.units["ALB"]
    forms = [("permanent", "full_time"), ("permanent", "part_time")]
    statistics.store_figures(
        employer=town.employer, on_date=YEAR_END,
        figures=[(unit, form, extent, n) for (form, extent), n in zip(forms, cells, strict=True)],
        source="Inskrivet", actor=town.hr, at=noon("2024-01-08"),
    )  # fmt: skip


def outcome(unit: Unit) -> Outcome:
    return figures.staff_table(unit, [unit.pk], on=YEAR_END).leaving.outcome


def test_a_release_covers_the_figures_it_was_given_for(town):
    """S-025: when a figure changes, the decision no longer holds and the door shuts again."""
    unit = town.units["ALB"]
    store(town, 40, 2)
    assert outcome(unit) is Outcome.COARSER
    statistics.release_table(
        unit=unit, unit_ids=[unit.pk], on_date=YEAR_END, reason=REASON, decided_as="Moa Hedlund",
        actor=town.hr, at=noon("2024-01-09"),
    )  # fmt: skip
    assert outcome(unit) is Outcome.RELEASED

    store(town, 40, 3)

    assert outcome(unit) is Outcome.COARSER


@pytest.mark.parametrize("reason", ["", "För kort skäl"])
def test_a_release_needs_a_reason(town, reason):
    store(town, 40, 2)

    with pytest.raises(ValidationError, match="minst 20 tecken"):
        statistics.release_table(
            unit=town.units["ALB"], unit_ids=[town.units["ALB"].pk], on_date=YEAR_END,
            reason=reason, decided_as="Moa Hedlund", actor=town.hr, at=AT,
        )  # fmt: skip

    assert not Release.objects.exists()


def test_only_hr_lets_figures_out(town):
    store(town, 40, 2)

    with pytest.raises(Unit.DoesNotExist):
        statistics.release_table(
            unit=town.units["ALB"], unit_ids=[town.units["ALB"].pk], on_date=YEAR_END,
            reason=REASON, decided_as="Sara Lund", actor=town.people["Sara Lund"], at=AT,
        )  # fmt: skip


def test_a_report_of_a_year_without_answers_says_so(town, cycle):
    paper = actions.make_paper(
        cycle=cycle, unit=town.root, kind=Paper.Kind.ANNUAL_REPORT, title="Rapport",
        paper_date=AT.date(), actor=town.hr, at=AT,
    )  # fmt: skip

    with pytest.raises(LookupError, match="Året har inga svar ännu"):
        actions.approve(paper_id=paper.pk, approved_as="Moa Hedlund", actor=town.hr, at=AT)


def test_a_unit_that_has_not_answered_is_named_in_the_report(town, cycle, campaign):
    hand_in(sheet_of(campaign, town.units["ALB"]), by=town.people["Bo Grip"], at=noon("2023-09-20"))
    paper = Paper(
        employer=town.employer, cycle=cycle, unit=town.units["BF"], title="Rapport",
        kind=Paper.Kind.DEPARTMENT_REPORT, paper_date=AT.date(), made_at=AT,
    )  # fmt: skip

    text = plain_text(document_of(paper, at=AT))

    assert "har 1 av 2 lämnat in" in text
    assert "Underlag saknas från Eklidens skola." in text
