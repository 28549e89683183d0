"""From what is paid to full-time monthly pay, by extent or by the agreement's hour divisor."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np

from aktiva.domain.pay.gaps import Flags, Floats

SHARE, PER_CENT = 1.0, 100.0


@dataclass(frozen=True)
class Divisor:
    """Hours a month of full-time work in an agreement, with its source."""

    name: str
    hours: float
    source: str


@cache
def divisors() -> dict[str, Divisor]:
    """Return every divisor that is known, by its short name."""
    text = resources.files(__package__).joinpath("divisors.toml").read_text(encoding="utf-8")
    return {
        key: Divisor(name=row["name"], hours=float(row["value"]), source=row["source"])
        for key, row in tomllib.loads(text).items()
    }


def scale(extent: Floats) -> float:
    """Return what full time is in a column: 1 where the middle value is at most 1, else 100."""
    known = extent[~np.isnan(extent)]
    return PER_CENT if known.size and np.median(known) > SHARE else SHARE


def impossible(extent: Floats, full: float) -> Flags:
    """Return which extents cannot be: none, more than full time, or a share among per cents."""
    least = SHARE if full > SHARE else 0.0
    found: Flags = (extent <= least) | (extent > full)
    return found


def from_extent(paid: Floats, share: Floats) -> Floats:
    """Return full-time pay from what is paid and the extent as a share."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return paid / share


def from_hourly(hourly: Floats, hours: float, *, holiday_percent: float = 0.0) -> Floats:
    """Return full-time monthly pay from pay by the hour.

    Args:
        hours: The agreement's divisor, hours a month.
        holiday_percent: Holiday pay that the hourly pay holds, which is taken out first.
    """
    return hourly / (1 + holiday_percent / 100) * hours
