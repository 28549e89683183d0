"""Many units' answers at once: reminded by one letter each, or given longer time and that undone."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from strandvik import answer_all, hand_in, noon, sheet_of

from aktiva.apps.audit.models import AuditEntry
from aktiva.apps.organisation import actions as organisation
from aktiva.apps.outbox.models import Mail
from aktiva.apps.surveys import actions, links, queries
from aktiva.apps.surveys.models import PersonalLink, Sheet, SheetsChange
from aktiva.domain.organisation.permissions import Role

pytestmark = pytest.mark.django_db

AT = noon("2023-10-16")
LATER = date(2023, 11, 3)
CODES = ("ALB", "EKL", "KOK", "LOK")
REMIND = actions.ManyFacts(kind="remind")
EXTEND = actions.ManyFacts(kind="extend", last_date=LATER, reason="Skolan flyttar i oktober.")


def ids(town, campaign, *codes: str) -> list[int]:
    return [sheet_of(campaign, town.units[code]).pk for code in codes or CODES]


def change(town, campaign, facts, *codes: str, actor=None, at=AT) -> SheetsChange:
    return actions.change_sheets(
        cycle=campaign.cycle, ids=ids(town, campaign, *codes), facts=facts, actor=actor or town.hr,
        at=at,
    )  # fmt: skip


def preview(town, campaign, facts, *codes: str) -> dict[str, str]:
    """Return unit → why nothing would happen to it, empty when something would."""
    rows = actions.preview_sheets(
        cycle=campaign.cycle, ids=ids(town, campaign, *codes), facts=facts, actor=town.hr,
        on=AT.date(),
    )  # fmt: skip
    return {row.unit: row.problem for row in rows}


def own_days(campaign) -> dict[str, date | None]:
    return dict(
        campaign.sheets.filter(level="unit").values_list("unit__code", "own_last_date").order_by()
    )


@pytest.fixture
def handed_in(town, campaign) -> Sheet:
    """Eklidens skola has handed in."""
    return hand_in(
        sheet_of(campaign, town.units["EKL"]), by=town.people["Eva Sten"], at=noon("2023-09-25")
    )


@pytest.fixture
def vacant(town):
    """Nobody is manager of Lokalvården from 1 October."""
    holding = town.people["Pia Rask"].holdings.get()
    organisation.end_role(
        holding=holding, to_date=date(2023, 9, 30), actor=town.hr, at=noon("2023-09-29")
    )


# ---- what does not count ------------------------------------------------------------------


def test_a_preview_says_of_each_unit_why_it_gets_no_letter_and_writes_none(
    town, campaign, handed_in, vacant
):
    shown = preview(town, campaign, REMIND)

    assert shown == {
        "Alby skola": "",
        "Eklidens skola": "svaren är inlämnade",
        "Centralköket": "",
        "Lokalvården": "ingen är chef för enheten",
    }
    assert not SheetsChange.objects.exists()


def test_a_sheet_that_is_handed_in_is_not_reminded(town, campaign, handed_in):
    Mail.objects.all().delete()

    made = change(town, campaign, REMIND, "ALB", "EKL")

    assert [mail.to.name for mail in Mail.objects.all()] == ["Bo Grip"]
    assert [note["id"] for note in made.rows] == ids(town, campaign, "ALB")


def test_nothing_is_done_when_nothing_chosen_can_be(town, campaign, handed_in):
    for facts in (REMIND, EXTEND):
        with pytest.raises(ValidationError, match="kan ändras så"):
            change(town, campaign, facts, "EKL")

    assert not SheetsChange.objects.exists()


def test_a_unit_that_is_no_more_is_neither_reminded_nor_given_time(town, campaign):
    organisation.close_unit(
        unit=town.units["KOK"], on_date=date(2023, 10, 8), successor=None, kind="closed",
        actor=town.hr, at=noon("2023-10-02"),
    )  # fmt: skip

    for facts in (REMIND, EXTEND):
        assert preview(town, campaign, facts, "KOK") == {
            "Centralköket": "enheten finns inte längre"
        }


def test_a_day_that_is_no_later_gives_no_time(town, campaign):
    same = actions.ManyFacts(kind="extend", last_date=campaign.last_date, reason="Samma dag.")

    assert set(preview(town, campaign, same).values()) == {
        "sista svarsdagen är redan den dagen eller senare"
    }


def test_what_was_sent_back_is_reminded_but_needs_no_longer_time(town, campaign, handed_in):
    actions.send_back(
        sheet_id=handed_in.pk, question="1.1", text="Skriv mer om lokalerna.",
        written_as="HR-strateg", actor=town.hr, at=noon("2023-10-02"),
    )  # fmt: skip

    assert preview(town, campaign, REMIND, "EKL") == {"Eklidens skola": ""}
    assert "lämnas in igen" in preview(town, campaign, EXTEND, "EKL")["Eklidens skola"]


def test_a_sheet_of_another_campaign_is_left_out(town, neighbour, campaign):
    with pytest.raises(ValidationError, match="kan ändras så"):
        actions.change_sheets(
            cycle=campaign.cycle, ids=[0, 10**9], facts=REMIND, actor=town.hr, at=AT
        )


@pytest.mark.parametrize("name", ["Bo Grip", "Sara Lund", "Per Ask"])
def test_one_who_does_not_keep_the_year_changes_nothing(town, campaign, name):
    for facts in (REMIND, EXTEND):
        with pytest.raises(ObjectDoesNotExist):
            change(town, campaign, facts, actor=town.people[name])


@pytest.mark.parametrize(
    ("facts", "fields"),
    [
        (actions.ManyFacts(kind="extend"), {"last_date", "reason"}),
        (
            actions.ManyFacts(kind="extend", last_date=date(2023, 10, 15), reason="Ja."),
            {"last_date"},
        ),
        (actions.ManyFacts(kind="extend", last_date=LATER, reason="  "), {"reason"}),
        (actions.ManyFacts(kind="extend", last_date=LATER, reason="x" * 1001), {"reason"}),
        (actions.ManyFacts(kind="radera"), {"kind"}),
    ],
)
def test_what_a_change_needs_is_asked_for(town, campaign, facts, fields):
    with pytest.raises(ValidationError) as refused:
        preview(town, campaign, facts)

    assert set(refused.value.message_dict) == fields


# ---- reminding ----------------------------------------------------------------------------


def test_the_manager_of_several_units_gets_one_letter_with_them_all(town, campaign):
    holding = town.people["Eva Sten"].holdings.get()
    organisation.end_role(
        holding=holding, to_date=date(2023, 9, 30), actor=town.hr, at=noon("2023-09-29")
    )
    town.role(
        town.people["Bo Grip"], Role.UNIT_MANAGER, "EKL", "enhetschef", from_date=date(2023, 10, 1)
    )
    Mail.objects.all().delete()

    made = change(town, campaign, REMIND)

    letters = {mail.to.name: mail for mail in Mail.objects.all()}
    assert set(letters) == {"Bo Grip", "Ali Noor", "Pia Rask"}
    assert (made.n_letters, len(made.rows)) == (3, 4)
    body = letters["Bo Grip"].body
    assert "– Alby skola, senast 20\u00a0oktober 2023" in body
    assert "– Eklidens skola, senast 20\u00a0oktober 2023" in body
    assert "Centralköket" not in body
    assert not any(name in body for name in town.people)


def test_a_letter_about_several_units_has_a_link_to_each_and_none_to_anything_else(
    settings, town, campaign, client, day
):
    """Each link leads to one sheet; pressing the second goes from the first to it."""
    settings.CSRF_TRUSTED_ORIGINS = ["https://aktiva.strandvik.example"]
    town.role(
        town.people["Bo Grip"], Role.UNIT_MANAGER, "EKL", "enhetschef", from_date=date(2023, 9, 1)
    )
    holding = town.people["Eva Sten"].holdings.get()
    organisation.end_role(
        holding=holding, to_date=date(2023, 9, 30), actor=town.hr, at=noon("2023-09-29")
    )
    Mail.objects.all().delete()

    change(town, campaign, REMIND, "ALB", "EKL")

    body = Mail.objects.get(to=town.people["Bo Grip"]).body
    found = PersonalLink.objects.filter(user=town.people["Bo Grip"]).order_by("sheet")
    assert [f"  {links.mark_of(link)}" in body.splitlines() for link in found] == [True, True]
    assert "Varje länk gäller bara sitt underlag" in body and "http" not in body
    day("2023-10-16")
    for link in found:
        opened = client.post(f"/svara/{links.secret_of(link.salt)}/")
        assert opened["Location"] == f"/underlag/{link.sheet_id}/"
    assert client.get(f"/underlag/{found[0].sheet_id}/").status_code == 403
    assert client.get(f"/underlag/{found[1].sheet_id}/").status_code == 200


def test_a_letter_tells_the_units_own_last_day(town, campaign):
    change(town, campaign, EXTEND, "ALB")
    Mail.objects.all().delete()

    change(town, campaign, REMIND, "ALB")

    mail = Mail.objects.get()
    assert "senast 3\u00a0november 2023" in mail.body
    assert mail.subject.endswith("senast 2023-11-03")


def test_letters_cannot_be_taken_back(town, campaign):
    made = change(town, campaign, REMIND)

    with pytest.raises(SheetsChange.DoesNotExist):
        actions.undo_sheets(change_id=made.pk, actor=town.hr, at=AT)


# ---- longer time --------------------------------------------------------------------------


def test_a_unit_with_longer_time_hands_in_after_the_others_cannot(town, campaign):
    change(town, campaign, EXTEND, "ALB")
    late = noon("2023-11-01")

    hand_in(sheet_of(campaign, town.units["ALB"]), by=town.people["Bo Grip"], at=late)
    with pytest.raises(actions.TooLate):
        hand_in(sheet_of(campaign, town.units["EKL"]), by=town.people["Eva Sten"], at=late)

    assert sheet_of(campaign, town.units["ALB"]).state == "submitted"


def test_the_units_own_last_day_also_passes(town, campaign):
    change(town, campaign, EXTEND, "ALB")

    with pytest.raises(actions.TooLate, match="2023-11-03"):
        hand_in(
            sheet_of(campaign, town.units["ALB"]), by=town.people["Bo Grip"], at=noon("2023-11-04")
        )


def test_a_later_day_for_everybody_goes_before_an_own_day_that_is_earlier(town, campaign):
    change(town, campaign, EXTEND, "ALB")
    actions.extend_campaign(
        campaign=campaign, last_date=date(2023, 11, 17), actor=town.hr, at=noon("2023-10-18")
    )

    assert sheet_of(campaign, town.units["ALB"]).last_date == date(2023, 11, 17)


def test_what_was_extended_is_undone_as_one_and_only_once(town, campaign):
    made = change(town, campaign, EXTEND, "ALB", "KOK")
    assert own_days(campaign) == {"ALB": LATER, "EKL": None, "KOK": LATER, "LOK": None}

    assert actions.undo_sheets(change_id=made.pk, actor=town.hr, at=AT) == (2, 0)

    assert set(own_days(campaign).values()) == {None}
    assert set(campaign.sheets.values_list("own_last_reason", flat=True)) == {""}
    with pytest.raises(SheetsChange.DoesNotExist):
        actions.undo_sheets(change_id=made.pk, actor=town.hr, at=AT)


def test_a_sheet_handed_in_since_keeps_the_day_it_was_handed_in_by(town, campaign):
    made = change(town, campaign, EXTEND, "ALB", "KOK")
    hand_in(sheet_of(campaign, town.units["ALB"]), by=town.people["Bo Grip"], at=noon("2023-10-30"))

    undone = actions.undo_sheets(change_id=made.pk, actor=town.hr, at=noon("2023-10-31"))

    assert undone == (1, 1)
    assert own_days(campaign)["ALB"] == LATER
    assert own_days(campaign)["KOK"] is None


def test_a_day_that_was_moved_again_stays_when_the_first_move_is_undone(town, campaign):
    first = change(town, campaign, EXTEND, "ALB", "KOK")
    again = actions.ManyFacts(kind="extend", last_date=date(2023, 11, 10), reason="Mer tid.")
    second = change(town, campaign, again, "ALB")

    assert actions.undo_sheets(change_id=first.pk, actor=town.hr, at=AT) == (1, 1)
    assert own_days(campaign)["ALB"] == date(2023, 11, 10)
    assert actions.undo_sheets(change_id=second.pk, actor=town.hr, at=AT) == (1, 0)
    assert own_days(campaign)["ALB"] == LATER
    assert sheet_of(campaign, town.units["ALB"]).own_last_reason == EXTEND.reason


def test_nobody_undoes_what_another_did(town, neighbour, campaign):
    made = change(town, campaign, EXTEND)

    for other in (neighbour.hr, town.people["Sara Lund"]):
        with pytest.raises(SheetsChange.DoesNotExist):
            actions.undo_sheets(change_id=made.pk, actor=other, at=AT)


def test_a_change_of_many_leaves_one_trace_without_words(town, campaign):
    before = AuditEntry.objects.count()

    made = change(town, campaign, EXTEND)

    (entry,) = AuditEntry.objects.order_by("pk")[before:]
    assert (entry.event, entry.object_id) == ("sheets.changed", str(made.pk))
    assert entry.details == {"kind": "extend", "rows": 4, "letters": 0}
    assert sheet_of(campaign, town.units["ALB"]).history.first().own_last_date == LATER


# ---- the pages ----------------------------------------------------------------------------


def read(response) -> str:
    text = re.sub(r"<[^>]+>", " ", response.text)
    return " ".join(text.replace("\u00a0", " ").split())


@pytest.fixture
def hr(client, town, campaign, day):
    day("2023-10-16")
    client.force_login(town.hr)
    return client


def test_the_list_is_ticked_shown_done_and_undone(hr, town, campaign, cycle, handed_in):
    page = f"/ar/{cycle.pk}/svar/"
    chosen = {"svar": ids(town, campaign, "ALB", "KOK"), "kind": "extend"}

    first = hr.post(f"{page}flera/", chosen)
    lacking = hr.post(f"{page}flera/", chosen | {"preview": "1", "reason": "Flytt."})
    said = {
        "valda": ",".join(map(str, ids(town, campaign, "ALB", "EKL", "KOK"))), "kind": "extend",
        "shown": "extend", "last_date": "2023-11-03", "reason": "Skolan flyttar.",
    }  # fmt: skip
    shown = hr.post(f"{page}flera/", said | {"preview": "1"})
    nothing_yet = own_days(campaign)
    done = hr.post(f"{page}flera/", said | {"confirm": "1"}, follow=True)

    assert "2 enheter är valda" in read(first)
    assert lacking.status_code == 422 and "Flytt." in lacking.text
    assert "Förläng för 2 enheter" in read(shown)
    assert "Eklidens skola 20 okt 2023 ändras inte: svaren är inlämnade" in read(shown)
    assert set(nothing_yet.values()) == {None}
    assert "2 enheter har fått längre tid" in read(done)
    assert "egen sista dag 3 nov 2023" in read(done)
    made = SheetsChange.objects.get()
    back = hr.post(f"{page}angra/{made.pk}/", follow=True)
    assert "Ändringen är ångrad för 2 enheter" in read(back)
    assert "Ångra" not in read(back)


def test_all_that_match_are_chosen_also_those_on_other_pages(hr, town, campaign, cycle, handed_in):
    answer_all(
        sheet_of(campaign, town.units["LOK"]), by=town.people["Pia Rask"], at=noon("2023-10-02")
    )
    department = str(town.units["SF"].pk)

    shown = hr.post(
        f"/ar/{cycle.pk}/svar/flera/",
        {"alla": "1", "lage": "open", "forvaltning": department, "kind": "remind"},
    )
    everywhere = hr.post(f"/ar/{cycle.pk}/svar/flera/", {"alla": "1", "kind": "remind"})

    assert "2 enheter är valda" in read(shown) and "Alby skola" not in read(shown)
    assert "Skicka 2 brev" in read(shown)
    assert "kan inte tas tillbaka" in read(shown)
    assert "3 enheter är valda" in read(everywhere)  # one has handed in


def test_letters_are_shown_with_those_who_get_none_before_they_are_written(
    hr, town, campaign, cycle, vacant
):
    Mail.objects.all().delete()
    chosen = {"svar": ids(town, campaign), "kind": "remind"}

    shown = hr.post(f"/ar/{cycle.pk}/svar/flera/", chosen)
    assert not Mail.objects.exists()
    done = hr.post(
        f"/ar/{cycle.pk}/svar/flera/", chosen | {"confirm": "1", "shown": "remind"}, follow=True
    )

    assert "Lokalvården vakant inget brev: ingen är chef för enheten" in read(shown)
    assert "För 1 enhet händer inget" in read(shown)
    assert "3 chefer har fått en påminnelse" in read(done)
    assert "Ångra" not in read(done)


def test_a_kind_that_was_not_shown_is_shown_before_it_is_done(hr, town, campaign, cycle):
    Mail.objects.all().delete()

    answer = hr.post(
        f"/ar/{cycle.pk}/svar/flera/",
        {"svar": ids(town, campaign), "kind": "remind", "shown": "extend", "confirm": "1"},
    )

    assert "Skicka 4 brev" in read(answer)
    assert not Mail.objects.exists()


def test_an_empty_choice_leads_back_to_the_list(hr, cycle):
    answer = hr.post(f"/ar/{cycle.pk}/svar/flera/", {"kind": "remind"}, follow=True)

    assert "Välj minst en enhet i listan" in read(answer)


@pytest.mark.parametrize("name", ["Bo Grip", "Sara Lund"])
def test_those_who_do_not_keep_the_year_get_neither_boxes_nor_the_page(
    client, town, campaign, cycle, day, name
):
    day("2023-10-16")
    made = change(town, campaign, EXTEND)
    client.force_login(town.people[name])

    page = client.get(f"/ar/{cycle.pk}/svar/?lage=open")

    assert page.status_code == 200
    assert 'type="checkbox"' not in page.text and "Ångra" not in page.text
    address = f"/ar/{cycle.pk}/svar"
    assert client.post(f"{address}/flera/", {"svar": "1", "kind": "remind"}).status_code == 404
    assert client.post(f"{address}/angra/{made.pk}/").status_code == 404


def test_nothing_can_be_chosen_among_what_is_handed_in_or_ended(hr, town, campaign, cycle):
    hand_in(
        sheet_of(campaign, town.units["EKL"]), by=town.people["Eva Sten"], at=noon("2023-09-25")
    )

    page = hr.get(f"/ar/{cycle.pk}/svar/?lage=submitted")
    waiting = hr.get(f"/ar/{cycle.pk}/svar/?lage=open")

    kinds = re.findall(r'<option value="(\w+)"', page.text)
    assert kinds == ["approve"] and page.text.count('name="svar"') == 1
    assert "approve" not in re.findall(r'<option value="(\w+)"', waiting.text)
    assert waiting.text.count('name="svar"') == 3


def test_the_unit_sees_its_own_day_and_why(client, town, campaign, day):
    change(town, campaign, EXTEND, "ALB")
    day("2023-10-30")
    client.force_login(town.people["Bo Grip"])

    page = read(client.get(f"/underlag/{sheet_of(campaign, town.units['ALB']).pk}/"))

    assert "Lämna in senast fredag 3 november" in page
    assert "Ni har fått längre tid än andra: Skolan flyttar i oktober." in page


def test_a_unit_with_its_own_day_is_not_called_late_before_it(client, town, campaign, cycle, day):
    change(town, campaign, EXTEND, "ALB")
    day("2023-10-30")
    client.force_login(town.hr)

    assert read(client.get(f"/ar/{cycle.pk}/svar/")).count("Försenad") == 3


def test_how_many_units_there_are_changes_no_number_of_questions(
    client, town, cycle, day, django_assert_num_queries
):
    for number in range(30):
        town.managed(f"E{number:02d}", f"Enhet {number}", f"Chef {number}", under="BF")
    sent = actions.open_campaign(
        cycle=cycle, units=[town.units[f"E{n:02d}"] for n in range(30)],
        opens_date=date(2023, 9, 10), last_date=date(2023, 10, 20), actor=town.hr, at=AT,
    )  # fmt: skip
    day("2023-10-16")
    queries.questionnaire(sent)
    client.force_login(town.hr)
    address = f"/ar/{cycle.pk}/svar/flera/"
    several = {"valda": ",".join(map(str, ids(town, sent, *(f"E{n:02d}" for n in range(30)))))}
    one = {"svar": ids(town, sent, "E00")}
    extend = {"kind": "extend", "last_date": "2023-11-03", "reason": "Mer tid."}

    for given in (one, several):
        with django_assert_num_queries(11):
            client.post(address, given | {"kind": "remind"})
        with django_assert_num_queries(12):  # the names of people are asked for
            client.post(address, given | extend | {"preview": "1"})
