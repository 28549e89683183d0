"""The employer's own headings in papers, each with the area of the Act that can be traced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol, TypeVar

from aktiva.domain.documents.blocks import Block, Heading, Paragraph
from aktiva.domain.values import Area


@dataclass(frozen=True, slots=True)
class Under:
    """The employer's own heading that something stands under, and its area in the Act."""

    heading: str
    area: Area


class Part(Protocol):
    """Something about one area; `title` is the short words of the Act."""

    @property
    def title(self) -> str: ...

    @property
    def under(self) -> Under | None: ...


P = TypeVar("P", bound=Part)


def opened(parts: Iterable[P], *, level: int) -> Iterator[tuple[list[Block], P]]:
    """Return each part with what stands before it: nothing where the one before was of its area.

    Where the employer has no own heading that is the area as a heading; otherwise its own
    heading, once for all the areas it holds, and the words and paragraph of the Act below.
    """
    before: tuple[str, Under | None] | None = None
    for part in parts:
        under, blocks = part.under, list[Block]()
        if (part.title, under) != before:
            if under is None:
                blocks.append(Heading(level, part.title))
            else:
                if before is None or before[1] is None or before[1].heading != under.heading:
                    blocks.append(Heading(level, under.heading))
                blocks.append(
                    Paragraph(f"Område i lagen: {under.area.label}, {under.area.source}.")
                )
        yield blocks, part
        before = (part.title, under)
