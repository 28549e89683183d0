"""The eight municipality-wide measures of each year and what became of them."""

from __future__ import annotations

from datetime import date
from importlib import resources
from tomllib import loads
from typing import Any

from aktiva.demo.solvik.calendar import NOW, Dates, at
from aktiva.demo.solvik.shapes import Measure, Outcome
from aktiva.domain.values import Area


def common_measures(dates: Dates) -> tuple[Measure, ...]:
    """Return the year's common measures; carried ones point to the year before."""
    data = _read()
    return tuple(
        _measure(data, dates.year, n) for n, _ in enumerate(data[str(dates.year)], start=1)
    )


def common_outcomes(dates: Dates) -> tuple[Outcome, ...]:
    """Return what became of the common measures of the year before; none in the first year."""
    told = _read()["outcomes"].get(str(dates.year), {})
    recorded = at(date(dates.year, 9, 22), 11)
    return tuple(
        Outcome(
            measure_ref=f"SOLVIK-{dates.year - 1}-C{n}",
            result=result,
            effect=effect,
            how_known=how_known,
            recorded_at=recorded,
            new_due=_new_due(dates.year, int(n)) if result == "extended" else None,
            reason=reason,
            decided_by=decided_by,
        )
        for n, (result, effect, how_known, reason, decided_by) in told.items()
    )


def _read() -> dict[str, Any]:
    path = resources.files(__package__) / "texts" / "common.toml"
    return loads(path.read_text(encoding="utf-8"))


def _measure(data: dict[str, Any], year: int, n: int) -> Measure:
    row = data[str(year)][n - 1]
    carried = row.get("carries")
    first_year, first = _origin(data, year, n)
    start = date(first_year, 1, 15)
    following = data["outcomes"].get(str(year + 1), {}).get(str(n))
    reached = {"done": "done", "not_started": "planned", "dropped": "dropped"}
    status = reached.get(following[0], "ongoing") if following else "ongoing"
    due = row["due"]
    return Measure(
        ref=f"SOLVIK-{year}-C{n}",
        area=Area(first["area"]),
        text=first["text"],
        responsible=first["responsible"],
        start=start,
        due=due,
        next_check=date(due.year, max(2, due.month - 2), 15),
        effect=first["effect"],
        measured_by=first["measured"],
        status=status,
        decided_at=min(at(date(year, 1, 22), 9), NOW),
        common=True,
        carried_from=f"SOLVIK-{year - 1}-C{carried}" if carried else None,
    )


def _origin(data: dict[str, Any], year: int, n: int) -> tuple[int, dict[str, Any]]:
    """Return the year and the row where a carried measure was first decided."""
    row = data[str(year)][n - 1]
    while "carries" in row:
        year, n = year - 1, row["carries"]
        row = data[str(year)][n - 1]
    return year, row


def _new_due(year: int, n: int) -> date:
    """Return the date that the carried measure got this year."""
    rows = _read()[str(year)]
    due: date = next(row["due"] for row in rows if row.get("carries") == n)
    return due
