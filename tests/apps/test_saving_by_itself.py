"""What a page that saves itself sends: kept as typed, answered in one sentence, never twice."""

import json
import re
from datetime import date

import pytest
from django.db import OperationalError, connection
from strandvik import hand_in, noon, save, sheet_of

from aktiva.apps.audit.models import AuditEntry
from aktiva.apps.cycles import actions as cycles
from aktiva.apps.cycles.models import Risk
from aktiva.apps.surveys import actions
from aktiva.apps.surveys.models import Draft, RivalAnswer
from aktiva.domain.organisation.permissions import Role
from aktiva.domain.questionnaire import Mark

pytestmark = pytest.mark.django_db

AT = noon("2023-09-20")
PAGE = "a1b2c3d4e5f60718"
OTHER_PAGE = "00ff00ff00ff00ff"


@pytest.fixture
def manager(town):
    return town.people["Bo Grip"]


@pytest.fixture
def deputy(town):
    deputy = town.person("Kim Ost")
    town.role(deputy, Role.UNIT_MANAGER, "ALB", "biträdande chef")
    return deputy


@pytest.fixture
def sheet(town, campaign):
    return sheet_of(campaign, town.units["ALB"])


@pytest.fixture
def writing(client, day, manager):
    """Return a function that sends what a page sends by itself, and gives the answer read."""
    day("2023-09-20")
    client.force_login(manager)

    def send(address: str, *, n: int = 1, page: str = PAGE, writer=None, **typed):
        given = {"autosave": "1", "mark": f"{page}.{n}", "writer": str((writer or manager).pk)}
        answer = client.post(address, given | {k.replace("__", "-"): v for k, v in typed.items()})
        return answer, json.loads(answer.content)

    return send


def address(sheet, key="1.1") -> str:
    return f"/underlag/{sheet.pk}/fraga/{key}/"


# ---- one question ----------------------------------------------------------------------


def test_a_half_answer_is_kept_and_the_page_gets_the_next_revision(writing, sheet):
    answer, told = writing(address(sheet), revision="0", comment="Vi har börjat titta på")

    assert (answer.status_code, told["state"]) == (200, "saved")
    assert re.fullmatch(r"Sparat 12\.\d\d", told["words"])
    assert told["revisions"] == {"revision": 1}
    assert sheet.answers.get().value["comment"] == "Vi har börjat titta på"
    assert not sheet.answers.get().is_complete


def test_an_answer_whose_receipt_was_lost_is_followed_by_the_next(writing, sheet):
    writing(address(sheet), n=1, revision="0", comment="Vi har börjat")

    _answer, told = writing(address(sheet), n=2, revision="0", comment="Vi har börjat i fyran")

    assert told["revisions"] == {"revision": 2}
    assert sheet.answers.get().value["comment"] == "Vi har börjat i fyran"
    assert not RivalAnswer.objects.exists()


def test_words_that_arrive_after_later_ones_of_the_same_page_change_nothing(writing, sheet):
    writing(address(sheet), n=2, revision="0", comment="Vi har börjat i fyran")

    answer, told = writing(address(sheet), n=1, revision="0", comment="Vi har")

    assert (answer.status_code, told["revisions"]) == (200, {"revision": 1})
    assert sheet.answers.get().value["comment"] == "Vi har börjat i fyran"


def test_the_same_person_on_two_screens_loses_neither_text(writing, sheet):
    """S-010: what is written on a screen that has not seen the other stands beside."""
    writing(address(sheet), page=OTHER_PAGE, revision="0", comment="Skrivet på telefonen.")

    answer, told = writing(address(sheet), revision="0", comment="Skrivet på datorn.")

    assert (answer.status_code, told["state"]) == (409, "rival")
    assert sheet.answers.get().value["comment"] == "Skrivet på telefonen."
    assert RivalAnswer.objects.get().value["comment"] == "Skrivet på datorn."


