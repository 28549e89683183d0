"""Who answered when: the state of every unit's sheet in each year."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from aktiva.demo.solvik.calendar import NOW, Dates, at, working_time
from aktiva.demo.solvik.people import VACANT
from aktiva.demo.solvik.shapes import Unit

_ANSWERED_2026 = {
    "KLF": 9, "FSK": 35, "GRU": 31, "GYV": 14, "IFO": 19, "VOF": 40,
    "FUN": 24, "KFF": 12, "SBF": 11, "TSF": 9, "MIF": 4, "RTJ": 2,
}  # fmt: skip
_APPROVED_2026 = 141
_RETURNED_2026 = 6
_IN_PROGRESS_2026 = 22
_SILENT = {2024: 14, 2025: 8}
READY_FIRST = ("KLF", "GYV", "SBF", "MIF", "RTJ")
"""Departments that had read all their sheets by the day of the demonstration."""


@dataclass(frozen=True, kw_only=True)
class Handed:
    """When a sheet was begun, handed in and approved, and how far it has come."""

    state: str
    started_at: datetime | None = None
    submitted_at: datetime | None = None
    approved_at: datetime | None = None


def schedule(units: Iterable[Unit], *, dates: Dates) -> dict[str, Handed]:
    """Return the state of every answering unit's sheet in one year."""
    answering = [unit for unit in units if unit.answers]
    rng = random.Random(f"schedule {dates.year}")
    if not dates.finished:
        return _under_way(answering, dates, rng)
    vacant = {code for code, since in VACANT.items() if since <= dates.opens_on}
    others = [
        unit.code for unit in answering if unit.code not in vacant and unit.name != "Almskolan"
    ]
    silent = vacant | set(rng.sample(others, _SILENT[dates.year] - len(vacant)))
    return {
        unit.code: Handed(state="not_begun")
        if unit.code in silent
        else _handed_in(dates, rng, state="approved")
        for unit in answering
    }


def department_of(unit: Unit, day: date) -> str:
    """Return the code of the department that a unit belongs to on `day`."""
    return unit.parent_on(day).split("-")[0]


def _under_way(units: list[Unit], dates: Dates, rng: random.Random) -> dict[str, Handed]:
    states: dict[str, str] = {}
    waiting: list[str] = []
    for department, quota in _ANSWERED_2026.items():
        own = [unit for unit in units if department_of(unit, dates.opens_on) == department]
        able = [u.code for u in own if u.code not in VACANT and u.name != "Almskolan"]
        answered = rng.sample(able, quota)
        states |= dict.fromkeys(answered, "submitted")
        waiting += [code for code in able if code not in states]
    approved = [
        unit.code
        for unit in units
        if unit.code in states and department_of(unit, dates.opens_on) in READY_FIRST
    ]
    rest = [code for code in states if code not in approved]
    approved += rng.sample(rest, _APPROVED_2026 - len(approved))
    states |= dict.fromkeys(approved, "approved")
    rng.shuffle(waiting)
    late = waiting[: _RETURNED_2026 + _IN_PROGRESS_2026]
    states |= dict.fromkeys(late[:_RETURNED_2026], "returned")
    states |= dict.fromkeys(late[_RETURNED_2026:], "in_progress")
    made: dict[str, Handed] = {}
    for unit in units:
        state = states.get(unit.code, "not_begun")
        if unit.name == "Almskolan":
            state = "in_progress"
        made[unit.code] = _state_2026(state, dates, rng)
    return made


def _state_2026(state: str, dates: Dates, rng: random.Random) -> Handed:
    if state == "not_begun":
        return Handed(state=state)
    if state == "in_progress":
        return Handed(
            state=state, started_at=working_time(rng, date(2026, 11, 9), date(2026, 11, 25))
        )
    return _handed_in(dates, rng, state=state)


def _handed_in(dates: Dates, rng: random.Random, *, state: str) -> Handed:
    latest = min(dates.last_day, NOW.date() - timedelta(1))
    if state != "submitted" and not dates.finished:
        latest = date(2026, 11, 18)
    started = working_time(rng, dates.opens_on + timedelta(14), latest - timedelta(7))
    first = started.date() + timedelta(2)
    submitted = working_time(rng, first, latest)
    approved = None
    if state == "approved":
        until = dates.review_on if dates.finished else NOW.date() - timedelta(1)
        approved = working_time(rng, submitted.date() + timedelta(1), until)
    return Handed(
        state=state,
        started_at=at(started.date(), started.hour, started.minute),
        submitted_at=submitted,
        approved_at=approved,
    )
