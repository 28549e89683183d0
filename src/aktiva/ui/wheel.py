"""The year as a wheel: January on top, clockwise. All that it says stands in a list beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import pi

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from aktiva.domain.documents.pictures.circles import (
    CENTRE,
    at,
    bow,
    degrees,
    lettered,
    month_ends,
    point,
    sector,
    spread,
)
from aktiva.ui.templatetags.formats import MONTHS

MARKS_AT = 252
RINGS_AT = (204, 152)
ROSE = (104, 226)
"""The inner and outer radius of the months when they show how many dates they have."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A numbered dot on a day, which leads to its place in the list."""

    number: int
    day: date
    name: str
    url: str
    filled: bool
    late: bool = False


@dataclass(frozen=True, slots=True)
class Arc:
    """Something that goes on from one day to another; ring 0 is the outer."""

    name: str
    first: date
    last: date
    ring: int
    look: int


@dataclass(frozen=True, slots=True)
class Petal:
    """A month with how many dates it has, of each kind in the order of the key."""

    month: int
    parts: tuple[int, ...]
    name: str
    url: str

    @property
    def total(self) -> int:
        return sum(self.parts)


def wheel(
    *,
    year: int,
    title: str,
    description: str,
    marks: Sequence[Mark] = (),
    arcs: Sequence[Arc] = (),
    petals: Sequence[Petal] = (),
    today: date | None = None,
    middle: str = "",
) -> SafeString:
    """Return the drawing. Marks and petals are links; the description says what the list says."""
    parts = [_ticks(year)]
    if petals:
        parts.append(_rose(petals, year))
    else:
        parts += [_ring(radius) for radius in RINGS_AT]
        parts += [_arc(n, arc, year) for n, arc in enumerate(arcs)]
    parts.append(_months(today, year))
    if today is not None and today.year == year:
        parts.append(_today(today))
    parts.append(_dots(marks))
    parts.append(
        format_html(
            '<text class="year{}" x="{}" y="{}">{}</text><text class="mid{}" x="{}" y="{}">{}</text>',
            " year--small" if petals else "", CENTRE, 326 if petals else 330, year,
            " mid--small" if petals else "", CENTRE, 350 if petals else 358, middle,
        )
    )  # fmt: skip
    return format_html(
        '<svg class="wheel" viewBox="14 14 612 612" role="group" aria-labelledby="hjul-namn" '
        'aria-describedby="hjul-ord"><title id="hjul-namn">{}</title><desc id="hjul-ord">{}</desc>'
        "{}</svg>",
        title,
        description,
        mark_safe("".join(parts)),
    )


def _ticks(year: int) -> str:
    return "".join(
        f'<path class="tick" d="M{point(angle, 226)}L{point(angle, 272)}"/>'
        for angle in (degrees(date(year, month, 1)) for month in range(1, 13))
    )


def _ring(radius: int) -> str:
    return f'<circle class="seg-track" cx="{CENTRE}" cy="{CENTRE}" r="{radius}"/>'


def _arc(n: int, arc: Arc, year: int) -> SafeString:
    first = degrees(max(arc.first, date(year, 1, 1))) + 0.6
    last = max(degrees(min(arc.last, date(year, 12, 31))) - 0.6, first + 1)
    radius = RINGS_AT[arc.ring]
    drawn = format_html(
        '<path class="seg s{}" d="M{}A{} {} 0 {} 1 {}"/>',
        arc.look, point(first, radius), radius, radius, int(last - first > 180),
        point(last, radius),
    )  # fmt: skip
    if (last - first) * radius * pi / 180 < 9 * len(arc.name) + 8:
        return drawn  # no room: the name stands in the list
    return drawn + format_html(
        '<path id="hjul-b{0}" fill="none" d="{1}"/><text class="seg-name t{2}">'
        '<textPath href="#hjul-b{0}" startOffset="50%" text-anchor="middle">{3}</textPath></text>',
        n, bow(first, last, lettered(radius, first, last)), arc.look, arc.name,
    )  # fmt: skip


def _months(today: date | None, year: int) -> SafeString:
    now = today.month if today is not None and today.year == year else 0

    def row(month: int) -> tuple:
        begins, ends = month_ends(year, month)
        first, last = begins + 1, ends - 1
        path = bow(first, last, lettered(291, first, last))
        return (month, path, " now-month" if month == now else "", MONTHS[month - 1])

    return format_html_join(
        "",
        '<path id="hjul-m{0}" fill="none" d="{1}"/><text class="month{2}" aria-hidden="true">'
        '<textPath href="#hjul-m{0}" startOffset="50%" text-anchor="middle">{3}</textPath></text>',
        (row(month) for month in range(1, 13)),
    )


def _today(today: date) -> str:
    angle = degrees(today)
    x, y = at(angle, 276)
    return (
        f'<path class="today" d="M{point(angle, 228)}L{point(angle, 276)}"/>'
        f'<circle class="today-dot" cx="{x:.1f}" cy="{y:.1f}" r="6"/>'
    )


def _dots(marks: Sequence[Mark]) -> SafeString:
    ordered = sorted(marks, key=lambda m: (m.day, m.number))
    angles = [degrees(mark.day) for mark in ordered]

    def row(mark: Mark, true: float, angle: float) -> tuple:
        x, y = at(angle, MARKS_AT)
        lead = f"M{point(true, 227)}L{point(angle, MARKS_AT - 15)}"
        look = "dot-late" if mark.late else "dot-done" if mark.filled else "dot"
        return (
            mark.url, mark.name, lead, look, f"{x:.1f}", f"{y:.1f}",
            " inv" if mark.filled and not mark.late else "", f"{y + 5.5:.1f}", mark.number,
        )  # fmt: skip

    return format_html_join(
        "",
        '<a href="{0}" aria-label="{1}"><title>{1}</title><path class="lead-line" d="{2}"/>'
        '<circle class="{3}" cx="{4}" cy="{5}" r="15"/>'
        '<text class="dot-n{6}" x="{4}" y="{7}">{8}</text></a>',
        (row(*all_) for all_ in zip(ordered, angles, spread(angles), strict=True)),
    )


def _rose(petals: Sequence[Petal], year: int) -> SafeString:
    inner, outer = ROSE
    highest = max(1, max(petal.total for petal in petals))
    drawn = []
    for petal in petals:
        begins, ends = month_ends(year, petal.month)
        first, last = begins + 0.8, ends - 0.8
        shapes, reached = [], float(inner)
        for look, n in enumerate(petal.parts, start=1):
            upto = reached + (outer - inner) * n / highest
            if n:
                path = sector(first, last, reached, upto)
                shapes.append(f'<path class="part p{look}" d="{path}"/>')
            reached = upto
        x, y = at((first + last) / 2, inner - 16)
        inside = format_html(
            '<path class="petal" d="{}"/>{}<text class="petal-n" x="{}" y="{}">{}</text>',
            sector(first, last, inner - 30, outer), mark_safe("".join(shapes)), f"{x:.1f}",
            f"{y + 5:.1f}", petal.total or "",
        )  # fmt: skip
        drawn.append(
            format_html(
                '<a href="{0}" aria-label="{1}"><title>{1}</title>{2}</a>',
                petal.url,
                petal.name,
                inside,
            )
            if petal.total
            else inside
        )
    return SafeString("".join(drawn))
