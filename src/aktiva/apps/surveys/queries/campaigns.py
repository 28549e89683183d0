"""Reads of the campaigns of a year: how far each has come, and who is late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from aktiva.apps.cycles.models import Cycle
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.surveys import following
from aktiva.apps.surveys.models import Campaign, Sheet
from aktiva.apps.surveys.queries.years import Standing, Survey, standings


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """One campaign in the list of the year's."""

    campaign: Campaign
    standing: Standing
    is_late: bool


def campaign_rows(survey: Survey, *, on: date) -> list[CampaignRow]:
    """Return the year's campaigns with how far each has come. One question a campaign."""
    return [
        CampaignRow(
            campaign, _together(_alone(survey.cycle, campaign), on), on > campaign.ends_date
        )
        for campaign in survey.campaigns
    ]


def _alone(cycle: Cycle, campaign: Campaign) -> Survey:
    return Survey(cycle, (campaign,))


def _together(survey: Survey, on: date) -> Standing:
    found = Standing()
    for standing in standings(survey, on=on).values():
        found.add(standing)
    return found


@dataclass(frozen=True, slots=True)
class DepartmentStanding:
    """How far the units of one department have come in a campaign.

    Args:
        id: None for units below no department.
        n_late: Have not handed in, and their last day has passed.
        n_vacant: Have not handed in, and nobody is their manager.
    """

    id: int | None
    name: str
    standing: Standing
    n_late: int
    n_vacant: int


def campaign_standing(campaign: Campaign, *, on: date) -> list[DepartmentStanding]:
    """Return each department's standing in a campaign, the one with most late units first.

    About five questions.
    """
    employer = campaign.cycle.employer
    tree = organisation.tree(employer, on=on)
    managers = organisation.managers_by_unit(employer, on=on)
    waiting = Sheet.objects.filter(
        campaign=campaign, level=Sheet.Level.UNIT, state=Sheet.State.OPEN
    ).exclude(following.not_asked([campaign], on=on))
    late: dict[int | None, int] = {}
    vacant: dict[int | None, int] = {}
    for sheet in waiting.order_by("pk"):
        sheet.campaign = campaign
        department = following.department_now(employer, sheet, on=on)
        late[department] = late.get(department, 0) + (on > sheet.last_date)
        vacant[department] = vacant.get(department, 0) + (sheet.unit_id not in managers)
    rows = [
        DepartmentStanding(
            department,
            tree.nodes[department].name if department in tree.nodes else "",
            standing,
            late.get(department, 0),
            vacant.get(department, 0),
        )
        for department, standing in standings(_alone(campaign.cycle, campaign), on=on).items()
    ]
    return sorted(rows, key=lambda r: (-r.n_late, r.name))


def asked_units(cycle: Cycle) -> frozenset[int]:
    """Return the units that have been asked in a year. One question."""
    sheets = Sheet.objects.filter(campaign__cycle=cycle, level=Sheet.Level.UNIT)
    return frozenset(sheets.values_list("unit", flat=True))


def opened_again(survey: Survey) -> list[Sheet]:
    """Return the units' sheets that were opened again after approval, the latest first."""
    found = survey.sheets.filter(~Q(reopened_at=None), level=Sheet.Level.UNIT, answered_in=None)
    return survey.known(found.select_related("unit").order_by("-reopened_at", "pk"))


def accepted_late(survey: Survey) -> list[Sheet]:
    """Return the units' sheets that may be handed in late by decision, in order."""
    found = survey.sheets.filter(level=Sheet.Level.UNIT).exclude(late_decided_by="")
    return survey.known(found.select_related("unit").order_by("unit__code", "pk"))
