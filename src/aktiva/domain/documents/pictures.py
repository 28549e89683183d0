"""Pictures of counts for screen and print: one drawing, words that stand in for it, a table beside.

Ink only, in the colour of the text around it: the parts of a bar are told apart by their shape, so
that a picture says the same in the dark, on a grey copy and to somebody who does not see colours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from html import escape

from aktiva.domain.documents.blocks import Block, Figure, Table
from aktiva.domain.documents.swedish import listing, number, small

WIDTH = 640
LABEL_WIDTH = 190
TOTAL_WIDTH = 60
LINE = 34
BAR = 20
LEGEND_LINE = 24
LONGEST_LABEL = 26
"""Characters of a bar's label; the table beside has all of it."""


class Shape(StrEnum):
    """How a part of a bar is filled."""

    SOLID = "currentColor"
    HATCHED = "url(#lean)"
    DOTTED = "url(#dots)"
    EMPTY = "none"
    LINED = "url(#level)"


MOST_PARTS = len(Shape)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it is of, and how many of each part."""

    label: str
    parts: tuple[int, ...]

    @property
    def total(self) -> int:
        """All parts together."""
        return sum(self.parts)


def bars(
    title: str,
    names: Sequence[str],
    rows: Sequence[Bar],
    *,
    what: str,
    shapes: Sequence[Shape] = tuple(Shape),
) -> tuple[Block, ...]:
    """Return a picture of stacked bars and the table that says the same; nothing for no counts.

    Args:
        names: What each part of a bar is.
        what: What the bars are of, the first column's header.
        shapes: How each part is filled.

    Raises:
        ValueError: There are more parts than there are shapes, or a bar has other parts.
    """
    if len(names) > MOST_PARTS or any(len(row.parts) != len(names) for row in rows):
        raise ValueError(f"bars have {len(names)} parts, of at most {MOST_PARTS}")
    if not any(row.total for row in rows):
        return ()
    table = Table(
        f"{title}, i siffror",
        (what, *names, "Totalt") if len(names) > 1 else (what, *names),
        tuple(
            (
                row.label,
                *map(number, row.parts),
                *((number(row.total),) if len(names) > 1 else ()),
            )
            for row in rows
        ),
    )
    return (Figure(_svg(names, rows, shapes), _told(title, names, rows), title), table)


def _told(title: str, names: Sequence[str], rows: Sequence[Bar]) -> str:
    """Return the picture in words, written from the same counts."""
    sentences = [
        f"{row.label}: "
        + (
            listing(
                [
                    f"{number(n)} {small(name)}"
                    for n, name in zip(row.parts, names, strict=True)
                    if n
                ]
            )
            or "inget"
        )
        + "."
        for row in rows
    ]
    return " ".join([f"Staplar: {small(title)}.", *sentences])


def _svg(names: Sequence[str], rows: Sequence[Bar], shapes: Sequence[Shape]) -> str:
    per_line = 3
    top = LEGEND_LINE * -(-len(names) // per_line) + 12
    height = top + LINE * len(rows)
    most = max(row.total for row in rows)
    room = WIDTH - LABEL_WIDTH - TOTAL_WIDTH
    parts = [_HATCHES]
    for at, name in enumerate(names):
        left, y = (at % per_line) * WIDTH // per_line, LEGEND_LINE * (at // per_line) + 2
        parts.append(_rect(shapes[at], left + 0.5, y + 0.5, 22, 14))
        parts.append(_text(left + 30, y + 13, name))
    for at, row in enumerate(rows):
        y = top + LINE * at
        parts.append(_text(0, y + 15, _short(row.label)))
        x: float = LABEL_WIDTH
        for part, n in enumerate(row.parts):
            if n:
                width = max(room * n / most, 2)
                parts.append(_rect(shapes[part], x, y, width, BAR))
                x += width
        parts.append(_text(x + 8, y + 15, number(row.total)))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'width="{WIDTH}" height="{height}" font-size="14" fill="currentColor">'
        + "".join(parts)
        + "</svg>"
    )


_HATCHES = (
    '<defs><pattern id="lean" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><path d="M1 0v6" stroke="currentColor" stroke-width="2"/>'
    '</pattern><pattern id="dots" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<circle cx="3" cy="3" r="1.3" fill="currentColor"/></pattern>'
    '<pattern id="level" width="6" height="5" patternUnits="userSpaceOnUse">'
    '<path d="M0 1h6" stroke="currentColor" stroke-width="1.2"/></pattern></defs>'
)


def _rect(shape: Shape, x: float, y: float, width: float, height: float) -> str:
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height}" '
        f'fill="{shape.value}" stroke="currentColor"/>'
    )


def _text(x: float, y: float, words: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}">{escape(words)}</text>'


def _short(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1].rstrip()}…"