def test_what_a_second_writer_goes_on_to_write_stays_beside_the_first(writing, sheet, deputy):
    """S-010: the page is not given the other's revision, so it never writes on top of it."""
    save(sheet, "1.1", by=deputy, at=AT, comment="Kims text.")

    for n, comment in enumerate(("Bos", "Bos text."), start=1):
        answer, told = writing(address(sheet), n=n, revision="0", comment=comment)
        assert (answer.status_code, told["revisions"]) == (409, {})
        assert told["words"] == "Kim Ost skrev samtidigt. Båda texterna finns kvar."

    assert sheet.answers.get().value["comment"] == "Kims text."
    assert RivalAnswer.objects.get().value["comment"] == "Bos text."


def test_putting_two_texts_together_by_the_button_settles_the_matter(
    client, writing, sheet, deputy
):
    """S-010: one entry in the log tells of the answer and of what it took the place of."""
    save(sheet, "1.1", by=deputy, at=AT, comment="Kims text.")
    writing(address(sheet), revision="0", comment="Bos text.")

    client.post(
        address(sheet),
        {"revision": "1", "answer": "yes", "comment": "Texterna ihop.", "together": "1"},
    )

    assert sheet.answers.get().value["comment"] == "Texterna ihop."
    assert not RivalAnswer.objects.filter(settled_at=None).exists()
    rival = RivalAnswer.objects.get()
    assert AuditEntry.objects.order_by("-pk").first().details["settled"] == [rival.pk]


def test_what_is_wrong_is_said_for_its_field_and_what_is_missing_is_not(writing, sheet):
    _answer, told = writing(address(sheet), revision="0", comment="x" * 5000)

    assert list(told["problems"]) == ["comment"]
    assert told["state"] == "saved"


def test_what_another_person_typed_is_not_sent_in_ones_name(writing, sheet, deputy):
    answer, told = writing(address(sheet), writer=deputy, revision="0", comment="Kims text.")

    assert (answer.status_code, told["state"]) == (403, "other")
    assert not sheet.answers.exists()


def test_words_that_come_after_handing_in_are_refused_in_a_sentence(writing, sheet, manager):
    hand_in(sheet, by=manager, at=AT)

    answer, told = writing(address(sheet), revision="1", comment="En sen tanke.")

    assert (answer.status_code, told["state"]) == (409, "locked")
    assert "Kopiera det" in told["words"]


def test_saving_a_field_asks_the_database_few_questions(
    writing, sheet, django_assert_max_num_queries
):
    writing(address(sheet), n=1, revision="0", comment="Vi")

    with django_assert_max_num_queries(13):
        writing(address(sheet), n=2, revision="1", comment="Vi har")


# ---- pages of several questions --------------------------------------------------------


def test_who_took_part_is_kept_field_by_field_and_untouched_questions_are_not_begun(writing, sheet):
    answer, told = writing(
        f"/underlag/{sheet.pk}/deltagare/", **{"A2-revision": "0", "A2-chosen": "manager",
        "9.2-revision": "0"},
    )  # fmt: skip

    assert (answer.status_code, told["revisions"]) == (200, {"A2-revision": 1})
    assert list(sheet.answers.values_list("question", flat=True)) == ["A2"]


def test_the_two_lines_about_the_year_are_kept_without_handing_in(writing, sheet):
    writing(
        f"/underlag/{sheet.pk}/lamna-in/", **{"12.4-text": "Vi vill börja", "12.4-revision": "0"}
    )

    sheet.refresh_from_db()
    assert sheet.answers.get().value["text"] == "Vi vill börja"
    assert sheet.state == "open"


# ---- forms whose button counts ---------------------------------------------------------


def test_a_risk_that_is_half_described_is_there_when_the_page_is_opened_again(
    client, writing, sheet
):
    answer, told = writing(
        f"/underlag/{sheet.pk}/risk/", description="Skämt i fikarummet", grounds=["age", "sex"]
    )

    page = client.get(f"/underlag/{sheet.pk}/risk/").content.decode()
    assert (answer.status_code, told["state"]) == (200, "draft")
    assert "Skämt i fikarummet" in page and "Kasta utkastet" in page
    assert page.count("checked") == 2
    assert "Fortsätt på risken" in client.get(f"/underlag/{sheet.pk}/risker/").content.decode()
    assert not Risk.objects.exists()


