"""Counts as bars, one part after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aktiva.domain.documents.blocks import Block, Figure, Table
from aktiva.domain.documents.pictures.ink import WIDTH, Shape, frame, legend, rect, text
from aktiva.domain.documents.swedish import listing, number, small

LABEL_WIDTH = 190
TOTAL_WIDTH = 60
LINE = 34
BAR = 20
LONGEST_LABEL = 26
"""Characters of a bar's label; the table beside has all of it."""

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
    top, parts = legend(names, shapes)
    height = top + LINE * len(rows)
    most = max(row.total for row in rows)
    room = WIDTH - LABEL_WIDTH - TOTAL_WIDTH
    for at, row in enumerate(rows):
        y = top + LINE * at
        parts.append(text(0, y + 15, _short(row.label)))
        x: float = LABEL_WIDTH
        for part, n in enumerate(row.parts):
            if n:
                width = max(room * n / most, 2)
                parts.append(rect(shapes[part], x, y, width, BAR))
                x += width
        parts.append(text(x + 8, y + 15, number(row.total)))
    return frame(parts, height=height)


def _short(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1].rstrip()}…"
