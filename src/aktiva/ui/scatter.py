"""People as dots by pay and years: circles for women, diamonds for men, never who they are."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

WIDTH, LEFT, RIGHT = 480, 36, 20
HEAD, HEIGHT, BETWEEN, FOOT = 30, 160, 26, 44
NO_BREAK = "\u00a0"

Dots = Sequence[tuple[float, float]]
"""Kronor a month and whole years of each person."""


@dataclass(frozen=True)
class Panel:
    """One field of the picture: who is in it, and the median to mark."""

    name: str
    women: Dots
    men: Dots
    median: float | None = None


def scatter(panels: Sequence[Panel], *, title: str, words: str, years: str) -> SafeString:
    """Return the drawing; those who stand at the same point are one dot.

    Args:
        title: What the picture is of.
        words: What it says, for those who do not see it.
        years: What the upright axis counts, such as "Ålder".
    """
    every = [dot for p in panels for dot in (*p.women, *p.men)]
    pays = [kr for kr, _year in every] + [p.median for p in panels if p.median is not None]
    across = _Axis.of(pays, low=LEFT, high=WIDTH - RIGHT, ticks=5)
    tall = _Axis.of([year for _kr, year in every], low=HEIGHT - 8, high=8, ticks=4)
    height = len(panels) * (HEAD + HEIGHT) + (len(panels) - 1) * BETWEEN + FOOT
    fields = "".join(
        _field(panel, n * (HEAD + HEIGHT + BETWEEN) + HEAD, across, tall, years=years)
        for n, panel in enumerate(panels)
    )
    labels = "".join(
        f'<text x="{across.place(v)}" y="{height - FOOT + 18}" text-anchor="middle">{_number(v)}</text>'
        for v in across.marks
    )
    return format_html(
        '<svg class="chart" viewBox="0 0 {} {}" role="img" aria-labelledby="bild-t bild-d">'
        '<title id="bild-t">{}</title><desc id="bild-d">{}</desc>{}{}'
        '<text x="{}" y="{}" text-anchor="end">{}</text></svg>',
        WIDTH, height, title, words, mark_safe(fields), mark_safe(labels), WIDTH - RIGHT,
        height - 6, _("kronor i månaden"),
    )  # fmt: skip


def scatter_key() -> SafeString:
    """Return what the shapes mean."""
    return format_html(
        '<ul class="key"><li><svg class="chart" viewBox="0 0 12 12" aria-hidden="true" '
        'focusable="false"><circle class="one" cx="6" cy="6" r="4"/></svg>{}</li><li><svg '
        'class="chart" viewBox="0 0 12 12" aria-hidden="true" focusable="false"><path class="two" '
        'd="M6 1l5 5-5 5-5-5z"/></svg>{}</li></ul>',
        _("kvinna"), _("man"),
    )  # fmt: skip


@dataclass(frozen=True)
class _Axis:
    first: float
    last: float
    low: int
    high: int
    marks: tuple[float, ...]

    @classmethod
    def of(cls, values: Sequence[float], *, low: int, high: int, ticks: int) -> _Axis:
        """Return an axis with round marks that holds every value."""
        least, most = min(values, default=0.0), max(values, default=1.0)
        step = _round_step(max(most - least, 1.0) / ticks)
        first = math.floor(least / step) * step
        last = max(math.ceil(most / step) * step, first + step)
        n = round((last - first) / step)
        return cls(first, last, low, high, tuple(first + i * step for i in range(n + 1)))

    def place(self, value: float) -> int:
        return round(
            self.low + (value - self.first) / (self.last - self.first) * (self.high - self.low)
        )


def _round_step(rough: float) -> float:
    """Return the next of 1, 2, 5, 10, 20, 50 …"""
    size = 10 ** math.floor(math.log10(rough))
    return next(float(k * size) for k in (1, 2, 5, 10) if k * size >= rough * (1 - 1e-9))


def _field(panel: Panel, top: int, across: _Axis, tall: _Axis, *, years: str) -> str:
    bottom = top + HEIGHT
    parts = [
        f'<path class="grid" d="M{x} {top}V{bottom}"/>' for x in map(across.place, across.marks)
    ]
    parts += [
        f'<text x="{LEFT - 8}" y="{top + tall.place(v) + 4}" text-anchor="end">{_number(v)}</text>'
        for v in tall.marks
    ]
    dots = [
        (_dots(panel.women, across, tall, top), '<circle class="one" cx="{}" cy="{}" r="3.5"/>', 0),
        (_dots(panel.men, across, tall, top), '<path class="two" d="M{} {}l5 5-5 5-5-5z"/>', -5),
    ]
    parts += [shape.format(x, y + up) for places, shape, up in dots for x, y in places]
    parts.append(f'<path class="axis" d="M{LEFT} {top}V{bottom}H{WIDTH - RIGHT}"/>')
    label = format_html('<text class="strong" x="0" y="{}">{}</text>', top - 12, panel.name)
    if panel.median is not None:
        x = across.place(panel.median)
        parts.append(f'<path class="axis" stroke-dasharray="2 3" d="M{x} {top - 6}V{bottom}"/>')
        # Near the right edge the words stand before the line.
        anchor, at = ("end", x - 5) if x > WIDTH * 0.7 else ("start", x + 5)
        parts.append(
            format_html(
                '<text class="halo" x="{}" y="{}" text-anchor="{}">{}</text>',
                at, bottom - 6, anchor, _("median %(kr)s") % {"kr": _number(panel.median)},
            )
        )  # fmt: skip
    axis = format_html(
        '<text x="{}" y="{}" text-anchor="end">{}</text>', WIDTH - RIGHT, top - 12, years
    )
    return label + axis + "".join(parts)


def _dots(dots: Dots, across: _Axis, tall: _Axis, top: int) -> list[tuple[int, int]]:
    return sorted({(across.place(kr), top + tall.place(year)) for kr, year in dots})


def _number(value: float) -> str:
    return f"{round(value):,}".replace(",", NO_BREAK).replace("-", "−")
