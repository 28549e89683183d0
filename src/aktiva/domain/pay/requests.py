"""The reply to one person's question about pay, article 7 of directive (EU) 2023/970.

Not Swedish law. Averages of few people could tell what somebody else is paid; then they are given to
the employees' representatives or to the equality body instead, as article 12.3 lets a state decide.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from aktiva.domain.pay.calendar_months import later
from aktiva.domain.pay.directive import label, months
from aktiva.domain.pay.swedish import listing, number_of, whole


class Route(StrEnum):
    """Whom the averages are given to."""

    PERSON = "person"
    REPRESENTATIVES = "representatives"


@dataclass(frozen=True)
class Levels:
    """Average pay levels in the category of workers, gross kronor; None where a sex is missing.

    Args:
        women: How many women, the one who asks among them.
        men: How many men, the one who asks among them.
    """

    category: str
    women: int
    men: int
    mean_women: float | None
    mean_men: float | None


@dataclass(frozen=True)
class Reply:
    """What is answered to the one who asks.

    Args:
        due: The last day to answer.
        own: Their own pay level, gross kronor.
        mean_women: The women's average; None where it may not be told or there are none.
        mean_men: The men's average, in the same way.
        paragraphs: The answer in Swedish, ready to be sent.
    """

    due: date
    route: Route
    own: int
    mean_women: int | None
    mean_men: int | None
    paragraphs: tuple[str, ...]


def due(received_on: date) -> date:
    """Return the last day to answer a question."""
    return later(received_on, months=months("reply", on=received_on))


def is_late(received_on: date, *, answered_on: date | None, on: date) -> bool:
    """Return whether a question was, or is, answered after its last day."""
    return (answered_on or on) > due(received_on)


def reply(received_on: date, *, own: int, levels: Levels, unit: str, minimum: int) -> Reply:
    """Return the answer to one person.

    Both averages are told or neither, since the average of everybody would give the other one away.

    Raises:
        ValueError: The category has nobody, not even the one who asks.

    Args:
        own: The person's pay level, gross kronor.
        unit: What the levels are counted in: ”i månaden”, ”om året” or ”i timmen”.
        minimum: The fewest of a sex whose average may be told.
    """
    if not levels.women + levels.men:
        raise ValueError("the category must hold at least the one who asks")
    few = [word for word, n in (("kvinnor", levels.women), ("män", levels.men)) if 0 < n < minimum]
    lone = not levels.women or not levels.men
    begins = f"Din lönenivå är {whole(own)} kronor {unit}. Du hör till kategorin {levels.category}."
    right = (
        "Om något är oklart har du rätt att fråga igen och få en motiverad förklaring. "
        f"{label()}: svaret följer artikel 7 i direktiv (EU) 2023/970."
    )
    if few:
        return Reply(
            due=due(received_on),
            route=Route.REPRESENTATIVES,
            own=own,
            mean_women=None,
            mean_men=None,
            paragraphs=(
                begins,
                f"Kategorin har färre än {minimum} {listing(few)}. Genomsnitten lämnas därför inte "
                "ut till dig, eftersom de kan visa vad en annan person har i lön. Din fackliga "
                "företrädare eller Diskrimineringsombudsmannen kan få dem och säga om det finns skäl "
                "att gå vidare.",
                right,
            ),
        )
    told = [
        f"{number_of(n, one, many)} med i genomsnitt {whole(round(mean))} kronor"
        for n, mean, one, many in (
            (levels.women, levels.mean_women, "kvinna", "kvinnor"),
            (levels.men, levels.mean_men, "man", "män"),
        )
        if n and mean is not None
    ]
    missing = "män" if levels.women else "kvinnor"
    says = f"I kategorin finns {listing(told)} {unit}."
    return Reply(
        due=due(received_on),
        route=Route.PERSON,
        own=own,
        mean_women=None if levels.mean_women is None else round(levels.mean_women),
        mean_men=None if levels.mean_men is None else round(levels.mean_men),
        paragraphs=(begins, f"{says} Där finns inga {missing}." if lone else says, right),
    )


def reminder_due(reminded_on: date | None, *, begins: date) -> date:
    """Return the last day to remind everybody of their right, a year after the last time.

    Args:
        reminded_on: The last time; None where nobody has been reminded.
        begins: The day from which the employer follows the directive; the first reminder is due
            then.
    """
    if reminded_on is None:
        return begins
    return later(reminded_on, months=months("reminder", on=reminded_on))
