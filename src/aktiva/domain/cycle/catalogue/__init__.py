"""Guidance for each area, and risks and measures in own words to begin from.

What is taken from here is a draft that a person changes; nothing is recorded by choosing it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from aktiva.domain.cycle.methods import Method
from aktiva.domain.values import Area, Ground


@dataclass(frozen=True, slots=True)
class RiskEntry:
    """A risk that others have met, and why it hinders."""

    id: str
    area: Area
    grounds: tuple[Ground, ...]
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class MeasureEntry:
    """A measure that has helped: what it leads to and how one sees it. No grounds: it suits all."""

    id: str
    area: Area
    grounds: tuple[Ground, ...]
    text: str
    effect: str
    measured_by: str


@dataclass(frozen=True, slots=True)
class Guidance:
    """What an area is about, what to ask, and the methods that usually fit it."""

    area: Area
    methods: tuple[Method, ...]
    look_at: tuple[str, ...]
    ask: tuple[str, ...]


def _data(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath(name).read_text(encoding="utf-8"))


@cache
def risks() -> tuple[RiskEntry, ...]:
    """Return every risk of the catalogue, by area."""
    return tuple(
        RiskEntry(id, Area(area), tuple(Ground(g) for g in row["grounds"]), row["text"], row["why"])
        for area, rows in _data("risks.toml").items()
        for id, row in rows.items()
    )


@cache
def measures() -> tuple[MeasureEntry, ...]:
    """Return every measure of the catalogue, by area."""
    return tuple(
        MeasureEntry(
            id, Area(area), tuple(Ground(g) for g in row["grounds"]), row["text"], row["effect"],
            row["measured_by"],
        )
        for area, rows in _data("measures.toml").items()
        for id, row in rows.items()
    )  # fmt: skip


@cache
def _guidance() -> dict[Area, Guidance]:
    return {
        Area(area): Guidance(
            Area(area),
            tuple(Method(m) for m in row["methods"]),
            tuple(row["look_at"]),
            tuple(row["ask"]),
        )
        for area, row in _data("guidance.toml").items()
    }


def guidance(area: Area) -> Guidance | None:
    """Return the guidance for an area, None for the tasks that are not examined this way."""
    return _guidance().get(area)


def risk_entry(id: str) -> RiskEntry | None:
    """Return one risk of the catalogue, or None."""
    return next((entry for entry in risks() if entry.id == id), None)


def measure_entry(id: str) -> MeasureEntry | None:
    """Return one measure of the catalogue, or None."""
    return next((entry for entry in measures() if entry.id == id), None)


def risks_like(area: Area, grounds: Iterable[Ground] = ()) -> list[RiskEntry]:
    """Return the risks of an area, those that share a ground with `grounds` first."""
    wanted = frozenset(grounds)
    here = [entry for entry in risks() if entry.area is area]
    return sorted(here, key=lambda entry: not wanted & set(entry.grounds))


def measures_like(area: Area, grounds: Iterable[Ground] = ()) -> list[MeasureEntry]:
    """Return the measures of an area, those that share most grounds with `grounds` first.

    One that suits all grounds comes after those that share one.
    """
    wanted = frozenset(grounds)
    here = [entry for entry in measures() if entry.area is area]
    return sorted(here, key=lambda e: (-len(wanted & set(e.grounds)), bool(e.grounds)))
