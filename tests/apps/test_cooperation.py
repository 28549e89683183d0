"""Cooperation: what is recorded, by whom, and whose words nobody else can change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from strandvik import Municipality, noon

from aktiva.apps.audit.models import AuditEntry
from aktiva.apps.cooperation import actions, queries
from aktiva.apps.cooperation.models import Confirmation, FormsAgreement, Meeting, Party, Reading
from aktiva.apps.outbox.models import Mail
from aktiva.apps.registers import actions as registers
from aktiva.domain.cooperation.coverage import State
from aktiva.domain.organisation.permissions import Role
from aktiva.domain.values import Step

pytestmark = pytest.mark.django_db

AT = noon("2023-10-02")
WORDS = "Vi delar inte bilden.\n\nTurerna har inte minskat, de har flyttats till helgen."


@pytest.fixture
def town(town: Municipality) -> Municipality:
    """With representatives for the whole employer and for one school, forums and parties."""
    for name, organisation in (("Ada Fors", "Kommunal"), ("Ture Lind", "Vision")):
        town.role(
            town.person(name), Role.UNION_REPRESENTATIVE, "0", "facklig företrädare",
            organisation=organisation, notified_date=town.at.date(),
        )  # fmt: skip
    town.role(
        town.person("Siv Ek"), Role.SAFETY_REPRESENTATIVE, "ALB", "skyddsombud",
        organisation="Kommunal", notified_date=town.at.date(),
    )  # fmt: skip
    registers.set_up_forums(employer=town.employer, actor=town.hr, at=town.at)
    actions.set_up_parties(employer=town.employer, actor=town.hr, at=town.at)
    return town


def party(town: Municipality, name: str) -> Party:
    return town.employer.parties.get(name=name)


def csg(town: Municipality, **given) -> actions.MeetingFacts:
    blank = actions.MeetingFacts(
        on_date=date(2023, 9, 14),
        kind=Meeting.Kind.COOPERATION,
        steps=[Step.EXAMINE],
        information="Frågorna till enheterna.",
        forum=town.employer.forums.get(name__startswith="Central"),
        present=[actions.Present(party=party(town, "Kommunal"), function="facklig företrädare")],
    )
    return replace(blank, **given)


def hold(town: Municipality, cycle, *, unit: str = "0", by=None, at=AT, **given) -> Meeting:
    return actions.record_meeting(
        cycle=cycle, unit=town.units[unit], facts=csg(town, **given), actor=by or town.hr, at=at
    )


def send(
    town: Municipality,
    cycle,
    *,
    unit: str = "0",
    parties=("Kommunal", "Vision"),
    by=None,
    at=AT,
    **given,
):
    facts = {
        "about": Reading.About.PAPER,
        "title": "Utkast till årlig uppföljning",
        "text": "Det här är utkastet.",
        "steps": [Step.FOLLOW_UP],
        "days": 10,
        "parties": [party(town, name) for name in parties],
    } | given
    return actions.send_for_reading(
        cycle=cycle, unit=town.units[unit], facts=actions.ReadingFacts(**facts),
        actor=by or town.hr, at=at,
    )  # fmt: skip


def asked(reading: Reading, name: str):
    return reading.parties.get(party__name=name)


def confirm(reading: Reading, name: str, *, by, answer="dissent", words=WORDS, at="2023-10-05"):
    return actions.confirm(
        asked_id=asked(reading, name).pk, answer=answer, words=words, actor=by, at=noon(at)
    )


def pairs(town, cycle, unit: str = "0", on: str = "2023-10-20") -> dict[tuple[str, Step], State]:
    standing = queries.standing(cycle, on=date.fromisoformat(on))
    names = {pk: p.name for pk, p in standing.gathered.parties.items()}
    return {(names[p.party], p.step): p.state for p in standing.pairs[town.units[unit].pk]}


# ---- parties -------------------------------------------------------------------------------


def test_the_parties_are_the_organisations_of_notified_assignments_and_those_all_have(town):
    assert list(town.employer.parties.order_by("position").values_list("name", "kind")) == [
        ("Kommunal", "union_with_agreement"),
        ("Vision", "union_with_agreement"),
        ("Skyddsombud", "safety_representatives"),
        ("Medarbetare utan företrädd facklig organisation", "employees"),
    ]


def test_setting_up_the_parties_twice_adds_none(town):
    assert actions.set_up_parties(employer=town.employer, actor=town.hr, at=AT) == []


def test_a_party_is_registered_once_whatever_the_case_of_its_letters(town):
    with pytest.raises(ValidationError, match="redan en part"):
        actions.register_party(
            employer=town.employer, name="KOMMUNAL", kind="union", actor=town.hr, at=AT
        )


@pytest.mark.parametrize("name", ["Bo Grip", "Ada Fors", "Sara Lund"])
def test_only_the_one_who_keeps_the_year_registers_parties(town, name):
    with pytest.raises(ObjectDoesNotExist):
        actions.register_party(
            employer=town.employer, name="Saco", kind="union", actor=town.people[name], at=AT
        )


def test_a_party_takes_part_somewhere(town):
    with pytest.raises(ValidationError):
        actions.change_party(party_id=party(town, "Vision").pk, tiers=[], actor=town.hr, at=AT)


def test_a_retired_party_is_required_no_longer(town, cycle):
    vision = party(town, "Vision")

    actions.change_party(
        party_id=vision.pk, tiers=vision.tiers, retired_on=date(2023, 10, 1), actor=town.hr, at=AT
    )

    assert {name for name, _step in pairs(town, cycle)} == {"Kommunal", "Skyddsombud"}


# ---- the agreement on forms ----------------------------------------------------------------


def agree(town, cycle, **given) -> FormsAgreement:
    facts = {
        "unit": town.root,
        "agreed_on": date(2023, 9, 1),
        "text": "CSG möts en gång per steg.",
        "days_to_answer": 10,
        "parties": [party(town, "Kommunal")],
        "actor": town.hr,
        "at": AT,
    } | given
    return actions.agree_on_forms(cycle=cycle, **facts)


def test_an_agreement_is_kept_once_a_year_and_its_earlier_words_remain(town, cycle):
    agree(town, cycle)

    kept = agree(town, cycle, text="CSG möts två gånger per steg.", at=noon("2023-10-03"))

    assert FormsAgreement.objects.count() == 1
    assert [h.text for h in kept.history.order_by("history_date")] == [
        "CSG möts en gång per steg.",
        "CSG möts två gånger per steg.",
    ]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"agreed_on": date(2023, 10, 3)}, "agreed_on"),
        ({"parties": []}, "parties"),
        ({"days_to_answer": 0}, "days_to_answer"),
        ({"days_to_answer": 61}, "days_to_answer"),
        ({"text": "  "}, "text"),
    ],
)
def test_an_agreement_that_says_nothing_is_refused(town, cycle, given, field):
    with pytest.raises(ValidationError) as refused:
        agree(town, cycle, **given)

    assert list(refused.value.message_dict) == [field]


# ---- meetings ------------------------------------------------------------------------------


def test_a_meeting_covers_its_step_for_those_who_took_part(town, cycle):
    hold(town, cycle)

    found = pairs(town, cycle)
    assert found["Kommunal", Step.EXAMINE] is State.COVERED
    assert found["Kommunal", Step.ACT] is State.MISSING
    assert found["Vision", Step.EXAMINE] is State.MISSING


def test_a_negotiation_is_recorded_as_one_and_covers_nothing(town, cycle):
    hold(town, cycle, kind=Meeting.Kind.NEGOTIATION)

    assert set(pairs(town, cycle).values()) == {State.MISSING}


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"on_date": date(2023, 10, 3)}, "on_date"),  # tomorrow
        ({"on_date": date(2022, 12, 31)}, "on_date"),  # last year
        ({"steps": []}, "steps"),
        ({"information": " "}, "information"),
        ({"informed_on": date(2023, 9, 15)}, "informed_on"),  # after the meeting
        ({"present": []}, "parties"),
        ({"covers_below": True}, "covers_below"),  # the employer's own
        ({"forum": None}, "__all__"),
    ],
)
def test_a_meeting_that_lacks_something_is_refused_with_what(town, cycle, given, field):
    with pytest.raises(ValidationError) as refused:
        hold(town, cycle, **given)

    assert list(refused.value.message_dict) == [field]
    assert not Meeting.objects.exists()


def test_a_party_without_a_function_is_refused(town, cycle):
    nameless = [actions.Present(party=party(town, "Kommunal"), function=" ")]

    with pytest.raises(ValidationError, match="funktion"):
        hold(town, cycle, present=nameless)


@pytest.mark.parametrize("name", ["Eva Sten", "Ada Fors", "Per Ask"])
def test_a_colleague_elsewhere_and_a_representative_record_no_meeting_at_a_unit(town, cycle, name):
    with pytest.raises(ObjectDoesNotExist):
        hold(town, cycle, unit="ALB", by=town.people[name])


def test_a_manager_records_the_meeting_of_the_own_unit(town, cycle):
    staff = party(town, "Medarbetare utan företrädd facklig organisation")
    present = [actions.Present(party=staff, function="medarbetare på APT", views="Fler samtal.")]

    hold(town, cycle, unit="ALB", by=town.people["Bo Grip"], present=present)

    assert pairs(town, cycle, "ALB")[staff.name, Step.EXAMINE] is State.COVERED


def test_what_a_party_said_at_a_meeting_is_not_changed_or_left_out(town, cycle):
    said = actions.Present(
        party=party(town, "Kommunal"), function="facklig företrädare", dissent=WORDS
    )
    meeting = hold(town, cycle, present=[said])

    for present in (
        [replace(said, dissent="Vi är överens.")],
        [replace(said, dissent="")],
        [actions.Present(party=party(town, "Vision"), function="facklig företrädare")],
    ):
        with pytest.raises(ValidationError, match="orden ändras inte"):
            actions.change_meeting(
                meeting_id=meeting.pk, facts=csg(town, present=present), actor=town.hr, at=AT
            )
    with pytest.raises(ValidationError, match="parternas ord"):
        actions.withdraw_meeting(meeting_id=meeting.pk, actor=town.hr, at=AT)
    assert meeting.parties.get().dissent == WORDS


def test_the_rest_of_a_meeting_is_put_right_and_what_it_was_is_kept(town, cycle):
    meeting = hold(town, cycle)
    vision = actions.Present(party=party(town, "Vision"), function="ombud", views="Bra.")

    changed = actions.change_meeting(
        meeting_id=meeting.pk, facts=csg(town, on_date=date(2023, 9, 15), present=[vision]),
        actor=town.hr, at=noon("2023-10-03"),
    )  # fmt: skip

    assert [p.party.name for p in changed.parties.all()] == ["Vision"]
    assert changed.on_date == date(2023, 9, 15)
    assert changed.recorded_at == noon("2023-10-03")
    assert [h.on_date for h in meeting.history.order_by("history_date")] == [
        date(2023, 9, 14),
        date(2023, 9, 15),
    ]


def test_a_meeting_recorded_by_mistake_goes_and_its_history_stays(town, cycle):
    meeting = hold(town, cycle)
    pk = meeting.pk

    actions.withdraw_meeting(meeting_id=pk, actor=town.hr, at=noon("2023-10-03"))

    assert not Meeting.objects.exists()
    assert Meeting.history.filter(id=pk).count() == 2


def test_what_is_recorded_after_the_paper_was_approved_does_not_count(town, cycle):
    actions.note_account(
        cycle=cycle, unit=town.root, title="Årlig uppföljning", actor=town.hr, at=AT
    )

    hold(town, cycle, at=noon("2023-10-04"))

    assert pairs(town, cycle)["Kommunal", Step.EXAMINE] is State.MISSING


# ---- what is sent to be read ---------------------------------------------------------------


def test_every_representative_of_the_parties_is_written_to_without_secrets_or_names(town, cycle):
    send(town, cycle)

    letters = {m.to_id: m for m in Mail.objects.all()}
    assert set(letters) == {town.people["Ada Fors"].pk, town.people["Ture Lind"].pk}
    for letter in letters.values():
        text = f"{letter.subject} {letter.body}"
        assert "torsdag 12 oktober" in text
        hidden = ("http", "/lasa/", "Kommunal", "Vision", "Utkast", "Ada", "Moa")
        assert not [word for word in hidden if word in text]


def test_the_last_day_is_so_many_days_after_the_day_of_sending(town, cycle):
    assert send(town, cycle, days=7).last_date == date(2023, 10, 9)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"title": " "}, "title"),
        ({"text": " ", "link": ""}, "text"),
        ({"steps": []}, "steps"),
        ({"parties": []}, "parties"),
        ({"days": 0}, "days"),
    ],
)
def test_what_says_nothing_or_asks_nobody_is_not_sent(town, cycle, given, field):
    with pytest.raises(ValidationError) as refused:
        send(town, cycle, **given)

    assert list(refused.value.message_dict) == [field]
    assert not Mail.objects.exists()


@pytest.mark.parametrize("name", ["Skyddsombud", "Medarbetare utan företrädd facklig organisation"])
def test_a_party_that_nobody_can_answer_for_is_not_asked_in_vain(town, cycle, name):
    """Siv Ek is safety representative at a school and does not speak for the whole employer."""
    with pytest.raises(ValidationError, match="ingen företrädare"):
        send(town, cycle, parties=(name,))


def test_silence_is_waited_for_and_then_shown_as_silence(town, cycle):
    reading = send(town, cycle)
    confirm(reading, "Kommunal", by=town.people["Ada Fors"], answer="no_objection", words="")

    before, after = (pairs(town, cycle, on=day) for day in ("2023-10-12", "2023-10-13"))

    assert before["Vision", Step.FOLLOW_UP] is State.WAITING
    assert after["Vision", Step.FOLLOW_UP] is State.SILENT
    assert after["Kommunal", Step.FOLLOW_UP] is State.COVERED


# ---- the parties' own words ----------------------------------------------------------------


@pytest.mark.parametrize("name", ["Moa Hedlund", "Ture Lind", "Siv Ek", "Bo Grip", "Sara Lund"])
def test_nobody_but_the_partys_representative_answers_or_changes_its_words(town, cycle, name):
    reading = send(town, cycle)
    kept = confirm(reading, "Kommunal", by=town.people["Ada Fors"])

    with pytest.raises(ObjectDoesNotExist):
        confirm(reading, "Kommunal", by=town.people[name], answer="no_objection", words="Ändrat")

    kept.refresh_from_db()
    assert (kept.answer, kept.words) == ("dissent", WORDS)
    assert Confirmation.objects.count() == 1


def test_the_administrator_of_the_system_cannot_answer_for_a_party(town, cycle):
    administrator = town.person("Sys Tem")
    town.role(administrator, Role.ADMINISTRATOR, "0", "systemförvaltare")
    reading = send(town, cycle)

    with pytest.raises(ObjectDoesNotExist):
        confirm(reading, "Kommunal", by=administrator)


def test_a_stranger_and_a_former_representative_cannot_answer(town, cycle, neighbour):
    reading = send(town, cycle)
    other = neighbour.person("Ulf Ny")
    neighbour.role(
        other, Role.UNION_REPRESENTATIVE, "0", "facklig företrädare", organisation="Kommunal",
        notified_date=neighbour.at.date(),
    )  # fmt: skip
    former = town.person("Gun Alm")
    town.role(
        former, Role.UNION_REPRESENTATIVE, "0", "facklig företrädare", organisation="Kommunal",
        notified_date=town.at.date(), to_date=date(2023, 10, 5),
    )  # fmt: skip

    for user in (other, former):
        with pytest.raises(ObjectDoesNotExist):
            confirm(reading, "Kommunal", by=user)


def test_a_safety_representative_answers_for_the_function_at_the_own_unit_and_not_for_the_union(
    town, cycle
):
    siv = town.people["Siv Ek"]
    mine = send(town, cycle, unit="ALB", parties=("Skyddsombud",), by=town.people["Bo Grip"])
    theirs = send(town, cycle)

    given = confirm(mine, "Skyddsombud", by=siv)

    assert given.shown_as == "skyddsombud"
    with pytest.raises(ObjectDoesNotExist):
        confirm(theirs, "Kommunal", by=siv)


def test_the_answer_is_shown_by_function_and_organisation(town, cycle):
    given = confirm(send(town, cycle), "Kommunal", by=town.people["Ada Fors"])

    assert given.shown_as == "facklig företrädare, Kommunal"


def test_own_words_are_changed_through_the_last_day_and_what_they_were_is_kept(town, cycle):
    reading = send(town, cycle)
    ada = town.people["Ada Fors"]
    first = confirm(reading, "Kommunal", by=ada)

    second = confirm(reading, "Kommunal", by=ada, words="Vi är nästan överens.", at="2023-10-12")

    assert (second.pk, second.words) == (first.pk, "Vi är nästan överens.")
    assert [h.words for h in first.history.order_by("history_date")] == [WORDS, second.words]


def test_after_the_last_day_a_correction_stands_beside_and_nothing_is_overwritten(town, cycle):
    reading = send(town, cycle)
    ada = town.people["Ada Fors"]
    first = confirm(reading, "Kommunal", by=ada)

    second = confirm(
        reading, "Kommunal", by=ada, answer="no_objection", words="Nu är det löst.",
        at="2023-10-13",
    )  # fmt: skip

    first.refresh_from_db()
    assert (first.words, second.corrects) == (WORDS, first)
    assert pairs(town, cycle)["Kommunal", Step.FOLLOW_UP] is State.COVERED


def test_after_the_paper_is_approved_a_correction_stands_beside(town, cycle):
    reading = send(town, cycle)
    ada = town.people["Ada Fors"]
    first = confirm(reading, "Kommunal", by=ada)
    actions.note_account(
        cycle=cycle, unit=town.root, title="Årlig uppföljning", actor=town.hr,
        at=noon("2023-10-06"),
    )  # fmt: skip

    second = confirm(reading, "Kommunal", by=ada, words="Ett tillägg.", at="2023-10-07")

    first.refresh_from_db()
    assert (first.words, second.corrects) == (WORDS, first)
    assert pairs(town, cycle)["Kommunal", Step.FOLLOW_UP] is State.DISSENT


@pytest.mark.parametrize(
    ("answer", "words", "field"), [("dissent", "  ", "words"), ("maybe", "", "answer")]
)
def test_dissent_has_words_and_an_answer_is_one_of_three(town, cycle, answer, words, field):
    reading = send(town, cycle)

    with pytest.raises(ValidationError) as refused:
        confirm(reading, "Kommunal", by=town.people["Ada Fors"], answer=answer, words=words)

    assert list(refused.value.message_dict) == [field]


def test_a_late_answer_is_kept_and_told_as_late(town, cycle):
    reading = send(town, cycle)
    confirm(reading, "Vision", by=town.people["Ture Lind"], at="2023-10-20")

    g = queries.gathered(cycle)
    row = next(
        r for r in queries.asked_rows(g, reading, on=date(2023, 10, 21)) if r.party == "Vision"
    )

    assert (row.state, row.is_late) == ("dissent", True)


# ---- reminding -----------------------------------------------------------------------------


def test_only_those_chosen_who_have_not_answered_are_reminded(town, cycle):
    reading = send(town, cycle)
    confirm(reading, "Kommunal", by=town.people["Ada Fors"])
    Mail.objects.all().delete()
    chosen = list(reading.parties.values_list("pk", flat=True))

    n = actions.remind(asked_ids=chosen, cycle=cycle, actor=town.hr, at=noon("2023-10-11"))

    assert n == 1
    assert [m.to_id for m in Mail.objects.all()] == [town.people["Ture Lind"].pk]
    assert asked(reading, "Vision").reminded_at == noon("2023-10-11")
    assert asked(reading, "Kommunal").reminded_at is None


def test_a_manager_reminds_nobody_about_what_the_whole_employer_sent(town, cycle):
    reading = send(town, cycle)
    Mail.objects.all().delete()
    chosen = list(reading.parties.values_list("pk", flat=True))

    n = actions.remind(
        asked_ids=chosen, cycle=cycle, actor=town.people["Bo Grip"], at=noon("2023-10-11")
    )

    assert (n, Mail.objects.count()) == (0, 0)


def test_a_representative_reminds_nobody(town, cycle):
    reading = send(town, cycle)

    with pytest.raises(ObjectDoesNotExist):
        actions.remind(
            asked_ids=[asked(reading, "Vision").pk], cycle=cycle, actor=town.people["Ada Fors"],
            at=AT,
        )  # fmt: skip


def test_a_trace_of_an_answer_holds_none_of_its_words(town, cycle):
    confirm(send(town, cycle), "Kommunal", by=town.people["Ada Fors"])

    assert AuditEntry.objects.get(event="confirmation.given").details == {"answer": "dissent"}
