"""The value of work by the four criteria of 3 kap. 10 §: a factor plan, points and bands.

A group has a level on every factor. Its points are 10 · Σ weight · (level − 1) / (levels − 1): from
0, with the lowest level on everything, to 1,000.
"""

from __future__ import annotations

import math
import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import resources
from itertools import pairwise

from aktiva.domain.pay.calendar_months import later
from aktiva.domain.pay.comparisons import Value
from aktiva.domain.pay.reasons import plain
from aktiva.domain.pay.swedish import listing, points

MOST_POINTS = 1000.0
DIGITS = 6
"""Points are rounded to so many decimals, so that equal levels always give equal points."""


class Criterion(StrEnum):
    """The four criteria of 3 kap. 10 §, in the order of the Act."""

    SKILLS = "skills"
    RESPONSIBILITY = "responsibility"
    EFFORT = "effort"
    CONDITIONS = "conditions"

    @property
    def label(self) -> str:
        """The words of the Act."""
        return _CRITERIA[self]


_CRITERIA = {
    Criterion.SKILLS: "kunskaper och färdigheter",
    Criterion.RESPONSIBILITY: "ansvar",
    Criterion.EFFORT: "ansträngning",
    Criterion.CONDITIONS: "arbetsförhållanden",
}


@dataclass(frozen=True)
class Factor:
    """One thing that the work is valued by.

    Args:
        weight: Its part of the whole, per cent.
        levels: What each level means, the lowest first.
    """

    key: str
    name: str
    criterion: Criterion
    weight: float
    levels: tuple[str, ...]
    question: str = ""


@dataclass(frozen=True)
class FactorPlan:
    """The factors that an employer values work by."""

    name: str
    factors: tuple[Factor, ...]

    def weight_of(self, criterion: Criterion) -> float:
        """Return a criterion's weight, per cent."""
        return math.fsum(f.weight for f in self.factors if f.criterion is criterion)


@cache
def shipped_plan() -> FactorPlan:
    """Return the plan that comes with Aktiva, ``factor_plan.toml``."""
    text = resources.files(__package__).joinpath("factor_plan.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    return FactorPlan(
        name=data["name"],
        factors=tuple(
            Factor(
                key=row["key"],
                name=row["name"],
                criterion=Criterion(row["criterion"]),
                weight=row["weight"],
                levels=tuple(row["levels"]),
                question=row["question"],
            )
            for row in data["factor"]
        ),
    )


def plan_faults(plan: FactorPlan) -> list[str]:
    """Return what is wrong with a factor plan, a sentence each; none for one that can be used."""
    found = []
    for key in sorted({f.key for f in plan.factors}):
        same = [f.name for f in plan.factors if f.key == key]
        if len(same) > 1:
            found.append(f"Faktorerna {listing(same)} har samma nyckel. Ge dem olika nycklar.")
    for f in plan.factors:
        if not math.isfinite(f.weight) or f.weight < 0:
            found.append(f"{f.name} har en vikt som inte är ett tal från 0. Ändra vikten.")
        if len(f.levels) < 2:
            found.append(f"{f.name} har färre än två nivåer. Beskriv minst två.")
        described = [plain(level) for level in f.levels]
        if not all(described):
            found.append(f"{f.name} har en nivå utan beskrivning. Skriv vad nivån betyder.")
        elif len(set(described)) < len(described):
            found.append(
                f"{f.name} har två nivåer med samma beskrivning. Skriv vad som skiljer dem."
            )
    for criterion in Criterion:
        if not plan.weight_of(criterion) > 0:
            found.append(
                f"{criterion.label.capitalize()} väger inget. Lagen kräver att arbetets värde bedöms "
                "efter alla fyra kriterierna (3 kap. 10 §). Ge minst en faktor där en vikt över 0."
            )
    total = math.fsum(f.weight for f in plan.factors)
    if not abs(total - 100) < 1e-9:
        found.append(
            f"Vikterna är tillsammans {points(total)} procent. De ska vara 100 procent."
            if math.isfinite(total)
            else "Vikterna ska tillsammans vara 100 procent."
        )
    return found


