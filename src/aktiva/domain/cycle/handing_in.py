"""What stands in the way of handing in a unit's answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest

SHORTEST_CAUSE = 20


class Obstacle(StrEnum):
    """In the order a person would mend them."""

    MEASURES_WITHOUT_OUTCOME = "measures_without_outcome"
    RISKS_NOT_REVIEWED = "risks_not_reviewed"
    QUESTIONS_UNANSWERED = "questions_unanswered"
    ANSWERS_SENT_BACK = "answers_sent_back"
    RISKS_NOT_DESCRIBED = "risks_not_described"
    RISKS_WITHOUT_CAUSE = "risks_without_cause"
    RISKS_WITHOUT_MEASURE = "risks_without_measure"
    PARTICIPANTS_MISSING = "participants_missing"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a unit has come; every number is what remains."""

    measures_without_outcome: int = 0
    risks_not_reviewed: int = 0
    questions_unanswered: int = 0
    answers_sent_back: int = 0
    risks_not_described: int = 0
    risks_without_cause: int = 0
    risks_without_measure: int = 0
    participants_missing: int = 0


def obstacles(progress: Progress) -> tuple[Obstacle, ...]:
    """Return everything that remains before the answers may be handed in.

    A unit that examined and found no risk may hand in; a risk answered by a
    decision to take no measure counts as answered.
    """
    return tuple(o for o in Obstacle if getattr(progress, o.value) > 0)


class CauseProblem(StrEnum):
    """Why a cause says nothing."""

    EMPTY = "empty"
    REPEATS_RISK = "repeats_risk"
    TOO_SHORT = "too_short"


def cause_problem(*, risk: str, cause: str) -> CauseProblem | None:
    """Return what is hollow about a cause, or None.

    The comparison ignores case, white space and punctuation, so that a copied
    risk does not pass for an analysis.
    """
    if not any(_bare(cause)):
        return CauseProblem.EMPTY
    if all(a == b for a, b in zip_longest(_bare(cause), _bare(risk))):
        return CauseProblem.REPEATS_RISK
    if len(cause.strip()) < SHORTEST_CAUSE:
        return CauseProblem.TOO_SHORT
    return None


def has_real_cause(*, risk: str, causes: Sequence[str]) -> bool:
    """Return whether at least one cause says something the risk does not."""
    return any(cause_problem(risk=risk, cause=cause) is None for cause in causes)


def _bare(text: str) -> Iterator[str]:
    return filter(str.isalnum, text.casefold())
