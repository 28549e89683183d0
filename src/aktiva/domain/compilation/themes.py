"""Free texts grouped by what they are about, and the sentences that stand for each group.

The groups are a proposal for a person to judge. Nothing is worded here: what is shown of a group
are sentences that somebody wrote. See docs/method/themes.md.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aktiva.domain.compilation.terms import sentences, vectors

Matrix = NDArray[np.float64]
Alike = Callable[[Sequence[str]], Matrix]
"""Texts → one row of numbers each; rows that point the same way are about the same thing."""

FEWEST_TO_GROUP = 4
MOST_THEMES = 12
GOOD_ENOUGH = 0.9
"""The coarsest grouping whose silhouette is this share of the best one's is taken."""

MOST_QUOTES = 3
LONGEST_QUOTE = 300


@dataclass(frozen=True, slots=True)
class Said:
    """What one unit wrote in one answer."""

    unit: int
    answer: int
    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """One sentence out of an answer, as it was written."""

    unit: int
    answer: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Theme:
    """Answers about the same thing, in the order of their texts; quotes the most typical first."""

    members: tuple[Said, ...]
    quotes: tuple[Quote, ...]

    @property
    def units(self) -> frozenset[int]:
        """Return the units that have written of it."""
        return frozenset(said.unit for said in self.members)


def themes(said: Sequence[Said], *, alike: Alike = vectors) -> tuple[Theme, ...]:
    """Return what was written as themes, those that most units wrote of first.

    Each answer is in exactly one theme. The same answers give the same themes whatever their
    order. Answers without words are left out.

    Args:
        alike: What tells how near texts are; the words they share if not given.
    """
    kept = sorted((s for s in said if s.text.strip()), key=lambda s: (s.text, s.unit, s.answer))
    if not kept:
        return ()
    found = alike([s.text for s in kept])
    distances = apart(found)
    labels = grouped(distances, texts=[s.text for s in kept])
    groups: dict[int, list[int]] = {}
    for place, label in enumerate(labels):
        groups.setdefault(label, []).append(place)
    made = [
        Theme(tuple(kept[i] for i in places), _quotes(kept, places, distances))
        for places in groups.values()
    ]
    return tuple(sorted(made, key=lambda t: (-len(t.units), -len(t.members), t.members[0].text)))


def apart(found: Matrix) -> Matrix:
    """Return how far each row is from each other: 1 − cosine, 0 to 2, rounded to four places.

    Rounding keeps a last decimal that differs between machines from deciding.
    """
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    rows = np.divide(found, lengths, out=np.zeros_like(found), where=lengths > 0)
    distances: Matrix = np.round(np.clip(1 - rows @ rows.T, 0, 2), 4)
    np.fill_diagonal(distances, 0)
    return distances


def grouped(distances: Matrix, *, texts: Sequence[str]) -> list[int]:
    """Return a label for each row.

    Too few to compare are grouped only where they are the same words.
    """
    n = len(distances)
    if n < FEWEST_TO_GROUP:
        first = {text: place for place, text in reversed(list(enumerate(texts)))}
        return [first[text] for text in texts]
    merges = average_linkage(distances)
    best: list[tuple[float, list[int]]] = []
    for k in range(2, min(MOST_THEMES, n // 2) + 1):
        labels = cut(merges, n, k)
        best.append((silhouette(distances, labels), labels))
    top = max(score for score, _ in best)
    if top <= 0:
        return [0] * n
    return next(labels for score, labels in best if score >= GOOD_ENOUGH * top)


def average_linkage(distances: Matrix) -> list[tuple[int, int, float]]:
    """Return the merges of hierarchical grouping by mean distance, the nearest first.

    By nearest-neighbour chains, in n² steps. A group is named by its smallest member; where
    several are equally near, the smallest is taken.
    """
    n = len(distances)
    left = distances.astype(float)
    np.fill_diagonal(left, np.inf)
    sizes = np.ones(n)
    alive = np.ones(n, dtype=bool)
    merges: list[tuple[int, int, float]] = []
    chain: list[int] = []
    while len(merges) < n - 1:
        if not chain:
            chain.append(int(np.argmax(alive)))
        last = chain[-1]
        nearest = int(np.argmin(left[last]))
        if len(chain) > 1 and left[last, chain[-2]] <= left[last, nearest]:
            nearest = chain[-2]
        if len(chain) < 2 or nearest != chain[-2]:
            chain.append(nearest)
            continue
        del chain[-2:]
        a, b = sorted((last, nearest))
        merges.append((a, b, float(left[a, b])))
        row = (sizes[a] * left[a] + sizes[b] * left[b]) / (sizes[a] + sizes[b])
        left[a], left[:, a] = row, row
        left[a, a] = np.inf
        left[b], left[:, b] = np.inf, np.inf
        sizes[a] += sizes[b]
        alive[b] = False
    return sorted(merges, key=lambda m: m[2])


def cut(merges: Sequence[tuple[int, int, float]], n: int, k: int) -> list[int]:
    """Return the labels of n rows when the nearest have been merged until k groups are left."""
    named = list(range(n))

    def name(row: int) -> int:
        while named[row] != row:
            row = named[row]
        return row

    for a, b, _ in merges[: n - k]:
        low, high = sorted((name(a), name(b)))
        named[high] = low
    return [name(row) for row in range(n)]


def silhouette(distances: Matrix, labels: Sequence[int]) -> float:
    """Return how well a grouping holds together, −1 to 1 (Rousseeuw 1987); a lone row counts 0."""
    names = sorted(set(labels))
    held = np.array([[label == name for name in names] for label in labels], dtype=float)
    sizes = held.sum(axis=0)
    own = held.astype(bool)
    sums = distances @ held
    n_own = sizes[own.argmax(axis=1)]
    inside = np.divide(sums[own], n_own - 1, out=np.zeros(len(labels)), where=n_own > 1)
    outside = np.where(own, np.inf, sums / sizes).min(axis=1)
    wider = np.maximum(inside, outside)
    scores = np.divide(outside - inside, wider, out=np.zeros(len(labels)), where=wider > 0)
    return float(np.where(n_own > 1, scores, 0).mean())


def _quotes(kept: Sequence[Said], places: list[int], distances: Matrix) -> tuple[Quote, ...]:
    """The members nearest to all others, each time also far from those already chosen."""
    near = 1 - distances[np.ix_(places, places)]
    central = near.mean(axis=1)
    chosen: list[int] = []
    seen: set[str] = set()
    quotes: list[Quote] = []
    while len(quotes) < MOST_QUOTES and len(chosen) < len(places):
        score = central - (near[:, chosen].max(axis=1) / 2 if chosen else 0)
        score[chosen] = -np.inf
        place = int(np.argmax(np.round(score, 6)))
        chosen.append(place)
        said = kept[places[place]]
        sentence = _typical(said.text, [kept[i].text for i in places])
        if sentence not in seen:
            seen.add(sentence)
            quotes.append(Quote(said.unit, said.answer, sentence))
    return tuple(quotes)


def _typical(text: str, texts: Sequence[str]) -> str:
    """Return a text that is short enough to quote, otherwise its most typical sentence."""
    whole = " ".join(text.split())
    parts = sentences(text)
    if len(whole) <= LONGEST_QUOTE or len(parts) < 2:
        return whole
    found = vectors([*parts, *texts])
    near = found[: len(parts)] @ found[len(parts) :].sum(axis=0)
    return parts[int(np.argmax(np.round(near, 6)))]
