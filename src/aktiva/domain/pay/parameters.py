"""The limits that the calculations use, read from ``parameters.toml`` with their sources."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True)
class Limit:
    """A number with its source."""

    value: int
    source: str


@cache
def limits() -> dict[str, Limit]:
    """Return every limit by name."""
    text = resources.files(__package__).joinpath("parameters.toml").read_text(encoding="utf-8")
    return {
        name: Limit(value=row["value"], source=row["source"])
        for name, row in tomllib.loads(text).items()
    }
