"""Areas by grounds by steps, as boxes: how far each has come is told by shape and by number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aktiva.domain.documents.blocks import Block, Figure, Table
from aktiva.domain.documents.pictures.ink import (
    WIDTH,
    Shape,
    frame,
    legend_height,
    legend_place,
    rect,
    text,
)
from aktiva.domain.documents.swedish import capital, counted, listing, small

LABEL_WIDTH = 136
BOX_HEIGHT = 44
LETTERS = 12
"""The size of letters in the headings, which stand close."""

LINE = 14
PER_LABEL_LINE = 20
PER_HEADING_LINE = 10
"""Characters that a line has room for."""

SOFT_HYPHEN = "\u00ad"
N_STEPS = 4


@dataclass(frozen=True, slots=True)
class Stage:
    """How far a box can have come.

    Args:
        word: What it is called.
        steps: Steps taken, 1–4; 0 where somebody has looked and found nothing, None where
            nobody has looked.
    """

    word: str
    steps: int | None


@dataclass(frozen=True, slots=True)
class Square:
    """One box: its stage, and how many risks stand in it."""

    stage: Stage
    n_risks: int = 0


@dataclass(frozen=True, slots=True)
class GridRow:
    """One area with a square for each column; None where the Act asks for nothing."""

    label: str
    squares: tuple[Square | None, ...]


def grid(
    title: str,
    columns: Sequence[str],
    rows: Sequence[GridRow],
    *,
    stages: Sequence[Stage],
    heads: tuple[str, str, str],
) -> tuple[Block, ...]:
    """Return the grid as a picture and the table that says the same; nothing for no rows.

    Args:
        columns: Labels, which may have soft hyphens where they can be divided; so may rows'.
        stages: Every stage, in the order of the key.
        heads: The table's three headers: row, stage, columns.

    Raises:
        ValueError: A row has not a square for each column.
    """
    if any(len(row.squares) != len(columns) for row in rows):
        raise ValueError(f"a row has {len(columns)} squares")
    if not rows:
        return ()
    told = [
        (_plain(row.label), stage.word, found)
        for row in rows
        for stage in stages
        if (found := _standing(row, stage, columns))
    ]
    table = Table(
        f"{title}, ruta för ruta",
        heads,
        tuple((area, word, capital(", ".join(found))) for area, word, found in told),
    )
    sentences = [f"Rutnät: {small(title)}."]
    for row in rows:
        own = [
            f"{small(word)} för {listing(found)}"
            for area, word, found in told
            if area == _plain(row.label)
        ]
        sentences.append(f"{_plain(row.label)}: {'; '.join(own)}.")
    return (Figure(_svg(columns, rows, stages), " ".join(sentences), title), table)


def _standing(row: GridRow, stage: Stage, columns: Sequence[str]) -> list[str]:
    """Return the columns where a row stands at a stage, each with its number of risks."""
    return [
        small(_plain(column))
        + (f" ({counted(square.n_risks, one='risk', many='risker')})" if square.n_risks else "")
        for column, square in zip(columns, row.squares, strict=True)
        if square is not None and square.stage == stage
    ]


def _plain(label: str) -> str:
    return label.replace(SOFT_HYPHEN, "")


def _svg(columns: Sequence[str], rows: Sequence[GridRow], stages: Sequence[Stage]) -> str:
    parts: list[str] = []
    for at, stage in enumerate(stages):
        x, y = legend_place(at)
        parts += [_symbol(stage, x, y, 26, 14), text(x + 34, y + 13, stage.word)]
    top = legend_height(len(stages))
    headings = [_lines(column, PER_HEADING_LINE) for column in columns]
    width = (WIDTH - LABEL_WIDTH) / len(columns)
    for at, lines in enumerate(headings):
        parts += _stacked(LABEL_WIDTH + width * at + 3, top + 12, lines)
    top += LINE * max(map(len, headings)) + 6
    for row in rows:
        lines = _lines(row.label, PER_LABEL_LINE)
        parts += _stacked(0, top + (BOX_HEIGHT - LINE * len(lines)) / 2 + 10, lines)
        for at, square in enumerate(row.squares):
            if square is not None:
                parts += _box(square, LABEL_WIDTH + width * at, top, width - 4)
        top += BOX_HEIGHT + 4
    return frame(parts, height=top)


def _box(square: Square, x: float, y: float, width: float) -> list[str]:
    dashed = ' stroke-dasharray="4 3"' if square.stage.steps is None else ""
    drawn = [
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{BOX_HEIGHT}" rx="3" '
        f'fill="none" stroke="currentColor"{dashed}/>'
    ]
    if square.stage.steps is not None:
        drawn.append(_symbol(square.stage, x + 6, y + 23, 28, 14))
    if square.n_risks:
        drawn.append(text(x + 6, y + 17, str(square.n_risks)))
    return drawn


def _symbol(stage: Stage, x: float, y: float, width: float, height: float) -> str:
    """Draw a stage: a dashed box, a ring, or four bars of which the steps taken are high."""
    if stage.steps is None:
        return (
            f'<rect x="{x + 0.5:.1f}" y="{y + 0.5:.1f}" width="{width - 1:g}" '
            f'height="{height - 1:g}" fill="none" stroke="currentColor" stroke-dasharray="4 3"/>'
        )
    if not stage.steps:
        middle, radius = (x + height / 2, y + height / 2), height / 2 - 0.5
        return (
            f'<circle cx="{middle[0]:.1f}" cy="{middle[1]:.1f}" r="{radius:g}" fill="none" '
            f'stroke="currentColor"/><path d="M{middle[0] - 3:.1f} {middle[1]:.1f}h6" '
            'stroke="currentColor"/>'
        )
    step = width / N_STEPS
    return "".join(
        rect(Shape.SOLID, x + step * n + 0.5, y, step - 2, height)
        if n < stage.steps
        else rect(Shape.EMPTY, x + step * n + 0.5, y + height - 3, step - 2, 3)
        for n in range(N_STEPS)
    )


def _lines(label: str, room: int) -> list[str]:
    """Return a label in lines: divided between words, and at soft hyphens where a word is long."""
    lines = [""]
    for word in label.split():
        pieces = word.split(SOFT_HYPHEN)
        whole = "".join(pieces)
        if len(lines[-1]) + bool(lines[-1]) + len(whole) <= room:
            lines[-1] += (" " if lines[-1] else "") + whole
            continue
        if lines[-1]:
            lines.append("")
        for n, piece in enumerate(pieces):
            hyphen = "-" if n < len(pieces) - 1 else ""
            if lines[-1] and len(lines[-1]) + len(piece + hyphen) > room:
                lines[-1] += "-"
                lines.append("")
            lines[-1] += piece
    return lines


def _stacked(x: float, y: float, lines: Sequence[str]) -> list[str]:
    return [
        text(x, y + LINE * n, line).replace("<text", f'<text font-size="{LETTERS}"', 1)
        for n, line in enumerate(lines)
    ]
