"""A paper as a sequence of blocks, which every renderer prints in the same order."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import Any

FORMAT = 1
"""Version of the JSON form; raised when a frozen paper must be read in another way."""

DEEPEST_HEADING = 4


class Marker(StrEnum):
    """What stands before each clause of a decision."""

    ATT = "att"
    NUMBER = "number"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the paper; the title of the paper is not one.

    Args:
        level: 1 for a section of the paper, then 2, 3 and 4.
        key: Name of the template's slot that begins here, empty for none.
    """

    level: int
    text: str
    key: str = ""

    def __post_init__(self) -> None:
        if not 1 <= self.level <= DEEPEST_HEADING:
            raise ValueError(f"heading level must be 1–{DEEPEST_HEADING}, got {self.level}")
        _require(self.text, what="heading text")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; a line break in it is kept, blank text prints nothing."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list where order says nothing."""

    items: tuple[str, ...]

    def __post_init__(self) -> None:
        _require_some(self.items, what="list")


@dataclass(frozen=True, slots=True)
class Clauses:
    """A decision: a lead and its points, without the marker that comes before each."""

    lead: str
    items: tuple[str, ...]
    marker: Marker = Marker.ATT

    def __post_init__(self) -> None:
        _require_some(self.items, what="decision")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header; the first cell of a row is that row's header.

    Args:
        total: The last row sums the others.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: bool = False

    def __post_init__(self) -> None:
        _require_some(self.header, what="table header")
        for name in self.header:
            _require(name, what="column header")
        for row in self.rows:
            if len(row) != len(self.header):
                raise ValueError(f"row {row!r} has not {len(self.header)} cells as the header")


