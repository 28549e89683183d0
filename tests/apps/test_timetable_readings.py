"""The last day to answer what a party was asked to read: reminders, own calendars and the wheel."""

from __future__ import annotations

import re
from datetime import date

import pytest
from icalendar import Calendar
from strandvik import noon

from aktiva.apps.audit import history
from aktiva.apps.cooperation import actions as cooperation
from aktiva.apps.cooperation.models import Reading
from aktiva.apps.organisation import actions as organisation
from aktiva.apps.organisation import queries as organisation_queries
from aktiva.apps.outbox.models import Mail
from aktiva.apps.timetable import actions, queries
from aktiva.apps.timetable.models import SentReminder
from aktiva.domain.organisation.permissions import Role
from aktiva.domain.values import Step

pytestmark = pytest.mark.django_db

SENT = noon("2023-10-02")
LAST = date(2023, 10, 16)
WEEK_BEFORE = date(2023, 10, 9)
ADA, TURE, SIV = "Ada Fors", "Ture Lind", "Siv Ek"
TITLE = "Utkast om Kims schema"


@pytest.fixture
def town(town):
    """With representatives of two unions for all, and a safety representative at Alby skola."""
    for name, union in ((ADA, "Kommunal"), (TURE, "Vision")):
        town.role(
            town.person(name), Role.UNION_REPRESENTATIVE, "0", "facklig företrädare",
            organisation=union, notified_date=town.at.date(),
        )  # fmt: skip
    town.role(
        town.person(SIV), Role.SAFETY_REPRESENTATIVE, "ALB", "skyddsombud",
        organisation="Kommunal", notified_date=town.at.date(),
    )  # fmt: skip
    cooperation.set_up_parties(employer=town.employer, actor=town.hr, at=town.at)
    return town


def send(town, cycle, *parties: str, unit: str = "0", at=SENT, days: int = 14, title=TITLE):
    facts = cooperation.ReadingFacts(
        about=Reading.About.PAPER, title=title, text="Det här är utkastet.",
        steps=[Step.FOLLOW_UP], days=days,
        parties=[town.employer.parties.get(name=name) for name in parties],
    )  # fmt: skip
    return cooperation.send_for_reading(
        cycle=cycle, unit=town.units[unit], facts=facts, actor=town.hr, at=at
    )


def confirm(reading: Reading, party: str, *, by, at="2023-10-05"):
    return cooperation.confirm(
        asked_id=reading.parties.get(party__name=party).pk, answer="no_objection", words="",
        actor=by, at=noon(at),
    )  # fmt: skip


def by_hand(town, cycle, reading: Reading, day: date) -> int:
    return cooperation.remind(
        asked_ids=[row.pk for row in reading.parties.all()], cycle=cycle, actor=town.hr,
        at=noon(day),
    )  # fmt: skip


def remind(town, day: date) -> list[str]:
    """Send the day's reminders and return who got a letter."""
    n = Mail.objects.count()
    actions.remind(employer=town.employer, on=day, at=noon(day))
    return [mail.to.name for mail in Mail.objects.order_by("pk")[n:]]


def letters(town, day: date) -> dict[str, str]:
    people = {user.pk: name for name, user in town.people.items()}
    return {
        people[digest.to]: letter.body
        for digest, letter in queries.letters(town.employer, on=day).letters
    }


# ---- reminders: what does not count ---------------------------------------------------------


def test_a_party_that_has_answered_is_not_reminded_and_the_other_is(town, cycle):
    reading = send(town, cycle, "Kommunal", "Vision")
    confirm(reading, "Kommunal", by=town.people[ADA])

    assert remind(town, WEEK_BEFORE) == [TURE]


def test_when_one_has_answered_for_the_party_nobody_else_is_reminded(town, cycle):
    town.role(
        town.person("Ulla Bro"), Role.UNION_REPRESENTATIVE, "0", "facklig företrädare",
        organisation="Kommunal", notified_date=town.at.date(),
    )  # fmt: skip
    reading = send(town, cycle, "Kommunal")
    assert sorted(letters(town, WEEK_BEFORE)) == [ADA, "Ulla Bro"]

    confirm(reading, "Kommunal", by=town.people[ADA])

    assert letters(town, WEEK_BEFORE) == {}


def test_a_party_whose_representative_has_left_reminds_nobody(town, cycle):
    send(town, cycle, "Kommunal")
    organisation.end_role(
        holding=town.people[ADA].holdings.get(), to_date=date(2023, 10, 4), actor=town.hr,
        at=noon("2023-10-04"),
    )  # fmt: skip

    assert letters(town, WEEK_BEFORE) == {}


def test_one_who_represents_another_place_is_not_reminded(town, cycle):
    send(town, cycle, "Skyddsombud", unit="ALB")
    town.role(
        town.person("Nils Ohm"), Role.SAFETY_REPRESENTATIVE, "EKL", "skyddsombud",
        organisation="Kommunal", notified_date=town.at.date(),
    )  # fmt: skip

    assert list(letters(town, WEEK_BEFORE)) == [SIV]


