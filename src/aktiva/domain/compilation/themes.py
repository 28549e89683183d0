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

FEWEST_TO_GROUP = 6
"""Of fewer texts it cannot be told how many groups they make; then a fixed distance decides."""

SO_NEAR = 0.75
"""Mean distance, by the words, within which few texts are about the same thing."""

MOST_TO_GROUP = 1500
"""Of more texts, so many evenly chosen are grouped and the others put where they are nearest."""

MOST_THEMES = 60
GOOD_ENOUGH = 0.9
"""The coarsest grouping whose silhouette is this share of the best one's is taken."""

MOST_QUOTES = 3
LONGEST_QUOTE = 300


@dataclass(frozen=True, slots=True)
class Said:
    """What one unit wrote in one answer of one year."""

    unit: int
    answer: int
    text: str
    year: int = 0


@dataclass(frozen=True, slots=True)
class Quote:
    """One sentence out of an answer, as it was written."""

    unit: int
    answer: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Theme:
    """Answers about the same thing, in the order of their texts.

    Args:
        quotes: Out of the latest year's answers, the most typical first.
    """

    members: tuple[Said, ...]
    quotes: tuple[Quote, ...]

    @property
    def years(self) -> frozenset[int]:
        """The years in which somebody wrote of it."""
        return frozenset(said.year for said in self.members)

    @property
    def latest(self) -> tuple[Said, ...]:
        """What was written in the latest of its years."""
        return tuple(said for said in self.members if said.year == max(self.years))

    @property
    def units(self) -> frozenset[int]:
        """The units that wrote of it in the latest of its years."""
        return frozenset(said.unit for said in self.latest)


def themes(said: Sequence[Said], *, alike: Alike = vectors) -> tuple[Theme, ...]:
    """Return what was written as themes, those that most units wrote of first.

    Each answer is in exactly one theme. The same answers give the same themes whatever their
    order. Answers without words are left out.

    Args:
        alike: What tells how near texts are; the words they share if not given.
    """
    kept = sorted(
        (s for s in said if s.text.strip()), key=lambda s: (s.text, -s.year, s.unit, s.answer)
    )
    if not kept:
        return ()
    texts = sorted({s.text for s in kept})
    rows = alike(texts)
    label = dict(zip(texts, _labels(rows, texts=texts), strict=True))
    row = {text: place for place, text in enumerate(texts)}
    rows = rows[[row[s.text] for s in kept]]
    groups: dict[int, list[int]] = {}
    for place, s in enumerate(kept):
        groups.setdefault(label[s.text], []).append(place)
    made = [
        Theme(tuple(kept[i] for i in places), _quotes(kept, _latest(kept, places), rows))
        for places in groups.values()
    ]
    return tuple(sorted(made, key=lambda t: (-len(t.units), -len(t.members), t.members[0].text)))


def apart(found: Matrix) -> Matrix:
    """Return how far each row is from each other: 1 − cosine, 0 to 2, rounded to four places.

    Rounding keeps a last decimal that differs between machines from deciding.
    """
    rows = unit_length(found)
    distances: Matrix = np.asarray(np.clip(1 - rows @ rows.T, 0, 2).round(4), dtype=np.float64)
    np.fill_diagonal(distances, 0)
    return distances


def unit_length(found: Matrix) -> Matrix:
    """Return the rows at length 1; one of zeros stays as it is."""
    lengths: Matrix = np.asarray(np.linalg.norm(found, axis=1, keepdims=True), dtype=np.float64)
    rows: Matrix = np.zeros(found.shape)
    np.divide(found, lengths, out=rows, where=lengths > 0)
    return rows


def grouped(distances: Matrix, *, texts: Sequence[str]) -> list[int]:
    """Return a label for each of some different texts."""
    n = len(distances)
    if n < FEWEST_TO_GROUP:
        merges = average_linkage(apart(vectors(texts)))
        return cut(merges, n, n - sum(height <= SO_NEAR for *_, height in merges))
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


def _labels(rows: Matrix, *, texts: Sequence[str]) -> list[int]:
    n = len(rows)
    step = -(-n // MOST_TO_GROUP)
    chosen = list(range(0, n, step))
    first = grouped(apart(rows[chosen]), texts=[texts[i] for i in chosen])
    if step == 1:
        return first
    names = sorted(set(first))
    held = np.array([[label == name for name in names] for label in first], dtype=float)
    sums = unit_length(rows) @ unit_length(rows[chosen]).T @ held
    nearest = np.argmax(np.round(sums / held.sum(axis=0), 4), axis=1)
    labels = [names[place] for place in nearest]
    for place, label in zip(chosen, first, strict=True):
        labels[place] = label
    return labels


def _latest(kept: Sequence[Said], places: list[int]) -> list[int]:
    year = max(kept[place].year for place in places)
    return [place for place in places if kept[place].year == year]


def _quotes(kept: Sequence[Said], places: list[int], rows: Matrix) -> tuple[Quote, ...]:
    """The members nearest to all others, each time also far from those already chosen."""
    near = 1 - apart(rows[places])
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
    found = unit_length(vectors([*parts, *texts]))
    near = found[: len(parts)] @ found[len(parts) :].sum(axis=0)
    return parts[int(np.argmax(np.round(near, 6)))]
