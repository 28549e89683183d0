"""Where in a document each point seems to stand: passages in order, with the words that were hit."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aktiva.domain.guidelines.character import Character, of_sentences
from aktiva.domain.guidelines.points import Point, Word
from aktiva.domain.guidelines.reading import Page, Sentence, sentences

MOST_SENTENCES = 3
MOST_PASSAGES = 3
HELP = 0.3
MOST_HELP = 1.2
LENGTH = 0.35
HEADING_ALONE = 1.0

DEFERRED = re.compile(
    r"(?:behandlas|omfattas|ingår|regleras|hanteras|beskrivs|tas upp|finns) (?:\w+ )?inte\b"
    r"|\b(?:omfattar|behandlar|reglerar) inte\b|\bgäller inte (?:\w+ )?(?:trakasser|repressal)"
    r"|\bi (?:en |ett )?(?:egen|eget|annan|annat|särskil\w+) (?:\w+)"
)
"""Words by which a document says that it leaves something to another, or out."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Some sentences of a page that seem to meet a point.

    Args:
        hits: From and to in `text` for each word that was hit, in order.
        words: The words as they stand in the text.
    """

    page: int
    text: str
    hits: tuple[tuple[int, int], ...]
    words: tuple[str, ...]
    score: float


def propose(pages: Sequence[Page], points: Sequence[Point]) -> Mapping[str, tuple[Passage, ...]]:
    """Return for each point the passages to look at, the likeliest first; the same every time.

    Nothing is proposed from a document that names neither harassment nor degrading treatment.
    """
    found = sentences(pages)
    if of_sentences(found) in {Character.NO_TEXT, Character.UNCLEAR}:
        return {point.code: () for point in points}
    return {point.code: _passages(found, point) for point in points}


def _passages(found: Sequence[Sentence], point: Point) -> tuple[Passage, ...]:
    told = [None if DEFERRED.search(s.text.casefold()) else s for s in found]
    windows: list[tuple[float, int, int, Passage]] = []
    for first in range(len(told)):
        for n in range(1, MOST_SENTENCES + 1):
            window = told[first : first + n]
            if len(window) < n or any(s is None for s in window):
                break
            whole = [s for s in window if s is not None]
            if not _is_one(whole):
                break
            passage = _match(whole, point)
            if passage is not None:
                windows.append((-passage.score, first, n, passage))
    chosen: list[Passage] = []
    taken: set[int] = set()
    for _score, first, n, passage in sorted(windows, key=lambda w: w[:3]):
        if taken & set(range(first, first + n)):
            continue
        taken |= set(range(first, first + n))
        chosen.append(passage)
        if len(chosen) == MOST_PASSAGES:
            break
    return tuple(chosen)


def _is_one(window: Sequence[Sentence]) -> bool:
    """Return whether sentences may be read as one: the same page, under the same heading."""
    first = window[0]
    if len(window) > 1 and first.is_heading:
        return False
    return all(
        s.page == first.page and s.heading == first.heading and not s.is_heading for s in window[1:]
    )


def _match(window: Sequence[Sentence], point: Point) -> Passage | None:
    text = " ".join(s.text for s in window)
    searched = _blanked(text.casefold(), point.blank)
    if len(searched) != len(text) or any(w.pattern.search(searched) for w in point.never):
        return None
    spans: list[tuple[int, int]] = []
    for group in point.groups:
        hits = [hit.span() for w in group.words for hit in w.pattern.finditer(searched)]
        merged = _merged(hits)
        if len({searched[a:b] for a, b in merged}) < group.least:
            return None
        spans += merged
    heading = window[0].heading.casefold()
    helped = sum(bool(w.pattern.search(searched) or w.pattern.search(heading)) for w in point.helps)
    score = (
        len(point.groups)
        + min(MOST_HELP, HELP * helped)
        - LENGTH * (len(window) - 1)
        - (HEADING_ALONE if window[0].is_heading else 0.0)
    )
    hits = _merged(spans)
    return Passage(
        page=window[0].page,
        text=text,
        hits=hits,
        words=tuple(text[a:b] for a, b in hits),
        score=round(score, 3),
    )


def _blanked(text: str, words: Sequence[Word]) -> str:
    for w in words:
        text = w.pattern.sub(lambda hit: " " * len(hit[0]), text)
    return text


def _merged(spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return the spans in order, those that overlap as one."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)
