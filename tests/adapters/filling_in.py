"""Fills in a sheet's files as a person does in Word and Excel."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
from docx.oxml.ns import qn
from lxml import etree
from small_files import packed

from aktiva.adapters.sheet_files import word

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PAGE, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"


def _m(name: str) -> str:
    return f"{{{_MAIN}}}{name}"


class Workbook:
    """A workbook whose answers can be written over."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            self.parts = {name: parts.read(name) for name in parts.namelist()}
        strings = etree.fromstring(self.parts[STRINGS])
        self.strings = ["".join(s.itertext()) for s in strings.iter(_m("si"))]
        self.page = etree.fromstring(self.parts[PAGE])

    def rows(self) -> dict[str, Any]:
        """Return key → row."""
        found = {}
        for row in self.page.iter(_m("row")):
            cell = next(iter(row), None)
            value = cell.find(_m("v")) if cell is not None else None
            if value is not None and cell.get("t") == "s" and cell.get("r", "").startswith("A"):
                found[self.strings[int(value.text)]] = row
        return found

    def cell(self, key: str) -> Any:
        return next(c for c in self.rows()[key] if c.get("r", "").startswith("D"))

    def put(self, key: str, words: str, *, formula: str = "") -> Workbook:
        cell = self.cell(key)
        for part in list(cell):
            cell.remove(part)
        if formula:
            cell.attrib.pop("t", None)
            etree.SubElement(cell, _m("f")).text = formula
            etree.SubElement(cell, _m("v")).text = words
        else:
            cell.set("t", "inlineStr")
            held = etree.SubElement(etree.SubElement(cell, _m("is")), _m("t"))
            held.text = words
        return self

    def drop(self, *keys: str) -> Workbook:
        for key in keys:
            row = self.rows()[key]
            row.getparent().remove(row)
        return self

    def swap(self, one: str, other: str) -> Workbook:
        """Let two rows change places."""
        rows = self.rows()
        first, second = rows[one], rows[other]
        a, b = first.get("r"), second.get("r")
        kept = [list(first), list(second)]
        for row, cells, at in ((first, kept[1], a), (second, kept[0], b)):
            for cell in list(row):
                row.remove(cell)
            for cell in cells:
                cell.set("r", cell.get("r").rstrip("0123456789") + at)
                row.append(cell)
        return self

    def saved(self) -> bytes:
        return packed(self.parts | {PAGE: etree.tostring(self.page)})


class Word:
    """A Word file whose answers can be written over."""

    def __init__(self, content: bytes) -> None:
        self.word = docx.Document(io.BytesIO(content))
        self.body = self.word.element.body

    def control(self, key: str, name: str) -> Any:
        wanted = word.tag(key, name)
        return next(t for t in self.body.iter(qn("w:tag")) if t.get(qn("w:val")) == wanted)

    def cell(self, key: str, name: str) -> Any:
        return next(self.control(key, name).iterancestors(qn("w:tc")))

    def put(self, key: str, name: str, words: str) -> Word:
        """Write in the control, as Word does: what it showed is gone."""
        held = self.control(key, name).getparent().getparent()
        shows = held.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}")
        if shows is not None:
            shows.getparent().remove(shows)
        inside = held.find(qn("w:sdtContent"))
        for part in list(inside):
            inside.remove(part)
        run = inside.makeelement(qn("w:r"))
        text = run.makeelement(qn("w:t"))
        text.text = words
        run.append(text)
        inside.append(run)
        return self

    def cross(self, key: str, name: str, label: str, sign: str = word.CROSSED) -> Word:
        for p in self.cell(key, name).iter(qn("w:p")):
            texts = list(p.iter(qn("w:t")))
            if "".join(t.text or "" for t in texts).endswith(f" {label}"):
                texts[0].text = sign
        return self

    def over(self, key: str, name: str, words: str) -> Word:
        """Delete the control and type in its cell."""
        cell = self.cell(key, name)
        for part in list(cell.iter(qn("w:sdt"))):
            part.getparent().remove(part)
        p = next(cell.iter(qn("w:p")))
        run = p.makeelement(qn("w:r"))
        text = run.makeelement(qn("w:t"))
        text.text = words
        run.append(text)
        p.append(run)
        return self

    def saved(self) -> bytes:
        into = io.BytesIO()
        self.word.save(into)
        return into.getvalue()
