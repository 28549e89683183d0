"""A person's calendar: made once, shown once, fetched without signing in, revoked for good."""

import re
from datetime import date

import pytest
from icalendar import Calendar
from strandvik import noon

from aktiva.apps.audit.models import AuditEntry
from aktiva.apps.cycles import actions as cycles
from aktiva.apps.organisation import actions as organisation
from aktiva.apps.timetable import actions, queries
from aktiva.apps.timetable.models import FeedKey
from aktiva.domain.organisation.permissions import Role

pytestmark = pytest.mark.django_db

AT = noon("2023-09-11")
BO, EVA = "Bo Grip", "Eva Sten"


@pytest.fixture(autouse=True)
def today(day):
    day("2023-09-20")


@pytest.fixture
def measure(town, cycle):
    facts = cycles.MeasureFacts(
        area="training", title="Låt Kim Ek gå kursen", owner_role="rektor",
        due_date=date(2023, 11, 30),
    )  # fmt: skip
    return cycles.decide_measure(
        cycle=cycle, unit=town.units["ALB"], facts=facts, actor=town.hr, at=AT
    )


def fetch(client, secret: str, **headers):
    return client.get(f"/kalender/{secret}.ics", headers=headers)


def events(response) -> list:
    return Calendar.from_ical(response.content).walk("VEVENT")


