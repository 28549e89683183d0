"""Shares in per cent year by year, one bar for each group that may be told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from aktiva.domain.documents.blocks import Block, Figure, Table
from aktiva.domain.documents.pictures.ink import WIDTH, Shape, frame, legend, rect, text
from aktiva.domain.documents.swedish import NO_BREAK, decimal, listing, small

LABEL_WIDTH = 70
VALUE_WIDTH = 70
BAR = 16
BETWEEN_BARS = 4
BETWEEN_ROWS = 14
SHAPES = (Shape.SOLID, Shape.HATCHED, Shape.EMPTY, Shape.LINED, Shape.DOTTED)


@dataclass(frozen=True, slots=True)
class Level:
    """The shares of one year, in per cent; None for a group that is not told."""

    label: str
    shares: tuple[Decimal | None, ...]


def levels(
    title: str, names: Sequence[str], rows: Sequence[Level], *, what: str
) -> tuple[Block, ...]:
    """Return a picture of shares and the table that says the same; nothing for no shares.

    Args:
        names: The groups; one that no row tells is left out.
        what: What the rows are, the first column's header.

    Raises:
        ValueError: There are more groups than shapes, or a row has others.
    """
    if len(names) > len(SHAPES) or any(len(row.shares) != len(names) for row in rows):
        raise ValueError(f"levels have {len(names)} groups, of at most {len(SHAPES)}")
    told = [at for at in range(len(names)) if any(row.shares[at] is not None for row in rows)]
    shown = [names[at] for at in told]
    kept = [Level(row.label, tuple(row.shares[at] for at in told)) for row in rows]
    kept = [row for row in kept if any(share is not None for share in row.shares)]
    if not kept:
        return ()
    table = Table(
        f"{title}, i siffror",
        (what, *shown),
        tuple((row.label, *map(_cell, row.shares)) for row in kept),
    )
    return (Figure(_svg(shown, kept), _told(title, shown, kept), title), table)


def _cell(share: Decimal | None) -> str:
    return "–" if share is None else f"{decimal(share)}{NO_BREAK}%"


def _told(title: str, names: Sequence[str], rows: Sequence[Level]) -> str:
    """Return the picture in words, written from the same shares."""
    sentences = [
        f"{row.label}: "
        + listing(
            [
                f"{small(name)} {decimal(share)} procent"
                for name, share in zip(names, row.shares, strict=True)
                if share is not None
            ]
        )
        + "."
        for row in rows
    ]
    return " ".join([f"Staplar: {small(title)}.", *sentences])


def _svg(names: Sequence[str], rows: Sequence[Level]) -> str:
    y, parts = legend(names, SHAPES)
    most = max(share for row in rows for share in row.shares if share is not None) or Decimal(1)
    room = WIDTH - LABEL_WIDTH - VALUE_WIDTH
    for row in rows:
        parts.append(text(0, y + 13, row.label))
        for shape, share in zip(SHAPES, row.shares, strict=False):
            if share is None:
                continue
            width = float(room * share / most)
            parts.append(rect(shape, LABEL_WIDTH, y, width, BAR))
            parts.append(text(LABEL_WIDTH + width + 8, y + 13, _cell(share)))
            y += BAR + BETWEEN_BARS
        y += BETWEEN_ROWS - BETWEEN_BARS
    return frame(parts, height=y)
