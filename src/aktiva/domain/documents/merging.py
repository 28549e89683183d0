"""Three-way merging of text, sentence by sentence: what a person wrote is never overwritten."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum

ALIKE = 0.6
"""Sentences that share this much of their words are versions of one another."""

MOST_COMPARED = 100_000
"""Pairs of sentences that are compared word by word; in longer rewritings place decides."""

_GAP = re.compile(r"\s*\n\s*|(?<=[.!?…])\s+(?=[\"”'(–•]?[A-ZÅÄÖÉ])")
_ABBREVIATED = re.compile(
    r"^\d+\.$|\b(?:bl\.? ?a|ca|d\.? ?v\.? ?s|dnr|e\.? ?d|f\.? ?d|jfr|kap|kl|m\.? ?fl|m\.? ?m|nr|resp|"
    r"s\.? ?k|t\.? ?ex|t\.? ?o\.? ?m)\.$",
    re.IGNORECASE,
)


class Choice(StrEnum):
    """What a person chooses where two versions cannot be merged."""

    OURS = "ours"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the room after it; two are the same if their words are."""

    words: str
    gap: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place where both sides have changed; empty where a side has taken the words away."""

    base: str
    ours: str
    theirs: str
    gap: str = field(default="", compare=False)

    def text(self, choice: Choice) -> str:
        """Return the words that stand here after the choice."""
        if choice is Choice.BOTH:
            return " ".join(part for part in (self.ours, self.theirs) if part)
        return self.ours if choice is Choice.OURS else self.theirs


@dataclass(frozen=True, slots=True)
class Merged:
    """The outcome: sentences in order, with conflicts where a person has to choose."""

    pieces: tuple[Sentence | Conflict, ...]

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The places to choose at, in order."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Conflict))

    @property
    def text(self) -> str:
        """The text while nothing is chosen: our words stand at every conflict."""
        return self.resolved({})

    def resolved(self, choices: Mapping[int, Choice]) -> str:
        """Return the text after choices by the number of the conflict, from 0; else ours."""
        parts: list[tuple[str, str]] = []
        at = 0
        for piece in self.pieces:
            if isinstance(piece, Conflict):
                words = piece.text(choices.get(at, Choice.OURS))
                at += 1
            else:
                words = piece.words
            if words:
                parts.append((words, piece.gap))
            elif parts:
                parts[-1] = (parts[-1][0], max(parts[-1][1], piece.gap, key=_breaks))
        last = len(parts) - 1
        return "".join(
            words + ("" if n == last else gap or " ") for n, (words, gap) in enumerate(parts)
        )


def split(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a text; a line break always ends one."""
    text = _normal(text)
    found, start = [], 0
    for gap in _GAP.finditer(text):
        if "\n" not in gap[0] and _ABBREVIATED.search(text[start : gap.start()]):
            continue
        found.append(Sentence(text[start : gap.start()], gap[0]))
        start = gap.end()
    return (*found, Sentence(text[start:])) if text[start:] else tuple(found)


def merge(base: str, ours: str, theirs: str) -> Merged:
    """Return our text with what has become new in theirs since both were `base`.

    Whatever one side alone has changed is taken from it, also that a sentence was moved or
    taken away. What both have changed alike stands once. Where both have changed the same
    sentence, or one has changed what the other took away, there is a conflict. If both have
    moved sentences our order stands.
    """
    base, ours, theirs = _normal(base), _normal(ours), _normal(theirs)
    if theirs in (base, ours):
        return Merged(split(ours))
    if ours == base:
        return Merged(split(theirs))
    return Merged(tuple(_Merge(split(base), split(ours), split(theirs)).pieces()))