def test_what_is_past_is_left_to_be_told_and_reminds_nobody(town, cycle):
    send(town, cycle, "Kommunal")

    assert letters(town, date(2023, 10, 17)) == {}
    assert letters(town, date(2023, 10, 24)) == {}


def test_another_employers_people_get_nothing(town, neighbour, cycle):
    send(town, cycle, "Kommunal")

    assert queries.letters(neighbour.employer, on=WEEK_BEFORE).digests == ()


# ---- reminders: when, and never two about the same thing ------------------------------------


def test_reminders_come_a_week_and_a_day_before_and_on_the_day(town, cycle):
    send(town, cycle, "Kommunal")

    days = [date(2023, 10, day) for day in range(2, 31)]

    assert [day.day for day in days if remind(town, day)] == [9, 13, 16]


def test_the_letter_of_the_day_it_was_sent_is_the_only_one_that_day(town, cycle):
    send(town, cycle, "Kommunal", days=7)

    assert remind(town, SENT.date()) == []
    assert remind(town, date(2023, 10, 3)) == []  # and no second one the day after


def test_one_who_was_reminded_by_hand_gets_no_reminder_that_day(town, cycle):
    reading = send(town, cycle, "Kommunal")

    assert by_hand(town, cycle, reading, WEEK_BEFORE) == 1
    assert remind(town, WEEK_BEFORE) == []
    assert remind(town, date(2023, 10, 10)) == []
    assert remind(town, date(2023, 10, 13)) == [ADA]


def test_one_who_got_the_days_reminder_is_not_reminded_by_hand_that_day(town, cycle):
    reading = send(town, cycle, "Kommunal", "Vision")
    actions.remind(employer=town.employer, on=WEEK_BEFORE, at=noon(WEEK_BEFORE))
    SentReminder.objects.filter(to=town.people[TURE]).delete()

    assert by_hand(town, cycle, reading, WEEK_BEFORE) == 1
    assert Mail.objects.latest("pk").to == town.people[TURE]
    assert reading.parties.get(party__name="Kommunal").reminded_at is None
    assert by_hand(town, cycle, reading, date(2023, 10, 11)) == 2


def test_nobody_is_reminded_by_hand_twice_a_day(town, cycle):
    reading = send(town, cycle, "Kommunal")

    assert by_hand(town, cycle, reading, SENT.date()) == 0
    assert by_hand(town, cycle, reading, WEEK_BEFORE) == 1
    assert by_hand(town, cycle, reading, WEEK_BEFORE) == 0


def test_one_who_came_after_the_letter_is_told_although_others_need_not_be(town, cycle):
    send(town, cycle, "Kommunal")
    town.role(
        town.person("Ulla Bro"), Role.UNION_REPRESENTATIVE, "0", "facklig företrädare",
        organisation="Kommunal", notified_date=date(2023, 10, 4), from_date=date(2023, 10, 4),
        at=noon("2023-10-04"),
    )  # fmt: skip

    assert remind(town, date(2023, 10, 5)) == ["Ulla Bro"]


def test_a_moved_last_day_moves_the_reminders(town, cycle):
    reading = send(town, cycle, "Kommunal")
    assert remind(town, WEEK_BEFORE) == [ADA]
    reading.last_date = date(2023, 10, 27)
    history.store(reading, at=noon("2023-10-10"), by=town.hr)

    assert "27\u00a0oktober 2023, om 7 dagar" in letters(town, date(2023, 10, 20))[ADA]
    assert remind(town, date(2023, 10, 16)) == []
    assert remind(town, date(2023, 10, 20)) == [ADA]


def test_a_reminder_holds_the_place_and_the_day_but_no_name_title_or_address_of_its_own(
    town, cycle, settings
):
    settings.CSRF_TRUSTED_ORIGINS = ["https://aktiva.strandvik.example"]
    reading = send(town, cycle, "Kommunal", unit="ALB")

    body = letters(town, WEEK_BEFORE)[ADA]

    assert "16\u00a0oktober 2023, om 7 dagar" in body
    assert "Sista dagen att svara på det du har att läsa, Alby skola" in body
    for word in (*town.people, TITLE, "Kim", "Kommunal", f"/lasa/{reading.parties.get().pk}"):
        assert word not in body


# ---- the own calendar -----------------------------------------------------------------------


@pytest.fixture
def calendar(client, town, day):
    """Return the lines of somebody's calendar, as (day, words, whether done)."""
    day("2023-10-05")

    def fetched(name: str) -> list[tuple[str, str, bool]]:
        secret = actions.make_feed_key(actor=town.people[name], at=SENT)
        found = Calendar.from_ical(client.get(f"/kalender/{secret}.ics").content).walk("VEVENT")
        return [
            (e.decoded("DTSTART").isoformat(), str(e["SUMMARY"]), "Gjort" in e["DESCRIPTION"])
            for e in found
        ]

    return fetched


def test_a_representatives_calendar_holds_what_they_are_to_answer_also_below(town, cycle, calendar):
    send(town, cycle, "Kommunal", unit="ALB")
    send(town, cycle, "Vision", unit="BF")

    said = "Sista dagen att svara på det du har att läsa"
    assert calendar(ADA) == [("2023-10-16", f"{said}, Alby skola", False)]
    assert calendar(TURE) == [("2023-10-16", f"{said}, Bildningsförvaltningen", False)]
    assert calendar(SIV) == []


