"""Strandvik kommun with two departments, four units and a neighbour who has nothing to do here."""

import sys
from datetime import date
from pathlib import Path

import pytest
from strandvik import Municipality, found, noon

from aktiva.apps.cycles import actions as cycles
from aktiva.apps.surveys import actions as surveys
from aktiva.apps.surveys.models import Campaign
from aktiva.domain.organisation.permissions import Role

sys.path.append(str(Path(__file__).parents[1] / "adapters"))


@pytest.fixture
def town() -> Municipality:
    town = found()
    for code, name, head in (
        ("BF", "Bildningsförvaltningen", "Sara Lund"),
        ("SF", "Serviceförvaltningen", "Olle Berg"),
    ):
        town.unit(code, name, kind="forvaltning")
        town.role(town.person(head), Role.DEPARTMENT_HEAD, code, "förvaltningschef")
    for code, name, manager, above in (
        ("ALB", "Alby skola", "Bo Grip", "BF"),
        ("EKL", "Eklidens skola", "Eva Sten", "BF"),
        ("KOK", "Centralköket", "Ali Noor", "SF"),
        ("LOK", "Lokalvården", "Pia Rask", "SF"),
    ):
        town.managed(code, name, manager, under=above)
    town.role(town.person("Per Ask"), Role.SECRETARY, "0", "nämndsekreterare")
    return town


@pytest.fixture
def neighbour() -> Municipality:
    """Another employer, whose people are strangers here."""
    other = found(org_number="212000-9911", name="Grannby kommun", hr="Tor Vik")
    other.role(other.person("Ulf Ny"), Role.SECRETARY, "0", "nämndsekreterare")
    return other


@pytest.fixture
def cycle(town: Municipality):
    return cycles.open_year(employer=town.employer, year=2023, actor=town.hr, at=noon("2023-09-01"))


@pytest.fixture
def campaign(town: Municipality, cycle) -> Campaign:
    """Sent on 4 September to all four units, to be answered by 20 October."""
    return surveys.open_campaign(
        cycle=cycle, units=[town.units[c] for c in ("ALB", "EKL", "KOK", "LOK")],
        opens_date=date(2023, 9, 4), last_date=date(2023, 10, 20), actor=town.hr,
        at=noon("2023-09-04"),
    )  # fmt: skip


@pytest.fixture
def day(monkeypatch):
    """Let the pages' clock stand on a day."""

    def set_day(text: str) -> None:
        monkeypatch.setenv("AKTIVA_DEMO_NOW", f"{text}T12:00:00")

    return set_day
