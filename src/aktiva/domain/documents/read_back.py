"""A draft that went out as a file and came back: which of its texts are new, and what else is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest

from aktiva.domain.documents.characters import cleaned
from aktiva.domain.documents.merging import split
from aktiva.domain.documents.named import without_names
from aktiva.domain.documents.templates import paragraphs


@dataclass(frozen=True, slots=True)
class Draft:
    """What a draft's file says of itself.

    Args:
        texts: Slot → the words that stand first under its heading and may be rewritten.
        digest: Of what the revision's slots held.
    """

    paper: int
    revision: int
    digest: str
    texts: Mapping[str, str]


class Stands(StrEnum):
    """What a line of a paper is, outside the texts that may be rewritten."""

    HEAD = "head"
    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"
    CELL = "cell"


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph or a paragraph in a cell, outside the texts.

    Args:
        under: The heading that it stands under, empty above the first.
        row: What the row's first cell says, for one in a cell.
    """

    stands: Stands
    text: str
    under: str = ""
    row: str = ""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A change outside the texts: a line before and after, one of them empty where it is new or gone.

    Args:
        line: The line as it was sent, or the new one.
    """

    line: Line
    before: str
    after: str
    moved: bool = False


def digest(slots: Mapping[str, str]) -> str:
    """Return a mark of what a draft's slots hold."""
    held = {key: words for key, words in slots.items() if words.strip()}
    return hashlib.sha256(json.dumps(held, sort_keys=True).encode()).hexdigest()


def come_back(edited: Sequence[str], sent: str, *, printed: Sequence[str] = ()) -> str:
    """Return the paragraphs of a file as typed text, untouched words as they were typed.

    A file shows a text without marks that only steer layout, with other room between words,
    and with values for the names in it. An untouched sentence is what was typed; where
    nothing differs the very text that was sent comes back.

    Args:
        printed: The paragraphs as the file showed them when it was sent, if that is known.
    """
    typed = [paragraph.text for paragraph in paragraphs(sent)]
    shown = list(printed) if len(printed) == len(typed) else typed
    held = [paragraph.strip() for paragraph in edited if paragraph.strip()]
    if [*map(_words, held)] == [*map(_words, shown)]:
        return sent
    known = {_words(there): own for there, own in zip(shown, typed, strict=True)}
    sentences = {
        _words(there.words): own.words
        for pair in zip(shown, typed, strict=True)
        if len(there_split := split(pair[0])) == len(own_split := split(pair[1]))
        for there, own in zip(there_split, own_split, strict=True)
    }
    return "\n\n".join(
        known.get(_words(paragraph)) or _restored(paragraph, sentences) for paragraph in held
    )


def _restored(paragraph: str, known: Mapping[str, str]) -> str:
    return "".join(
        known.get(_words(sentence.words), sentence.words) + sentence.gap
        for sentence in split(paragraph)
    )


def shows(printed: str, typed: str) -> bool:
    """Return whether a paragraph is what a typed one becomes in print, whatever its names stand for."""
    first, *rest = without_names(cleaned(typed))
    left = cleaned(printed)
    if not rest:
        return left == first
    if not left.startswith(first):
        return False
    left = left[len(first) :]
    for part in rest[:-1]:
        _, there, left = left.partition(part) if part else ("", "-", left)
        if not there:
            return False
    return left.endswith(rest[-1])


def elsewhere(sent: Sequence[Line], now: Sequence[Line]) -> tuple[Elsewhere, ...]:
    """Return the changes outside the texts, in the order of the paper that was sent."""
    before, after = [_words(line.text) for line in sent], [_words(line.text) for line in now]
    found: list[Elsewhere] = []
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, before, after).get_opcodes():
        if tag != "equal":
            found += [
                Elsewhere(old or new, old.text if old else "", new.text if new else "")
                for old, new in zip_longest(sent[a1:a2], now[b1:b2])
            ]
    return tuple(_with_moves(found))


def _with_moves(found: Sequence[Elsewhere]) -> list[Elsewhere]:
    """Make one change of a line that is gone in one place and new in another."""
    new = {_words(change.after): change for change in found if not change.before}
    result, told = [], set[int]()
    for change in found:
        there = None if change.after else new.pop(_words(change.before), None)
        if there is not None:
            told.add(id(there))
            change = Elsewhere(change.line, change.before, there.after, moved=True)
        result.append(change)
    return [change for change in result if id(change) not in told]


def _words(text: str) -> str:
    """Return a text without what a word processor does to the room between words."""
    lines = (" ".join(line.split()) for line in cleaned(text).split("\n"))
    return "\n".join(lines).strip()
