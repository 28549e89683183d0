"""The way to a joint pay assessment, article 10 of directive (EU) 2023/970. Not Swedish law.

Three things together ask for one: the means of women and men in a category of workers differ by at
least the limit, whichever of them is paid less; objective criteria do not justify it; and it was not
remedied within six months of the report.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from aktiva.domain.pay.calendar_months import later
from aktiva.domain.pay.directive import months
from aktiva.domain.pay.european import reaches_limit
from aktiva.domain.pay.reasons import hollow
from aktiva.domain.pay.swedish import percent


class State(StrEnum):
    """Where a category stands."""

    NOT_COMPARABLE = "not_comparable"
    BELOW_LIMIT = "below_limit"
    JUSTIFIED = "justified"
    TO_REMEDY = "to_remedy"
    REMEDIED = "remedied"
    REQUIRED = "required"


@dataclass(frozen=True)
class Facts:
    """A category of workers and what has been done about its difference.

    Args:
        gap: Difference of means, (men − women) / men; None where one sex is missing.
        justification: The objective, gender-neutral criteria; empty where there are none.
        reported_on: The day the report was handed in.
        remedied_on: The day the difference was remedied; None until it is.
    """

    category: str
    gap: float | None
    reported_on: date
    justification: str = ""
    remedied_on: date | None = None


@dataclass(frozen=True)
class Assessed:
    """The state of a category on a day.

    Args:
        remedy_by: The last day to remedy it; None where nothing has to be.
        words: The state in Swedish.
    """

    category: str
    state: State
    remedy_by: date | None
    words: str


def assess(facts: Facts, *, on: date) -> Assessed:
    """Return where a category stands; what happens after the day is not known."""
    name = facts.category
    if facts.gap is None:
        return Assessed(
            name,
            State.NOT_COMPARABLE,
            None,
            f"{name} har inte både kvinnor och män och kan inte jämföras.",
        )
    size = f"Skillnaden i {name} är {percent(abs(facts.gap))}"
    if not reaches_limit(facts.gap):
        return Assessed(name, State.BELOW_LIMIT, None, f"{size}, under direktivets gräns.")
    lower = "kvinnor" if facts.gap > 0 else "män"
    size = f"{size} och det är {lower} som har lägre lön"
    if hollow(facts.justification) is None:
        return Assessed(
            name, State.JUSTIFIED, None, f"{size}. Den motiveras med sakliga kriterier."
        )
    last = later(facts.reported_on, months=months("remedy", on=facts.reported_on))
    done = facts.remedied_on
    if done is not None and done <= min(last, on):
        return Assessed(
            name, State.REMEDIED, last, f"{size}. Den är åtgärdad {done.isoformat()}, i tid."
        )
    if on <= last:
        return Assessed(
            name,
            State.TO_REMEDY,
            last,
            f"{size}, utan sakliga kriterier. Åtgärda den senast {last.isoformat()}.",
        )
    return Assessed(
        name,
        State.REQUIRED,
        last,
        f"{size} och åtgärdades inte senast {last.isoformat()}. Direktivet kräver en gemensam "
        "lönebedömning med arbetstagarnas företrädare.",
    )


def required(categories: Iterable[Facts], *, on: date) -> list[Assessed]:
    """Return the categories that a joint pay assessment must hold, in order."""
    return [a for a in (assess(f, on=on) for f in categories) if a.state is State.REQUIRED]
