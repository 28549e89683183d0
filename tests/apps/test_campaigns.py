"""Several campaigns in a year: who is asked, rehearsing, closing, late answers, opening again."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from strandvik import answer_all, hand_in, noon, sheet_of

from aktiva.apps.organisation.models import Unit
from aktiva.apps.outbox.models import Mail
from aktiva.apps.reports import queries as reports
from aktiva.apps.surveys import actions, queries
from aktiva.apps.surveys.models import Campaign, Sheet

pytestmark = pytest.mark.django_db

LATE = noon("2023-10-25")
SPRING = date(2023, 9, 4)


def send(town, cycle, *codes: str, at="2023-09-05", **rest) -> Campaign:
    return actions.open_campaign(
        cycle=cycle, units=[town.units[c] for c in codes], opens_date=SPRING,
        last_date=date(2023, 10, 20), actor=town.hr, at=noon(at), **rest,
    )  # fmt: skip


def read(response) -> str:
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(text.replace("\u00a0", " ").split())


@pytest.fixture
def two(town, cycle):
    """The schools are asked in one campaign, the others in another."""
    return (
        send(town, cycle, "ALB", "EKL", name="Skolorna"),
        send(town, cycle, "KOK", "LOK", at="2023-09-06"),
    )


@pytest.fixture
def hr(client, town, day):
    day("2023-10-16")
    client.force_login(town.hr)
    return client


# ---- several at once ------------------------------------------------------------------------


def test_the_second_campaign_asks_only_its_own_units_and_nobody_twice(town, cycle, two):
    levels = [(s.level, s.unit.code) for s in two[1].sheets.select_related("unit")]

    assert sorted(levels) == [("department", "SF"), ("unit", "KOK"), ("unit", "LOK")]
    assert Sheet.objects.filter(level="central", campaign__cycle=cycle).count() == 1
    assert [c.name for c in two] == ["Skolorna", "Uppföljningen 2023"]


def test_the_year_counts_the_units_of_all_campaigns_once(town, cycle, two):
    hand_in(sheet_of(two[1], town.units["KOK"]), by=town.people["Ali Noor"], at=noon("2023-09-20"))
    hand_in(sheet_of(two[0], town.units["ALB"]), by=town.people["Bo Grip"], at=noon("2023-09-20"))

    survey = queries.survey_of(cycle)
    compiled = reports.compilation(cycle, town.root, at=noon("2023-09-21"))

    assert sum(s.n_asked for s in queries.standings(survey).values()) == 4
    assert (compiled.n_answered, compiled.n_asked) == (2, 4)
    one = next(r for r in compiled.results if r.question.key == "1.1")
    assert sorted(g.unit for g in one.given) == sorted(town.units[c].pk for c in ("ALB", "KOK"))


def test_a_name_stands_for_one_campaign_a_year(town, cycle, two):
    with pytest.raises(ValidationError, match="heter redan så"):
        send(town, cycle, "KOK", name="Skolorna")


def test_what_was_sent_later_is_not_known_before(cycle, two):
    assert queries.survey_of(cycle, as_of=noon("2023-09-05")).campaigns == (two[0],)
    assert queries.survey_of(cycle, as_of=noon("2023-09-01")) is None


# ---- choosing and rehearsing ----------------------------------------------------------------

FORM = {"name": "Hösten", "opens_date": "2023-10-16", "last_date": "2023-11-20", "message": "Hej."}


def test_those_who_have_been_asked_are_left_out_and_told(hr, town, cycle, two):
    town.managed("NY", "Nya skolan", "Rut Vik", under="BF")
    chosen = FORM | {"codes": "NY\nALB\nFinns inte", "departments": str(town.units["BF"].pk)}

    page = hr.post(f"/ar/{cycle.pk}/utskick/nytt/", chosen | {"preview": "1"})

    assert "1 enhet får frågorna, och 1 brev skickas" in read(page)
    assert "1 enhet i urvalet har redan fått årets frågor" in read(page)
    assert "Finns inte" in read(page)
    assert Campaign.objects.count() == 2


def test_a_campaign_to_nobody_is_not_sent(hr, town, cycle, two):
    chosen = FORM | {"departments": str(town.units["BF"].pk)}

    shown = hr.post(f"/ar/{cycle.pk}/utskick/nytt/", chosen | {"preview": "1"})
    sent = hr.post(f"/ar/{cycle.pk}/utskick/nytt/", chosen | {"send": "1"})

    assert "Ingen enhet är vald" in read(shown) and 'name="send"' not in shown.text
    assert sent.status_code == 422 and "Hösten" in sent.text
    assert Campaign.objects.count() == 2


def test_a_rehearsal_shows_the_letter_and_every_page_and_leaves_nothing(hr, town, cycle):
    chosen = FORM | {
        "departments": [str(town.units["BF"].pk), str(town.units["SF"].pk)],
        "enhet": str(town.units["EKL"].pk),
    }
    address = f"/ar/{cycle.pk}/utskick/nytt/"

    first = hr.post(address, chosen | {"rehearse": "1"})
    n = int(re.search(r"Sida 1 av (\d+)", read(first))[1])
    pages = [hr.post(address, chosen | {"rehearse": str(k)}).text for k in range(1, n + 1)]

    assert "Eklidens skola: uppföljningen av aktiva åtgärder" in first.text
    assert "Så här ser det ut för Eva Sten" in read(first)
    assert all("srcdoc=" in page and "Eklidens skola" in page for page in pages)
    assert any("Har medarbetarna under året gått igenom" in page for page in pages)
    assert "Läs igenom och lämna in" in pages[-1]
    assert not Campaign.objects.exists() and not Mail.objects.exists()


@pytest.mark.parametrize("message", ["", "I år frågar vi om möten."])
def test_a_letter_has_no_gap_where_no_greeting_was_written(town, cycle, message):
    send(town, cycle, "ALB", message=message)

    body = Mail.objects.get(to__name="Bo Grip").body
    assert message in body
    assert "\n\n\n" not in body


def test_a_unit_without_manager_is_said_to_get_no_letter(hr, town, cycle):
    town.unit("NY", "Nya skolan", under="BF")
    chosen = FORM | {"codes": "NY"}

    page = hr.post(f"/ar/{cycle.pk}/utskick/nytt/", chosen | {"rehearse": "1"})

    assert "ingen skulle få något brev" in read(page)


# ---- closing --------------------------------------------------------------------------------


def test_nobody_hands_in_when_a_campaign_is_closed_and_what_is_written_stays(town, campaign):
    sheet = sheet_of(campaign, town.units["ALB"])
    actions.close_campaign(
        campaign=campaign, reason="Alla andra har svarat.", actor=town.hr, at=noon("2023-10-02")
    )

    with pytest.raises(actions.TooLate):
        hand_in(sheet, by=town.people["Bo Grip"], at=noon("2023-10-03"))
    assert sheet_of(campaign, town.units["ALB"]).answers.exists()

    actions.open_again(campaign=campaign, actor=town.hr, at=noon("2023-10-04"))
    actions.submit(
        sheet_id=sheet.pk, submitted_as="Bo Grip", actor=town.people["Bo Grip"],
        at=noon("2023-10-05"),
    )  # fmt: skip


def test_a_campaign_is_closed_with_a_reason_and_once(town, campaign):
    for reason in ("", "  ", "Nej"):
        with pytest.raises(ValidationError):
            actions.close_campaign(campaign=campaign, reason=reason, actor=town.hr, at=LATE)
    actions.close_campaign(campaign=campaign, reason="Svarstiden är slut.", actor=town.hr, at=LATE)
    with pytest.raises(ValidationError, match="redan avslutat"):
        actions.close_campaign(campaign=campaign, reason="En gång till.", actor=town.hr, at=LATE)


# ---- late answers by decision ---------------------------------------------------------------


def accept(town, campaign, *codes: str, at=LATE, **facts):
    given = {
        "last_date": date(2023, 11, 3),
        "reason": "Chefen var sjuk.",
        "decided_by": "HR-chefen",
    }
    return actions.change_sheets(
        cycle=campaign.cycle, ids=[sheet_of(campaign, town.units[c]).pk for c in codes],
        facts=actions.ManyFacts(kind="accept_late", **given | facts), actor=town.hr, at=at,
    )  # fmt: skip


def test_a_late_answer_is_accepted_by_a_decision_that_the_compilation_tells(town, cycle, campaign):
    accept(town, campaign, "ALB")
    hand_in(sheet_of(campaign, town.units["ALB"]), by=town.people["Bo Grip"], at=noon("2023-10-30"))
    with pytest.raises(actions.TooLate):
        hand_in(
            sheet_of(campaign, town.units["EKL"]), by=town.people["Eva Sten"], at=noon("2023-10-30")
        )

    compiled = reports.compilation(cycle, town.root, at=noon("2023-11-01"))

    (told,) = reports.circumstances(compiled)
    assert "Alby skola fick svara efter sista svarsdagen" in told
    assert "HR-chefen" in told and "Chefen var sjuk." in told


@pytest.mark.parametrize("missing", [{"decided_by": " "}, {"reason": ""}, {"last_date": None}])
def test_a_decision_without_who_why_or_when_is_none(town, campaign, missing):
    with pytest.raises(ValidationError) as refused:
        accept(town, campaign, "ALB", **missing)

    assert set(refused.value.message_dict) == set(missing)


def test_nothing_is_accepted_late_before_the_last_day_and_time_is_not_given_after(town, campaign):
    with pytest.raises(ValidationError, match="kan ändras så"):
        accept(town, campaign, "ALB", at=noon("2023-10-16"))
    extend = actions.ManyFacts(kind="extend", last_date=date(2023, 11, 3), reason="Mer tid.")
    (row,) = actions.preview_sheets(
        cycle=campaign.cycle, ids=[sheet_of(campaign, town.units["ALB"]).pk], facts=extend,
        actor=town.hr, on=LATE.date(),
    )  # fmt: skip
    assert "godta sena svar" in row.problem


# ---- approving, and opening again -----------------------------------------------------------


@pytest.fixture
def approved(town, campaign):
    sheet = hand_in(
        sheet_of(campaign, town.units["ALB"]), by=town.people["Bo Grip"], at=noon("2023-09-25")
    )
    return actions.approve(sheet_id=sheet.pk, actor=town.people["Sara Lund"], at=noon("2023-10-02"))


def back(sheet, actor, **rest):
    return actions.send_back(
        sheet_id=sheet.pk, question="1.1", text="Skriv mer om lokalerna.", written_as="HR-partner",
        actor=actor, at=noon("2023-10-10"), **rest,
    )  # fmt: skip


def test_approved_answers_are_opened_with_a_reason_that_the_compilation_tells(
    town, cycle, approved
):
    for reason in ("", "Fel."):
        with pytest.raises(ValidationError) as refused:
            back(approved, town.people["Sara Lund"], reason=reason)
        assert set(refused.value.message_dict) == {"reason"}
    back(approved, town.people["Sara Lund"], reason="Skyddsombudet har en annan bild.")

    compiled = reports.compilation(cycle, town.root, at=noon("2023-10-11"))

    (told,) = reports.circumstances(compiled)
    assert "öppnades igen 10 oktober 2023 av HR-partner" in told.replace("\u00a0", " ")
    assert "Skyddsombudet har en annan bild." in told


def test_the_page_asks_for_the_reason_only_when_answers_are_approved(
    client, town, approved, campaign, day
):
    day("2023-10-10")
    client.force_login(town.people["Sara Lund"])
    other = hand_in(
        sheet_of(campaign, town.units["EKL"]), by=town.people["Eva Sten"], at=noon("2023-09-25")
    )

    asked = client.get(f"/underlag/{approved.pk}/tillbaka/1.1/")
    lacking = client.post(f"/underlag/{approved.pk}/tillbaka/1.1/", {"text": "Skriv mer om det."})

    assert "Varför öppnas svaren igen?" in asked.text
    assert lacking.status_code == 422 and "Skriv mer om det." in lacking.text
    assert "Varför öppnas" not in client.get(f"/underlag/{other.pk}/tillbaka/1.1/").text


def test_a_department_approves_what_is_handed_in_and_takes_it_back(town, cycle, campaign):
    ids = []
    for code, name in (("ALB", "Bo Grip"), ("EKL", "Eva Sten")):
        sheet = sheet_of(campaign, town.units[code])
        ids.append(hand_in(sheet, by=town.people[name], at=noon("2023-09-25")).pk)
    ids.append(sheet_of(campaign, town.units["KOK"]).pk)  # another department's
    facts = actions.ManyFacts(kind="approve")
    given = {"cycle": cycle, "ids": ids, "facts": facts, "actor": town.people["Sara Lund"]}

    made = actions.change_sheets(**given, at=noon("2023-10-02"))

    assert [s.state for s in Sheet.objects.filter(pk__in=ids[:2])] == ["approved"] * 2
    assert len(made.rows) == 2
    assert actions.undo_sheets(
        change_id=made.pk, actor=town.people["Sara Lund"], at=noon("2023-10-03")
    ) == (2, 0)
    states = Sheet.objects.filter(pk__in=ids[:2]).values_list("state", "approved_at")
    assert set(states) == {("submitted", None)}


# ---- moving between campaigns ---------------------------------------------------------------


def test_a_unit_is_moved_with_what_it_has_answered_and_moved_back(town, cycle, two):
    sheet = sheet_of(two[0], town.units["ALB"])
    answer_all(sheet, by=town.people["Bo Grip"], at=noon("2023-09-20"))
    facts = actions.ManyFacts(kind="move", campaign=two[1].pk)

    made = actions.change_sheets(
        cycle=cycle, ids=[sheet.pk], facts=facts, actor=town.hr, at=noon("2023-09-21")
    )
    moved = Sheet.objects.get(pk=sheet.pk)
    assert (moved.campaign_id, moved.n_answered) == (two[1].pk, moved.n_asked)

    assert actions.undo_sheets(change_id=made.pk, actor=town.hr, at=noon("2023-09-22")) == (1, 0)
    assert Sheet.objects.get(pk=sheet.pk).campaign_id == two[0].pk


def test_the_page_of_a_campaign_says_who_is_late_in_each_department(client, town, cycle, two, day):
    day("2023-10-23")
    client.force_login(town.hr)
    hand_in(sheet_of(two[0], town.units["ALB"]), by=town.people["Bo Grip"], at=noon("2023-09-20"))

    page = read(client.get(f"/ar/{cycle.pk}/utskick/{two[0].pk}/"))
    every = read(client.get(f"/ar/{cycle.pk}/utskick/"))

    assert "Bildningsförvaltningen 1 av 2 0 1 0" in page
    assert "Serviceförvaltningen" not in page
    assert "Skolorna 20 okt 2023 1 av 2 Svarstiden är slut" in every
    assert Unit.objects.filter(sheets__campaign=two[1]).count() == 3
