"""What stands beside a comparison: each side's figures, and its people as dots and in bands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from aktiva.apps.pay.queries.figures import Figures
from aktiva.domain.pay.comparisons import Kind, Pair
from aktiva.domain.pay.gaps import Flags, Floats
from aktiva.domain.pay.parameters import limits
from aktiva.domain.pay.people import UNKNOWN

WIDTH_OF_BAND = 10


class Years(StrEnum):
    """What the upright axis counts."""

    AGE = "alder"
    EMPLOYED = "anstallning"


@dataclass(frozen=True)
class Side:
    """One of the two that are set beside each other, kronor a month.

    Args:
        low: The pay that a tenth have at most, `high` the one that a tenth have at least; None
            where so few say nothing about the spread.
    """

    name: str
    women: int
    men: int
    mean: float
    median: float
    low: float | None
    high: float | None

    @property
    def people(self) -> int:
        """How many there are."""
        return self.women + self.men


@dataclass(frozen=True)
class Facing:
    """Two sides and what differs, kronor and share; above 0 where women have less."""

    women: Side
    other: Side

    @property
    def mean_kr(self) -> float:
        """How much the first has less on average."""
        return self.other.mean - self.women.mean

    @property
    def median_kr(self) -> float:
        """How much less the middle of the first has."""
        return self.other.median - self.women.median


class Sides:
    """The sides of a run's comparisons; each is computed once."""

    def __init__(self, figures: Figures) -> None:
        self._figures = figures
        self._found: dict[tuple[str, bool | None], Side] = {}

    def of(self, pair: Pair) -> Facing:
        """Return the two sides of a comparison."""
        if pair.kind is Kind.EQUAL_WORK:
            return Facing(self._side(pair.women_group, True), self._side(pair.women_group, False))
        return Facing(self._side(pair.women_group, None), self._side(pair.other_group, None))

    def _side(self, group: str, woman: bool | None) -> Side:
        key = (group, woman)
        if key not in self._found:
            self._found[key] = self._computed(group, woman)
        return self._found[key]

    def _computed(self, group: str, woman: bool | None) -> Side:
        people = self._figures.people
        rows = rows_of(self._figures, group)
        if woman is not None:
            rows = rows & (people.woman == woman)
        pay = people.pay[rows]
        women = int(people.woman[rows].sum())
        enough = len(pay) >= limits()["fewest_for_spread"].value
        low, high = np.quantile(pay, (0.1, 0.9), method="inverted_cdf") if enough else (None, None)
        return Side(
            name=group if woman is None else "Kvinnor" if woman else "Män",
            women=women,
            men=len(pay) - women,
            mean=float(pay.mean()),
            median=float(np.median(pay)),
            low=None if low is None else float(low),
            high=None if high is None else float(high),
        )


def rows_of(figures: Figures, group: str) -> Flags:
    """Return who is in a group."""
    names = figures.placed.names
    place = names.index(group) if group in names else -2
    return np.equal(figures.placed.index, place)


def years_of(figures: Figures, years: Years) -> Floats:
    """Return everybody's age or years employed on the day of the pay, NaN where unknown."""
    since = figures.people.birth_year if years is Years.AGE else figures.people.hired_year
    counted = figures.mapping.pay_date.year - since.astype(np.float64)
    return np.where(since == UNKNOWN, np.nan, np.maximum(counted, 0.0))


def known_years(figures: Figures) -> tuple[Years, ...]:
    """Return what the file tells of anybody."""
    return tuple(y for y in Years if not np.isnan(years_of(figures, y)).all())


@dataclass(frozen=True)
class People:
    """The people of one group as a picture shows them: (kronor, years) each.

    Args:
        unknown: How many whose years are not known; they are in no picture.
    """

    group: str
    women: tuple[tuple[float, float], ...]
    men: tuple[tuple[float, float], ...]
    median: float
    unknown: int


@dataclass(frozen=True)
class Band:
    """Ten years of age or employment in one group: how many, and their mean; None for nobody."""

    group: str
    first: int
    last: int
    women: int
    men: int
    mean_women: float | None
    mean_men: float | None


def people_of(figures: Figures, group: str, years: Years) -> People:
    """Return the dots of a group."""
    rows = rows_of(figures, group)
    pay, woman = figures.people.pay[rows], figures.people.woman[rows]
    counted = years_of(figures, years)[rows]
    known = ~np.isnan(counted)

    def dots(which: Flags) -> tuple[tuple[float, float], ...]:
        shown = which & known
        return tuple(zip(pay[shown].tolist(), counted[shown].tolist(), strict=True))

    return People(group, dots(woman), dots(~woman), float(np.median(pay)), int((~known).sum()))


def bands_of_years(shown: Sequence[People]) -> list[Band]:
    """Return the same people by tens of years, group by group."""
    found = []
    for people in shown:
        tens = sorted({int(y) // WIDTH_OF_BAND for _kr, y in (*people.women, *people.men)})
        for ten in tens:
            women, men = (
                [kr for kr, y in dots if int(y) // WIDTH_OF_BAND == ten]
                for dots in (people.women, people.men)
            )
            first = ten * WIDTH_OF_BAND
            found.append(
                Band(
                    people.group, first, first + WIDTH_OF_BAND - 1, len(women), len(men),
                    _mean(women), _mean(men),
                )
            )  # fmt: skip
    return found


def _mean(paid: Sequence[float]) -> float | None:
    return sum(paid) / len(paid) if paid else None
