"""The page of one measure: where it leads back to, and what its title says."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from django.urls import reverse
from strandvik import noon

from aktiva.apps.cycles import actions
from aktiva.apps.cycles.models import Measure
from aktiva.domain.organisation.permissions import Role

pytestmark = pytest.mark.django_db

AT = noon("2023-09-10")


def decide(town, cycle, unit: str, **rest) -> Measure:
    return actions.decide_measure(
        cycle=cycle, unit=town.units[unit], actor=town.hr, at=AT,
        facts=actions.MeasureFacts(
            area="training", title="Kurs för alla", owner_role="enhetschef",
            due_date=date(2024, 3, 1),
        ),
        **rest,
    )  # fmt: skip


@pytest.fixture
def at(client, day, town):
    """Sit down as somebody."""

    def sit(name: str):
        day("2023-09-20")
        client.force_login(town.people[name])
        return client

    return sit


def crumbs(response) -> list[tuple[str, str]]:
    """Return (address, words) of the links above the page's heading, the first page left out."""
    trail = re.search(r'<ol class="crumbs">.*?</ol>', response.content.decode(), re.DOTALL)
    found = re.findall(r'href="(/ar/[^"]*)"[^>]*>(.*?)</a>', trail[0] if trail else "", re.DOTALL)
    return [(url, unescape(" ".join(re.sub("<.*?>", "", words).split()))) for url, words in found]


@pytest.mark.parametrize(
    ("unit", "common", "who", "back"),
    [
        ("ALB", False, "Bo Grip", "ALB"),
        ("0", True, "Bo Grip", "ALB"),
        ("BF", True, "Bo Grip", "ALB"),
        ("BF", True, "Sara Lund", "BF"),
        ("0", True, "Sara Lund", "BF"),
        ("0", True, "Moa Hedlund", "0"),
        ("0", True, "Per Ask", None),
    ],
)
def test_the_page_leads_back_to_a_unit_that_the_person_reads(
    town, cycle, at, unit, common, who, back
):
    kept = decide(town, cycle, unit, common=common)
    client = at(who)

    found = crumbs(client.get(f"/atgard/{kept.pk}/"))

    if back is None:
        assert found == []
    else:
        assert [url for url, _words in found] == [f"/ar/{cycle.pk}/enhet/{town.units[back].pk}/"]
        assert client.get(found[0][0]).status_code == 200


def test_the_page_leads_back_to_the_unit_by_its_name(town, cycle, at):
    kept = decide(town, cycle, "0", common=True)

    assert crumbs(at("Bo Grip").get(f"/atgard/{kept.pk}/"))[0][1] == "Alby skola 2023"


def test_one_who_holds_two_units_comes_back_to_one_that_the_measure_reaches(town, cycle, at):
    town.role(town.people["Ali Noor"], Role.UNIT_MANAGER, "ALB", "enhetschef")
    kept = decide(town, cycle, "BF", common=True)

    found = crumbs(at("Ali Noor").get(f"/atgard/{kept.pk}/"))

    assert found[0][0] == f"/ar/{cycle.pk}/enhet/{town.units['ALB'].pk}/"


@pytest.mark.parametrize(
    ("page", "data"),
    [
        ("measure_extend", {"new_due_date": "", "reason": "", "decided_by": ""}),
        ("measure_evaluate", {}),
        ("measure_change", {"title": ""}),
        ("note_add", {"text": ""}),
    ],
)
def test_the_title_says_that_something_is_wrong(town, cycle, at, page, data):
    kept = decide(town, cycle, "ALB")
    client = at("Bo Grip")

    right = client.get(f"/atgard/{kept.pk}/").content.decode()
    wrong = client.post(reverse(f"cycles:{page}", args=(kept.pk,)), data)

    assert wrong.status_code == 422
    assert re.search(r"<title>\s*Fel:", wrong.content.decode())
    assert not re.search(r"<title>\s*Fel:", right)
