"""Reminders as they are sent: to whom, what stands in them, never twice, and what HR can see."""

import re
from datetime import date, timedelta

import pytest
from django.core import mail as django_mail
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from strandvik import hand_in, noon, sheet_of

from aktiva.apps.audit.models import AuditEntry
from aktiva.apps.cycles import actions as cycles
from aktiva.apps.outbox.models import Mail
from aktiva.apps.surveys import actions as surveys
from aktiva.apps.timetable import actions, queries
from aktiva.apps.timetable.models import Bounce, SentReminder, Substitution
from aktiva.domain.organisation.permissions import Role

pytestmark = pytest.mark.django_db

AT = noon("2023-09-11")
BO, EVA, SARA = "Bo Grip", "Eva Sten", "Sara Lund"
DUE = date(2023, 11, 29)
WEEK_BEFORE = date(2023, 11, 22)


def decide(town, cycle, unit: str = "ALB", title: str = "Två utbildningsdagar", **given):
    common = given.pop("common", False)
    given.setdefault("owner_role", "chef")
    given.setdefault("due_date", DUE)
    return cycles.decide_measure(
        cycle=cycle, unit=town.units[unit], common=common, actor=town.hr, at=AT,
        facts=cycles.MeasureFacts(area="training", title=title, **given),
    )  # fmt: skip


def remind(town, day: date, **rest) -> actions.Reminded:
    return actions.remind(employer=town.employer, on=day, at=noon(day), **rest)


def letters(town, day: date) -> dict[str, str]:
    """Return receiver → body of the letters of a day, as they would be sent."""
    people = {user.pk: name for name, user in town.people.items()}
    return {
        people[digest.to]: letter.body
        for digest, letter in queries.letters(town.employer, on=day).letters
    }


def away(town, absent: str, substitute: str, first: date, last: date, actor=None):
    return actions.set_substitute(
        employer=town.employer, absent=town.people[absent].email,
        substitute=town.people[substitute].email, from_date=first, to_date=last,
        actor=actor or town.hr, at=AT,
    )  # fmt: skip


# ---- to whom ------------------------------------------------------------------------------


def test_the_manager_of_the_unit_is_reminded(town, cycle):
    decide(town, cycle)

    assert list(letters(town, WEEK_BEFORE)) == [BO]


def test_the_nearest_manager_above_has_what_a_vacant_unit_owes(town, cycle):
    town.unit("NY", "Nya skolan", under="BF")
    decide(town, cycle, "NY")

    assert list(letters(town, WEEK_BEFORE)) == [SARA]


def test_those_who_keep_the_year_have_what_nobody_else_has(town, cycle):
    decide(town, cycle, "0", common=True, owner_role="HR-chef")

    assert list(letters(town, WEEK_BEFORE)) == [town.hr.name]


@pytest.mark.parametrize(("words", "n"), [("Chef", 5), ("enhetschef", 5), ("HR-chef", 1)])
def test_a_common_measure_reminds_the_managers_its_words_mean(town, cycle, words, n):
    decide(town, cycle, "0", common=True, owner_role=words)

    assert len(letters(town, WEEK_BEFORE)) == n


def test_a_unit_that_has_done_a_common_measure_is_not_reminded_of_it(town, cycle):
    common = decide(town, cycle, "BF", common=True)
    cycles.set_at_unit(
        measure_id=common.pk, unit_id=town.units["ALB"].pk, status="done",
        note="Alla har gått kursen.", actor=town.hr, at=AT,
    )  # fmt: skip

    assert sorted(letters(town, WEEK_BEFORE)) == [EVA, SARA]


def test_what_is_finished_dropped_or_evaluated_reminds_nobody(town, cycle):
    measure = decide(town, cycle)
    cycles.record_outcome(
        measure_id=measure.pk, cycle=cycle, actor=town.hr, at=AT,
        facts=cycles.OutcomeFacts(result="done", effect="yes", how_known="Alla har gått kursen."),
    )  # fmt: skip

    assert letters(town, WEEK_BEFORE) == {}


def test_a_unit_that_has_not_handed_in_is_reminded_and_one_that_has_is_not(town, campaign):
    hand_in(sheet_of(campaign, town.units["EKL"]), by=town.people[EVA], at=noon("2023-09-20"))

    found = letters(town, date(2023, 10, 20))

    assert BO in found and EVA not in found
    assert "Sista dagen att lämna in svaren för 2023, Alby skola" in found[BO]


