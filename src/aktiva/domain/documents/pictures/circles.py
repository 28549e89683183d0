"""The year as a circle: January on top, clockwise."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import cos, pi, sin

CENTRE = 320

CLOSEST = 8.0
"""Degrees between two marks, so that each can be hit and read."""

MOST_MARKS = int(360 / CLOSEST) - 1


def spread(angles: Sequence[float], closest: float = CLOSEST) -> list[float]:
    """Return ascending angles moved apart as little as a sweep there and back can."""
    placed = list(angles)
    for n in range(1, len(placed)):
        placed[n] = max(placed[n], placed[n - 1] + closest)
    latest = 360 - closest / 2
    for n in reversed(range(len(placed))):
        placed[n] = min(placed[n], latest)
        latest = placed[n] - closest
    return placed


def degrees(day: date) -> float:
    """Return how far round a day is, in degrees from the top."""
    first = date(day.year, 1, 1)
    return 360 * (day - first).days / (date(day.year + 1, 1, 1) - first).days


def month_ends(year: int, month: int) -> tuple[float, float]:
    """Return where a month begins and ends, in degrees from the top."""
    return degrees(date(year, month, 1)), degrees(date(year, month + 1, 1)) if month < 12 else 360.0


def at(angle: float, radius: float) -> tuple[float, float]:
    """Return the point at an angle from the top."""
    turned = angle * pi / 180
    return CENTRE + radius * sin(turned), CENTRE - radius * cos(turned)


def point(angle: float, radius: float) -> str:
    """Return the point at an angle as a path has it."""
    return "{:.1f} {:.1f}".format(*at(angle, radius))


def bow(first: float, last: float, radius: float) -> str:
    """Return a path along the circle, turned so that text on it stands upright."""
    large = int(abs(last - first) > 180)
    middle = (first + last) / 2
    if 90 < middle < 270:
        return f"M{point(last, radius)}A{radius} {radius} 0 {large} 0 {point(first, radius)}"
    return f"M{point(first, radius)}A{radius} {radius} 0 {large} 1 {point(last, radius)}"


def lettered(radius: float, first: float, last: float) -> float:
    """Return where the foot of letters stands so that their middle is at `radius`."""
    return radius + 6 if 90 < (first + last) / 2 < 270 else radius - 6


def sector(first: float, last: float, inner: float, outer: float) -> str:
    """Return the path round a part of a ring."""
    return (
        f"M{point(first, inner)}L{point(first, outer)}A{outer:.1f} {outer:.1f} 0 0 1 "
        f"{point(last, outer)}L{point(last, inner)}A{inner:.1f} {inner:.1f} 0 0 0 "
        f"{point(first, inner)}Z"
    )
