"""Kommunledningsförvaltningen in Strandvik, whose follow-up goes to Kommunstyrelsen."""

from __future__ import annotations

from browsing import Hands
from strandvik import Municipality, found

from aktiva.apps.organisation.models import PoliticalBody
from aktiva.domain.organisation.permissions import Role

UNITS = (
    ("KLF-EKO", "Ekonomiavdelningen", "Bo Grip"),
    ("KLF-HR", "HR-avdelningen", "Eva Sten"),
    ("KLF-IT", "IT-avdelningen", "Ali Noor"),
)


def leadership_office(*, on: str) -> Municipality:
    """Found the department with three units."""
    town = found(on=on)
    town.unit("KLF", "Kommunledningsförvaltningen", kind="forvaltning")
    town.role(town.person("Karin Ek"), Role.DEPARTMENT_HEAD, "KLF", "förvaltningschef")
    town.role(town.person("Per Ask"), Role.SECRETARY, "0", "nämndsekreterare")
    for code, name, manager in UNITS:
        town.managed(code, name, manager, title="avdelningschef", under="KLF")
    return town


def name_bodies(hands: Hands, town: Municipality, *, on: str) -> None:
    """Register Kommunstyrelsen and its arbetsutskott in the browser."""
    page = f"/arbetsgivare/{town.employer.pk}/organ/"
    board = {"name": "Kommunstyrelsen", "kind": "board", "code": "KS", "from_date": on}
    hands.fill(page, board | {"units": [str(town.units["KLF"].pk)]})
    hands.fill(
        page,
        {
            "name": "Kommunstyrelsens arbetsutskott", "kind": "subcommittee", "code": "KSAU",
            "above": str(PoliticalBody.objects.get(code="KS").pk), "from_date": on,
        },
    )  # fmt: skip


def send_out(hands: Hands, town: Municipality, year: int):
    """Open a year and send the questionnaire out in the browser; return the year."""
    hands.open_year(town.employer.pk, {"year": str(year), "decision_date": f"{year + 1}-02-14"})
    cycle = town.employer.cycles.get(year=year)
    page = f"/ar/{cycle.pk}/utskick/nytt/"
    days = {"opens_date": f"{year}-09-04", "last_date": f"{year}-10-20"}
    hands.go_on(hands.fill(page, days, status=200), page, "send")
    return cycle