def test_the_button_makes_the_risk_and_the_draft_is_gone(client, writing, sheet):
    writing(f"/underlag/{sheet.pk}/risk/", description="Skämt i fikarummet")

    client.post(
        f"/underlag/{sheet.pk}/risk/",
        {"area": "working_conditions", "description": "Skämt i fikarummet", "grounds": "age",
         "source": "APT", "cause": "Vi har aldrig talat om vilken jargong vi vill ha."},
    )  # fmt: skip

    assert Risk.objects.get().description == "Skämt i fikarummet"
    assert not Draft.objects.exists()


def test_a_button_that_is_refused_leaves_the_draft(client, writing, sheet):
    writing(f"/underlag/{sheet.pk}/risk/", description="Skämt i fikarummet")

    refused = client.post(f"/underlag/{sheet.pk}/risk/", {"description": "Skämt"})

    assert refused.status_code == 422
    assert Draft.objects.get().fields["description"] == ["Skämt i fikarummet"]


def test_a_draft_is_seen_by_nobody_else_and_logged_once(client, writing, sheet, deputy):
    for n, words in enumerate(("Skämt", "Skämt i fikarummet"), start=1):
        writing(f"/underlag/{sheet.pk}/risk/", n=n, description=words)
    client.force_login(deputy)

    page = client.get(f"/underlag/{sheet.pk}/risk/").content.decode()

    assert "Skämt" not in page
    assert AuditEntry.objects.filter(event="draft.begun").count() == 1
    assert "Skämt" not in json.dumps(list(AuditEntry.objects.values_list("details", flat=True)))
    with pytest.raises(Draft.DoesNotExist):
        actions.drop_draft(draft_id=Draft.objects.get().pk, actor=deputy, at=AT)


def test_a_draft_can_be_thrown_away_by_its_writer(client, writing, sheet):
    writing(f"/underlag/{sheet.pk}/atgard/", title="Mentorer")

    client.post(f"/utkast/{Draft.objects.get().pk}/kasta/")

    assert not Draft.objects.exists()
    assert AuditEntry.objects.filter(event="draft.dropped").exists()


def test_a_draft_keeps_the_order_of_what_one_page_sent(sheet, manager):
    told = {"sheet_id": sheet.pk, "form": "new_risk:", "actor": manager, "at": AT}

    for n, words in ((2, "Skämt i fikarummet"), (1, "Skämt")):
        actions.keep_draft(fields={"description": [words]}, mark=Mark(PAGE, n), **told)

    assert Draft.objects.get().fields == {"description": ["Skämt i fikarummet"]}


def test_a_wrong_day_in_a_draft_is_said_and_kept(writing, sheet):
    _answer, told = writing(f"/underlag/{sheet.pk}/atgard/", due_date="i maj")

    assert told["problems"] == {"due_date": "Skriv datumet som 2027-03-31."}
    assert Draft.objects.get().fields["due_date"] == ["i maj"]


def test_what_is_far_too_long_for_a_draft_is_refused(writing, sheet):
    answer, told = writing(f"/underlag/{sheet.pk}/atgard/", title="x" * 50_000)

    assert (answer.status_code, told["state"]) == (422, "refused")
    assert "för lång" in told["words"]


