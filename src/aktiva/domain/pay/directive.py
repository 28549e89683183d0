"""When directive (EU) 2023/970 would ask for a report, and its time limits. Not Swedish law."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from aktiva.domain.pay.swedish import number_of


class NotYet(LookupError):
    """The directive has no such value on the day asked for."""


@dataclass(frozen=True)
class Duty:
    """How often an employer of some size reports by article 9, and from when.

    Args:
        begins: The day from which the rule is that of the directive.
        below: The number of employees where it ends; None without end.
        every: Years between the reports.
        first: The day the first report is due.
    """

    begins: date
    smallest: int
    below: int | None
    every: int
    first: date
    source: str

    def holds(self, employees: int) -> bool:
        """Return whether an employer of this size has the duty."""
        return employees >= self.smallest and (self.below is None or employees < self.below)


@dataclass(frozen=True)
class Report:
    """A report: the day it is due, and the calendar year it is about."""

    due: date
    about: int


@cache
def _data() -> dict[str, Any]:
    text = resources.files(__package__).joinpath("directive.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def label() -> str:
    """Return the words that stand wherever something of the directive is shown."""
    return str(_data()["label"])


@cache
def duties() -> tuple[Duty, ...]:
    """Return the sizes of employers that report, the largest first."""
    return tuple(
        Duty(
            begins=row["from"],
            smallest=row["smallest"],
            below=row.get("below"),
            every=row["every"],
            first=row["first"],
            source=row["source"],
        )
        for row in _data()["report"]
    )


def months(name: str, *, on: date) -> int:
    """Return a time limit of the directive, in months.

    Raises:
        NotYet: There was none on the day.
    """
    held = [step["value"] for step in _data()["limits"][name]["values"] if step["from"] <= on]
    if not held:
        raise NotYet(f"{name} {on}")
    return int(held[-1])


@cache
def first_day() -> date:
    """Return the day from which the directive has time limits."""
    begins: list[date] = [limit["values"][0]["from"] for limit in _data()["limits"].values()]
    return min(begins)


def duty_of(employees: int, *, on: date) -> Duty | None:
    """Return how often an employer of this size would report, or None where it would not."""
    return next((d for d in duties() if d.begins <= on and d.holds(employees)), None)


def report_in(year: int, *, employees: int) -> Report | None:
    """Return the report that is due in a calendar year for an employer of this size, or None."""
    duty = duty_of(employees, on=date(year, 12, 31))
    if duty is None or year < duty.first.year or (year - duty.first.year) % duty.every:
        return None
    return Report(due=duty.first.replace(year=year), about=year - 1)


def next_report(employees: int, *, on: date) -> Report | None:
    """Return the first report that is due on a day or later, or None where none ever is."""
    duty = duty_of(employees, on=max(on, min(d.begins for d in duties())))
    if duty is None:
        return None
    due = duty.first
    while due < on:
        due = due.replace(year=due.year + duty.every)
    return Report(due=due, about=due.year - 1)


def in_words(employees: int, *, on: date) -> str:
    """Return what the directive would ask of an employer of this size, in Swedish."""
    size = number_of(employees, "anställd", "anställda")
    duty = duty_of(employees, on=max(on, min(d.begins for d in duties())))
    report = next_report(employees, on=on)
    if duty is None or report is None:
        least = min(d.smallest for d in duties())
        return (
            f"{label()}. Med {size} finns ingen skyldighet att rapportera; den börjar vid {least}."
        )
    often = "varje år" if duty.every == 1 else f"vart {_ORDINALS[duty.every]} år"
    return (
        f"{label()}. Med {size} lämnas rapporten {often}. Nästa lämnas senast "
        f"{report.due.isoformat()} och gäller {report.about}."
    )


_ORDINALS = {2: "annat", 3: "tredje"}
