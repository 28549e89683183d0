"""The looks of the Word paper: fonts, headings, lists and what Word must know of the language."""

from __future__ import annotations

from typing import Any

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

SERIF = "Georgia"
SANS = "Arial"
"""Fonts that every office computer has; the municipality's own template may name others."""

INK = RGBColor(0x14, 0x21, 0x1F)
QUIET = RGBColor(0x46, 0x54, 0x4F)
BRAND = RGBColor(0x0B, 0x46, 0x50)

TEXT_SIZE = 10.5
"""Points of ordinary text."""

HEAD = "Skrivelsehuvud"
ATT = "Att-sats"
LABELLED = "Svar med nummer"
SOURCE = "Citatkälla"
CELL = "Tabelltext"

_HEADING_SIZES = {1: 13, 2: 11, 3: 10.5, 4: 10}


def dress(word: WordDocument, *, language: str) -> None:
    """Give the document the paper's page, styles and language."""
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(32)
    section.top_margin, section.bottom_margin = Mm(30), Mm(28)
    _text_styles(word)
    _list_styles(word)
    speak(word, language)
    _modern(word)


def _text_styles(word: WordDocument) -> None:
    _style(word, "Normal", font=SERIF, size=TEXT_SIZE, after=6, line=1.25)
    _style(word, "Title", font=SANS, size=20, bold=True, before=30, after=14, line=1.1)
    _without(word.styles["Title"], "w:pBdr")
    for level, size in _HEADING_SIZES.items():
        name = f"Heading {level}"
        _style(
            word, name, font=SANS, size=size, bold=True, before=20 - 2 * level, after=4, line=1.1
        )
        word.styles[name].font.italic = False
        word.styles[name].paragraph_format.keep_with_next = True
    _style(word, "Caption", font=SANS, size=9, bold=True, before=10, after=4, line=1.1)
    word.styles["Caption"].paragraph_format.keep_with_next = True
    _style(word, "Quote", font=SERIF, size=TEXT_SIZE, before=8, after=2, line=1.25)
    word.styles["Quote"].font.italic = False
    word.styles["Quote"].paragraph_format.left_indent = Mm(6)
    for name in ("Header", "Footer"):
        _style(word, name, font=SANS, size=8.5, after=0, line=1.1, colour=QUIET)
        _without(word.styles[name], "w:tabs")
    _style(word, HEAD, font=SANS, size=9.5, after=0, line=1.15)
    _style(word, SOURCE, font=SANS, size=8.5, after=10, line=1.1, colour=QUIET)
    word.styles[SOURCE].paragraph_format.left_indent = Mm(6)
    _style(word, CELL, font=SANS, size=9, after=0, line=1.15)
    word.styles[CELL].paragraph_format.space_before = Pt(2)
    word.styles[CELL].paragraph_format.space_after = Pt(2)


def _list_styles(word: WordDocument) -> None:
    for name in ("List Bullet", "List Number"):
        _style(word, name, font=SERIF, size=TEXT_SIZE, after=4, line=1.25)
    _style(word, ATT, font=SERIF, size=TEXT_SIZE, after=5, line=1.25)
    att = word.styles[ATT].paragraph_format
    att.left_indent, att.first_line_indent = Mm(11), Mm(-11)
    att.tab_stops.add_tab_stop(Mm(11))
    _style(word, LABELLED, font=SANS, size=9, after=4, line=1.15)
    labelled = word.styles[LABELLED].paragraph_format
    labelled.left_indent, labelled.first_line_indent = Mm(14), Mm(-14)
    labelled.tab_stops.add_tab_stop(Mm(14))


def _style(
    word: WordDocument,
    name: str,
    *,
    font: str,
    size: float,
    after: float,
    line: float,
    before: float = 0,
    bold: bool = False,
    colour: RGBColor = INK,
) -> None:
    if name not in word.styles:
        word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style = word.styles[name]
    style.font.size, style.font.bold, style.font.color.rgb = Pt(size), bold, colour
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    # A theme font would win over the named one.
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), font)
    shape = style.paragraph_format
    shape.space_before, shape.space_after = Pt(before), Pt(after)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.MULTIPLE, line


def _without(style: Any, tag: str) -> None:
    for found in style.element.get_or_add_pPr().findall(qn(tag)):
        found.getparent().remove(found)


def speak(word: WordDocument, language: str) -> None:
    """Say which language the text is in."""
    code = {"sv": "sv-SE"}.get(language, language)
    word.core_properties.language = code
    for found in word.styles.element.iter(qn("w:lang")):
        for script in ("val", "eastAsia"):
            found.set(qn(f"w:{script}"), code)


def _modern(word: WordDocument) -> None:
    """Tell Word to lay out as it does today, and not "in compatibility mode"."""
    settings = word.settings.element
    compat = settings.find(qn("w:compat"))
    if compat is None:
        compat = OxmlElement("w:compat")
        settings.append(compat)
    mode = OxmlElement("w:compatSetting")
    mode.set(qn("w:name"), "compatibilityMode")
    mode.set(qn("w:uri"), "http://schemas.microsoft.com/office/word")
    mode.set(qn("w:val"), "15")
    compat.append(mode)
