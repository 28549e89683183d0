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


def come_back(edited: Sequence[str], sent: str) -> str:
    """Return the paragraphs of a file as typed text, the untouched ones as they were typed.

    A file shows a text without marks that only steer layout and with other room between
    words; where nothing else differs the very text that was sent comes back.
    """
    typed = [paragraph.text for paragraph in paragraphs(sent)]
    held = [paragraph.strip() for paragraph in edited if paragraph.strip()]
    known = {_words(paragraph): paragraph for paragraph in typed}
    if [*map(_words, held)] == [*map(_words, typed)]:
        return sent
    return "\n\n".join(known.get(_words(paragraph), paragraph) for paragraph in held)


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
