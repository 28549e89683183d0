"""The employer's own words for areas, each mapped to those of the Act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aktiva.domain.values import AREAS_OF_THE_ACT, Area

MUST_HAVE_A_HOME: tuple[Area, ...] = (
    *AREAS_OF_THE_ACT,
    Area.HARASSMENT,
    Area.GENDER_BALANCE,
    Area.PAY_MAPPING,
)
"""The areas of 5 § and the tasks of 6 to 10 §§ that every plan has to hold."""


@dataclass(frozen=True, slots=True)
class OwnArea:
    """One heading of the employer's plan and the areas of the Act that it holds."""

    name: str
    areas: tuple[Area, ...]


def homeless(own: Sequence[OwnArea]) -> tuple[Area, ...]:
    """Return the areas and tasks of the Act that no heading holds; none if there are no headings."""
    held = {area for heading in own for area in heading.areas}
    return tuple(area for area in MUST_HAVE_A_HOME if area not in held) if own else ()


def in_order(own: Sequence[OwnArea], areas: Sequence[Area]) -> list[tuple[str, list[Area]]]:
    """Return (heading, areas) in the employer's order, each area once; the homeless come last.

    An area that several headings hold stands under the first.
    """
    left = list(areas)
    shown: list[tuple[str, list[Area]]] = []
    for heading in own:
        here = [area for area in dict.fromkeys(heading.areas) if area in left]
        if here:
            shown.append((heading.name, here))
            left = [area for area in left if area not in here]
    return [*shown, *((area.short_label, [area]) for area in left)]


def named(own: Sequence[OwnArea], words: str) -> Area | None:
    """Return the first area of the heading that `words` name, ignoring case and white space."""
    wanted = " ".join(words.casefold().split())
    for heading in own:
        if " ".join(heading.name.casefold().split()) == wanted and heading.areas:
            return heading.areas[0]
    return None
