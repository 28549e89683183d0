"""Make a template ready for a paper: its fields filled in, its sample text gone, its styles known."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from aktiva.adapters.docx import styles
from aktiva.adapters.docx.tables import TEXT_WIDTH_MM
from aktiva.adapters.docx.template import fields, looks
from aktiva.adapters.docx.template.fields import Field
from aktiva.adapters.docx.template.opening import as_document
from aktiva.domain.documents.blocks import Document

_MM_PER_TWIP = 25.4 / 1440
_NARROWEST_MM = 60.0
_WIDEST_MM = 400.0


@dataclass(frozen=True, slots=True)
class Dressed:
    """A template that a paper's text is written in.

    Args:
        style_ids: The template's id of each style of a paper.
        table_style: The id of its own look of tables, None for ours.
        text_width_mm: How wide its text is.
        head: What the template has no place for on the first page, as lines to write.
        shows_title: The template has a place for the title in its text.
    """

    word: Any
    style_ids: dict[str, str]
    table_style: str | None
    text_width_mm: float
    head: tuple[str, ...]
    shows_title: bool


def dressed(template: bytes, document: Document) -> Dressed:
    """Return the template with what the paper says in its fields, and without its sample text.

    What stands in the text of the template down to its last field is kept as it is. Who the
    paper comes from is the template's to show: that is not written where it has no place.
    """
    word = as_document(template)
    told = fields.said(document)
    leave_head(word)
    custom = fields.properties(word)
    in_text = fields.found_in(word.element.body, custom)
    on_first_page = in_text.union(
        *(fields.found_in(edge, custom) for edge in fields.edges_of_first_page(word))
    )
    fields.fill(word, told)
    lines = {Field.KIND: told[Field.KIND], Field.DATE: told[Field.DATE]}
    lines[Field.NUMBER] = f"Dnr {told[Field.NUMBER]}" if told[Field.NUMBER] else ""
    lines |= {Field.AUTHOR: told[Field.AUTHOR], Field.RECIPIENT: told[Field.RECIPIENT]}
    styles.speak(word, document.language)
    return Dressed(
        word=word,
        style_ids=looks.lend(word),
        table_style=looks.table_style(word),
        text_width_mm=text_width_mm(word),
        head=tuple(line for of, line in lines.items() if line and of not in on_first_page),
        shows_title=Field.TITLE in in_text,
    )


def leave_head(word: Any) -> int:
    """Take away the template's sample text: all that comes after its last field.

    Returns:
        How many paragraphs and tables were taken away that hold something.
    """
    body = word.element.body
    section = body.get_or_add_sectPr()
    custom = fields.properties(word)
    blocks = [block for block in body if block is not section]
    with_field = [at for at, block in enumerate(blocks) if fields.found_in(block, custom)]
    sample = blocks[with_field[-1] + 1 :] if with_field else blocks
    for block in reversed(sample):
        for earlier in reversed(list(block.iter(qn("w:sectPr")))):
            _inherit(section, earlier)
        body.remove(block)
    return sum(_holds_something(block) for block in sample)


def text_width_mm(word: Any) -> float:
    """Return how wide the text of the template is."""
    section = word.sections[-1]
    width, left, right = section.page_width, section.left_margin, section.right_margin
    if width is None or left is None or right is None:
        return TEXT_WIDTH_MM
    return max(_NARROWEST_MM, min(_WIDEST_MM, float(width.mm - left.mm - right.mm)))


def _holds_something(block: Any) -> bool:
    drawn = next(block.iter(qn("w:drawing"), qn("w:pict"), qn("w:tbl")), None)
    return drawn is not None or any((text.text or "").strip() for text in block.iter(qn("w:t")))


def _inherit(section: Any, earlier: Any) -> None:
    """Let a section have the headers and footers that it showed from the section before it."""
    kinds = ("w:headerReference", "w:footerReference")
    own = {(r.tag, r.get(qn("w:type"))) for tag in kinds for r in section.findall(qn(tag))}
    for tag in kinds:
        for reference in earlier.findall(qn(tag)):
            if (reference.tag, reference.get(qn("w:type"))) not in own:
                section.insert(0, copy.deepcopy(reference))
    if earlier.find(qn("w:titlePg")) is not None:
        section.titlePg_val = True