@dataclass(frozen=True, slots=True)
class Labelled:
    """Short labels, each with its words, such as answers by the number of the question."""

    pairs: tuple[tuple[str, str], ...]

    def __post_init__(self) -> None:
        _require_some(self.pairs, what="list")
        for label, _ in self.pairs:
            _require(label, what="label")


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words, unchanged, and whose they are."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Foreign:
    """Running text in another language than the paper's, so that it is read aloud as such.

    Args:
        language: As in HTML's ``lang``.
    """

    text: str
    language: str

    def __post_init__(self) -> None:
        _require(self.language, what="language")


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture as SVG text, with the words that stand in for it."""

    svg: str
    alt: str
    caption: str

    def __post_init__(self) -> None:
        _require(self.alt, what="text that stands in for the picture")


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Block = (
    Heading
    | Paragraph
    | Bullets
    | Clauses
    | Table
    | Labelled
    | Quote
    | Foreign
    | Figure
    | PageBreak
)

KINDS: dict[str, type[Block]] = {
    "heading": Heading,
    "paragraph": Paragraph,
    "bullets": Bullets,
    "clauses": Clauses,
    "table": Table,
    "labelled": Labelled,
    "quote": Quote,
    "foreign": Foreign,
    "figure": Figure,
    "page_break": PageBreak,
}
"""Every kind of block by the name it has in JSON."""

_NAMES: dict[type[Block], str] = {kind: name for name, kind in KINDS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands at the top of the first page; `address` stands at the foot of all.

    Args:
        kind: What sort of paper it is, for example "Tjänsteskrivelse".
        date: ISO date as printed.
        registry_number: Without the word "Dnr".
    """

    employer: str
    kind: str
    date: str
    address: str | None = None
    registry_number: str | None = None
    recipient: str | None = None
    author: str | None = None

    def lines(self) -> tuple[str, ...]:
        """Return the head as printed, in reading order."""
        number = f"Dnr {self.registry_number}" if self.registry_number else None
        printed = (self.employer, self.kind, self.date, number, self.author, self.recipient)
        return tuple(line for line in printed if line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole paper.

    Args:
        large: Type to be read from a step away, as on a wall.

    Raises:
        ValueError: The title is empty, or a heading skips a level, which leaves
            those who listen to the paper without its outline.
    """

    title: str
    head: Head
    blocks: tuple[Block, ...]
    language: str = "sv"
    large: bool = False

    def __post_init__(self) -> None:
        _require(self.title, what="title")
        headings = [block for block in self.blocks if isinstance(block, Heading)]
        if headings and headings[0].level != 1:
            raise ValueError(f"the first heading must be of level 1: {headings[0].text}")
        for above, below in pairwise(headings):
            if below.level > above.level + 1:
                raise ValueError(f"heading level is skipped between {above.text} and {below.text}")


def to_data(document: Document) -> dict[str, Any]:
    """Return the paper as what JSON can hold."""
    return {
        "format": FORMAT,
        "title": document.title,
        "language": document.language,
        "head": {f.name: getattr(document.head, f.name) for f in fields(Head)},
        "blocks": [
            {"kind": _NAMES[type(block)]}
            | {f.name: _plain(getattr(block, f.name)) for f in fields(block)}
            for block in document.blocks
        ],
    } | ({"large": True} if document.large else {})


def to_json(document: Document) -> str:
    """Return the paper as JSON, the same text for the same paper."""
    return json.dumps(to_data(document), ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=16)
def from_json(text: str) -> Document:
    """Return the paper that `to_json` wrote.

    The sixteen read last are kept: a long paper takes some 40 ms to read, and a frozen
    one is read again for every page and file. Nothing in a `Document` can be changed.

    Raises:
        ValueError: It is not such a paper, or of a later format.
    """
    data = json.loads(text)
    if not isinstance(data, Mapping) or data.get("format") != FORMAT:
        raise ValueError(f"not a paper of format {FORMAT}")
    try:
        return Document(
            title=data["title"],
            language=data["language"],
            head=Head(**data["head"]),
            blocks=tuple(_block(block) for block in data["blocks"]),
            large=data.get("large", False),
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"not a paper: {error}") from error


def plain_text(document: Document) -> str:
    """Return all words of the paper in reading order, one line for each piece.

    Cells of a row are parted by tabs; pictures are told by their stand-in text.
    """
    lines = [*document.head.lines(), document.title]
    for block in document.blocks:
        lines.extend(_lines(block))
    return "\n".join(line for line in lines if line.strip()) + "\n"


def _lines(block: Block) -> tuple[str, ...]:
    match block:
        case Heading(text=text) | Paragraph(text=text) | Foreign(text=text):
            return (text,)
        case Bullets(items=items):
            return tuple(f"• {item}" for item in items)
        case Clauses(lead=lead, items=items, marker=marker):
            return (lead, *(_marked(i, item, marker) for i, item in enumerate(items, start=1)))
        case Table(caption=caption, header=header, rows=rows):
            return (caption, *("\t".join(row) for row in (header, *rows)))
        case Labelled(pairs=pairs):
            return tuple("\t".join(pair) for pair in pairs)
        case Quote(text=text, source=source):
            return (text, source)
        case Figure(alt=alt, caption=caption):
            return (alt, caption)
        case PageBreak():
            return ()


def _marked(number: int, item: str, marker: Marker) -> str:
    match marker:
        case Marker.ATT:
            return f"att {item}"
        case Marker.NUMBER:
            return f"{number}. {item}"
        case Marker.NONE:
            return item


def _block(data: Mapping[str, Any]) -> Block:
    values = {name: _frozen(value) for name, value in data.items() if name != "kind"}
    if data["kind"] not in KINDS:
        raise ValueError(f"unknown kind of block: {data['kind']}")
    if data["kind"] == "clauses":
        values["marker"] = Marker(values["marker"])
    return KINDS[data["kind"]](**values)


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return str(value) if isinstance(value, StrEnum) else value


def _frozen(value: Any) -> Any:
    return tuple(_frozen(part) for part in value) if isinstance(value, list) else value


def _require(text: str, *, what: str) -> None:
    if not text.strip():
        raise ValueError(f"{what} is empty")


def _require_some(parts: tuple[object, ...], *, what: str) -> None:
    if not parts:
        raise ValueError(f"{what} is empty")
