"""Handlingsplaner for many units: made beside the pages, some at a time, each once."""

from __future__ import annotations

import pytest
from django.urls import reverse
from strandvik import hand_in, noon, sheet_of

from aktiva.apps.background.models import Job
from aktiva.apps.reports import actions, jobs
from aktiva.apps.reports.actions import papers
from aktiva.apps.reports.models import Paper

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

AT = noon("2023-11-06")


class Stopped(Exception):
    pass


@pytest.fixture
def handed_in(town, campaign):
    """All four units have handed in."""
    for code, who in (
        ("ALB", "Bo Grip"),
        ("EKL", "Eva Sten"),
        ("KOK", "Ali Noor"),
        ("LOK", "Pia Rask"),
    ):
        hand_in(sheet_of(campaign, town.units[code]), by=town.people[who], at=noon("2023-09-20"))
    return campaign.cycle


def make(cycle, who, **rest) -> list[Paper]:
    return actions.make_action_plans(
        cycle=cycle, paper_date=AT.date(), approved_as="Moa Hedlund", actor=who, at=AT, **rest
    )


def test_every_unit_gets_one_plan_and_a_second_call_makes_none(handed_in, town, monkeypatch):
    monkeypatch.setattr(papers, "AT_A_TIME", 3)
    told = []

    made = make(handed_in, town.hr, tell=lambda done, total: told.append((done, total)))

    assert len(made) == 4
    assert told == [(0, 4), (3, 4)]
    assert make(handed_in, town.hr) == []


def test_what_is_made_when_it_is_stopped_stands_and_the_rest_comes_later(
    handed_in, town, monkeypatch
):
    monkeypatch.setattr(papers, "AT_A_TIME", 1)

    def stop(done, total):
        if done == 2:
            raise Stopped

    with pytest.raises(Stopped):
        make(handed_in, town.hr, tell=stop)

    assert Paper.objects.filter(kind="action_plan", state="approved").count() == 2
    assert len(make(handed_in, town.hr)) == 2


def press(client, cycle):
    return client.post(reverse("reports:action_plans", args=[cycle.pk]), follow=True)


def test_a_few_are_made_at_once(handed_in, town, client, day):
    day("2023-11-06")
    client.force_login(town.hr)

    assert "4 handlingsplaner är framtagna." in press(client, handed_in).content.decode()
    assert not Job.objects.exists()


def test_many_are_made_beside_the_page(handed_in, town, client, day, monkeypatch):
    monkeypatch.setattr(jobs, "MANY_PLANS", 3)
    day("2023-11-06")
    client.force_login(town.hr)

    page = press(client, handed_in).content.decode()

    assert "Det du bad om är gjort." in page
    assert reverse("reports:paper_list", args=[handed_in.pk]) in page
    assert Paper.objects.filter(kind="action_plan").count() == 4


@pytest.mark.parametrize("many", [3, 20])
def test_others_meet_a_closed_door_however_many_there_are(
    handed_in, town, neighbour, client, day, monkeypatch, many
):
    monkeypatch.setattr(jobs, "MANY_PLANS", many)
    day("2023-11-06")
    for who in (town.people["Bo Grip"], neighbour.hr):
        client.force_login(who)
        assert press(client, handed_in).status_code == 404
    assert not Job.objects.exists()
