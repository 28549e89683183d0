"""A paper as data: what is said, in order, before any layout is chosen."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the first below the title."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list without order."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clauses:
    """Decision points under a lead. `marker` is "att", "number" or "none"."""

    lead: str
    items: tuple[str, ...]
    marker: str = "att"


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first cell of each row is the row's header. `total` sets off the last row."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's own words, unabridged, and whose they are."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Block = Heading | Paragraph | Bullets | Clauses | Table | Quote | PageBreak
_KINDS: dict[str, type[Block]] = {
    kind.__name__: kind for kind in (Heading, Paragraph, Bullets, Clauses, Table, Quote, PageBreak)
}


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the title: who writes, what it is, when, under which number, to whom."""

    employer: str
    kind: str
    date: str
    address: str = ""
    registry_number: str = ""
    recipient: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One paper."""

    title: str
    head: Head
    blocks: tuple[Block, ...] = field(default_factory=tuple)
    language: str = "sv"


class Renderer(Protocol):
    """Turns a document into a file. Implementations live in `aktiva.adapters`."""

    media_type: str

    def render(self, document: Document) -> bytes:
        """Return the file."""
        ...


def to_data(document: Document) -> dict[str, Any]:
    """Return the document as plain data, each block with its ``kind``."""
    return {
        "title": document.title,
        "language": document.language,
        "head": asdict(document.head),
        "blocks": [{"kind": type(block).__name__, **asdict(block)} for block in document.blocks],
    }


def from_data(data: Mapping[str, Any]) -> Document:
    """Return the document that `to_data` described.

    Raises:
        ValueError: A block is of a kind that is not known.
    """
    blocks = []
    for given in data["blocks"]:
        rest = dict(given)
        kind = _KINDS.get(rest.pop("kind"))
        if kind is None:
            raise ValueError(f"unknown block {given!r}")
        blocks.append(kind(**{name: _frozen(value) for name, value in rest.items()}))
    return Document(
        title=data["title"],
        head=Head(**data["head"]),
        blocks=tuple(blocks),
        language=data["language"],
    )


def _frozen(value: Any) -> Any:
    return tuple(_frozen(item) for item in value) if isinstance(value, list | tuple) else value


def to_json(document: Document) -> str:
    """Return the same bytes for the same document, every time."""
    return json.dumps(to_data(document), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(text: str) -> Document:
    """Return the document that `to_json` wrote."""
    return from_data(json.loads(text))


def texts(document: Document) -> tuple[str, ...]:
    """Return every piece of text in reading order, the title first."""
    found = [document.title]
    for block in document.blocks:
        match block:
            case Heading(text=text) | Paragraph(text=text):
                found.append(text)
            case Bullets(items=items):
                found.extend(items)
            case Clauses(lead=lead, items=items):
                found.extend([lead, *items] if lead else items)
            case Table(caption=caption, header=header, rows=rows):
                found.extend([caption, *header, *(cell for row in rows for cell in row)])
            case Quote(text=text, source=source):
                found.extend([text, source])
            case PageBreak():
                pass
    return tuple(text for text in found if text)


def plain_text(document: Document) -> str:
    """Return the document as lines of text, for comparison and search."""
    return "\n".join(texts(document))
