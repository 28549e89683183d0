"""Doing one thing to many rows of a list: which were chosen, and how a preview shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict

CARRIED = "valda"
"""The field in which a preview carries the chosen rows on, as one text however many they are."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a preview: what it is, what holds now, and what it becomes or why it stays."""

    name: str
    now: str
    becomes: str
    stays: bool = False


def chosen(given: QueryDict, box: str, *, most: int) -> list[int]:
    """Return the ids that were ticked in the list, or that a preview carries on.

    What is no number is left out.
    """
    words = [*given.getlist(box), *given.get(CARRIED, "").split(",")]
    ids = (int(w) for w in words if w.isascii() and w.isdigit() and len(w) < 16)
    return list(dict.fromkeys(ids))[:most]


def carried(ids: Iterable[int]) -> str:
    """Return ids as one text, for the preview to carry on."""
    return ",".join(map(str, ids))


def is_confirmed(given: QueryDict) -> bool:
    """Return whether the change was confirmed, and is of the kind that the preview showed."""
    return "confirm" in given and given.get("shown", given.get("kind")) == given.get("kind")
