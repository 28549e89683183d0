"""Small files of each kind, made byte by byte."""

from __future__ import annotations

import io
import re
import zipfile

import pikepdf

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(17)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(9) + b"\xff\xd9"
WORD = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
EXCEL = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
ODT = b"application/vnd.oasis.opendocument.text"
ODS = b"application/vnd.oasis.opendocument.spreadsheet"


def packed(parts: dict[str, bytes]) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return into.getvalue()


def docx(**extra: bytes) -> bytes:
    return packed({"[Content_Types].xml": WORD, "word/document.xml": b"<w/>"} | extra)


def dotx(**extra: bytes) -> bytes:
    template = WORD.replace(b"document.main", b"template.main")
    return packed({"[Content_Types].xml": template, "word/document.xml": b"<w/>"} | extra)


def xlsx(**extra: bytes) -> bytes:
    return packed({"[Content_Types].xml": EXCEL, "xl/workbook.xml": b"<x/>"} | extra)


def open_document(mimetype: bytes = ODT, **extra: bytes) -> bytes:
    return packed({"mimetype": mimetype, "content.xml": b"<o/>"} | extra)


ALLOWED = {
    "protokoll.pdf": PDF,
    "skylt.PNG": PNG,
    "rum.jpg": JPEG,
    "rum.jpeg": JPEG,
    "anteckning.docx": docx(),
    "mall.dotx": dotx(),
    "lista.xlsx": xlsx(),
    "anteckning.odt": open_document(),
    "lista.ods": open_document(ODS),
    "ord.txt": "Vi gick igenom rutinen på APT.\n".encode(),
    "tal.csv": "\ufeffenhet;antal\r\nKök;3\r\n".encode(),
}


def text_pdf(*pages: str, password: str = "") -> bytes:
    """Return a PDF whose pages hold text, one line under the other; none of it for a blank page."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
    )  # fmt: skip
    for text in pages:
        lines = b"".join(
            b"(" + re.sub(rb"([\\()])", rb"\\\1", line.encode("cp1252")) + b") Tj T*\n"
            for line in text.split("\n")
        )
        page = pdf.add_blank_page(page_size=(595, 842))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        page.Contents = pdf.make_stream(b"BT /F 11 Tf 14 TL 50 800 Td\n" + lines + b"ET")
    into = io.BytesIO()
    if password:
        pdf.save(into, encryption=pikepdf.Encryption(owner=password, user=password))
    else:
        pdf.save(into, deterministic_id=True)
    return into.getvalue()
