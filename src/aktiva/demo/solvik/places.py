"""The tree of Solvik kommun: twelve förvaltningar, their areas and 260 units that answer."""

from __future__ import annotations

from datetime import date
from importlib import resources
from tomllib import loads
from typing import Any

from aktiva.demo.solvik.shapes import Kind, Placement, Succession, Unit

FOUNDED = date(2018, 1, 1)
REORGANISED = date(2025, 7, 1)
ROOT = "SOLVIK"


def places() -> dict[str, Any]:
    """Return the names of departments, areas and units as they stand in the file."""
    return loads((resources.files(__package__) / "places.toml").read_text(encoding="utf-8"))


def kinds(data: dict[str, Any]) -> tuple[Kind, ...]:
    """Return what the municipality calls its kinds of units."""
    return tuple(
        Kind(
            code=code,
            level=row[0],
            singular=row[1],
            definite=row[2],
            plural=row[3],
            chief=row[4],
            answers=row[0] == "workplace",
        )
        for code, row in data["kinds"].items()
    )


def units(data: dict[str, Any]) -> tuple[Unit, ...]:
    """Return every unit, the employer first, departments before their areas and workplaces."""
    made = [
        Unit(
            code=ROOT,
            name="Solvik kommun",
            short_name="Solvik",
            kind="municipality",
            placements=(Placement(parent_code="", valid_from=FOUNDED),),
        )
    ]
    for department in data["department"]:
        made.append(_node(department, kind="department", parent=ROOT))
        made.extend(
            _node(area, kind=department["area_kind"], parent=department["code"])
            for area in department.get("areas", ())
        )
        for n, row in enumerate(department["units"], start=1):
            made.append(_workplace(row, n=n, department=department, data=data))
    return tuple(made)


def successions(data: dict[str, Any]) -> tuple[Succession, ...]:
    """Return the moves of the reorganisation; a moved unit keeps its code."""
    return tuple(
        Succession(before_code=code, after_code=code, kind="moved", on=REORGANISED)
        for code in data["moved"]
    )


def _node(row: dict[str, Any], *, kind: str, parent: str) -> Unit:
    return Unit(
        code=row["code"],
        name=row["name"],
        short_name=row.get("short", row["name"]),
        kind=kind,
        placements=(Placement(parent_code=parent, valid_from=FOUNDED),),
    )


def _workplace(row: list[Any], *, n: int, department: dict[str, Any], data: dict[str, Any]) -> Unit:
    """Return a unit from ``[name, kind, area code or "", staff]``."""
    name, kind, area, staff = row
    parent = area or department["code"]
    code = f"{department['code']}-{n:02d}"
    moved = {old["now"]: old for old in data["moved"].values()}
    placements: tuple[Placement, ...] = (Placement(parent_code=parent, valid_from=FOUNDED),)
    if name in moved:
        old = moved[name]
        code = next(key for key, value in data["moved"].items() if value is old)
        placements = (
            Placement(parent_code=old["from"], valid_from=FOUNDED, valid_to=REORGANISED),
            Placement(parent_code=parent, valid_from=REORGANISED),
        )
    return Unit(
        code=code,
        name=name,
        short_name=name,
        kind=kind,
        placements=placements,
        staff=staff,
        answers=True,
        group=data["groups"][kind],
    )