def test_the_dates_of_the_year_remind_those_who_keep_it(town):
    cycles.open_year(
        employer=town.employer, year=2023, actor=town.hr, at=AT, decision_date=date(2023, 12, 13)
    )

    assert list(letters(town, date(2023, 12, 6))) == [town.hr.name]


def test_another_employers_people_get_nothing(town, cycle, neighbour):
    decide(town, cycle)

    assert queries.letters(neighbour.employer, on=WEEK_BEFORE).digests == ()


# ---- what stands in them ------------------------------------------------------------------


def test_a_letter_says_what_where_when_and_how_long_in_plain_words(town, cycle):
    decide(town, cycle)
    decide(town, cycle, due_date=date(2023, 11, 15))

    ((_digest, letter),) = queries.letters(town.employer, on=WEEK_BEFORE).letters

    assert letter.subject == "2 datum att hålla, närmast 29\u00a0november 2023, ett försenat"
    what = "Klart senast: Åtgärd om utbildning och kompetensutveckling, Alby skola"
    late = letter.body.index(f"– 15\u00a0november 2023, 7\u00a0dagar för sent\n  {what}")
    soon = letter.body.index(f"– 29\u00a0november 2023, om 7 dagar\n  {what}")
    assert letter.body.index("Försenat") < late < letter.body.index("Snart") < soon
    assert "!" not in letter.body.replace("Hej!", "")


def test_a_letter_holds_no_name_no_typed_words_and_no_secret(town, cycle, settings):
    settings.CSRF_TRUSTED_ORIGINS = ["https://aktiva.strandvik.example"]
    actions.make_feed_key(actor=town.people[BO], at=AT)
    town.employer.contact = "Moa Hedlund, moa@strandvik.example"
    town.employer.save()
    decide(town, cycle, title="Låt Kim Ek gå kursen")
    away(town, EVA, BO, WEEK_BEFORE, DUE)
    decide(town, cycle, "EKL")

    ((_digest, letter),) = queries.letters(town.employer, on=WEEK_BEFORE).letters

    names = {part for person in (*town.people, "Kim Ek") for part in person.split()}
    assert not {word.strip(".,") for word in letter.body.split()} & names
    assert "@" not in letter.body
    assert re.findall(r"https?://\S+", letter.body) == [
        f"https://aktiva.strandvik.example/ar/{cycle.pk}/arshjul/"
    ]
    assert "Som ersättare för någon annan" in letter.body


def test_a_reminder_of_ones_own_sheet_tells_that_an_earlier_link_still_holds(
    town, campaign, settings
):
    """The letter has no secret of its own: a substitute may be the one who reads it."""
    settings.CSRF_TRUSTED_ORIGINS = ["https://aktiva.strandvik.example"]
    week_before = date(2023, 10, 13)
    away(town, EVA, BO, week_before, date(2023, 10, 20))

    own = letters(town, week_before)

    assert "Har du fått en personlig länk" in own[BO]
    assert "Personlig länk nr" not in own[BO] and "/svara/" not in own[BO]


def test_without_a_known_address_the_letter_says_to_sign_in(town, cycle):
    decide(town, cycle)

    assert "Logga in i Aktiva" in letters(town, WEEK_BEFORE)[BO]
    assert "http" not in letters(town, WEEK_BEFORE)[BO]


def test_many_alike_stand_on_one_line_with_their_number(town, cycle):
    for _ in range(3):
        decide(town, cycle)

    body = letters(town, WEEK_BEFORE)[BO]

    assert body.count("Alby skola") == 1
    assert "Alby skola, 3 stycken" in body


# ---- sending ------------------------------------------------------------------------------


def test_what_is_previewed_is_what_is_sent_and_is_logged_line_by_line(town, cycle):
    decide(town, cycle)
    decide(town, cycle, "EKL", next_check_date=WEEK_BEFORE)
    previewed = {
        letter for _digest, letter in queries.letters(town.employer, on=WEEK_BEFORE).letters
    }

    came = remind(town, WEEK_BEFORE)

    assert (came.n_letters, came.n_dates) == (2, 3)
    assert {(m.to_id, m.subject, m.body) for m in Mail.objects.all()} == {
        (letter.to_id, letter.subject, letter.body) for letter in previewed
    }
    assert sorted(SentReminder.objects.values_list("user", "day", "offset", "on_date")) == sorted(
        [
            (town.people[BO].pk, DUE, 7, WEEK_BEFORE),
            (town.people[EVA].pk, DUE, 7, WEEK_BEFORE),
            (town.people[EVA].pk, WEEK_BEFORE, 0, WEEK_BEFORE),
        ]
    )
    assert AuditEntry.objects.filter(event="digest.sent").count() == 2


