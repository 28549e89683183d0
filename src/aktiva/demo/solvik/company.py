"""Solvik Bostäder AB: a small employer of its own, below the limit for full documentation."""

from __future__ import annotations

from datetime import date

from aktiva.demo.solvik.places import FOUNDED
from aktiva.demo.solvik.shapes import (
    Body,
    Employer,
    Holding,
    Kind,
    Person,
    Placement,
    SignIn,
    StaffFigure,
    Unit,
)
from aktiva.demo.solvik.staff import staff_figures

CODE = "BOST"
_PEOPLE = (
    ("helle.tamm", "Helle Tamm", "hr_strategist", CODE, "vd", date(2019, 5, 1)),
    ("roger.wester", "Roger Wester", "unit_manager", "BOST-01", "avdelningschef", date(2020, 1, 1)),
    ("amal.sabri", "Amal Sabri", "unit_manager", "BOST-02", "avdelningschef", date(2021, 9, 1)),
    ("torun.lagg", "Torun Lagg", "unit_manager", "BOST-03", "avdelningschef", date(2022, 4, 1)),
)


def company() -> Employer:
    """Return the housing company with three units, eighteen employees and its board."""
    units = _units()
    people = tuple(
        Person(key=key, name=name, email=f"{key}@bostader.solvik.example")
        for key, name, *_ in _PEOPLE
    )
    return Employer(
        code=CODE,
        name="Solvik Bostäder AB",
        kind="company",
        organisation_number="556473-2815",
        address="Hamngatan 11, 384 20 Solvik",
        contact="Helle Tamm, vd",
        kinds=(
            Kind(code="company", level="employer", singular="bolag", definite="bolaget", plural="bolag", chief="vd"),
            Kind(code="office", level="workplace", singular="avdelning", definite="avdelningen", plural="avdelningar", chief="avdelningschef", answers=True),
        ),
        units=units,
        successions=(),
        staff=_staff(units),
        bodies=(
            Body(code="SBAB", name="Styrelsen för Solvik Bostäder AB", kind="company_board", department_codes=(CODE,)),
        ),
        people=people,
        holdings=tuple(
            Holding(person=key, role=role, unit_code=unit, title=title, from_date=since)
            for key, _, role, unit, title, since in _PEOPLE
        ),
        sign_ins=(
            SignIn(email=people[0].email, name=people[0].name, function="vd", sees="Solvik Bostäder AB"),
        ),
    )  # fmt: skip


def _units() -> tuple[Unit, ...]:
    names = (("Uthyrning", 5, "office"), ("Fastighetsskötsel", 9, "technical"), ("Ekonomi och administration", 4, "office"))  # fmt: skip
    root = Unit(
        code=CODE,
        name="Solvik Bostäder AB",
        short_name="Solvik Bostäder",
        kind="company",
        placements=(Placement(parent_code="", valid_from=FOUNDED),),
    )
    return (
        root,
        *(
            Unit(
                code=f"{CODE}-{n:02d}",
                name=name,
                short_name=name,
                kind="office",
                placements=(Placement(parent_code=CODE, valid_from=FOUNDED),),
                staff=staff,
                answers=True,
                group=group,
            )
            for n, (name, staff, group) in enumerate(names, start=1)
        ),
    )


def _staff(units: tuple[Unit, ...]) -> tuple[StaffFigure, ...]:
    return staff_figures(units)
