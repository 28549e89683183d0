"""The plan after a pay mapping: what is done, for how many, at what cost and by when.

The Act asks for a cost estimate and a time plan whose aim is that every pay adjustment is made as
soon as possible and within three years, 3 kap. 13 § 5. It knows no exception: what the parties wrote
about a longer time is kept, and the check still fails.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from aktiva.domain.pay.calendar_months import later
from aktiva.domain.pay.comparisons import Pair
from aktiva.domain.pay.judging import Judgement
from aktiva.domain.pay.on_costs import Rate
from aktiva.domain.pay.reasons import hollow, plain

MONTHS = 12


class Sort(StrEnum):
    """What a row is."""

    ADJUSTMENT = "adjustment"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class PlanRow:
    """One row of the plan.

    Args:
        id: What next year points to the row by.
        answers: The comparisons that it answers.
        persons: How many get an adjustment.
        kr_month: Kronor a month for each of them, on full-time pay.
        kr_once: Another measure's cost in all, kronor; 0 for one that costs nothing.
        beyond: What the parties wrote about a longer time than the Act allows.
    """

    id: str
    sort: Sort
    what: str
    answers: tuple[Pair, ...] = ()
    persons: int | None = None
    kr_month: int | None = None
    kr_once: int | None = None
    start: date | None = None
    due: date | None = None
    financing: str = ""
    responsible: str = ""
    beyond: str = ""

    @property
    def title(self) -> str:
        """What a sentence calls the row."""
        return f"”{self.what.strip()}”" if self.what.strip() else "En rad utan beskrivning"


class Lack(StrEnum):
    """What is wrong with a row, in the order a person would mend it."""

    NOTHING_SAID = "nothing_said"
    NO_COMPARISON = "no_comparison"
    NO_COST = "no_cost"
    NO_START = "no_start"
    NO_DUE = "no_due"
    ENDS_BEFORE_IT_STARTS = "ends_before_it_starts"
    TOO_LATE = "too_late"
    NOBODY_RESPONSIBLE = "nobody_responsible"
    NO_FINANCING = "no_financing"


BREACHES = frozenset({Lack.NO_COMPARISON, Lack.NO_COST, Lack.NO_DUE, Lack.TOO_LATE})
"""What the Act itself asks for; the rest gives pause."""


@dataclass(frozen=True)
class Fault:
    """Something that is wrong with a row, and what to do in Swedish."""

    row: str
    lack: Lack
    words: str

    @property
    def fails(self) -> bool:
        """Whether the check of the Act fails for it."""
        return self.lack in BREACHES


def yearly_cost(row: PlanRow, rate: Rate) -> int | None:
    """Return persons × kr × 12 × (1 + PO), whole kronor; None where something is not said.

    A measure that is no adjustment costs what it was said to cost.
    """
    if row.sort is Sort.OTHER:
        return row.kr_once
    if row.persons is None or row.kr_month is None:
        return None
    return adjustment_cost(row.persons * row.kr_month, rate)


def adjustment_cost(kr_month: int, rate: Rate) -> int:
    """Return what so many kronor more a month cost in a year with on-costs, whole kronor."""
    exact = Decimal(kr_month) * MONTHS * rate.factor
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))


@dataclass(frozen=True)
class Total:
    """The costs of a plan: each year for adjustments, and in all for other measures."""

    adjustments: int
    others: int
    uncosted: int


def total(rows: Iterable[PlanRow], rate: Rate) -> Total:
    """Sum the costs, and count the rows that have none."""
    costs: Counter[Sort] = Counter()
    uncosted = 0
    for row in rows:
        cost = yearly_cost(row, rate)
        uncosted += cost is None
        costs[row.sort] += cost or 0
    return Total(costs[Sort.ADJUSTMENT], costs[Sort.OTHER], uncosted)


def last_day(mapped_on: date, *, years: int) -> date:
    """Return the last day that the plan may reach, counted from the day of the mapping."""
    return later(mapped_on, months=MONTHS * years)


def plan_faults(
    rows: Sequence[PlanRow],
    *,
    mapped_on: date,
    years: int,
    pairs: Collection[Pair] | None = None,
) -> list[Fault]:
    """Return what is wrong with the rows, row by row.

    Args:
        mapped_on: The day of the mapping, from which the time is counted.
        years: The longest time that the Act allows.
        pairs: The comparisons there are; None where that is not to be tried.
    """
    last = last_day(mapped_on, years=years)
    return [
        Fault(row.id, lack, f"{row.title} {words}")
        for row in rows
        for lack, words in _of(row, last=last, years=years, pairs=pairs)
    ]


def _of(
    row: PlanRow, *, last: date, years: int, pairs: Collection[Pair] | None
) -> Iterator[tuple[Lack, str]]:
    if not plain(row.what):
        yield Lack.NOTHING_SAID, "säger inte vad som ska göras. Skriv åtgärden."
    known = [pair for pair in row.answers if pairs is None or pair in pairs]
    if not known:
        yield (
            Lack.NO_COMPARISON,
            "svarar inte på någon jämförelse. Välj vilken skillnad den gäller.",
        )
    if row.sort is Sort.ADJUSTMENT and not ((row.persons or 0) > 0 and (row.kr_month or 0) > 0):
        yield (
            Lack.NO_COST,
            "saknar kostnad. Skriv hur många det gäller och kronor i månaden för var och en.",
        )
    if row.sort is Sort.OTHER and (row.kr_once is None or row.kr_once < 0):
        yield Lack.NO_COST, "saknar kostnad. Skriv vad åtgärden kostar, eller 0."
    if row.start is None:
        yield Lack.NO_START, "saknar startdatum. Skriv när arbetet börjar."
    if row.due is None:
        yield Lack.NO_DUE, "saknar slutdatum. Skriv när åtgärden är genomförd."
    elif row.start is not None and row.due < row.start:
        yield Lack.ENDS_BEFORE_IT_STARTS, "slutar före sin start. Rätta ett av datumen."
    if row.due is not None and row.due > last:
        kept = " Det som parterna har skrivit finns kvar, men lagen har inget undantag."
        yield (
            Lack.TOO_LATE,
            f"är klar {row.due.isoformat()}, mer än {years} år efter kartläggningen. Lagens gräns är "
            f"{last.isoformat()} (3 kap. 13 § 5).{kept if plain(row.beyond) else ''}",
        )
    if not plain(row.responsible):
        yield Lack.NOBODY_RESPONSIBLE, "saknar ansvarig. Skriv vilken funktion som ansvarar."
    if row.sort is Sort.ADJUSTMENT and not plain(row.financing):
        yield Lack.NO_FINANCING, "säger inte hur den betalas. Skriv till exempel löneöversyn."


def unanswered(judgements: Iterable[Judgement], rows: Iterable[PlanRow]) -> list[Pair]:
    """Return the comparisons that may be connected to sex and have no row, in order."""
    answered = {pair for row in rows for pair in row.answers}
    return sorted(
        j.pair for j in judgements if j.connected.needs_measure and j.pair not in answered
    )


class State(StrEnum):
    """How it went with a row of last year's plan."""

    DONE = "done"
    UNDER_WAY = "under_way"
    EXTENDED = "extended"
    NOT_BEGUN = "not_begun"
    DROPPED = "dropped"


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of a row of last year's plan.

    Args:
        words: What was done, whether the difference changed, and why where it was not done.
        new_due: The new day of a row that was extended.
        decided_by: The function that decided to extend or drop it.
    """

    row: str
    state: State
    words: str
    new_due: date | None = None
    decided_by: str = ""


def outcome_faults(
    last_year: Sequence[PlanRow], outcomes: Iterable[Outcome], *, years: int, mapped_on: date
) -> list[str]:
    """Return what remains to evaluate of last year's plan; this year's counts when nothing does.

    Args:
        mapped_on: The day of the mapping that last year's plan belongs to.
    """
    told = {o.row: o for o in outcomes}
    last = last_day(mapped_on, years=years)
    found = []
    for row in last_year:
        outcome = told.get(row.id)
        if outcome is None:
            found.append(
                f"{row.title} i förra årets plan är inte utvärderad. Skriv hur det gick "
                "(3 kap. 13 § 6)."
            )
            continue
        if (why := hollow(outcome.words, beside=(row.what,))) is not None:
            found.append(
                f"{row.title} i förra årets plan: beskrivningen av hur det gick {why.words}."
            )
        if outcome.state in (State.EXTENDED, State.DROPPED) and not plain(outcome.decided_by):
            found.append(
                f"{row.title} ändrades utan att det framgår av vem. Skriv vem som beslutade."
            )
        if outcome.state is State.EXTENDED:
            if outcome.new_due is None:
                found.append(
                    f"{row.title} är förlängd utan nytt datum. Skriv när den ska vara klar."
                )
            elif outcome.new_due > last:
                found.append(
                    f"{row.title} är förlängd till {outcome.new_due.isoformat()}. Lagens gräns är "
                    f"{last.isoformat()}, {years} år efter den kartläggning som den hör till."
                )
    return found
