"""Where in a document each point seems to stand: passages in order, with the words that were hit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from aktiva.domain.guidelines.character import Character, of_sentences
from aktiva.domain.guidelines.points import Point
from aktiva.domain.guidelines.reading import Page, Sentence, sentences

MOST_SENTENCES = 3
MOST_PASSAGES = 3
HELP = 0.3
MOST_HELP = 1.2
LENGTH = 0.35
HEADING_ALONE = 1.0
UNDER_HEADING = 0.3
"""What it costs that one group of words stands in the heading and not in the passage."""

LONG = 100
PAGES_AROUND = 3
_MATTER = re.compile(r"trakasser|repressali|kränkande särbehandling", re.IGNORECASE)

DEFERRED = re.compile(
    r"(?:behandlas|omfattas|ingår|regleras|hanteras|beskrivs|tas upp|finns) (?:\w+ )?inte\b"
    r"|\b(?:omfattar|behandlar|reglerar) inte\b|\bgäller inte (?:\w+ )?(?:trakasser|repressal)"
    r"|\bsaknas\b|\bi (?:en |ett )?(?:egen|eget|annan|annat|särskil\w+) (?:\w+)"
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
    found = sentences(_near(pages))
    if of_sentences(found) in {Character.NO_TEXT, Character.UNCLEAR}:
        return {point.code: () for point in points}
    folded = [s.text.casefold() for s in found]
    return {point.code: _passages(found, folded, point) for point in points}


def _near(pages: Sequence[Page]) -> Sequence[Page]:
    """Return the pages to read: all of a document of common length, of a long one those close to
    a page that speaks of the matter, so that a handbook of 400 pages is searched in its chapter.
    """
    if len(pages) <= LONG:
        return pages
    spoken = [n for n, page in enumerate(pages) if _MATTER.search(page.text.casefold())]
    near = {m for n in spoken for m in range(n - PAGES_AROUND, n + PAGES_AROUND + 1)}
    return [page for n, page in enumerate(pages) if n in near]


Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence with what a point finds in it: for each group of words, which word and where."""

    sentence: Sentence
    folded: str
    groups: tuple[tuple[tuple[str, Span], ...], ...]


def _passages(
    found: Sequence[Sentence], folded: Sequence[str], point: Point
) -> tuple[Passage, ...]:
    told = {
        place: hit
        for place in _worth_reading(found, folded, point)
        if (hit := _told(found[place], folded[place], point)) is not None
    }
    windows: list[tuple[float, int, int, Passage]] = []
    for first in told:
        for last in range(first, min(first + MOST_SENTENCES, len(found))):
            if not _is_one(found[first : last + 1]):
                break
            if last not in told:
                continue
            window = [told.get(i) or _Told(found[i], folded[i], ()) for i in range(first, last + 1)]
            passage = _match(window, point)
            if passage is not None:
                windows.append((-passage.score, first, last, passage))
    chosen: list[Passage] = []
    taken: set[int] = set()
    for _score, first, last, passage in sorted(windows, key=lambda w: w[:3]):
        if taken.isdisjoint(range(first, last + 1)):
            taken.update(range(first, last + 1))
            chosen.append(passage)
        if len(chosen) == MOST_PASSAGES:
            break
    return tuple(chosen)


def _worth_reading(found: Sequence[Sentence], folded: Sequence[str], point: Point) -> Iterator[int]:
    """Give the places of the sentences on pages that hold something of every group of words."""
    for _page, places in groupby(range(len(found)), key=lambda place: found[place].page):
        kept = list(places)
        text = "\n".join(folded[place] for place in kept)
        if all(any(w.letters in text for w in group.words) for group in point.groups):
            yield from kept


def _told(sentence: Sentence, folded: str, point: Point) -> _Told | None:
    """Return what a point finds in a sentence; None for nothing, or what is left to another document."""
    searched = folded
    for w in point.blank:
        for start, end in w.spans(searched):
            searched = searched[:start] + " " * (end - start) + searched[end:]
    groups = tuple(
        tuple((w.written, span) for w in group.words for span in w.spans(searched))
        for group in point.groups
    )
    if not any(groups) or DEFERRED.search(folded):
        return None
    return _Told(sentence, searched, groups)


def _is_one(window: Sequence[Sentence]) -> bool:
    """Return whether sentences may be read as one: the same page, under the same heading."""
    first = window[0]
    if len(window) > 1 and first.is_heading:
        return False
    return all(
        s.page == first.page and s.heading == first.heading and not s.is_heading for s in window[1:]
    )


def _match(window: Sequence[_Told], point: Point) -> Passage | None:
    text = " ".join(told.sentence.text for told in window)
    searched = " ".join(told.folded for told in window)
    if len(searched) != len(text) or any(w.spans(searched) for w in point.never):
        return None
    spans: list[Span] = []
    heading = window[0].sentence.heading.casefold()
    n_under = 0
    for number, group in enumerate(point.groups):
        start, words = 0, set()
        for told in window:
            for written, (first, last) in told.groups[number] if told.groups else ():
                words.add(written)
                spans.append((start + first, start + last))
            start += len(told.folded) + 1
        if len(words) < group.least:
            is_under = group.least == 1 and any(w.spans(heading) for w in group.words)
            n_under += 1
            if not is_under or n_under > 1 or len(point.groups) == 1:
                return None
    helped = sum(bool(w.spans(searched) or w.spans(heading)) for w in point.helps)
    score = (
        len(point.groups)
        + min(MOST_HELP, HELP * helped)
        - LENGTH * (len(window) - 1)
        - UNDER_HEADING * n_under
        - (HEADING_ALONE if window[0].sentence.is_heading else 0.0)
    )
    merged = _merged(spans)
    return Passage(
        page=window[0].sentence.page,
        text=text,
        hits=merged,
        words=tuple(text[a:b] for a, b in merged),
        score=round(score, 3),
    )


def _merged(spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return the spans in order, those that overlap as one."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)