def test_sending_twice_sends_nothing_twice(town, cycle):
    decide(town, cycle)
    remind(town, WEEK_BEFORE)

    again = remind(town, WEEK_BEFORE)

    assert (again.n_letters, Mail.objects.count()) == (0, 1)


def test_a_dry_run_writes_nothing(town, cycle):
    decide(town, cycle)

    came = remind(town, WEEK_BEFORE, dry_run=True)

    assert (came.n_letters, Mail.objects.count(), SentReminder.objects.count()) == (1, 0, 0)


def test_one_who_is_stopped_halfway_goes_on_with_the_rest(town, cycle, monkeypatch):
    decide(town, cycle)
    decide(town, cycle, "EKL")
    send, sent = actions.digests.send_digest, []

    def stopped(**given):
        if sent:
            raise KeyboardInterrupt
        sent.append(given)
        return send(**given)

    monkeypatch.setattr(actions.digests, "send_digest", stopped)
    with pytest.raises(KeyboardInterrupt):
        remind(town, WEEK_BEFORE)
    monkeypatch.undo()
    came = remind(town, WEEK_BEFORE)

    assert (len(sent), came.n_letters, Mail.objects.count()) == (1, 1, 2)
    assert Mail.objects.values("to").distinct().count() == 2


def test_a_letter_and_its_log_are_written_together_or_not_at_all(town, cycle, monkeypatch):
    decide(town, cycle)

    def broken(*_args, **_rest):
        raise RuntimeError("power cut")

    monkeypatch.setattr(SentReminder.objects, "bulk_create", broken)
    with pytest.raises(RuntimeError, match="power cut"):
        remind(town, WEEK_BEFORE)

    assert (Mail.objects.count(), SentReminder.objects.count()) == (0, 0)


def test_two_that_run_at_once_send_one_letter(town, cycle):
    decide(town, cycle)
    day = queries.letters(town.employer, on=WEEK_BEFORE)
    ((digest, letter),) = day.letters

    wrote = [
        actions.send_digest(employer=town.employer, digest=digest, letter=letter, at=AT)
        for _ in range(2)
    ]

    assert (wrote, Mail.objects.count()) == ([True, False], 1)


def test_a_moved_date_moves_its_reminders(town, cycle):
    measure = decide(town, cycle)
    remind(town, WEEK_BEFORE)
    cycles.extend_measure(
        measure_id=measure.pk, new_due_date=date(2024, 1, 31), reason="Lokalen är upptagen.",
        decided_by="rektor", actor=town.hr, at=noon("2023-11-23"),
    )  # fmt: skip

    assert letters(town, DUE) == {}
    assert list(letters(town, date(2024, 1, 24))) == [BO]


def test_a_moved_last_day_to_answer_moves_its_reminders(town, campaign):
    surveys.extend_campaign(
        campaign=campaign, last_date=date(2023, 11, 1), actor=town.hr, at=noon("2023-10-18")
    )

    assert letters(town, date(2023, 10, 20)) != {}
    assert all("1\u00a0november" in body for body in letters(town, date(2023, 10, 20)).values())


def test_a_moved_event_moves_the_reminders_of_what_waits_for_it(town, cycle):
    decide(town, cycle, due_date=None, schedule_text="Inför lönerevision")
    event = actions.record_event(
        employer=town.employer, kind="pay_review", name="Löneöversyn", from_date=DUE, to_date=DUE,
        actor=town.hr, at=AT,
    )  # fmt: skip
    before = letters(town, WEEK_BEFORE)
    later = DUE + timedelta(14)
    actions.record_event(
        employer=town.employer, event_id=event.pk, kind="pay_review", name="Löneöversyn",
        from_date=later, to_date=later, actor=town.hr, at=AT,
    )  # fmt: skip

    assert list(before) == [BO]
    assert "13\u00a0december" in letters(town, date(2023, 12, 6))[BO]
    assert "29\u00a0november" not in letters(town, WEEK_BEFORE)[BO]


# ---- days without letters -----------------------------------------------------------------


@pytest.mark.parametrize("day", ["2023-11-25", "2023-11-26", "2023-12-25", "2023-06-23"])
def test_nothing_is_sent_on_weekends_holidays_and_eves(town, cycle, day):
    on = date.fromisoformat(day)
    decide(town, cycle, due_date=on)

    came = remind(town, on)

    assert (came.is_working, Mail.objects.count()) == (False, 0)


