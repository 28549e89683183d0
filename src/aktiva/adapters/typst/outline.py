"""Where the headings of a printed paper stand, read from the PDF's own outline."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping

import pikepdf


def outline(pdf: bytes) -> list[tuple[str, int]]:
    """Return (heading, page) in reading order; the title of the paper is not among them."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        pages = {page.obj.objgen: number for number, page in enumerate(file.pages, 1)}
        with file.open_outline() as found:
            return list(_items(found.root, pages))


def _items(
    items: Iterable[pikepdf.OutlineItem], pages: Mapping[tuple[int, int], int]
) -> Iterator[tuple[str, int]]:
    for item in items:
        target: object = item.destination
        if target is None and item.action is not None:
            target = item.action.get("/D")
        number = pages.get(target[0].objgen, 0) if isinstance(target, pikepdf.Array) else 0
        yield str(item.title), number
        yield from _items(item.children, pages)
