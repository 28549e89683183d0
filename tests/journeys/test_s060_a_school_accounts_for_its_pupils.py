"""A rektor goes through the seven parts, approves the account, and the law check is met."""

from __future__ import annotations

import re

import pytest
from browsing import Hands
from strandvik import Municipality, found, noon

from aktiva.apps.cycles import actions as cycles
from aktiva.apps.reports.models import Paper
from aktiva.apps.schools.models import School
from aktiva.domain.values import GROUNDS_OF_THE_ACT

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def town() -> Municipality:
    town = found()
    town.managed("ALB", "Alby skola", "Bo Grip", "rektor")
    return town


def test_a_school_accounts_for_its_year(town, hands: Hands):
    """S-060: marked by HR, written and approved by the rektor, met in the law check."""
    cycle = cycles.open_year(
        employer=town.employer, year=2023, actor=town.hr, at=noon("2023-02-01")
    )
    hands.be(town.hr, on="2023-02-02")
    pk = str(town.units["ALB"].pk)
    hands.fill(
        f"/ar/{cycle.pk}/skolor/vilka/",
        {"chosen": [pk], f"form-{pk}": "compulsory", "from_date": "2020-08-01"},
    )
    school = School.objects.get()
    base = f"/ar/{cycle.pk}/skola/{school.pk}/"

    hands.be(town.people["Bo Grip"], on="2023-10-10")
    assert base in hands.read("/uppgifter/")
    assert "0 av 6</strong> delar är klara" in hands.read(base)
    answer = hands.fill(
        f"{base}del/examine/",
        {
            "row-0-on": "2023-03-15", "row-0-methods": ["survey", "class_council"],
            "row-0-grounds": [g.value for g in GROUNDS_OF_THE_ACT],
            "row-0-groups": ["pupils", "staff"], "row-0-found": "risk",
            "row-0-finding": "Elever byter om hemma eftersom ombytet saknar insynsskydd.",
        },
    )  # fmt: skip
    assert answer.url == f"{base}del/risks/"
    hands.fill(
        answer.url,
        {
            "row-0-description": "Ombytet till idrotten är otryggt", "row-0-grounds": ["sex"],
            "row-0-cause": "Ombytet till idrotten är otryggt.",
        },
    )  # fmt: skip
    assert "saknar en orsak som säger något annat än risken" in hands.read(base)
    hands.fill(
        f"{base}del/risks/", {"row-0-cause": "Det saknas enskilda bås och vuxna i närheten."}
    )
    hands.fill(
        f"{base}del/measures/",
        {
            "row-0-title": "Bygg två bås", "row-0-aim": "r1", "row-0-owner": "biträdande rektor",
            "row-0-starts": "2023-09-01", "row-0-due": "2024-05-31",
        },
    )  # fmt: skip
    hands.fill(
        f"{base}del/follow_up/", {"one-working": "Enkäten kom för sent, nästa år görs den i mars."}
    )
    hands.fill(
        f"{base}del/texts/",
        {"one-on": "2023-09-05", "one-words": "Rutinen lästes upp i alla klasser i augusti."},
    )
    hands.fill(
        f"{base}del/cooperation/",
        {
            "row-0-on": "2023-09-20", "row-0-groups": ["staff"],
            "row-0-how": "Personalen gick igenom enkäten på en arbetsplatsträff.",
        },
    )  # fmt: skip
    assert "Bara personal har medverkat." in hands.read(f"{base}lagkoll/")
    hands.fill(
        f"{base}del/cooperation/",
        {"row-0-groups": ["pupils", "staff"], "row-0-adapted": "Klassråden svarade med bilder."},
    )
    hands.fill(
        f"{base}del/plan/",
        {"one-on": "2023-01-20", "one-account": "Rastvärdar infördes under hela året."},
    )
    assert "6 av 6</strong> delar är klara" in hands.read(base)

    hands.press(f"{base}redovisning/", f"{base}redovisning/")
    page = hands.read(f"{base}redovisning/")
    assert "av Bo Grip, rektor. Den ändras inte mer." in page
    paper = Paper.objects.get()
    assert (paper.kind, paper.paper_date.isoformat()) == ("education_report", "2023-10-10")
    for ending in ("pdf", "word", "webbsida"):
        assert hands.client.get(f"/handling/{paper.pk}/{ending}/").status_code == 200
    law = hands.read(f"{base}lagkoll/")
    assert re.search(r"<strong>(\d) av \1 krav är uppfyllda", law) or "D35" in law

    hands.fill(f"{base}oppna/", {"reason": "Ett datum i samverkan var fel."})
    assert "Redovisningen är öppnad igen" in hands.read(base)
    assert Paper.objects.get().digest == paper.digest

    hands.be(town.hr, on="2023-10-11")
    assert "Alby skola" in hands.read(f"/ar/{cycle.pk}/skolor/")
