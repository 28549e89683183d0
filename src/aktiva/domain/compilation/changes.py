"""What has changed since earlier years: new, still there, come back, or gone."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum


class Since(StrEnum):
    """How something of this year stands to the years before."""

    NEW = "new"
    STILL = "still"
    BACK = "back"
    GONE = "gone"


def since(year: int, *, seen: Collection[int], asked: Collection[int]) -> Since | None:
    """Return how something stands in `year`, or None where nothing can be said.

    Args:
        seen: The years in which it was there, `year` too if it is.
        asked: The years in which somebody asked and got answers. What nobody asked about last
            year is not new this year.
    """
    before = year - 1
    if year not in seen:
        return Since.GONE if before in seen and year in asked else None
    if before in seen:
        return Since.STILL
    if before not in asked:
        return None
    return Since.BACK if any(y < before for y in seen) else Since.NEW
