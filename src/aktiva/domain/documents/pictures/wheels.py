"""The year as a wheel: dates to keep round it, and how many dates of measures each month has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from aktiva.domain.documents.blocks import Block, Figure, Table
from aktiva.domain.documents.pictures.circles import (
    CENTRE,
    MOST_MARKS,
    at,
    bow,
    degrees,
    lettered,
    month_ends,
    point,
    sector,
    spread,
)
from aktiva.domain.documents.pictures.ink import WIDTH, Shape, frame, legend, text
from aktiva.domain.documents.swedish import capital, counted, listing, number, small

MONTHS_AT = 291
MARKS_AT = 252
ROSE = (104, 226)
MARGIN = 14
SHAPES = (Shape.SOLID, Shape.HATCHED, Shape.EMPTY, Shape.LINED, Shape.DOTTED)


@dataclass(frozen=True, slots=True)
class Fixed:
    """A day to keep, and what is to be done then."""

    day: date
    words: str


def wheel(
    year: int,
    fixed: Sequence[Fixed],
    names: Sequence[str],
    counts: Mapping[int, tuple[int, ...]],
    *,
    months: Sequence[str],
) -> tuple[Block, ...]:
    """Return the year as a picture and the table that says the same; nothing for an empty year.

    Args:
        fixed: Days of the year to keep. The first forty-odd are drawn, the table has them all.
        names: What the dates of measures are.
        counts: Month → how many dates of each name.
        months: The twelve months' names.

    Raises:
        ValueError: A day is of another year, or a month has other counts than `names`.
    """
    if any(one.day.year != year for one in fixed):
        raise ValueError(f"every day must be of {year}")
    if any(len(parts) != len(names) for parts in counts.values()):
        raise ValueError(f"a month has {len(names)} counts")
    if not fixed and not any(map(sum, counts.values())):
        return ()
    ordered = sorted(fixed, key=lambda one: one.day)
    title = f"Årshjul {year}"
    numbered = [
        (one.day, f"{n}. {one.day.day} {months[one.day.month - 1]}: {small(one.words)}")
        for n, one in enumerate(ordered, start=1)
    ]
    rows = []
    for month, name in enumerate(months, start=1):
        own = [words for day, words in numbered if day.month == month]
        parts = counts.get(month, (0,) * len(names))
        rows.append((capital(name), "; ".join(own) or "–", *map(number, parts)))
    table = Table(f"{title}, månad för månad", ("Månad", "Datum att hålla", *names), tuple(rows))
    svg = _svg(year, ordered[:MOST_MARKS], names, counts, months)
    return (Figure(svg, _told(title, ordered, names, counts, months), title), table)


def _told(
    title: str,
    fixed: Sequence[Fixed],
    names: Sequence[str],
    counts: Mapping[int, tuple[int, ...]],
    months: Sequence[str],
) -> str:
    """Return the picture in words, written from the same dates."""
    told = [f"{title} som en cirkel från januari till december."]
    if fixed:
        days = [f"{o.day.day} {months[o.day.month - 1]} {small(o.words)}" for o in fixed]
        told.append(f"Datum att hålla: {listing(days)}.")
    busy = [
        f"{name} {counted(sum(counts[n]), one='datum', many='datum')}"
        for n, name in enumerate(months, start=1)
        if sum(counts.get(n, ()))
    ]
    if busy:
        kinds = listing([small(name) for name in names])
        told.append(f"Åtgärdernas datum ({kinds}): {listing(busy)}.")
    return " ".join(told)


def _svg(
    year: int,
    fixed: Sequence[Fixed],
    names: Sequence[str],
    counts: Mapping[int, tuple[int, ...]],
    months: Sequence[str],
) -> str:
    above, parts = legend(names, SHAPES)
    key = f'<g transform="translate(0 {MARGIN - above:g})">{"".join(parts)}</g>'
    drawn = [key]
    most = max(1, *map(sum, counts.values())) if counts else 1
    for month, name in enumerate(months, start=1):
        drawn += _month(year, month, name, counts.get(month, ()), most)
    drawn += _marks(fixed)
    drawn.append(_bold(CENTRE, CENTRE + 10, str(year), 34))
    return frame(drawn, height=WIDTH - 2 * MARGIN + above, top=MARGIN - above)


def _month(year: int, month: int, name: str, parts: Sequence[int], most: int) -> list[str]:
    begins, ends = month_ends(year, month)
    first, last = begins + 1, ends - 1
    path = bow(first, last, lettered(MONTHS_AT, first, last))
    drawn = [
        f'<path id="year-m{month}" fill="none" d="{path}"/>'
        f'<text><textPath href="#year-m{month}" startOffset="50%" text-anchor="middle">'
        f"{name}</textPath></text>",
        f'<path d="{sector(first, last, ROSE[0] - 30, ROSE[1])}" fill="none" '
        'stroke="currentColor" stroke-width="0.7"/>',
    ]
    reached = float(ROSE[0])
    for shape, n in zip(SHAPES, parts, strict=False):
        upto = reached + (ROSE[1] - ROSE[0]) * n / most
        if n:
            drawn.append(
                f'<path d="{sector(first, last, reached, upto)}" fill="{shape.value}" '
                'stroke="currentColor"/>'
            )
        reached = upto
    if sum(parts):
        x, y = at((first + last) / 2, ROSE[0] - 16)
        drawn.append(text(x, y + 5, number(sum(parts)), middle=True))
    return drawn


def _marks(fixed: Sequence[Fixed]) -> list[str]:
    drawn = []
    angles = [degrees(one.day) for one in fixed]
    for n, (true, angle) in enumerate(zip(angles, spread(angles), strict=True), start=1):
        x, y = at(angle, MARKS_AT)
        drawn.append(
            f'<path d="M{point(true, 227)}L{point(angle, MARKS_AT - 14)}" stroke="currentColor"/>'
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="14" fill="none" stroke="currentColor" '
            'stroke-width="1.5"/>'
        )
        drawn.append(text(x, y + 5, str(n), middle=True))
    return drawn


def _bold(x: float, y: float, words: str, size: int) -> str:
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" font-weight="600" text-anchor="middle">'
        f"{words}</text>"
    )