def _normal(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _breaks(gap: str) -> int:
    return gap.count("\n")


class _Side:
    """One side's sentences, each paired with the sentence of the base that it was."""

    def __init__(self, base: Sequence[Sentence], own: Sequence[Sentence]) -> None:
        self.own = own
        self.by_base = _pairs([s.words for s in base], [s.words for s in own])
        self.by_own = {at: n for n, at in self.by_base.items()}
        order = [self.by_own[at] for at in sorted(self.by_own)]
        self.has_moved = order != sorted(order)
        self.moved = _moved(order) if self.has_moved else frozenset()

    def become(self, n: int) -> Sentence | None:
        """Return what a sentence of the base has become, None where it was taken away."""
        return self.own[self.by_base[n]] if n in self.by_base else None


def _moved(order: Sequence[int]) -> frozenset[int]:
    """Return the numbers that stand outside the runs that have kept their order."""
    kept = SequenceMatcher(None, sorted(order), order, autojunk=False).get_matching_blocks()
    return frozenset(order) - {n for block in kept for n in order[block.b : block.b + block.size]}


def _pairs(base: Sequence[str], own: Sequence[str]) -> dict[int, int]:
    """Return sentence of the base → where it stands now: in place, moved, rewritten."""
    found: dict[int, int] = {}
    codes = SequenceMatcher(None, base, own, autojunk=False).get_opcodes()
    for tag, a1, a2, b1, _ in codes:
        if tag == "equal":
            found.update({a1 + n: b1 + n for n in range(a2 - a1)})
    left = [n for n in range(len(base)) if n not in found]
    free = [at for at in range(len(own)) if at not in set(found.values())]
    for n in list(left):
        same = next((at for at in free if own[at] == base[n]), None)
        if same is not None:
            found[n] = same
            left.remove(n)
            free.remove(same)
    alike = sorted(
        (-likeness, abs(n - at), n, at)
        for n in left
        for at in (free if len(left) * len(free) <= MOST_COMPARED else ())
        if (likeness := _likeness(base[n], own[at])) >= ALIKE
    )
    for _, _, n, at in alike:
        if n not in found and at in free:
            found[n] = at
            free.remove(at)
    for tag, a1, a2, b1, b2 in codes:
        if tag == "replace":
            gone = [n for n in range(a1, a2) if n not in found]
            found.update(zip(gone, [at for at in range(b1, b2) if at in free], strict=False))
    return found


def _likeness(one: str, other: str) -> float:
    """Return the share of words that two sentences have in common, from 0 to 1."""
    a, b = (Counter(re.findall(r"\w+", text.casefold())) for text in (one, other))
    n = a.total() + b.total()
    return 2 * (a & b).total() / n if n else 0.0


class _Merge:
    """Base, ours and theirs on the way to one text."""

    def __init__(
        self, base: Sequence[Sentence], ours: Sequence[Sentence], theirs: Sequence[Sentence]
    ) -> None:
        self.base = base
        self.ours, self.theirs = _Side(base, ours), _Side(base, theirs)
        leads_theirs = self.theirs.has_moved and not self.ours.has_moved
        self.lead, self.other = (
            (self.theirs, self.ours) if leads_theirs else (self.ours, self.theirs)
        )

    def pieces(self) -> Iterator[Sentence | Conflict]:
        """Return the sentences in the order of the side that leads."""
        order = self._order()
        new_ours = self._new(self.ours, order)
        new_theirs = self._new(self.theirs, order, except_for=new_ours)
        yield from self._added(new_ours.get(-1, []), new_theirs.get(-1, []))
        for n in order:
            piece = self._content(n)
            if piece is not None:
                yield piece
            yield from self._added(new_ours.get(n, []), new_theirs.get(n, []))

    def _order(self) -> list[int]:
        """Return the base's sentences that say something yet, in the order to print them."""
        order = [self.lead.by_own[at] for at in sorted(self.lead.by_own)]
        by_other = [self.other.by_own[at] for at in sorted(self.other.by_own)]
        for at, n in enumerate(by_other):
            if n not in self.lead.by_base:
                before = next((m for m in reversed(by_other[:at]) if m in order), None)
                order.insert(order.index(before) + 1 if before is not None else 0, n)
        return order

    def _content(self, n: int) -> Sentence | Conflict | None:
        base, ours, theirs = self.base[n], self.ours.become(n), self.theirs.become(n)
        if ours is None or theirs is None:
            left = ours or theirs
            is_touched = left is not None and (left != base or (ours and n in self.ours.moved))
            if left is None or not is_touched:
                return None
            return Conflict(
                base.words, ours.words if ours else "", theirs.words if theirs else "", left.gap
            )
        gap = ours.gap if ours.gap != base.gap else theirs.gap
        if ours in (base, theirs):
            return Sentence(theirs.words, gap)
        if theirs == base:
            return Sentence(ours.words, gap)
        return Conflict(base.words, ours.words, theirs.words, gap)

    def _new(
        self,
        side: _Side,
        order: Sequence[int],
        *,
        except_for: Mapping[int, Sequence[Sentence]] | None = None,
    ) -> dict[int, list[Sentence]]:
        """Return the side's own sentences by the sentence of the base they come after."""
        there = Counter(s for run in (except_for or {}).values() for s in run)
        found: dict[int, list[Sentence]] = {}
        places, before = set(order), -1
        for at, sentence in enumerate(side.own):
            if at in side.by_own:
                before = side.by_own[at] if side.by_own[at] in places else before
            elif there[sentence]:
                there[sentence] -= 1
            else:
                found.setdefault(before, []).append(sentence)
        return found

    def _added(
        self, ours: Sequence[Sentence], theirs: Sequence[Sentence]
    ) -> Iterator[Sentence | Conflict]:
        if ours and theirs:
            gap = max(ours[-1].gap, theirs[-1].gap, key=_breaks)
            yield Conflict("", Merged(tuple(ours)).text, Merged(tuple(theirs)).text, gap)
        else:
            yield from (*ours, *theirs)