def test_nothing_is_sent_in_the_employers_own_pause_any_year(town, cycle):
    actions.record_pause(
        employer=town.employer, name="Juli", from_date=date(2020, 7, 1), to_date=date(2020, 7, 31),
        yearly=True, actor=town.hr, at=AT,
    )  # fmt: skip
    decide(town, cycle, due_date=date(2024, 7, 10))

    working = queries.working_days(town.employer, around=date(2024, 7, 1))
    days = [day for n in range(62) if working.has(day := date(2024, 6, 20) + timedelta(n))]

    assert [len(letters(town, day)) for day in (date(2024, 7, 3), date(2024, 7, 10))] == [0, 0]
    assert "10\u00a0juli" in letters(town, date(2024, 6, 28))[BO]
    assert (days[0], not any(day.month == 7 for day in days)) == (date(2024, 6, 20), True)


def test_a_pause_over_new_year_is_kept_every_year(town):
    actions.record_pause(
        employer=town.employer, name="Jul", from_date=date(2022, 12, 20),
        to_date=date(2023, 1, 9), yearly=True, actor=town.hr, at=AT,
    )  # fmt: skip

    working = queries.working_days(town.employer, around=date(2025, 1, 3))

    assert not working.has(date(2025, 1, 3))
    assert not working.has(date(2025, 12, 22))
    assert working.has(date(2025, 1, 10))


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [
        (date(2024, 7, 31), date(2024, 7, 1), "to_date"),
        (date(2024, 1, 1), date(2024, 12, 1), "to_date"),
    ],
)
def test_a_pause_in_disorder_or_of_a_whole_year_is_refused(town, first, last, field):
    with pytest.raises(ValidationError) as refused:
        actions.record_pause(
            employer=town.employer, name="Juli", from_date=first, to_date=last, yearly=True,
            actor=town.hr, at=AT,
        )  # fmt: skip

    assert list(refused.value.message_dict) == [field]


# ---- somebody else's, and addresses that do not work ----------------------------------------


def test_a_substitute_gets_the_absent_persons_and_one_letter_only(town, cycle):
    decide(town, cycle)
    decide(town, cycle, "EKL")
    away(town, BO, EVA, date(2023, 11, 20), date(2023, 11, 24))

    remind(town, WEEK_BEFORE)

    assert [m.to_id for m in Mail.objects.all()] == [town.people[EVA].pk]
    assert SentReminder.objects.get(user=town.people[BO]).to_id == town.people[EVA].pk
    back = letters(town, date(2023, 11, 28))
    assert list(back) == [BO, EVA]


def test_a_person_sets_their_own_substitute_and_nobody_elses(town):
    first, last = date(2023, 11, 20), date(2023, 11, 24)

    own = away(town, BO, EVA, first, last, actor=town.people[BO])

    assert own.absent_id == town.people[BO].pk
    with pytest.raises(ObjectDoesNotExist):
        away(town, EVA, BO, first, last, actor=town.people[BO])


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"substitute": "bo.grip@strandvik.example"}, "substitute"),
        ({"substitute": "ingen@strandvik.example"}, "substitute"),
        ({"to_date": date(2023, 11, 1)}, "to_date"),
        ({"from_date": date(2023, 9, 1), "to_date": date(2023, 9, 4)}, "to_date"),
    ],
)
def test_a_substitute_must_be_somebody_else_there_and_the_days_to_come(town, change, field):
    given = {
        "absent": "bo.grip@strandvik.example", "substitute": "eva.sten@strandvik.example",
        "from_date": date(2023, 11, 20), "to_date": date(2023, 11, 24),
    }  # fmt: skip

    with pytest.raises(ValidationError) as refused:
        actions.set_substitute(employer=town.employer, actor=town.hr, at=AT, **(given | change))

    assert list(refused.value.message_dict) == [field]


def test_two_substitutes_for_the_same_days_are_refused(town):
    away(town, BO, EVA, date(2023, 11, 20), date(2023, 11, 24))

    with pytest.raises(ValidationError):
        away(town, BO, SARA, date(2023, 11, 24), date(2023, 11, 30))


def test_somebody_at_another_employer_cannot_stand_in(town, neighbour):
    with pytest.raises(ValidationError):
        actions.set_substitute(
            employer=town.employer, absent=town.people[BO].email, substitute=neighbour.hr.email,
            from_date=DUE, to_date=DUE, actor=town.hr, at=AT,
        )  # fmt: skip


