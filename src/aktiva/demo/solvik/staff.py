"""Staff of each unit as aggregated figures; there is nobody behind them."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import date

from aktiva.demo.solvik.shapes import StaffFigure, Unit

DAYS = tuple(date(year, month, 1) for year in (2024, 2025, 2026) for month in (1, 11))

_SHARES = {
    # group: share fixed term, share hourly, share part time among permanent
    "preschool": (0.10, 0.08, 0.22),
    "school": (0.12, 0.05, 0.14),
    "upper_secondary": (0.12, 0.06, 0.12),
    "social_services": (0.08, 0.02, 0.08),
    "home_care": (0.08, 0.18, 0.42),
    "care_home": (0.08, 0.17, 0.45),
    "disability": (0.08, 0.19, 0.38),
    "leisure": (0.10, 0.22, 0.25),
    "office": (0.06, 0.01, 0.06),
    "kitchen": (0.07, 0.10, 0.40),
    "technical": (0.06, 0.05, 0.10),
    "fire_station": (0.04, 0.00, 0.03),
}


def staff_figures(units: Iterable[Unit]) -> tuple[StaffFigure, ...]:
    """Return persons by form and extent for every answering unit on six days.

    The six cells of a unit and a day always add up to its number of employees.
    Earlier days differ by at most two persons from the last.
    """
    made: list[StaffFigure] = []
    for unit in units:
        if not unit.answers:
            continue
        rng = random.Random(f"staff {unit.code}")
        drift = [rng.choice((-2, -1, 0, 0, 1, 2)) for _ in DAYS[:-1]] + [0]
        for day, change in zip(DAYS, drift, strict=True):
            total = max(2, unit.staff + change)
            for (form, extent), n in _cells(unit.group, total, rng).items():
                made.append(StaffFigure(unit_code=unit.code, on=day, form=form, extent=extent, n=n))
    return tuple(made)


def _cells(group: str, total: int, rng: random.Random) -> dict[tuple[str, str], int]:
    fixed_share, hourly_share, part_share = _SHARES[group]
    hourly = _about(total * hourly_share, rng)
    fixed = min(_about(total * fixed_share, rng), total - hourly)
    permanent = total - hourly - fixed
    part = min(_about(permanent * part_share, rng), permanent)
    fixed_part = min(_about(fixed * part_share, rng), fixed)
    hourly_part = min(_about(hourly * 0.9, rng), hourly)
    return {
        ("permanent", "full_time"): permanent - part,
        ("permanent", "part_time"): part,
        ("fixed_term", "full_time"): fixed - fixed_part,
        ("fixed_term", "part_time"): fixed_part,
        ("hourly", "full_time"): hourly - hourly_part,
        ("hourly", "part_time"): hourly_part,
    }


def _about(expected: float, rng: random.Random) -> int:
    """Round up or down, so that the mean over many units is what was expected."""
    whole = int(expected)
    return whole + (rng.random() < expected - whole)
