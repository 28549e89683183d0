"""Answering: two people at once, after the last day, a figure that is no number, and sent back."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from strandvik import answer_all, hand_in, noon, raw_answer, save, sheet_of

from aktiva.apps.audit.models import AuditEntry
from aktiva.apps.surveys import actions, queries
from aktiva.apps.surveys.actions import answering
from aktiva.apps.surveys.models import Campaign, RivalAnswer, Sheet
from aktiva.domain.cycle.handing_in import Obstacle
from aktiva.domain.organisation.permissions import Role

pytestmark = pytest.mark.django_db

AT = noon("2023-09-20")
MINE = "Skyddsombudet och jag har gått igenom lokalerna tillsammans."
THEIRS = "Verktygen i verkstaden passar inte alla och byts under våren."


@pytest.fixture
def sheet(town, campaign) -> Sheet:
    return sheet_of(campaign, town.units["ALB"])


@pytest.fixture
def manager(town):
    return town.people["Bo Grip"]


@pytest.fixture
def deputy(town):
    """A second person who answers for the same unit."""
    deputy = town.person("Kim Ost")
    town.role(deputy, Role.UNIT_MANAGER, "ALB", "biträdande chef")
    return deputy


# ---- two people at once ----------------------------------------------------------------


def test_two_texts_written_at_once_are_both_kept(sheet, manager, deputy):
    """S-010: what stands is the first; the second is a rival until somebody chooses."""
    save(sheet, "1.1", by=manager, at=AT, comment=MINE)

    saved = save(sheet, "1.1", by=deputy, at=AT, revision=0, comment=THEIRS)

    assert saved.answer.value["comment"] == MINE
    assert saved.rival.value["comment"] == THEIRS
    assert RivalAnswer.objects.filter(settled_at=None).count() == 1


def test_the_page_shows_both_texts_with_422(client, day, sheet, manager, deputy):
    """S-010: the second writer sees both texts and who wrote the first."""
    save(sheet, "1.1", by=manager, at=AT, comment=MINE)
    day("2023-09-20")
    client.force_login(deputy)

    answer = client.post(
        f"/underlag/{sheet.pk}/fraga/1.1/",
        {"revision": "0", "answer": "yes", "comment": THEIRS},
    )

    assert answer.status_code == 422
    page = answer.content.decode()
    assert MINE in page and THEIRS in page
    assert "Bo Grip" in page


@pytest.mark.parametrize(("keep", "stands"), [("mine", THEIRS), ("theirs", MINE)])
def test_choosing_settles_the_matter_and_leaves_a_trace(sheet, manager, deputy, keep, stands):
    """S-010: one of the texts stands; the other is in the history, and there is no rival left."""
    save(sheet, "1.1", by=manager, at=AT, comment=MINE)
    rival = save(sheet, "1.1", by=deputy, at=AT, comment=THEIRS).rival

    actions.settle(rival_id=rival.pk, keep=keep, actor=deputy, at=noon("2023-09-21"))

    answer = sheet.answers.get(question="1.1")
    assert answer.value["comment"] == stands
    assert not RivalAnswer.objects.filter(settled_at=None).exists()
    assert AuditEntry.objects.get(event="answer.conflict_settled").details == {"keep": keep}


def test_the_same_person_in_two_windows_overwrites_only_themselves(sheet, manager):
    save(sheet, "1.1", by=manager, at=AT, comment=MINE)

    saved = save(sheet, "1.1", by=manager, at=AT, revision=0, comment=THEIRS)

    assert (saved.rival, saved.answer.value["comment"]) == (None, THEIRS)
    assert sheet.answers.get(question="1.1").history.count() == 2


def test_a_colleague_elsewhere_cannot_settle_a_rival(town, sheet, manager, deputy):
    save(sheet, "1.1", by=manager, at=AT, comment=MINE)
    rival = save(sheet, "1.1", by=deputy, at=AT, comment=THEIRS).rival

    with pytest.raises(RivalAnswer.DoesNotExist):
        actions.settle(rival_id=rival.pk, keep="mine", actor=town.people["Ali Noor"], at=AT)

    assert sheet.answers.get(question="1.1").value["comment"] == MINE


@pytest.mark.parametrize("first", [False, True], ids=["another question", "the same question"])
def test_what_somebody_wrote_while_the_sheet_was_being_read_is_seen_under_the_lock(
    sheet, manager, deputy, monkeypatch, first
):
    """S-011: the sheet is read before it is locked, and nothing falls between the two."""
    lock, others = answering._lock, ["1.1" if first else "1.4"]

    def locked_after_another(sheet_id):
        while others:
            save(sheet, others.pop(), by=deputy, at=AT, comment=THEIRS)
        return lock(sheet_id)

    monkeypatch.setattr(answering, "_lock", locked_after_another)
    saved = save(sheet, "1.1", by=manager, at=AT, comment=MINE)

    sheet.refresh_from_db()
    assert (saved.rival is not None) is first
    assert sheet.answers.get(question="1.1").value["comment"] == (THEIRS if first else MINE)
    assert sheet.n_answered == sheet.answers.count()


def test_a_sheet_handed_in_while_it_was_being_read_takes_no_more(sheet, manager, monkeypatch):
    lock = answering._lock

    def locked_after_handing_in(sheet_id):
        Sheet.objects.filter(pk=sheet_id).update(state=Sheet.State.SUBMITTED, submitted_at=AT)
        return lock(sheet_id)

    monkeypatch.setattr(answering, "_lock", locked_after_handing_in)

    with pytest.raises(actions.Locked):
        save(sheet, "1.1", by=manager, at=AT, comment=MINE)
    assert not sheet.answers.exists()


# ---- after the last day ----------------------------------------------------------------


def test_an_answer_after_the_last_day_is_kept_but_not_handed_in(sheet, manager):
    """S-011: nothing written is lost; handing in waits for more time."""
    answer_all(sheet, by=manager, at=AT)
    late = noon("2023-10-21")

    saved = save(sheet, "1.1", by=manager, at=late, revision=1, comment=MINE)

    assert saved.answer.value["comment"] == MINE
    with pytest.raises(actions.TooLate):
        actions.submit(sheet_id=sheet.pk, submitted_as="Bo Grip", actor=manager, at=late)
    assert sheet_of(sheet.campaign, sheet.unit).state == Sheet.State.OPEN


def test_the_page_says_in_swedish_why_it_is_too_late(client, day, sheet, manager):
    """S-011: the message says what happened, that the text is kept, and whom to ask."""
    answer_all(sheet, by=manager, at=AT)
    day("2023-10-21")
    client.force_login(manager)

    page = client.post(f"/underlag/{sheet.pk}/lamna-in/", _last_page(sheet), follow=True)

    assert (
        "Sista svarsdagen har passerat, så svaren går inte att lämna in. Allt ni har skrivit "
        "finns kvar. Be HR-avdelningen att förlänga svarstiden." in page.content.decode()
    )


def _last_page(sheet: Sheet) -> dict:
    asks = queries.questionnaire(sheet.campaign)
    return {
        f"{key}-{name}": typed
        for key in ("A1", "12.4")
        for name, typed in raw_answer(asks.question(key)).items()
    }


def test_more_time_lets_the_late_unit_hand_in(town, campaign, sheet, manager):
    """S-011: HR moves the last day, and the same answers are handed in."""
    answer_all(sheet, by=manager, at=AT)
    late = noon("2023-10-23")
    actions.extend_campaign(campaign=campaign, last_date=date(2023, 10, 27), actor=town.hr, at=late)

    done = actions.submit(sheet_id=sheet.pk, submitted_as="Bo Grip", actor=manager, at=late)

    assert (done.state, done.submitted_at) == (Sheet.State.SUBMITTED, late)


@pytest.mark.parametrize(
    ("on", "is_late"), [("2023-10-19", False), ("2023-10-20", False), ("2023-10-21", True)]
)
def test_the_last_day_is_a_day_to_answer(campaign, on, is_late):
    assert queries.is_late(campaign, on=date.fromisoformat(on)) is is_late


# ---- figures ---------------------------------------------------------------------------


def test_a_figure_that_is_no_number_is_kept_and_told_beside_its_field(client, day, sheet, manager):
    """S-012: ”tolv” stays in the field, and the field says what to write."""
    day("2023-09-20")
    client.force_login(manager)
    page = f"/underlag/{sheet.pk}/fraga/3.1/"

    answer = client.post(page, {"revision": "0", "answer": "yes", "count": "tolv"})

    assert answer.status_code == 422
    form = answer.context["form"]
    assert form.errors["count"] == ["Skriv antalet som ett heltal, till exempel 12."]
    assert form["count"].value() == "tolv"
    assert 'value="tolv"' in client.get(page).content.decode()
    assert sheet.answers.get(question="3.1").is_complete is False


# ---- handing in, sent back, again ------------------------------------------------------


def test_a_sheet_that_lacks_answers_says_everything_that_remains(sheet, manager):
    with pytest.raises(actions.NotReady) as refused:
        actions.submit(sheet_id=sheet.pk, submitted_as="Bo Grip", actor=manager, at=AT)

    assert refused.value.obstacles == (
        Obstacle.QUESTIONS_UNANSWERED, Obstacle.PARTICIPANTS_MISSING,
    )  # fmt: skip


def test_a_handed_in_sheet_is_locked(sheet, manager):
    hand_in(sheet, by=manager, at=AT)

    with pytest.raises(actions.Locked):
        save(sheet, "1.1", by=manager, at=AT, revision=1, comment=MINE)

    assert sheet.answers.get(question="1.1").revision == 1


def test_an_answer_that_came_back_is_mended_and_handed_in_again(town, sheet, manager):
    """S-013: sent back, answered again, the remark is met, handed in, and approved."""
    head = town.people["Sara Lund"]
    hand_in(sheet, by=manager, at=AT)
    remark = actions.send_back(
        sheet_id=sheet.pk, question="1.1", text="Skriv vilka lokaler ni har gått igenom.",
        written_as="Sara Lund, förvaltningschef", actor=head, at=noon("2023-09-25"),
    )  # fmt: skip
    assert actions.obstacles_of(
        sheet_of(sheet.campaign, sheet.unit), on=noon("2023-09-25").date()
    ) == (Obstacle.ANSWERS_SENT_BACK,)

    save(sheet, "1.1", by=manager, at=noon("2023-09-26"), revision=1, comment=MINE)
    actions.submit(sheet_id=sheet.pk, submitted_as="Bo Grip", actor=manager, at=noon("2023-09-27"))
    done = actions.approve(sheet_id=sheet.pk, actor=head, at=noon("2023-09-28"))

    remark.refresh_from_db()
    assert remark.met_at == noon("2023-09-26")
    assert (done.state, done.approved_at) == (Sheet.State.APPROVED, noon("2023-09-28"))


def test_a_returned_sheet_may_be_handed_in_after_the_last_day(town, sheet, manager):
    """S-013: the unit was in time; what the reviewer asks for afterwards does not make it late."""
    hand_in(sheet, by=manager, at=AT)
    actions.send_back(
        sheet_id=sheet.pk, question="1.1", text="Skriv vilka lokaler ni har gått igenom.",
        written_as="Sara Lund", actor=town.people["Sara Lund"], at=noon("2023-10-25"),
    )  # fmt: skip
    save(sheet, "1.1", by=manager, at=noon("2023-10-26"), revision=1, comment=MINE)

    done = actions.submit(
        sheet_id=sheet.pk, submitted_as="Bo Grip", actor=manager, at=noon("2023-10-26")
    )

    assert done.state == Sheet.State.SUBMITTED


def test_an_answer_cannot_be_sent_back_before_it_is_handed_in(town, sheet):
    with pytest.raises(ValidationError, match="inte inlämnade ännu"):
        actions.send_back(
            sheet_id=sheet.pk, question="1.1", text="Skriv mer om lokalerna.",
            written_as="Sara Lund", actor=town.people["Sara Lund"], at=AT,
        )  # fmt: skip


def test_a_sheet_out_for_completion_is_not_approved(town, sheet, manager):
    hand_in(sheet, by=manager, at=AT)
    head = town.people["Sara Lund"]
    actions.send_back(
        sheet_id=sheet.pk, question="1.1", text="Skriv vilka lokaler det gäller.",
        written_as="Sara Lund", actor=head, at=AT,
    )  # fmt: skip

    with pytest.raises(ValidationError, match="inget är skickat tillbaka"):
        actions.approve(sheet_id=sheet.pk, actor=head, at=AT)


def test_a_department_hands_in_its_own_answers_by_the_button(client, day, town, campaign):
    """S-013: the department's own sheet goes in with every answer as it was written."""
    head = town.people["Sara Lund"]
    sheet = sheet_of(campaign, town.units["BF"], Sheet.Level.DEPARTMENT)
    answer_all(sheet, by=head, at=AT, own={"12.4": {"text": MINE}})
    day("2023-09-21")
    client.force_login(head)

    client.post(f"/underlag/{sheet.pk}/lamna-in/")

    sheet.refresh_from_db()
    assert sheet.answers.get(question="12.4").value["text"] == MINE
    assert sheet.state == Sheet.State.SUBMITTED


