"""Where in the written documentation a point of the Act is met: heading and page."""

from __future__ import annotations

from aktiva.adapters.typst.outline import outline
from aktiva.domain.cycle.own_areas import Headings
from aktiva.domain.documents.blocks import Document, Heading
from aktiva.domain.package import Point
from aktiva.domain.values import Area


def places(document: Document, pdf: bytes, point: Point, headings: Headings) -> list[str]:
    """Return the headings that a point is met under, each with its page; none where it is not."""
    titles = [block for block in document.blocks if isinstance(block, Heading)]
    pages = [page for _title, page in outline(pdf)]
    known = len(pages) == len(titles)
    names = {name.casefold() for area in point.areas for name in _names(Area(area), headings)}
    return [
        f"{h.text}, s. {pages[n]}" if known and pages[n] else h.text
        for n, h in enumerate(titles)
        if h.level == 1 and (h.key in point.sections or h.text.casefold() in names)
    ]


def _names(area: Area, headings: Headings) -> set[str]:
    """Return what an area may be called as a heading: in the Act, in short, and by the employer."""
    return {area.label, area.short_label, headings.names[area.value], headings.above(area)} - {""}