def test_what_is_answered_stands_as_done_in_the_calendar(town, cycle, calendar):
    confirm(send(town, cycle, "Kommunal"), "Kommunal", by=town.people[ADA])

    assert [done for _day, _words, done in calendar(ADA)] == [True]


def test_the_one_who_records_cooperation_sees_what_is_waited_for(town, cycle, calendar):
    send(town, cycle, "Skyddsombud", unit="ALB")

    said = "Sista dagen för parterna att svara på det de har fått att läsa"
    assert calendar("Bo Grip") == [("2023-10-16", said, False)]
    assert calendar("Eva Sten") == []


def test_a_calendar_holds_no_title_that_somebody_typed(client, town, cycle, day):
    day("2023-10-05")
    send(town, cycle, "Skyddsombud", unit="ALB")

    for name in (SIV, "Bo Grip"):
        secret = actions.make_feed_key(actor=town.people[name], at=SENT)
        text = re.sub(r"\r\n ", "", client.get(f"/kalender/{secret}.ics").content.decode())
        assert "svara på det" in text
        assert not any(word in text for word in (TITLE, "Kim", *town.people))


# ---- the wheel ------------------------------------------------------------------------------


def wheel(town, *codes: str) -> list[queries.Duty]:
    tree = organisation_queries.tree(town.employer, on=SENT.date())
    units = frozenset(town.units[code].pk for code in codes) or frozenset(tree.nodes)
    asked = queries.Asked(town.employer, tree, units, date(2023, 1, 1), date(2023, 12, 31))
    return [d for d in queries.collect(asked).duties if d.key.startswith("reading")]


def test_the_wheel_of_a_unit_shows_its_own_readings_and_no_other(town, cycle):
    send(town, cycle, "Kommunal", unit="ALB")
    send(town, cycle, "Kommunal", unit="EKL")

    (duty,) = wheel(town, "ALB")

    assert (duty.day, duty.unit_id, duty.done) == (LAST, town.units["ALB"].pk, False)
    assert duty.what == f"Sista dagen för parterna att svara: {TITLE}"
    assert wheel(town, "KOK") == []


def test_it_is_done_when_every_party_has_answered(town, cycle):
    reading = send(town, cycle, "Kommunal", "Vision", unit="ALB")
    confirm(reading, "Kommunal", by=town.people[ADA])
    (half,) = wheel(town, "ALB")
    confirm(reading, "Vision", by=town.people[TURE])
    confirm(reading, "Vision", by=town.people[TURE])  # changed, and still one answer

    (whole,) = wheel(town, "ALB")

    assert (half.done, whole.done) == (False, True)
    assert half.is_late(date(2023, 10, 17)) and not whole.is_late(date(2023, 10, 17))


def test_many_readings_of_a_day_are_one_line_for_many_units(town, cycle):
    first = send(town, cycle, "Kommunal", unit="ALB")
    send(town, cycle, "Kommunal", unit="EKL")
    send(town, cycle, "Kommunal", unit="KOK", days=15)
    confirm(first, "Kommunal", by=town.people[ADA])

    found = wheel(town)

    assert [d.day.day for d in found] == [16, 17]
    assert "2 läsningar, 1 väntar på svar" in found[0].what
    assert not found[0].done


def test_the_pages_show_it(client, town, cycle, day):
    day("2023-10-05")
    reading = send(town, cycle, "Kommunal", unit="ALB")
    send(town, cycle, "Kommunal", unit="EKL")

    client.force_login(town.people["Bo Grip"])
    own = client.get(f"/ar/{cycle.pk}/arshjul/")
    client.force_login(town.hr)
    whole = client.get(f"/ar/{cycle.pk}/arshjul/10/")

    assert f'href="/samverkan/lasning/{reading.pk}/"' in own.text and "Att läsa" not in own.text
    assert f'href="/ar/{cycle.pk}/samverkan/lasning/"' in whole.text


def test_the_list_says_when_no_letter_was_written(client, town, cycle, day):
    reading = send(town, cycle, "Kommunal")
    day("2023-10-02")
    client.force_login(town.hr)

    answer = client.post(
        f"/ar/{cycle.pk}/samverkan/paminn/", {"chosen": reading.parties.get().pk}, follow=True
    )

    assert "Inget brev skickades" in answer.text


# ---- how many questions ---------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.slow
def test_how_many_readings_there_are_changes_no_number_of_questions(
    client, town, cycle, day, django_assert_num_queries, rows
):
    day("2023-10-09")
    for number in range(rows):
        send(town, cycle, "Kommunal", "Vision", unit=("ALB", "EKL", "0")[number % 3])
    secret = actions.make_feed_key(actor=town.people[ADA], at=SENT)

    with django_assert_num_queries(18):
        assert len(letters(town, WEEK_BEFORE)) == 2
    with django_assert_num_queries(18):
        assert client.get(f"/kalender/{secret}.ics").content.count(b"BEGIN:VEVENT") == rows
