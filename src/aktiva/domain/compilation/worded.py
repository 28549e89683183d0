"""Observations that the units' own words suggest: counts, quotes and nothing else."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from aktiva.domain.compilation.changes import Since, since
from aktiva.domain.compilation.themes import Said, Theme

FEWEST_UNITS = 2
SMALLEST_SHARE = 0.1
"""Of the units that wrote something, so large a part must have written of it."""

MOST_OF_A_QUESTION = 3
LONGEST_TITLE = 90


@dataclass(frozen=True, slots=True)
class Worded:
    """A theme that is worth an observation; `sources` are of this year, for one that is gone of last."""

    title: str
    text: str
    since: Since | None
    sources: tuple[Said, ...]


def worth_telling(
    found: Sequence[Theme], *, year: int, n_answered: int, asked: Collection[int]
) -> tuple[Worded, ...]:
    """Return the themes of one question that several units wrote of, the largest first.

    Args:
        n_answered: Units that have answered the question this year.
        asked: The years in which units answered it; see `changes.since`.
    """
    told = []
    for theme in found:
        standing = since(year, seen=theme.years, asked=asked)
        latest = max(theme.years)
        wrote = {said.unit for t in found for said in t.members if said.year == latest}
        if len(theme.units) < max(FEWEST_UNITS, SMALLEST_SHARE * len(wrote)):
            continue
        if latest != year and standing is not Since.GONE:
            continue
        told.append(_worded(theme, year, n_answered, standing))
    here = [t for t in told if t.since is not Since.GONE]
    gone = [t for t in told if t.since is Since.GONE]
    return (*here[:MOST_OF_A_QUESTION], *gone[:MOST_OF_A_QUESTION])


def _worded(theme: Theme, year: int, n_answered: int, standing: Since | None) -> Worded:
    n = len(theme.units)
    if standing is Since.GONE:
        lead = f"{n} enheter skrev om detta {year - 1}, men ingen i år:"
    else:
        lead = f"{n} av {n_answered} enheter som har svarat skriver om detta:"
    quotes = [f"”{quote.sentence}”" for quote in theme.quotes]
    return Worded(
        title=f"”{_short(theme.quotes[0].sentence)}”",
        text="\n".join([lead, *quotes]),
        since=standing,
        sources=theme.latest,
    )


def _short(sentence: str) -> str:
    if len(sentence) <= LONGEST_TITLE:
        return sentence.rstrip(".")
    return sentence[: LONGEST_TITLE - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"
