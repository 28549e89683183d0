"""Three measures and two risks from last year: through the year's own part in ten pages at most."""

from __future__ import annotations

from datetime import date

import pytest
from strandvik import found, noon, sheet_of

from aktiva.apps.cycles import actions
from aktiva.apps.cycles.models import Measure, Outcome, Risk, RiskReview
from aktiva.apps.surveys import actions as surveys

MOST_PAGES = 10


class Counting:
    """A headteacher who follows where each page leads, and counts the pages of one thing each."""

    def __init__(self, hands, start: str) -> None:
        self.hands = hands
        self.pages: list[str] = []
        self.at = start

    def send(self, address: str, typed: dict) -> None:
        self.pages.append(address)
        self.at = self.hands.fill(address, typed).url


@pytest.fixture
def town():
    town = found()
    town.managed("ALB", "Alby skola", "Bo Grip", title="rektor")
    return town


def last_year(town) -> None:
    """Decide two risks with a measure each, and one promotive measure."""
    cycle = actions.open_year(
        employer=town.employer, year=2023, actor=town.hr, at=noon("2023-09-01")
    )
    for n in range(3):
        risks = ()
        if n < 2:
            risks = (
                actions.record_risk(
                    cycle=cycle, unit=town.units["ALB"], area="training", grounds=["age"],
                    description=f"Risk {n} i arbetslaget.", actor=town.hr,
                    cause=f"Orsaken till risk {n} ligger i schemat.", at=noon("2023-10-01"),
                ),
            )  # fmt: skip
        facts = actions.MeasureFacts(
            area="training", title=f"Åtgärd {n}", owner_role="rektor", due_date=date(2024, 3, 1)
        )
        actions.decide_measure(
            cycle=cycle, unit=town.units["ALB"], facts=facts, actor=town.hr,
            at=noon("2023-10-01"), risks=risks,
        )  # fmt: skip


@pytest.mark.django_db
def test_a_headteacher_is_through_in_ten_pages(hands, town):
    last_year(town)
    cycle = actions.open_year(
        employer=town.employer, year=2024, actor=town.hr, at=noon("2024-01-08")
    )
    campaign = surveys.open_campaign(
        cycle=cycle, units=[town.units["ALB"]], opens_date=date(2024, 9, 2),
        last_date=date(2024, 10, 20), actor=town.hr, at=noon("2024-09-02"),
    )  # fmt: skip
    sheet = sheet_of(campaign, town.units["ALB"])
    hands.be(town.people["Bo Grip"], on="2024-09-10")
    base = f"/underlag/{sheet.pk}/"
    first = Measure.objects.filter(cycle__year=2023).order_by("pk").first()
    walk = Counting(hands, f"{base}utfall/{first.pk}/")

    outcomes = iter(
        [
            {"result": "ongoing", "effect": "partly", "how_known": "Halva laget har gått kursen."},
            {"result": "done", "effect": "yes", "how_known": "Alla har gått kursen nu."},
            {"result": "done", "effect": "too_early", "how_known": "Vi frågar igen i mars."},
        ]
    )
    reviews = iter(
        [
            {"is_left": "yes", "how_known": "Två nämnde det på APT i september."},
            {"is_left": "no", "how_known": "Ingen nämnde det på APT i år."},
        ]
    )
    while "/utfall/" in walk.at:
        walk.send(walk.at, next(outcomes))
    while "/forra-arets-risk/" in walk.at:
        walk.send(walk.at, next(reviews))
    assert walk.at == base
    walk.pages.append(f"{base}risker/")
    assert "Åtgärd saknas" not in hands.read(f"{base}risker/")

    assert len(walk.pages) + len(["deltagare", "lamna-in"]) <= MOST_PAGES
    assert Outcome.objects.count() == 3
    assert RiskReview.objects.count() == 2
    risk = Risk.objects.get(cycle=cycle)
    assert risk.description == "Risk 0 i arbetslaget."
    carried = Measure.objects.get(cycle=cycle)
    assert [link.risk_id for link in carried.risk_links.all()] == [risk.pk]
