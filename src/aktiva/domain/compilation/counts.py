"""Answers of many units put together: counts, and what is worth a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

STRENGTH_SHARE = 0.8
IMPROVEMENT_SHARE = 0.2
FEWEST_ANSWERS = 1


class Leaning(StrEnum):
    """Which way an answer points, seen from the question's wished answer."""

    WISHED = "wished"
    PARTLY = "partly"
    UNWISHED = "unwished"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Given:
    """One unit's answer to one question: the printed choice, its leaning and the comment."""

    unit: int
    choice: str
    leaning: Leaning
    comment: str = ""
    answer: int = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """How the units answered one question.

    Args:
        by_choice: Printed choice → number of units, in the question's order.
        n_asked: Units that were asked, answered or not.
    """

    question: str
    by_choice: tuple[tuple[str, int], ...]
    n_answered: int
    n_asked: int
    n_wished: int
    n_unwished: int

    @property
    def n_silent(self) -> int:
        return self.n_asked - self.n_answered


def tally(question: str, *, given: Sequence[Given], order: Sequence[str], n_asked: int) -> Tally:
    """Return the counts of one question.

    Raises:
        ValueError: More answered than were asked, or a unit answered twice.
    """
    if len({g.unit for g in given}) != len(given):
        raise ValueError(f"a unit answered {question} more than once")
    if len(given) > n_asked:
        raise ValueError(f"{len(given)} answered {question} but only {n_asked} were asked")
    counted = Counter(g.choice for g in given)
    known = [choice for choice in order if counted[choice]]
    rest = sorted(choice for choice in counted if choice not in order)
    return Tally(
        question=question,
        by_choice=tuple((choice, counted[choice]) for choice in (*known, *rest)),
        n_answered=len(given),
        n_asked=n_asked,
        n_wished=sum(g.leaning is Leaning.WISHED for g in given),
        n_unwished=sum(g.leaning in {Leaning.PARTLY, Leaning.UNWISHED} for g in given),
    )


@dataclass(frozen=True, slots=True)
class Proposal:
    """An observation that the counts suggest; a person decides what becomes of it.

    Args:
        sources: The answers it rests on: for an improvement area those that
            lean the other way, for a strength those that lean the wished way.
    """

    question: str
    is_strength: bool
    text: str
    sources: tuple[Given, ...]


def propose(counts: Tally, *, given: Sequence[Given], subject: str) -> Proposal | None:
    """Return the observation that one question's answers suggest, or None.

    The text holds only numbers and the question's subject: words about how it is
    at the workplaces come from those who answered, or from the person who writes.

    Args:
        subject: What the question is about, to be put after ”på frågan om”.
    """
    leaning = [g for g in given if g.leaning is not Leaning.NEITHER]
    if len(leaning) < FEWEST_ANSWERS:
        return None
    unwished = [g for g in leaning if g.leaning is not Leaning.WISHED]
    wished = [g for g in leaning if g.leaning is Leaning.WISHED]
    counted = listing([f"{n} {_said(choice)}" for choice, n in counts.by_choice])
    units = "enhet" if counts.n_answered == 1 else "enheter"
    text = f"Av {counts.n_answered} {units} som har svarat på frågan om {subject} svarar {counted}."
    if len(unwished) / len(leaning) >= IMPROVEMENT_SHARE:
        return Proposal(counts.question, False, text, tuple(unwished))
    if len(wished) / len(leaning) >= STRENGTH_SHARE:
        return Proposal(counts.question, True, text, tuple(wished))
    return None


def _said(choice: str) -> str:
    """Return the choice as it is said after a number: *ja*, *med en fyra*."""
    return f"med en {_SCALE[choice]}" if choice in _SCALE else choice.lower()


_SCALE = {"1": "etta", "2": "tvåa", "3": "trea", "4": "fyra", "5": "femma"}


def listing(words: Sequence[str]) -> str:
    """Return ”a, b och c”."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} och {words[-1]}"


def changed_sources(
    sources: Sequence[Mapping[str, object]], *, now: Mapping[int, str]
) -> tuple[int, ...]:
    """Return the answers whose words are no longer what the observation was written from.

    Args:
        sources: As kept with the observation: ``answer`` (id) and ``summary``.
        now: Answer id → its summary today; one that is gone is missing.
    """
    return tuple(
        int(str(s["answer"])) for s in sources if now.get(int(str(s["answer"]))) != s["summary"]
    )
