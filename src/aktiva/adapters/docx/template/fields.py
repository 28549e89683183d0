"""The places in a template that a paper fills in: content controls by tag, and document properties."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

from aktiva.adapters.docx.markup import element
from aktiva.domain.documents.blocks import Document
from aktiva.domain.documents.characters import cleaned


class Field(StrEnum):
    """What a paper can fill in; the value is the tag that the guide tells of."""

    NUMBER = "dnr"
    TITLE = "rubrik"
    DATE = "datum"
    KIND = "handling"
    EMPLOYER = "arbetsgivare"
    RECIPIENT = "mottagare"
    AUTHOR = "handläggare"


_NAMES = {
    Field.NUMBER: ("dnr", "diarienummer", "diarienr"),
    Field.TITLE: ("rubrik", "titel", "title"),
    Field.DATE: ("datum", "date"),
    Field.KIND: ("handling", "handlingstyp", "dokumenttyp", "kind"),
    Field.EMPLOYER: ("arbetsgivare", "kommun", "employer"),
    Field.RECIPIENT: ("mottagare", "recipient"),
    Field.AUTHOR: ("handläggare", "handlaggare", "författare", "avsändare", "author"),
}
_BY_NAME = {name: field for field, names in _NAMES.items() for name in names}

_CUSTOM = "/custom-properties"
_PROPERTY = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"
_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes}lpwstr"
_DOCPROPERTY = re.compile(r'\s*DOCPROPERTY\s+(?:"([^"]+)"|(\S+))', re.IGNORECASE)


def said(document: Document) -> dict[Field, str]:
    """Return what a paper says in each field; empty where it says nothing."""
    head = document.head
    return {
        Field.NUMBER: head.registry_number or "",
        Field.TITLE: document.title,
        Field.DATE: head.date,
        Field.KIND: head.kind,
        Field.EMPLOYER: head.employer,
        Field.RECIPIENT: head.recipient or "",
        Field.AUTHOR: head.author or "",
    }


def edges(word: Any) -> Iterator[Any]:
    """Yield the headers and footers of all pages, once each, without adding any."""
    for relation in word.part.rels.values():
        if relation.reltype.endswith(("/header", "/footer")):
            yield relation.target_part.element


def edges_of_first_page(word: Any) -> list[Any]:
    """Return the header and footer that the paper's first page shows."""
    section = word.element.body.sectPr
    wanted = "default" if section is None or section.find(qn("w:titlePg")) is None else "first"
    references = [] if section is None else section.findall(qn("w:headerReference"))
    references += [] if section is None else section.findall(qn("w:footerReference"))
    return [
        word.part.related_parts[found.get(qn("r:id"))].element
        for found in references
        if found.get(qn("w:type"), "default") == wanted
    ]


def found_in(root: Any, custom: Mapping[Field, str]) -> set[Field]:
    """Return the fields that stand in a part of the template.

    Args:
        custom: The document's own properties, as `properties` returns them.
    """
    controls = {field for control in root.iter(qn("w:sdt")) if (field := _of_control(control))}
    return controls | {
        field for instruction, _runs in _shown(root) if (field := _of(instruction, custom))
    }


def properties(word: Any) -> dict[Field, str]:
    """Return the document's own properties that are fields, with the name each has there."""
    root = _custom(word)[1]
    names = [] if root is None else [found.get("name", "") for found in root.iter(_PROPERTY)]
    return {_BY_NAME[_plain(name)]: name for name in names if _plain(name) in _BY_NAME}


def fill(word: Any, values: Mapping[Field, str]) -> None:
    """Write the paper's words in every field, in the body and in headers and footers."""
    custom = properties(word)
    values = {field: " ".join(cleaned(words).split()) for field, words in values.items()}
    _fill_properties(word, values)
    for root in (word.element.body, *edges(word)):
        for control in list(root.iter(qn("w:sdt"))):
            field = _of_control(control)
            if field is not None:
                _fill_control(control, values[field])
        for instruction, runs in list(_shown(root)):
            field = _of(instruction, custom)
            if field is not None:
                _fill_runs(runs, values[field])


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip().rstrip(":").casefold()


