"""Print a paper as a PDF that all can read and that archives accept (PDF/UA-1 and PDF/A-2a)."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

import pikepdf

from aktiva.adapters.typst.compiling import compile_paper
from aktiva.adapters.typst.coverage import covered
from aktiva.adapters.typst.pictures import with_font
from aktiva.adapters.typst.row_headers import mark_row_headers
from aktiva.domain.documents import layout
from aktiva.domain.documents.blocks import (
    Block,
    Document,
    Figure,
    Heading,
    Labelled,
    Paragraph,
    Table,
    to_data,
)
from aktiva.domain.documents.characters import breakable, cleaned, missing_glyphs, with_codes

SHORT_LINE = 60
"""Characters: a paragraph that goes with a heading above a wide table."""

LONGEST_WORD = 48
LONGEST_WORD_IN_TABLE = 22
WHOLE_ROW = 700
"""Characters: a row with a longer cell may go on to the next page."""

_AS_IT_IS = {"kind", "marker", "key", "svg", "language"}
"""Names of what is no words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A PDF, and the characters that the fonts lack and that stand as codes in it."""

    pdf: bytes
    replaced: tuple[str, ...]


class TypstRenderer:
    """Prints papers as they were issued at one moment, the same bytes each time."""

    media_type = "application/pdf"

    def __init__(
        self, *, issued_at: datetime, is_stopped: Callable[[], bool] | None = None
    ) -> None:
        self._issued_at = issued_at.astimezone(UTC)
        self._is_stopped = is_stopped

    def render(self, document: Document) -> bytes:
        """Return the PDF, the same bytes for the same paper and moment.

        Raises:
            InaccessiblePaper: The paper cannot be made readable by all, for
                example since a picture in it is no SVG.
            Stopped: The paper is no longer wanted, if it was given how to find out.
        """
        return self.print(document).pdf

    def print(self, document: Document) -> Printed:
        """Return the PDF and what had to be replaced in it.

        Raises:
            InaccessiblePaper, Stopped: As `render`.
        """
        missing: dict[str, None] = {}

        @cache
        def fit(words: str, longest: int) -> str:
            clean = cleaned(words)
            gone = missing_glyphs(clean, glyphs=covered())
            missing.update((f"U+{ord(c):04X}", None) for c in clean if c in gone)
            return breakable(with_codes(clean, of=gone), longest=longest)

        text = json.dumps(_worded(_with_looks(document), fit), ensure_ascii=False)
        pdf = compile_paper(text, issued_at=self._issued_at, is_stopped=self._is_stopped)
        return Printed(pdf=mark_row_headers(pdf), replaced=tuple(missing))


def n_pages(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return len(file.pages)


def _with_looks(document: Document) -> dict[str, Any]:
    """Return the paper's data with what the template needs to lay tables out."""
    data = to_data(document)
    for block, looks in zip(document.blocks, data["blocks"], strict=True):
        if isinstance(block, Table):
            looks["shares"] = list(layout.shares(block))
            looks["numeric"] = layout.is_numeric(block)
            looks["wide"] = layout.is_wide(block)
            looks["divides"] = layout.divides(block)
            looks["whole"] = [_is_kept_whole(row) for row in block.rows]
        elif isinstance(block, Labelled):
            looks["longest"] = max(len(label) for label, _ in block.pairs)
        elif isinstance(block, Figure):
            looks["svg"] = with_font(block.svg)
    for at in _beside_wide_tables(document.blocks):
        data["blocks"][at]["wide"] = True
    return data


def _beside_wide_tables(blocks: tuple[Block, ...]) -> Iterator[int]:
    """Return where headings, with a short line at most, stand right above a wide table.

    They begin where the table begins; otherwise the eye would jump to and fro
    through an annex of such tables.
    """
    for at, block in enumerate(blocks):
        if not (isinstance(block, Table) and layout.is_wide(block)):
            continue
        before = at - 1
        above = blocks[before] if before >= 0 else None
        if isinstance(above, Paragraph) and len(above.text) <= SHORT_LINE:
            before -= 1
        while before >= 0 and isinstance(blocks[before], Heading):
            yield from range(before, at)
            before -= 1


def _is_kept_whole(row: tuple[str, ...]) -> bool:
    return max(map(len, row)) <= WHOLE_ROW


def _worded(data: Any, fit: Callable[[str, int], str], *, longest: int = LONGEST_WORD) -> Any:
    """Return the data with its words made fit to print, in tables with shorter pieces."""
    if isinstance(data, str):
        return fit(data, longest)
    if isinstance(data, (list, tuple)):
        return [_worded(part, fit, longest=longest) for part in data]
    if isinstance(data, dict):
        is_table = data.get("kind") == "table"
        narrow = LONGEST_WORD_IN_TABLE if is_table else longest
        return {
            name: value if name in _AS_IT_IS else _worded(value, fit, longest=narrow)
            for name, value in data.items()
        }
    return data
