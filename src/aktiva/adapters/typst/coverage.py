"""Which characters the fonts of the papers hold, read from the fonts' own tables."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import cache
from importlib import resources

from aktiva.domain.documents.blocks import Document, plain_text
from aktiva.domain.documents.characters import cleaned, missing_glyphs


def not_printed(document: Document) -> tuple[str, ...]:
    """Return the characters of a paper that no font holds; they are printed as their codes."""
    words = cleaned(plain_text(document) + (document.head.address or ""))
    return tuple(sorted(missing_glyphs(words, glyphs=covered())))


@cache
def covered() -> frozenset[str]:
    """Return the characters that at least one of the fonts can draw."""
    fonts = resources.files(__package__) / "fonts"
    files = [file for file in fonts.iterdir() if file.name.endswith(".ttf")]
    return frozenset(chr(point) for file in files for point in code_points(file.read_bytes()))


def code_points(font: bytes) -> frozenset[int]:
    """Return the code points of a TrueType font, from its Unicode character maps.

    Raises:
        ValueError: The font has no character map in a form that is read here (4 and 12).
    """
    (n_tables,) = struct.unpack_from(">H", font, 4)
    tables = {
        tag: offset
        for tag, _, offset, _ in (
            struct.unpack_from(">4sIII", font, 12 + 16 * i) for i in range(n_tables)
        )
    }
    if b"cmap" not in tables:
        raise ValueError("the font has no character map")
    start = tables[b"cmap"]
    (n_maps,) = struct.unpack_from(">H", font, start + 2)
    found: set[int] = set()
    for i in range(n_maps):
        _, _, offset = struct.unpack_from(">HHI", font, start + 4 + 8 * i)
        (form,) = struct.unpack_from(">H", font, start + offset)
        if form == 4:
            found.update(_segments(font, start + offset))
        elif form == 12:
            found.update(_groups(font, start + offset))
    if not found:
        raise ValueError("the font has no character map of form 4 or 12")
    return frozenset(found)


def _segments(font: bytes, at: int) -> Iterator[int]:
    (doubled,) = struct.unpack_from(">H", font, at + 6)
    n = doubled // 2
    ends = struct.unpack_from(f">{n}H", font, at + 14)
    starts = struct.unpack_from(f">{n}H", font, at + 16 + doubled)
    deltas = struct.unpack_from(f">{n}H", font, at + 16 + 2 * doubled)
    ranges_at = at + 16 + 3 * doubled
    ranges = struct.unpack_from(f">{n}H", font, ranges_at)
    for i in range(n):
        for point in range(starts[i], ends[i] + 1):
            glyph = point
            if ranges[i]:
                place = ranges_at + 2 * i + ranges[i] + 2 * (point - starts[i])
                (glyph,) = struct.unpack_from(">H", font, place)
                if not glyph:
                    continue
            if (glyph + deltas[i]) % 0x10000:
                yield point


def _groups(font: bytes, at: int) -> Iterator[int]:
    (n,) = struct.unpack_from(">I", font, at + 12)
    for i in range(n):
        first, last, _ = struct.unpack_from(">III", font, at + 16 + 12 * i)
        yield from range(first, last + 1)
