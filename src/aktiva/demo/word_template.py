"""Makes Solvik's letter template, as somebody at the municipality would in Word, and keeps it."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from aktiva.adapters.clock import SWEDEN
from aktiva.adapters.typst.pictures import bitmap
from aktiva.apps.organisation.models import Employer
from aktiva.apps.reports import actions as reports

NAME = "Solvik brevmall.docx"
KEPT_AT = datetime(2026, 1, 20, 10, tzinfo=SWEDEN)

_BLUE = RGBColor(0x1B, 0x4F, 0x72)
_LOGOTYPE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 260 60">'
    '<circle cx="30" cy="30" r="26" fill="#f2b134"/>'
    '<path d="M4 38 q13 -10 26 0 t26 0 v18 h-52 z" fill="#1b4f72"/>'
    '<text x="68" y="39" font-size="26" fill="#1b4f72">Solvik kommun</text></svg>'
)


def load(*, employer: Employer, actor) -> None:
    """Keep the template; Word files of Solvik's papers are written in it."""
    looked_at = reports.look_at_word_template(name=NAME, content=_made())
    reports.keep_word_template(employer=employer, template=looked_at, actor=actor, at=KEPT_AT)


def _made() -> bytes:
    word = docx.Document()
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(30)
    _styles(word)
    _head(section.header.paragraphs[0])
    _foot(section.footer.paragraphs[0])
    line = word.add_paragraph()
    line.paragraph_format.tab_stops.add_tab_stop(Mm(90))
    line._p.append(_control("handling"))
    line.add_run("\t")
    line._p.append(_control("datum"))
    word.add_paragraph()._p.append(_control("handläggare"))
    word.add_paragraph()._p.append(_control("mottagare"))
    word.add_paragraph("Skriv brevet här.")
    into = io.BytesIO()
    word.save(into)
    return into.getvalue()


def _styles(word: Any) -> None:
    for found in word.styles.element.iter(qn("w:lang")):
        found.set(qn("w:val"), "sv-SE")
    for name, size in {"Normal": 11, "Title": 22, "Heading 1": 15, "Heading 2": 12.5}.items():
        style = word.styles[name]
        style.font.size = Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in list(fonts.attrib):
            del fonts.attrib[attribute]
        style.font.name = "Calibri"
        if name != "Normal":
            style.font.color.rgb = _BLUE
    table = word.styles.add_style("Tabell", WD_STYLE_TYPE.TABLE)
    table.element.append(
        parse_xml(
            f'<w:tblPr {nsdecls("w")}><w:tblBorders><w:top w:val="single" w:sz="8" w:color="1B4F72"/>'
            '<w:bottom w:val="single" w:sz="8" w:color="1B4F72"/>'
            '<w:insideH w:val="single" w:sz="4" w:color="C5D3DC"/></w:tblBorders></w:tblPr>'
        )
    )


def _head(paragraph: Any) -> None:
    paragraph.add_run().add_picture(io.BytesIO(bitmap(_LOGOTYPE)), width=Mm(46))
    paragraph._p.find(f".//{qn('wp:docPr')}").set("descr", "Solvik kommun")
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(150), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run("\t\tDnr ")
    paragraph._p.append(_control("dnr"))


def _foot(paragraph: Any) -> None:
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(150), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run("Solvik kommun, Strandgatan 4, 384 20 Solvik\t")
    paragraph._p.append(
        parse_xml(
            f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        )
    )


def _control(tag: str) -> Any:
    """Return a content control that a paper fills in."""
    return parse_xml(
        f'<w:sdt {nsdecls("w")}><w:sdtPr><w:tag w:val="{tag}"/><w:showingPlcHdr/></w:sdtPr>'
        f"<w:sdtContent><w:r><w:t>[{tag}]</w:t></w:r></w:sdtContent></w:sdt>"
    )
