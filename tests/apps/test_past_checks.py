"""Days that have been are checked once for a large employer, and read the same ever after."""

from __future__ import annotations

from datetime import date

import pytest
from strandvik import answer_all, noon, sheet_of

from aktiva.apps.background import chores
from aktiva.apps.lawcheck import actions, jobs
from aktiva.apps.lawcheck.models import PastCheck
from aktiva.apps.lawcheck.queries import end_of, past

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

THEN = date(2023, 10, 2)


@pytest.fixture
def large(monkeypatch, day):
    """Let every employer be a large one, on a day in November."""
    monkeypatch.setattr(past, "LARGE", 0)
    day("2023-11-03")


@pytest.fixture
def answered(town, cycle, campaign):
    answer_all(sheet_of(campaign, town.units["ALB"]), by=town.hr, at=noon("2023-09-20"))
    return cycle


def test_a_kept_day_says_what_it_said_when_it_was_made(answered, large):
    made = past.checked(answered, as_of=end_of(THEN))
    actions.keep(answered, THEN)
    actions.keep(answered, THEN)

    assert PastCheck.objects.count() == 1
    assert past.checked(answered, as_of=end_of(THEN)) == made
    assert past.made(answered, end_of(THEN)) == made


def test_reading_the_page_of_a_day_that_has_been_keeps_it_once(client, town, answered, large):
    client.force_login(town.hr)
    address = f"/ar/{answered.pk}/lagkoll/?per={THEN.isoformat()}"

    first = client.get(address).content.decode()
    kept = PastCheck.objects.get()

    assert (kept.cycle_id, kept.on_day) == (answered.pk, THEN)
    assert [
        line for line in client.get(address).content.decode().splitlines() if "csrf" not in line
    ] == [line for line in first.splitlines() if "csrf" not in line]


def test_a_day_in_a_year_that_is_not_there_is_answered_with_a_sentence(
    client, town, answered, large
):
    client.force_login(town.hr)

    page = client.get(f"/ar/{answered.pk}/lagkoll/?per=2019-05-02").content.decode()

    assert "Året 2019 finns inte i Aktiva" in page
    assert not PastCheck.objects.exists()


def test_a_small_employers_days_and_today_are_made_when_they_are_asked_for(answered, day):
    day("2023-11-03")
    actions.keep(answered, THEN)
    past.checked(answered, as_of=end_of(THEN))

    assert not PastCheck.objects.exists()


def test_today_is_never_kept(answered, large):
    actions.keep(answered, date(2023, 11, 3))
    past.checked(answered)

    assert not PastCheck.objects.exists()


def test_a_day_made_by_other_rules_is_made_again(answered, large, monkeypatch):
    actions.keep(answered, THEN)
    monkeypatch.setattr(past, "rules", lambda: "new")

    actions.keep(answered, THEN)

    assert [c.rules for c in PastCheck.objects.all()] == ["new"]


def test_the_background_makes_every_day_of_the_year_that_has_been_the_latest_first(
    answered, large, django_assert_max_num_queries
):
    days = []
    while (found := past.next_day()) is not None:
        days.append(found[1])
        PastCheck.objects.create(cycle=found[0], on_day=found[1], rules=past.rules(), results=[])

    assert days[0] == date(2023, 11, 2)
    assert days[-1] == date(2023, 9, 1)
    assert days == sorted(days, reverse=True)
    assert not jobs.keep_a_day()
    with django_assert_max_num_queries(3):
        past.next_day()


def test_one_chore_at_a_time_is_done_when_nobody_waits(answered, large):
    assert chores.do_one()
    assert PastCheck.objects.count() == 1