# ---- the campaign ----------------------------------------------------------------------


def test_a_campaign_without_units_is_refused(town, cycle):
    """S-014: nothing is sent, and the field says what to choose."""
    with pytest.raises(ValidationError) as refused:
        actions.open_campaign(
            cycle=cycle, units=[], opens_date=date(2023, 9, 4), last_date=date(2023, 10, 20),
            actor=town.hr, at=noon("2023-09-04"),
        )  # fmt: skip

    assert refused.value.message_dict == {
        "units": ["Ingen enhet är vald. Välj minst en enhet som ska svara."]
    }
    assert not Campaign.objects.exists()


def test_a_unit_is_asked_once_a_year(town, cycle, campaign):
    with pytest.raises(ValidationError, match="har redan fått årets frågor"):
        actions.open_campaign(
            cycle=cycle, units=[town.units["ALB"]], opens_date=date(2023, 9, 4),
            last_date=date(2023, 10, 20), actor=town.hr, at=noon("2023-09-05"),
        )  # fmt: skip


def test_a_campaign_cannot_be_moved_to_end_before_it_opens(town, campaign):
    with pytest.raises(ValidationError):
        actions.extend_campaign(
            campaign=campaign, last_date=date(2023, 9, 3), actor=town.hr, at=noon("2023-09-05")
        )

    campaign.refresh_from_db()
    assert campaign.last_date == date(2023, 10, 20)


def test_only_units_that_have_not_handed_in_are_reminded(town, campaign, sheet, manager):
    hand_in(sheet, by=manager, at=AT)

    n = actions.remind(campaign=campaign, actor=town.hr, at=noon("2023-10-10"))

    assert n == 3