def test_the_calendar_holds_the_dates_of_the_persons_units(client, town, campaign, measure):
    secret = actions.make_feed_key(actor=town.people[BO], at=AT)

    response = fetch(client, secret)

    assert (response.status_code, response["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert [(e.decoded("DTSTART").isoformat(), str(e["SUMMARY"])) for e in events(response)] == [
        ("2023-10-20", "Sista dagen att lämna in svaren för 2023"),
        ("2023-11-30", "Klart senast: Åtgärd om utbildning och kompetensutveckling, Alby skola"),
    ]


def test_the_neighbouring_units_dates_are_not_in_it(client, town, measure):
    secret = actions.make_feed_key(actor=town.people[EVA], at=AT)

    assert events(fetch(client, secret)) == []


def test_it_holds_no_name_and_no_word_that_somebody_typed(client, town, campaign, measure):
    secret = actions.make_feed_key(actor=town.people[BO], at=AT)

    text = re.sub(r"\r\n ", "", fetch(client, secret).content.decode())

    for name in (*town.people, "Kim", "Ek gå", "rektor", "strandvik.example"):
        assert name not in text
    assert secret not in text


def test_a_moved_date_is_the_same_event_with_a_higher_number(client, town, measure):
    secret = actions.make_feed_key(actor=town.people[BO], at=AT)
    (before,) = events(fetch(client, secret))
    cycles.extend_measure(
        measure_id=measure.pk, new_due_date=date(2023, 12, 14), reason="Lokalen är upptagen.",
        decided_by="rektor", actor=town.hr, at=noon("2023-09-19"),
    )  # fmt: skip

    (after,) = events(fetch(client, secret))

    assert before["UID"] == after["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after.decoded("DTSTAMP") == noon("2023-09-19")
    assert after.decoded("DTSTART") == date(2023, 12, 14)


def test_an_event_moves_what_waits_for_it_and_raises_its_number(client, town, cycle):
    facts = cycles.MeasureFacts(
        area="pay", title="Lika lön", owner_role="chef", schedule_text="Vid medarbetarsamtal"
    )
    cycles.decide_measure(cycle=cycle, unit=town.units["ALB"], facts=facts, actor=town.hr, at=AT)
    secret = actions.make_feed_key(actor=town.people[BO], at=AT)
    given = {"employer": town.employer, "kind": "appraisal", "name": "Samtal", "actor": town.hr}
    kept = actions.record_event(
        from_date=date(2023, 10, 2), to_date=date(2023, 10, 6), at=AT, **given
    )

    def number() -> int:
        return next(e for e in events(fetch(client, secret)) if "Åtgärd" in e["SUMMARY"])[
            "SEQUENCE"
        ]

    before = number()
    actions.record_event(
        event_id=kept.pk, from_date=date(2023, 10, 9), to_date=date(2023, 10, 13),
        at=noon("2023-09-12"), **given,
    )  # fmt: skip

    assert number() > before


def test_a_person_who_leaves_gets_an_empty_calendar(client, town, measure):
    secret = actions.make_feed_key(actor=town.people[BO], at=AT)
    holding = town.people[BO].holdings.get()
    organisation.end_role(holding=holding, to_date=AT.date(), actor=town.hr, at=AT)

    assert events(fetch(client, secret)) == []


def test_an_administrator_of_the_system_reads_no_measures_in_a_calendar(client, town, campaign):
    who = town.person("Ada Min")
    town.role(who, Role.ADMINISTRATOR, "0", "systemadministratör")
    secret = actions.make_feed_key(actor=who, at=AT)

    assert events(fetch(client, secret)) == []


# ---- the secret -----------------------------------------------------------------------------


def test_the_secret_is_long_and_only_its_digest_is_kept(town):
    secret = actions.make_feed_key(actor=town.people[BO], at=AT)

    kept = FeedKey.objects.get()
    assert len(secret) >= 43
    assert secret not in [str(getattr(kept, f.name)) for f in FeedKey._meta.concrete_fields]
    assert kept.digest == queries.digest_of(secret)
    assert secret not in str(list(AuditEntry.objects.values()))


def test_it_is_shown_once_and_then_never_again(client, town):
    client.force_login(town.people[BO])

    made = client.post("/konto/kalender/").content.decode()
    again = client.get("/konto/kalender/").content.decode()

    (address,) = set(re.findall(r"http://testserver/kalender/[\w-]+\.ics", made))
    assert client.get(address).status_code == 200
    assert "/kalender/" not in again.replace("/konto/kalender/", "")
    assert "Du gjorde en adress 20\u00a0september 2023." in again


@pytest.mark.parametrize("secret", ["x", "A" * 43, "..", "å" * 20, "%00"])
def test_another_secret_opens_nothing(client, town, secret):
    actions.make_feed_key(actor=town.people[BO], at=AT)

    assert fetch(client, secret).status_code == 404


def test_a_revoked_address_answers_404(client, town):
    secret = actions.make_feed_key(actor=town.people[BO], at=AT)
    client.force_login(town.people[BO])

    answer = client.post("/konto/kalender/aterkalla/")
    client.logout()

    assert answer.status_code == 302
    assert fetch(client, secret).status_code == 404


def test_a_new_address_ends_the_old_one(client, town):
    old = actions.make_feed_key(actor=town.people[BO], at=AT)
    new = actions.make_feed_key(actor=town.people[BO], at=AT)

    assert (fetch(client, old).status_code, fetch(client, new).status_code) == (404, 200)


def test_an_account_that_is_closed_answers_404(client, town):
    secret = actions.make_feed_key(actor=town.people[BO], at=AT)
    town.people[BO].is_active = False
    town.people[BO].save()

    assert fetch(client, secret).status_code == 404


def test_revoking_nothing_says_so(client, town):
    client.force_login(town.people[BO])

    answer = client.post("/konto/kalender/aterkalla/", follow=True)

    assert "Du har ingen kalenderadress att återkalla." in answer.content.decode()


# ---- fetching it often ------------------------------------------------------------------------


def test_an_unchanged_calendar_is_not_sent_again(client, town, measure):
    secret = actions.make_feed_key(actor=town.people[BO], at=AT)
    first = fetch(client, secret)

    same = fetch(client, secret, if_none_match=first["ETag"])
    since = fetch(client, secret, if_modified_since=first["Last-Modified"])

    assert (same.status_code, same.content) == (304, b"")
    assert since.status_code == 304


def test_a_changed_calendar_is_sent_again(client, town, measure):
    secret = actions.make_feed_key(actor=town.people[BO], at=AT)
    tag = fetch(client, secret)["ETag"]
    cycles.extend_measure(
        measure_id=measure.pk, new_due_date=date(2023, 12, 14), reason="Lokalen är upptagen.",
        decided_by="rektor", actor=town.hr, at=noon("2023-09-19"),
    )  # fmt: skip

    assert fetch(client, secret, if_none_match=tag).status_code == 200


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_an_unchanged_calendar_costs_four_questions(
    client, town, measure, django_assert_num_queries
):
    """The key, the person's roles, the units, and whether anything has been recorded since."""
    secret = actions.make_feed_key(actor=town.people[BO], at=AT)
    tag = fetch(client, secret)["ETag"]

    with django_assert_num_queries(3):
        assert fetch(client, secret, if_none_match=tag).status_code == 304


def test_the_day_it_was_fetched_is_remembered(client, town):
    secret = actions.make_feed_key(actor=town.people[BO], at=AT)

    fetch(client, secret)

    assert FeedKey.objects.get().fetched_on == date(2023, 9, 20)


def test_only_reading_is_allowed(client, town):
    secret = actions.make_feed_key(actor=town.people[BO], at=AT)

    assert client.post(f"/kalender/{secret}.ics").status_code == 405
    assert client.head(f"/kalender/{secret}.ics").status_code == 200
