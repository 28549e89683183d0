"""The parts of a Word file that python-docx has no words for: fields, bookmarks, borders."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsmap, qn

from aktiva.domain.documents.characters import cleaned


def element(tag: str, **attributes: str) -> Any:
    """Return an element in Word's namespace with attributes in the same."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def add_field(paragraph: Any, *, instruction: str, shown: str) -> None:
    """Add a field that Word computes, such as PAGE; `shown` stands until it has."""
    field = element("fldSimple", instr=instruction)
    run = element("r")
    text = element("t")
    text.text = shown
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def rule_left(style: Any) -> None:
    """Draw a line to the left of paragraphs of a style."""
    properties = style.element.get_or_add_pPr()
    borders = element("pBdr")
    borders.append(element("left", val="single", sz="12", space="10", color="0B4650"))
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")


def from_right(paragraph: Any) -> None:
    """Let a paragraph begin at the right, with letters that are joined as in its script."""
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        element("bidi"), "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:jc"
    )
    for run in paragraph.runs:
        run.font.rtl = True


def in_language(paragraph: Any, language: str) -> None:
    """Say which language a paragraph is in, for who hears it and for the spelling."""
    for run in paragraph.runs:
        name = "bidi" if run.font.rtl else "val"
        run._r.get_or_add_rPr().append(element("lang", **{name: language}))


def control_tag(key: str) -> str:
    """Return the tag of the content control around a slot's text."""
    return f"aktiva:{key}"


def bookmark_name(key: str) -> str:
    """Return the name of the bookmark around a slot's text, with signs and length that Word lets in."""
    return f"aktiva_{key}".replace("-", "_")[:40]


def labelled(pairs: Iterable[tuple[str, str]], *, style_id: str) -> list[Any]:
    """Return a paragraph for each label with its words, the label bold and a tab between.

    Written as text and read at once: an annex has thousands, and building each from
    objects takes eight times as long.
    """
    written = "".join(
        f"<w:p><w:pPr><w:pStyle w:val={quoteattr(style_id)}/></w:pPr><w:r><w:rPr><w:b/></w:rPr>"
        f"{text(label)}<w:tab/></w:r><w:r>{text(words)}</w:r></w:p>"
        for label, words in pairs
    )
    return list(parse_xml(f'<w:body xmlns:w="{nsmap["w"]}">{written}</w:body>'))


def text(words: str) -> str:
    """Return a run's words as markup; typed line breaks become line breaks."""
    return "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in cleaned(words).split("\n")
    )


def restarted_numbering(word: Any, *, style_id: str) -> int:
    """Return a numbering of its own for one list of a numbered style, which begins at 1."""
    numbering = word.part.numbering_part.element
    style = word.styles.element.get_by_id(style_id).pPr.numPr
    abstract = numbering.num_having_numId(style.numId.val).abstractNumId.val
    number = numbering.add_num(abstract)
    number.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(number.numId)


def number_by(paragraph: Any, numbering: int) -> None:
    """Let the paragraph count in the given numbering."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = numbering
