"""Explanations of a difference in pay: which fit where, what each must show, and one that cannot be.

A reason that says that the work is harder or more responsible, given of people in one group of
equal work, says that the work is not equal. It is challenged, and what the parties choose stands in
the report.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

from aktiva.domain.pay.comparisons import Kind
from aktiva.domain.pay.reasons import Hollow, hollow, plain
from aktiva.domain.pay.swedish import listing


class Needs(StrEnum):
    """What an explanation must point to besides its own words."""

    WORDS = "words"
    CRITERIA = "criteria"
    MARKET = "market"
    DECISION = "decision"


@dataclass(frozen=True)
class Explanation:
    """An explanation to choose, with the comparisons it fits and the proof asked for."""

    code: str
    label: str
    kinds: frozenset[Kind]
    needs: Needs
    proof: str


@dataclass(frozen=True)
class MarketSurvey:
    """A look at what others pay (omvärldsanalys).

    Args:
        on: The day it was done.
        sources: Where the figures come from.
    """

    on: date
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Given:
    """An explanation that was chosen, in the words of those who gave it.

    Args:
        criteria: The written criteria for pay and where they stand.
        market: The survey that it points to.
        decided_on: The day of the decision or the agreement that it points to.
    """

    code: str
    text: str
    criteria: str = ""
    market: MarketSurvey | None = None
    decided_on: date | None = None


@cache
def _data() -> dict[str, Any]:
    text = resources.files(__package__).joinpath("explanations.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def explanations() -> Mapping[str, Explanation]:
    """Return every explanation by its code, in the order they are shown."""
    return {
        row["code"]: Explanation(
            code=row["code"],
            label=row["label"],
            kinds=frozenset(map(Kind, row["kinds"])),
            needs=Needs(row["needs"]),
            proof=row["proof"],
        )
        for row in _data()["explanation"]
    }


def fitting(kind: Kind) -> tuple[Explanation, ...]:
    """Return the explanations that fit a kind of comparison."""
    return tuple(e for e in explanations().values() if kind in e.kinds)


def given_faults(given: Given, *, kind: Kind, year: int) -> list[str]:
    """Return what an explanation lacks in order to count, a Swedish sentence each.

    Args:
        year: The year of the mapping; the market survey must be of the same year.
    """
    chosen = explanations().get(given.code)
    if chosen is None:
        return ["Förklaringen finns inte i listan. Välj en som finns."]
    found = []
    if kind not in chosen.kinds:
        found.append(f"{chosen.label} är ingen förklaring i {_KINDS[kind]}. Välj en annan.")
    why = hollow(given.text, beside=(chosen.label, chosen.proof))
    if why is not None:
        found.append(f"{chosen.label}: beskrivningen {why.words}. {chosen.proof}")
    match chosen.needs:
        case Needs.CRITERIA if hollow(given.criteria) in (Hollow.EMPTY, Hollow.SAYS_NOTHING):
            found.append(f"{chosen.label} måste peka på skriftliga kriterier. Skriv vilka.")
        case Needs.MARKET:
            found += _market_faults(chosen.label, given.market, year)
        case Needs.DECISION if given.decided_on is None:
            found.append(f"{chosen.label} måste peka på ett beslut eller avtal. Skriv dess datum.")
        case _:
            pass
    return found


_KINDS = {
    Kind.EQUAL_WORK: "jämförelsen av lika arbete",
    Kind.EQUAL_VALUE: "jämförelsen av likvärdigt arbete",
    Kind.LOWER_VALUE: "jämförelsen med arbete som har lägre krav",
}


def _market_faults(label: str, survey: MarketSurvey | None, year: int) -> list[str]:
    if survey is None:
        return [f"{label} måste peka på årets omvärldsanalys. Gör den först, eller välj en annan."]
    found = []
    if survey.on.year != year:
        found.append(
            f"{label} pekar på en omvärldsanalys från {survey.on.year}. Peka på en från {year}."
        )
    if not any(plain(source) for source in survey.sources):
        found.append("Omvärldsanalysen saknar källor. Skriv var uppgifterna kommer ifrån.")
    return found


def harder(text: str) -> tuple[str, ...]:
    """Return the words that say that the work is harder or more responsible, in reading order."""
    said = " ".join(text.casefold().split())
    hits = sorted(
        (hit.start(), -hit.end())
        for pattern in _harder_patterns()
        for hit in pattern.finditer(said)
    )
    found: list[str] = []
    reached = 0
    for start, end in hits:
        if start >= reached:
            found.append(said[start:-end])
            reached = -end
    return tuple(found)


@cache
def _harder_patterns() -> tuple[re.Pattern[str], ...]:
    table = _data()["harder"]
    more = rf"(?:{table['adjectives']})\s+(?:(?!som\b|än\b|om\b)\w+\s+)?(?:{table['nouns']})"
    return tuple(re.compile(rf"(?<!\w){p}") for p in (more, *table["patterns"]))


class Answer(StrEnum):
    """What the parties do when a reason says that the work is not equal."""

    SPLIT = "split"
    REVALUE = "revalue"
    SAME_WORK = "same_work"

    @property
    def label(self) -> str:
        """The choice as it stands on a button."""
        return _ANSWERS[self]


_ANSWERS = {
    Answer.SPLIT: "Dela gruppen",
    Answer.REVALUE: "Värdera arbetet på nytt",
    Answer.SAME_WORK: "Skriv varför det ändå är lika arbete",
}


@dataclass(frozen=True)
class Choice:
    """The answer to a challenge, with the words that go with it."""

    answer: Answer
    words: str = ""


@dataclass(frozen=True)
class Challenge:
    """A reason that contradicts the group it is given in.

    Args:
        phrases: The words that do.
        settled: Whether the parties have answered it.
    """

    group: str
    phrases: tuple[str, ...]
    settled: bool

    @property
    def words(self) -> str:
        """What is said to those who gave the reason."""
        said = listing(f"”{phrase}”" for phrase in self.phrases)
        return (
            f"Förklaringen säger {said}. Då är arbetet inte lika för alla i {self.group}. Dela "
            "gruppen, värdera arbetet på nytt eller skriv varför det ändå är lika arbete."
        )


def challenge(
    texts: Iterable[str], *, kind: Kind, group: str, choice: Choice | None = None
) -> Challenge | None:
    """Return the challenge of the reasons given of a group, or None where there is nothing to ask.

    That it still is the same work counts as an answer only with words of its own.
    """
    if kind is not Kind.EQUAL_WORK:
        return None
    given = list(texts)
    phrases = tuple(dict.fromkeys(phrase for text in given for phrase in harder(text)))
    if not phrases:
        return None
    settled = choice is not None and (
        choice.answer is not Answer.SAME_WORK or hollow(choice.words, beside=given) is None
    )
    return Challenge(group, phrases, settled)


def choice_in_report(choice: Choice, *, group: str) -> str:
    """Return the sentence about the choice that stands in the report."""
    match choice.answer:
        case Answer.SPLIT:
            said = f"Förklaringen visade att arbetet i {group} inte är lika. Gruppen delas."
        case Answer.REVALUE:
            said = f"Förklaringen visade att arbetet i {group} behöver värderas på nytt."
        case Answer.SAME_WORK:
            said = f"Parterna bedömer att arbetet i {group} ändå är lika."
    words = choice.words.strip()
    return f"{said} Skäl: {words if words.endswith('.') else f'{words}.'}" if words else said
