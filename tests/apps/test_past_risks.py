"""Last year's risks are gone through one by one: gone, or still there with the same cause."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from strandvik import noon, sheet_of

from aktiva.apps.cycles import actions, queries
from aktiva.apps.cycles.models import Risk
from aktiva.apps.surveys import actions as surveys
from aktiva.domain.cycle.grid import Reached
from aktiva.domain.cycle.handing_in import Obstacle

AT = noon("2024-09-10")
KNOWN = "Vi frågade på APT i september."


@pytest.fixture
def risk(town, cycle):
    kept = actions.record_risk(
        cycle=cycle, unit=town.units["ALB"], area="training", grounds=["age"],
        description="Vikarier får inga kurser.", cause="Kurserna ligger på dagar utan ersättare.",
        actor=town.hr, at=noon("2023-10-01"),
    )  # fmt: skip
    facts = actions.MeasureFacts(
        area="training", title="Två tider per kurs", owner_role="rektor", due_date=date(2024, 5, 1)
    )
    actions.decide_measure(
        cycle=cycle, unit=town.units["ALB"], facts=facts, actor=town.hr, at=noon("2023-10-01"),
        risks=(kept,),
    )  # fmt: skip
    return kept


@pytest.fixture
def following(town, risk):
    return actions.open_year(
        employer=town.employer, year=2024, actor=town.hr, at=noon("2024-01-08")
    )


def review(town, risk, cycle, *, is_left=True, how_known=KNOWN):
    return actions.review_risk(
        risk_id=risk.pk, cycle=cycle, is_left=is_left, how_known=how_known, actor=town.hr, at=AT
    )


def let_it_go_on(town, risk, cycle):
    measure = risk.measure_links.get(measure__cycle=risk.cycle).measure
    facts = actions.OutcomeFacts(
        result="ongoing", effect="partly", how_known="Hälften av kurserna har två tider."
    )
    actions.record_outcome(measure_id=measure.pk, cycle=cycle, facts=facts, actor=town.hr, at=AT)


@pytest.mark.django_db
@pytest.mark.parametrize("outcome_first", [True, False])
def test_a_risk_that_is_left_is_this_years_with_the_measure_that_goes_on(
    town, risk, following, outcome_first
):
    if outcome_first:
        let_it_go_on(town, risk, following)
    review(town, risk, following)
    if not outcome_first:
        let_it_go_on(town, risk, following)

    (chain,) = queries.unit_chains(following, town.units["ALB"].pk, on=date(following.year, 11, 1))
    assert chain.risk.returns_from_id == risk.pk
    assert chain.has_cause
    assert chain.is_answered
    lines = queries.risk_lines(following)
    assert [(line.id, line.reached) for line in lines] == [(chain.risk.pk, Reached.MEASURE)]


@pytest.mark.django_db
def test_a_risk_that_is_left_without_a_measure_asks_for_one(town, risk, following):
    review(town, risk, following)

    (chain,) = queries.unit_chains(following, town.units["ALB"].pk, on=date(following.year, 11, 1))
    assert not chain.is_answered


@pytest.mark.django_db
def test_a_risk_that_is_gone_leaves_nothing_in_this_year(town, risk, following):
    review(town, risk, following, is_left=False)

    assert (
        queries.unit_chains(following, town.units["ALB"].pk, on=date(following.year, 11, 1)) == []
    )
    (past,) = queries.risks_to_review(
        following, town.units["ALB"].pk, on=date(following.year, 11, 1)
    )
    assert past.review.how_known == KNOWN


@pytest.mark.django_db
def test_a_review_can_be_changed_until_something_is_decided(town, risk, following):
    let_it_go_on(town, risk, following)
    review(town, risk, following)
    review(town, risk, following, is_left=False)
    assert not Risk.objects.filter(cycle=following).exists()
    assert [line.id for line in queries.risk_lines(following)] == [risk.pk]

    review(town, risk, following)
    returned = Risk.objects.get(cycle=following)
    actions.decide_no_measure(
        risk_id=returned.pk, reason="Det räcker med den åtgärd som redan pågår.",
        decided_by="rektor", actor=town.hr, at=AT,
    )  # fmt: skip
    with pytest.raises(ValidationError, match="redan beslutat"):
        review(town, risk, following, is_left=False)


@pytest.mark.django_db
@pytest.mark.parametrize("how_known", ["", "  ", "vet ej"])
def test_saying_nothing_of_how_it_is_known_is_refused(town, risk, following, how_known):
    with pytest.raises(ValidationError) as refused:
        review(town, risk, following, how_known=how_known)

    assert "how_known" in refused.value.message_dict


@pytest.mark.django_db
def test_a_unit_cannot_hand_in_before_it_has_gone_through_last_years_risks(town, risk, following):
    campaign = surveys.open_campaign(
        cycle=following, units=[town.units["ALB"]], opens_date=date(2024, 9, 2),
        last_date=date(2024, 10, 20), actor=town.hr, at=noon("2024-09-02"),
    )  # fmt: skip
    sheet = sheet_of(campaign, town.units["ALB"])
    assert Obstacle.RISKS_NOT_REVIEWED in surveys.obstacles_of(sheet, on=date(2024, 9, 9))

    review(town, risk, following, is_left=False)

    assert Obstacle.RISKS_NOT_REVIEWED not in surveys.obstacles_of(sheet, on=date(2024, 9, 9))
