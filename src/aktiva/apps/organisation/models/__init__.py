"""Employers, their units, the people who hold roles in them and their political bodies."""

from aktiva.apps.organisation.models.bodies import BodyUnit, PoliticalBody
from aktiva.apps.organisation.models.reorganisations import Reorganisation
from aktiva.apps.organisation.models.roles import RoleHolding
from aktiva.apps.organisation.models.units import (
    Employer,
    Import,
    Succession,
    Unit,
    UnitKind,
    UnitPeriod,
)

__all__ = [
    "BodyUnit",
    "Employer",
    "Import",
    "PoliticalBody",
    "Reorganisation",
    "RoleHolding",
    "Succession",
    "Unit",
    "UnitKind",
    "UnitPeriod",
]