def _of_control(control: Any) -> Field | None:
    told = control.find(qn("w:sdtPr"))
    for kind in ("w:tag", "w:alias"):
        named = None if told is None else told.find(qn(kind))
        field = None if named is None else _BY_NAME.get(_plain(named.get(qn("w:val"), "")))
        if field is not None:
            return field
    return None


def _of(instruction: str, custom: Mapping[Field, str]) -> Field | None:
    asked = _DOCPROPERTY.match(instruction)
    name = asked and (asked.group(1) or asked.group(2))
    return next((field for field, own in custom.items() if own == name), None)


def _shown(root: Any) -> Iterator[tuple[str, list[Any]]]:
    """Yield each computed field's instruction with the runs that show its value."""
    for simple in root.iter(qn("w:fldSimple")):
        yield simple.get(qn("w:instr"), ""), simple.findall(qn("w:r"))
    for paragraph in root.iter(qn("w:p")):
        instruction, is_shown = "", False
        runs: list[Any] = []
        for run in paragraph.iter(qn("w:r")):
            mark = run.find(qn("w:fldChar"))
            kind = None if mark is None else mark.get(qn("w:fldCharType"))
            if kind == "begin":
                instruction, runs, is_shown = "", [], False
            elif kind == "separate":
                is_shown = True
            elif kind == "end":
                yield instruction, runs
                instruction, runs, is_shown = "", [], False
            elif is_shown:
                runs.append(run)
            else:
                instruction += "".join(text.text or "" for text in run.iter(qn("w:instrText")))


def _fill_runs(runs: list[Any], words: str) -> None:
    for at, run in enumerate(runs):
        for held in list(run):
            if held.tag != qn("w:rPr"):
                run.remove(held)
        if not at:
            text = element("t")
            text.text = words
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            run.append(text)


def _fill_control(control: Any, words: str) -> None:
    told = control.find(qn("w:sdtPr"))
    for day in told.findall(qn("w:date")):
        day.attrib.pop(qn("w:fullDate"), None)
    is_prompt = told.find(qn("w:showingPlcHdr")) is not None
    for kind in ("w:showingPlcHdr", "w:dataBinding"):  # bound, Word would write its own over it
        for found in told.findall(qn(kind)):
            told.remove(found)
    runs = list(control.iter(qn("w:r"))) or [_run_in(control)]
    look = runs[0].find(qn("w:rPr"))
    if is_prompt and look is not None:
        for grey in look.findall(qn("w:rStyle")) + look.findall(qn("w:color")):
            look.remove(grey)
    _fill_runs(runs, words)


def _run_in(control: Any) -> Any:
    """Return a new run in a control that is empty."""
    held = control.find(qn("w:sdtContent"))
    if held is None:
        held = element("sdtContent")
        control.append(held)
    place = next(held.iter(qn("w:p")), None)
    if place is None and control.getparent().tag != qn("w:p"):
        place = element("p")
        held.append(place)
    run = element("r")
    (held if place is None else place).append(run)
    return run


def _custom(word: Any) -> tuple[Any, Any]:
    """Return the part of the document's own properties, and what it holds, read."""
    for relation in word.part.package.rels.values():
        if relation.reltype.endswith(_CUSTOM):
            part = relation.target_part
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            return part, etree.fromstring(part.blob, parser)
    return None, None


def _fill_properties(word: Any, values: Mapping[Field, str]) -> None:
    part, root = _custom(word)
    if part is None:
        return
    for found in root.iter(_PROPERTY):
        field = _BY_NAME.get(_plain(found.get("name", "")))
        if field is None:
            continue
        for held in list(found):
            found.remove(held)
        etree.SubElement(found, _TEXT).text = values[field]
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