@pytest.mark.parametrize("kind", ["outcome", "past_risk"])
def test_last_years_measures_and_risks_are_kept_as_typed(client, day, town, campaign, kind):
    """Both pages of last year keep a half-written account."""
    bo, alby = town.people["Bo Grip"], town.units["ALB"]
    risk = cycles.record_risk(
        cycle=campaign.cycle, unit=alby, area="training", grounds=["age"],
        description="Vikarier får inga kurser.", cause="Kurserna ligger på dagar utan ersättare.",
        actor=town.hr, at=AT,
    )  # fmt: skip
    facts = cycles.MeasureFacts(
        area="training", title="Två tider per kurs", owner_role="rektor", due_date=date(2024, 5, 1)
    )
    measure = cycles.decide_measure(
        cycle=campaign.cycle, unit=alby, facts=facts, actor=town.hr, at=AT, risks=(risk,)
    )
    following = cycles.open_year(
        employer=town.employer, year=2024, actor=town.hr, at=noon("2024-01-08")
    )
    sent = actions.open_campaign(
        cycle=following, units=[alby], opens_date=date(2024, 9, 1), last_date=date(2024, 10, 1),
        actor=town.hr, at=noon("2024-09-01"),
    )  # fmt: skip
    place = f"utfall/{measure.pk}/" if kind == "outcome" else f"forra-arets-risk/{risk.pk}/"
    url = f"/underlag/{sheet_of(sent, alby).pk}/{place}"
    day("2024-09-10")
    client.force_login(bo)

    client.post(url, {"autosave": "1", "how_known": "Hälften av kurserna har två tid"})

    assert "Hälften av kurserna har två tid" in client.get(url).content.decode()
    assert Draft.objects.get().form.startswith(kind)


# ---- when the database is away ---------------------------------------------------------


@pytest.mark.parametrize(
    "says", ["database or disk is full", "server closed the connection unexpectedly"]
)
def test_a_database_that_is_away_is_said_in_swedish_and_nothing_is_acknowledged(
    client, day, sheet, manager, says
):
    """What was not acknowledged is shown back; what was is there afterwards."""
    save(sheet, "1.1", by=manager, at=AT, comment="Det här var sparat.")
    day("2023-09-20")
    client.force_login(manager)
    client.raise_request_exception = False

    def fails(_execute, _sql, _params, _many, _context):
        raise OperationalError(says)

    words = "Det här hann inte sparas innan databasen försvann."
    with connection.execute_wrapper(fails):
        answer = client.post(address(sheet), {"revision": "1", "answer": "yes", "comment": words})

    page = answer.content.decode()
    assert answer.status_code == 503
    assert answer["Retry-After"] == "5"
    assert "Vi kan inte nå det som är sparat just nu" in page and words in page
    assert "Traceback" not in page and says not in page
    assert sheet.answers.get().value["comment"] == "Det här var sparat."


def test_a_password_is_never_shown_back(client, town):
    client.raise_request_exception = False

    def fails(_execute, _sql, _params, _many, _context):
        raise OperationalError("gone")

    with connection.execute_wrapper(fails):
        answer = client.post(
            "/logga-in/", {"username": "a@b.example", "password": "en mycket lång hemlighet"}
        )

    assert answer.status_code == 503
    assert "hemlighet" not in answer.content.decode()


# ---- what somebody else writes meanwhile ------------------------------------------------


def test_an_open_page_is_told_only_what_is_new_to_it(client, day, sheet, manager, deputy):
    """S-010: nothing is answered with nothing."""
    day("2023-09-20")
    client.force_login(manager)
    beside = address(sheet) + "bredvid/"
    nothing = client.get(beside, {"stands": "0-0-0.000"})
    save(sheet, "1.1", by=deputy, at=AT, comment="Kims text.")

    news = client.get(beside, {"stands": "0-0-0.000"})
    again = client.get(beside, {"stands": news["Aktiva-Stands"]})

    assert (nothing.status_code, news.status_code, again.status_code) == (204, 200, 204)
    assert "Kim Ost skrev här" in news.content.decode()
    assert "Kims text." in news.content.decode()


def test_asking_for_news_is_cheap(client, day, sheet, manager, deputy, django_assert_num_queries):
    """Session, person, roles, answer and what lies beside it."""
    day("2023-09-20")
    client.force_login(manager)
    save(sheet, "1.1", by=deputy, at=AT, comment="Kims text.")
    beside = address(sheet) + "bredvid/"
    client.get(beside)

    with django_assert_num_queries(5):
        assert client.get(beside, {"stands": "1-0-0.000"}).status_code == 204


def test_a_stranger_is_told_nothing_about_a_question(client, day, sheet, neighbour, manager):
    save(sheet, "1.1", by=manager, at=AT, comment="Bos text.")
    day("2023-09-20")
    client.force_login(neighbour.hr)

    assert client.get(address(sheet) + "bredvid/").status_code == 204
