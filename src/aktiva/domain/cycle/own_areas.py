"""The employer's own words for areas, each mapped to those of the Act."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

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


@dataclass(frozen=True)
class Headings:
    """What an employer calls the areas, and in which order; the words of the Act if it has no own."""

    own: tuple[OwnArea, ...] = ()

    @cached_property
    def names(self) -> dict[str, str]:
        """Every area's name where it is read: the own heading, with the area beside it if shared."""
        return {
            area.value: _beside(heading, area) if len(areas) > 1 else heading
            for heading, areas in self.in_order(list(Area))
            for area in areas
        }

    @cached_property
    def places(self) -> dict[str, int]:
        """Every area's place in the employer's own order; all the same without one."""
        return {code: n if self.own else 0 for n, code in enumerate(self.names)}

    def in_order(self, areas: Sequence[Area]) -> list[tuple[str, list[Area]]]:
        """Return (heading, areas) in the employer's order, each area once."""
        return in_order(self.own, areas)

    def choices(self, areas: Iterable[Area]) -> list[tuple[str, str]]:
        """Return (code, name) of each area, one by one, to choose among in a form."""
        ordered = sorted(areas, key=lambda area: self.places[area])
        return [(area.value, self.names[area]) for area in ordered]

    def narrowing(self, areas: Sequence[Area]) -> list[tuple[str, str]]:
        """Return (codes, name) to narrow a list by: a shared heading first, then its areas."""
        found: list[tuple[str, str]] = []
        for heading, held in self.in_order(areas):
            if len(held) > 1:
                found.append((",".join(area for area in Area if area in held), heading))
            found += [(area.value, self.names[area]) for area in held]
        return found

    def above(self, area: Area) -> str:
        """Return the own heading that an area stands under, "" where it has the Act's own words."""
        for heading, areas in self.in_order(list(Area)):
            if area in areas:
                return "" if areas == [area] and heading == area.short_label else heading
        return ""


def chosen_areas(codes: str) -> tuple[Area, ...]:
    """Return the areas that a choice in a list names, none for what names no area."""
    given = codes.split(",")
    return tuple(area for area in Area if area.value in given)


def _beside(heading: str, area: Area) -> str:
    """Return the heading with the area in brackets, but never the same words twice."""
    words = area.short_label
    if heading.casefold() == words.casefold():
        return heading
    return f"{heading} ({words[:1].lower()}{words[1:]})"