def level_faults(plan: FactorPlan, levels: Mapping[str, int], *, group: str) -> list[str]:
    """Return what is wrong with a group's levels, a sentence each."""
    known = {f.key: f for f in plan.factors}
    missing = [f.name for f in plan.factors if f.key not in levels]
    found = (
        [f"{group} saknar nivå för {listing(missing)}. Bedöm det som saknas."] if missing else []
    )
    for key, level in levels.items():
        if key not in known:
            found.append(f"{group} har en nivå för {key}, som inte är en faktor. Ta bort den.")
        elif not 1 <= level <= len(known[key].levels):
            found.append(
                f"{group} har nivå {level} för {known[key].name}, som har nivåerna "
                f"1–{len(known[key].levels)}. Välj en av dem."
            )
    return found


def points_of(plan: FactorPlan, levels: Mapping[str, int]) -> float:
    """Return the points, 0 to 1,000, for levels in which nothing is wrong."""
    parts = [f.weight * (levels[f.key] - 1) / (len(f.levels) - 1) for f in plan.factors]
    return round(10 * math.fsum(parts), DIGITS)


@dataclass(frozen=True)
class Bands:
    """Work of equal value: points between two boundaries, the lower one included.

    Args:
        boundaries: The lowest points of the second band, the third, and so on, rising.
    """

    boundaries: tuple[float, ...]

    @classmethod
    def equal(cls, count: int, *, highest: float = MOST_POINTS) -> Bands:
        """Return so many bands with equal steps of points."""
        return cls(tuple(round(highest * i / count, DIGITS) for i in range(1, count)))

    def of(self, value: float) -> str:
        """Return the band of some points: ”1” is the lowest."""
        return str(bisect_right(self.boundaries, value) + 1)


def band_faults(bands: Bands) -> list[str]:
    """Return what is wrong with the boundaries, a sentence each."""
    if any(not math.isfinite(b) or b <= 0 for b in bands.boundaries):
        return ["En gräns mellan två band ska vara ett tal över 0. Ändra gränsen."]
    return [
        f"Gränsen {points(high)} står efter {points(low)}. Skriv gränserna i stigande ordning."
        for low, high in pairwise(bands.boundaries)
        if high <= low
    ]


@dataclass(frozen=True)
class Imported:
    """Points that were set with another method, and what they rest on."""

    values: dict[str, Value]
    faults: tuple[str, ...]


def take_points(
    given: Mapping[str, float],
    *,
    groups: Iterable[str],
    bands: Bands,
    method: str,
    evaluated_on: date | None,
) -> Imported:
    """Take over finished points; groups that have none keep no value.

    Args:
        method: What the points were set with, such as the name of the method and who set them.
        evaluated_on: The day the evaluation was done.
    """
    faults = []
    if not plain(method):
        faults.append(
            "Det framgår inte hur poängen har satts. Skriv metoden och vilka som bedömde."
        )
    if evaluated_on is None:
        faults.append("Det framgår inte när arbetet värderades. Skriv datumet.")
    known = list(dict.fromkeys(groups))
    for name in sorted(set(given) - set(known)):
        faults.append(f"{name} har poäng men är ingen grupp. Rätta namnet eller ta bort raden.")
    values = {}
    for name in known:
        value = given.get(name)
        if value is None:
            faults.append(f"{name} saknar poäng. Värdera gruppen.")
        elif not math.isfinite(value) or value < 0:
            faults.append(f"Poängen för {name} är inte ett tal från 0. Rätta poängen.")
        else:
            values[name] = Value(points=round(value, DIGITS), band=bands.of(value))
    return Imported(values, tuple(faults))


def old_valuations(evaluated_on: Mapping[str, date], *, on: date, years: int) -> list[str]:
    """Return which groups were last valued longer ago than gives trust, a sentence each.

    Args:
        evaluated_on: The day each group was last valued.
        years: How old a valuation may be.
    """
    return [
        f"{group} värderades senast {day.isoformat()}, för mer än {years} år sedan. Se efter om "
        "arbetet har ändrats."
        for group, day in sorted(evaluated_on.items())
        if later(day, months=12 * years) < on
    ]


def values_of(
    plan: FactorPlan, bands: Bands, levels: Mapping[str, Mapping[str, int]]
) -> dict[str, Value]:
    """Return each group's points and band, for levels in which nothing is wrong."""
    scored = {group: points_of(plan, of_group) for group, of_group in levels.items()}
    return {group: Value(points=p, band=bands.of(p)) for group, p in scored.items()}