def test_ending_a_substitution_gives_the_reminders_back(town, cycle):
    decide(town, cycle)
    begun = away(town, BO, EVA, date(2023, 9, 11), date(2023, 12, 31))
    actions.end_substitution(substitution_id=begun.pk, actor=town.hr, at=noon("2023-11-20"))

    assert list(letters(town, WEEK_BEFORE)) == [BO]
    assert Substitution.objects.get().to_date == date(2023, 11, 19)


def test_a_stranger_cannot_end_a_substitution(town, neighbour):
    begun = away(town, BO, EVA, date(2023, 9, 11), date(2023, 12, 31))

    with pytest.raises(ObjectDoesNotExist):
        actions.end_substitution(substitution_id=begun.pk, actor=neighbour.hr, at=AT)


def test_a_bounced_address_waits_and_gets_its_letter_when_it_works(town, cycle):
    decide(town, cycle)
    bounce = actions.record_bounce(address=" BO.GRIP@strandvik.example ", code="5.1.1", at=AT)

    held = remind(town, WEEK_BEFORE)
    actions.settle_bounce(bounce_id=bounce.pk, actor=town.hr, at=noon("2023-11-23"))
    after = remind(town, date(2023, 11, 23))

    assert (held.n_letters, held.n_unreachable) == (0, 1)
    assert after.n_letters == 1
    assert SentReminder.objects.get().offset == 7


def test_a_second_report_of_the_same_address_is_no_second_row(town):
    actions.record_bounce(address=town.people[BO].email, code="5.1.1", at=AT)
    actions.record_bounce(address=town.people[BO].email, code="5.2.2", at=noon("2023-09-12"))

    assert [b.code for b in Bounce.objects.all()] == ["5.2.2"]


def test_a_stranger_does_not_settle_a_bounce(town, neighbour):
    bounce = actions.record_bounce(address=town.people[BO].email, code="", at=AT)

    with pytest.raises(ObjectDoesNotExist):
        actions.settle_bounce(bounce_id=bounce.pk, actor=neighbour.hr, at=AT)


def test_an_address_that_nobody_has_is_refused(town):
    with pytest.raises(ValidationError):
        actions.record_bounce(address="ingen@strandvik.example", code="", at=AT)


# ---- with a mail server -------------------------------------------------------------------


@pytest.fixture
def server(settings):
    settings.AKTIVA_MAIL_FROM = "aktiva@strandvik.example"


def test_a_letter_goes_to_the_mail_server_when_there_is_one(
    town, cycle, server, django_capture_on_commit_callbacks
):
    decide(town, cycle)

    with django_capture_on_commit_callbacks(execute=True):
        remind(town, WEEK_BEFORE)

    assert [m.to for m in django_mail.outbox] == [[town.people[BO].email]]
    assert Mail.objects.get().sent_at is not None


def test_a_letter_that_the_server_did_not_take_goes_the_next_day_instead_of_a_new_one(
    town, cycle, server
):
    """Nothing is committed in a test, so the letter stays as it does when the server is down."""
    decide(town, cycle)
    remind(town, WEEK_BEFORE)
    decide(town, cycle, due_date=date(2023, 11, 23))
    assert django_mail.outbox == []

    came = remind(town, date(2023, 11, 23))
    again = remind(town, date(2023, 11, 23))

    assert (came.n_resent, came.n_letters, again.n_resent, again.n_letters) == (1, 0, 0, 0)
    assert len(django_mail.outbox) == 1
    assert list(letters(town, date(2023, 11, 24))) == [BO]


def test_an_old_unsent_letter_stays_in_the_outbox(town, cycle, settings):
    """A server that is set up later does not send what has lain there for weeks."""
    decide(town, cycle, due_date=date(2023, 10, 11))
    remind(town, date(2023, 10, 4))
    settings.AKTIVA_MAIL_FROM = "aktiva@strandvik.example"

    came = remind(town, WEEK_BEFORE)

    assert (came.n_resent, came.n_letters) == (0, 1)


def test_an_auditor_or_a_representative_is_reminded_of_nothing(town, cycle):
    town.role(town.person("Rut Vik"), Role.AUDITOR, "0", "revisor")
    decide(town, cycle)
    decide(town, cycle, "0", common=True)

    assert "Rut Vik" not in letters(town, WEEK_BEFORE)
