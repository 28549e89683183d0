"""The words of a paper piece by piece, so that some can be read and changed where they stand."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from aktiva.domain.documents.blocks import Document, from_json, to_data

_NOT_WORDS = frozenset({"kind", "key", "marker", "svg", "format", "language", "level", "date"})


@dataclass(frozen=True, slots=True)
class Piece:
    """One text of a paper: a paragraph, a cell, a line of the head.

    Args:
        place: Where it stands, the same as long as the paper is the same.
        heading: The heading that it stands under, empty above the first.
    """

    place: str
    text: str
    heading: str


def pieces(document: Document) -> tuple[Piece, ...]:
    """Return every text that a reader of the paper sees, in reading order."""
    data = to_data(document)
    found = [
        Piece(".".join(map(str, path)), text, "") for path, text in _texts(data["head"], ("head",))
    ]
    found.append(Piece("title", document.title, ""))
    heading = ""
    for at, block in enumerate(data["blocks"]):
        if block["kind"] == "heading":
            heading = block["text"]
        found += [
            Piece(".".join(map(str, path)), text, heading)
            for path, text in _texts(block, ("blocks", at))
        ]
    return tuple(found)


def rewritten(document: Document, texts: Mapping[str, str]) -> Document:
    """Return the paper with other texts in the places named, and the rest untouched."""
    data = to_data(document)
    for place, text in texts.items():
        *path, last = place.split(".")
        holder: Any = data
        for step in path:
            holder = holder[int(step)] if isinstance(holder, list) else holder[step]
        holder[int(last) if isinstance(holder, list) else last] = text
    return from_json(json.dumps(data, ensure_ascii=False))


def _texts(data: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(data, str):
        if data.strip():
            yield path, data
    elif isinstance(data, dict):
        for name, value in data.items():
            if path == ("head",) and name == "kind":
                continue
            if name not in _NOT_WORDS:
                yield from _texts(value, (*path, name))
    elif isinstance(data, list):
        for at, value in enumerate(data):
            yield from _texts(value, (*path, at))
