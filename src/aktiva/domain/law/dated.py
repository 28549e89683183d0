"""Numbers fixed by law, each with the day it took effect and its source."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from aktiva.domain.values import LegalSource


class NotYetInForce(LookupError):
    """The parameter has no value on the day asked for."""


@dataclass(frozen=True, slots=True)
class DatedParameter:
    """A number in law or in practice, and how it has changed.

    Args:
        verified: Whether it has been checked against the statute's own text.
    """

    name: str
    unit: str
    source: LegalSource
    verified: bool
    steps: tuple[tuple[date, int], ...]

    def on(self, day: date) -> int:
        """Return the value in force on `day`.

        Raises:
            NotYetInForce: `day` is before the first step.
        """
        in_force = [value for start, value in self.steps if start <= day]
        if not in_force:
            first = self.steps[0][0]
            raise NotYetInForce(f"{self.name} applies from {first}, asked for {day}")
        return in_force[-1]


def value_of(table: str, name: str, *, year: int) -> int:
    """Return the value that holds for a calendar year.

    Raises:
        NotYetInForce: The year is before the first step.
    """
    return load(table)[name].on(date(year, 1, 1))


@cache
def load(table: str) -> dict[str, DatedParameter]:
    """Read ``parameters/<table>.toml``; keys are parameter names."""
    return read(toml(table))


def read(rows: Mapping[str, Any]) -> dict[str, DatedParameter]:
    """Return the parameters of a parsed table."""
    return {
        name: DatedParameter(
            name=name,
            unit=row["unit"],
            source=LegalSource(**row["source"]),
            verified=row.get("verified", True),
            steps=tuple(sorted((s["from"], s["value"]) for s in row["values"])),
        )
        for name, row in rows.items()
    }


def toml(table: str) -> dict[str, Any]:
    """Return a parameter file as it stands."""
    path = resources.files("aktiva.domain.law") / "parameters" / f"{table}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
