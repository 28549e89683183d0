"""How an area may be examined, and what an examination may come to."""

from __future__ import annotations

import hashlib
from enum import StrEnum


class Method(StrEnum):
    """Ways of examining; the questionnaire offers the same, under the same codes."""

    DOCUMENTS = "documents"
    STATISTICS = "statistics"
    SURVEY = "survey"
    WORKPLACE_MEETING = "workplace_meeting"
    PHYSICAL_ROUND = "physical_round"
    SOCIAL_ROUND = "social_round"
    APPRAISALS = "appraisals"
    INTERVIEWS = "interviews"
    ADVERTISEMENTS = "advertisements"
    EXIT_INTERVIEWS = "exit_interviews"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The words that users read."""
        return _METHODS[self]


_METHODS = {
    Method.DOCUMENTS: "Genomgång av rutiner och policyer",
    Method.STATISTICS: "Personalstatistik",
    Method.SURVEY: "Medarbetarenkät",
    Method.WORKPLACE_MEETING: "APT-dialog",
    Method.PHYSICAL_ROUND: "Skyddsrond, fysisk",
    Method.SOCIAL_ROUND: "Skyddsrond, organisatorisk och social",
    Method.APPRAISALS: "Medarbetarsamtal, sammanfattade",
    Method.INTERVIEWS: "Intervjuer eller fokusgrupp",
    Method.ADVERTISEMENTS: "Granskning av annonser och kravprofiler",
    Method.EXIT_INTERVIEWS: "Avslutningssamtal",
    Method.OTHER: "Annat",
}


class Finding(StrEnum):
    """What an examination came to. Not having looked is no finding."""

    NOTHING = "nothing"
    RISK = "risk"

    @property
    def label(self) -> str:
        """The words that users read."""
        return _FINDINGS[self]


_FINDINGS = {
    Finding.NOTHING: "Vi undersökte och fann ingen risk",
    Finding.RISK: "Vi fann en risk eller ett hinder",
}

SHORTEST_CONCLUSION = 20
"""Characters below which a conclusion says nothing."""


def draw(*, n_population: int, n_drawn: int, seed: str) -> tuple[int, ...]:
    """Return the numbers of a sample from 1 to `n_population`, in rising order.

    Anybody with the seed draws the same: number k's place in the queue is the
    SHA-256 of "seed:k", and the first `n_drawn` in the queue are taken.

    Raises:
        ValueError: There is nothing to draw from, or more is asked for than there is.
    """
    if not 0 < n_drawn <= n_population:
        raise ValueError(f"{n_drawn} of {n_population}")
    queue = sorted(
        range(1, n_population + 1),
        key=lambda number: (hashlib.sha256(f"{seed}:{number}".encode()).hexdigest(), number),
    )
    return tuple(sorted(queue[:n_drawn]))
