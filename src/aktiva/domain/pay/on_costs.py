"""What an employer pays on top of a pay (PO-pålägg), year by year."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from importlib import resources

HIGHEST = Decimal(100)


class Sector(StrEnum):
    """Which of SKR's rates is meant."""

    MUNICIPALITY = "municipality"
    REGION = "region"


class NoRate(LookupError):
    """No rate is known for the year; the message says what to do in one Swedish sentence."""


class WrongRate(ValueError):
    """The employer's own rate cannot be used; the message says why in Swedish."""


@dataclass(frozen=True)
class Rate:
    """On-costs in per cent of pay, with where the number comes from."""

    percent: Decimal
    source: str

    @property
    def factor(self) -> Decimal:
        """What pay is multiplied by to get the whole cost: 1 + PO."""
        return 1 + self.percent / 100


def own_rate(percent: Decimal) -> Rate:
    """Return the employer's own rate.

    Raises:
        WrongRate: It is not between 0 and 100 per cent.
    """
    if not percent.is_finite() or not 0 <= percent <= HIGHEST:
        raise WrongRate("PO-pålägget ska vara mellan 0 och 100 procent. Rätta talet.")
    return Rate(percent, "Arbetsgivarens eget PO-pålägg")


def rate_of(year: int, *, sector: Sector = Sector.MUNICIPALITY) -> Rate:
    """Return SKR's rate for a year.

    Raises:
        NoRate: The year's rate is not known here.
    """
    found = _rates().get((year, sector))
    if found is None:
        raise NoRate(
            f"PO-pålägget för {year} finns inte i Aktiva. Skriv det som gäller hos er, det finns i "
            "budgeten."
        )
    return found


@cache
def _rates() -> dict[tuple[int, Sector], Rate]:
    text = resources.files(__package__).joinpath("on_costs.toml").read_text(encoding="utf-8")
    return {
        (row["year"], sector): Rate(Decimal(row[sector.value]), row["source"])
        for row in tomllib.loads(text)["rate"]
        for sector in Sector
    }
