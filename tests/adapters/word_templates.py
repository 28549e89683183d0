"""Word templates as a municipality might have made them, built piece by piece."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

ADDRESS = "Havsvik kommun, Kajgatan 2, 391 00 Havsvik, 0480-00 00 00"
FONT = "Garamond"
TEMPLATE = b"wordprocessingml.template.main+xml"
DOCUMENT = b"wordprocessingml.document.main+xml"


def picture() -> bytes:
    """Return a logotype: one red point."""

    def chunk(kind: bytes, held: bytes) -> bytes:
        return (
            struct.pack(">I", len(held)) + kind + held + struct.pack(">I", zlib.crc32(kind + held))
        )

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    held = (
        chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0\xc0\x20\x20"))
        + chunk(b"IEND", b"")
    )
    return b"\x89PNG\r\n\x1a\n" + held


def control(tag: str, *, shown: str = "Klicka här", more: str = "") -> object:
    """Return a content control in a line of text."""
    return parse_xml(
        f'<w:sdt {nsdecls("w")}><w:sdtPr><w:alias w:val="Fält"/><w:tag w:val="{tag}"/>{more}'
        f"<w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:rPr><w:rStyle w:val="
        f'"Platshllartext"/></w:rPr><w:t>{shown}</w:t></w:r></w:sdtContent></w:sdt>'
    )


def page_number() -> object:
    return parse_xml(
        f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    )


def letter(change: Callable[[object], None] = lambda word: None) -> bytes:
    """Return a letter template: logotype, registry number, address, own styles, sample text.

    Args:
        change: What this one has otherwise, done to it before it is saved.
    """
    word = docx.Document()
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(40), Mm(30)
    for style in ("Normal", "Heading 1", "Heading 2"):
        word.styles[style].font.name = FONT
    word.styles["Heading 1"].font.size = Pt(17)
    own = word.styles.add_style("Tabell", WD_STYLE_TYPE.TABLE)
    own.element.set(qn("w:customStyle"), "1")
    for found in word.styles.element.iter(qn("w:lang")):
        found.set(qn("w:val"), "sv-SE")
    header = section.header.paragraphs[0]
    header.add_run().add_picture(io.BytesIO(picture()), width=Mm(20))
    header._p.find(f".//{qn('wp:docPr')}").set("descr", "Havsvik kommun")
    header.add_run(" Dnr ")
    header._p.append(control("Dnr"))
    section.footer.paragraphs[0].add_run(ADDRESS + " ")
    section.footer.paragraphs[0]._p.append(page_number())
    table = word.add_table(rows=1, cols=2)
    table.rows[0].cells[0].paragraphs[0].add_run("Datum: ")
    table.rows[0].cells[0].paragraphs[0]._p.append(control("datum", more="<w:date/>"))
    table.rows[0].cells[1].paragraphs[0]._p.append(control("Mottagare"))
    word.add_paragraph("Hej! Skriv ditt brev här.")
    word.add_paragraph("Med vänlig hälsning")
    change(word)
    into = io.BytesIO()
    word.save(into)
    return as_template(into.getvalue())


def as_template(file: bytes) -> bytes:
    """Return a document as Word saves it as a template."""
    return rewritten(file, {"[Content_Types].xml": lambda held: held.replace(DOCUMENT, TEMPLATE)})


def rewritten(file: bytes, changes: Mapping[str, Callable[[bytes], bytes]]) -> bytes:
    """Return a packed file with parts changed, or added where there was none; always the same bytes."""
    into = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(file)) as parts,
        zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as out,
    ):
        names = parts.namelist()
        for name in [*names, *(name for name in changes if name not in names)]:
            held = parts.read(name) if name in names else b""
            told = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            out.writestr(told, changes.get(name, lambda kept: kept)(held), zipfile.ZIP_DEFLATED)
    return into.getvalue()
