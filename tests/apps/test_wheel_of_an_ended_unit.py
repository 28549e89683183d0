"""The wheel of a unit that is no more is that of the unit that came after it, or says what happened."""

from __future__ import annotations

from datetime import date

import pytest
from strandvik import noon

from aktiva.apps.organisation import actions as organisation
from aktiva.apps.organisation.models import RoleHolding
from aktiva.domain.organisation.permissions import Role
from aktiva.domain.organisation.reorganising import Change, ChangeKind, Part

pytestmark = pytest.mark.django_db

DAY = date(2023, 9, 18)


def merge(town):
    after = Part("Centrumskolan", "Centrumskolan", "enhet", town.units["BF"].pk)
    before = (town.units["ALB"].pk, town.units["EKL"].pk)
    made = organisation.reorganise(
        employer=town.employer, change=Change(ChangeKind.MERGE, DAY, before, (after,)),
        decision=organisation.Decision("kommunstyrelsen", "KS 2023/114"), actor=town.hr,
        at=noon("2023-09-18"),
    )  # fmt: skip
    return town.employer.units.get(pk=made.facts["new"][0])


def keep_the_old_role(town) -> None:
    """Let Bo be registered at the school he led though it is no more, as a list may leave him."""
    RoleHolding.objects.filter(user=town.people["Bo Grip"]).update(to_date=None)


@pytest.fixture
def wheel(client, day, town, cycle):
    def get(who: str, rest: str = "", **query):
        day("2023-10-02")
        client.force_login(town.people[who])
        return client.get(f"/ar/{cycle.pk}/arshjul/{rest}", query)

    return get


@pytest.mark.parametrize("rest", ["", "10/", "utan-dag/"])
def test_one_who_leads_the_unit_that_came_after_is_shown_its_wheel(town, wheel, rest):
    town.units["NY"] = merge(town)
    town.role(
        town.people["Bo Grip"], Role.UNIT_MANAGER, "NY", "rektor", from_date=DAY,
        at=noon("2023-09-18"),
    )  # fmt: skip

    page = wheel("Bo Grip", rest, enhet=town.units["ALB"].pk)

    assert page.status_code == 200
    assert page.context["node"].name == "Centrumskolan"
    assert "Alby skola har upphört" in page.text


@pytest.mark.parametrize("rest", ["", "10/", "utan-dag/"])
@pytest.mark.parametrize("asks", [True, False])
def test_one_who_has_nothing_but_the_ended_unit_is_told_what_became_of_it(town, wheel, rest, asks):
    merge(town)
    keep_the_old_role(town)

    page = wheel("Bo Grip", rest, **{"enhet": town.units["ALB"].pk} if asks else {})

    assert page.status_code == 200
    assert "Alby skola har upphört" in page.text
    assert "Centrumskolan" in page.text


def test_a_unit_closed_without_another_leaves_to_the_one_above(town, wheel):
    organisation.reorganise(
        employer=town.employer, change=Change(ChangeKind.CLOSE, DAY, (town.units["ALB"].pk,)),
        decision=organisation.Decision("kommunstyrelsen", "KS 2023/114"), actor=town.hr,
        at=noon("2023-09-18"),
    )  # fmt: skip

    page = wheel("Sara Lund", enhet=town.units["ALB"].pk)

    assert page.context["node"].name == "Bildningsförvaltningen"
    assert "Alby skola har upphört" in page.text


def test_a_unit_out_of_reach_is_not_told_of(town, wheel):
    merge(town)

    assert wheel("Ali Noor", enhet=town.units["ALB"].pk).status_code == 404
    assert wheel("Moa Hedlund", enhet=99999).status_code == 404


def test_a_unit_that_has_not_begun_has_no_wheel_yet(town, wheel):
    organisation.add_unit(
        employer=town.employer, code="NYA", name="Nya skolan", short_name="Nya skolan",
        kind=town.employer.kinds.get(code="enhet"), parent=town.units["BF"],
        from_date=date(2024, 1, 1), actor=town.hr, at=town.at,
    )  # fmt: skip

    assert wheel("Moa Hedlund", enhet=town.employer.units.get(code="NYA").pk).status_code == 404
