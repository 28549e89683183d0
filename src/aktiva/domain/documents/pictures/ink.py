"""What every drawing is made of: its frame, its letters and the ways in which a shape is filled.

Ink only, in the colour of the text around it: parts are told apart by their shape, so that a
picture says the same in the dark, on a grey copy and to somebody who does not see colours.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from html import escape

WIDTH = 640
TEXT = 14
"""The size of letters in a drawing of this width, which in print becomes about 8 points."""

LEGEND_LINE = 24
LEGENDS_PER_LINE = 3


class Shape(StrEnum):
    """How a part of a drawing is filled."""

    SOLID = "currentColor"
    HATCHED = "url(#lean)"
    DOTTED = "url(#dots)"
    EMPTY = "none"
    LINED = "url(#level)"


_HATCHES = (
    '<defs><pattern id="lean" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><path d="M1 0v6" stroke="currentColor" stroke-width="2"/>'
    '</pattern><pattern id="dots" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<circle cx="3" cy="3" r="1.3" fill="currentColor"/></pattern>'
    '<pattern id="level" width="6" height="5" patternUnits="userSpaceOnUse">'
    '<path d="M0 1h6" stroke="currentColor" stroke-width="1.2"/></pattern></defs>'
)


def frame(parts: Iterable[str], *, height: float, left: float = 0, top: float = 0) -> str:
    """Return the drawing: as wide as all others, its upper left corner at `left` and `top`."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left:g} {top:g} {WIDTH} {height:g}" '
        f'width="{WIDTH}" height="{height:g}" font-size="{TEXT}" fill="currentColor">'
        + _HATCHES
        + "".join(parts)
        + "</svg>"
    )


def rect(shape: Shape, x: float, y: float, width: float, height: float) -> str:
    """Return a filled rectangle with its outline."""
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:g}" '
        f'fill="{shape.value}" stroke="currentColor"/>'
    )


def text(x: float, y: float, words: str, *, middle: bool = False) -> str:
    """Return letters that begin, or have their middle, at `x` and stand on `y`."""
    anchor = ' text-anchor="middle"' if middle else ""
    return f'<text x="{x:.1f}" y="{y:.1f}"{anchor}>{escape(words)}</text>'


def legend(names: Sequence[str], shapes: Sequence[Shape]) -> tuple[float, list[str]]:
    """Return the height of the key above a drawing, and the key: what each shape is."""
    parts = []
    for at, name in enumerate(names):
        x, y = legend_place(at)
        parts += [rect(shapes[at], x + 0.5, y + 0.5, 22, 14), text(x + 30, y + 13, name)]
    return legend_height(len(names)), parts


def legend_place(at: int) -> tuple[float, float]:
    """Return the upper left corner of a place in the key."""
    column, line = at % LEGENDS_PER_LINE, at // LEGENDS_PER_LINE
    return column * WIDTH // LEGENDS_PER_LINE, LEGEND_LINE * line + 2


def legend_height(n: int) -> float:
    """Return the room that a key of `n` names takes above a drawing."""
    return LEGEND_LINE * -(-n // LEGENDS_PER_LINE) + 12
