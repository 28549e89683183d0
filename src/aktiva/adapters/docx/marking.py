"""Marks in the Word file of a draft, by which its texts are found again when it comes back.

Each text stands in a content control, which Word keeps. LibreOffice drops the control's tag
but keeps the bookmark, which begins in the heading above so that it outlives a text that is
selected and written over. Only a control for building blocks will do: of a plain one
LibreOffice 7.4 keeps the first paragraph and repeats its words wherever their look changes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from aktiva.adapters.docx import markup
from aktiva.adapters.docx.lines import names_of, read_body, words_of
from aktiva.domain.documents.read_back import Draft, Line, shows
from aktiva.domain.documents.templates import paragraphs

PAPER, REVISION, DIGEST = "Aktiva handling", "Aktiva version", "Aktiva kontrollsumma"
"""The file's own properties, as Word shows them."""

SENT = "{urn:aktiva:draft}sent"
"""The part of the file that holds every text and line as it was sent."""

_FIRST_BOOKMARK = 9000
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_RELATION = RELATIONSHIP_TYPE.CUSTOM_PROPERTIES
_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_NO_PROPERTIES = f'<Properties xmlns="{_NAMESPACE}" xmlns:vt="{_VALUES}"/>'
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


def mark(word: Any, draft: Draft, *, headings: Mapping[str, Any]) -> None:
    """Mark the texts of a draft, and let the file tell which draft it is.

    Args:
        headings: Slot → the paragraph that is its heading.
    """
    for number, (key, words) in enumerate(draft.texts.items(), start=_FIRST_BOOKMARK):
        if key in headings:
            _enclose(headings[key], key=key, words=words, number=number)
    add_properties(word, {PAPER: draft.paper, REVISION: draft.revision, DIGEST: draft.digest})
    texts, lines = read_body(word.element.body, names_of(word.styles.element), keys=draft.texts)
    _keep(word, texts, lines)


def _enclose(heading: Any, *, key: str, words: str, number: int) -> None:
    held, following = [], heading.getnext()
    for paragraph in paragraphs(words):
        if following is None or not shows(words_of(following), paragraph.text):
            return  # what was typed is not what stands there, as where a section is repeated
        held.append(following)
        following = following.getnext()
    if not held:
        return
    control = markup.element("sdt")
    properties = markup.element("sdtPr")
    properties.append(markup.element("alias", val=heading.text[:64]))
    properties.append(markup.element("tag", val=markup.control_tag(key)))
    properties.append(markup.element("lock", val="sdtLocked"))
    block = markup.element("docPartObj")
    block.append(markup.element("docPartGallery", val="Quick Parts"))
    properties.append(block)
    content = markup.element("sdtContent")
    control.append(properties)
    control.append(content)
    heading.addnext(control)
    content.extend(held)
    name = markup.bookmark_name(key)
    heading.append(markup.element("bookmarkStart", id=str(number), name=name))
    control.addnext(markup.element("bookmarkEnd", id=str(number)))


def add_properties(word: Any, told: Mapping[str, object]) -> None:
    """Add properties to those that the file has, as one made in a template may."""
    package = word.part.package
    there = next((r for r in package.rels.values() if r.reltype == _RELATION), None)
    held = parse_xml(there.target_part.blob if there else _NO_PROPERTIES)
    taken = [int(one.get("pid", "1")) for one in held]
    for pid, (name, value) in enumerate(told.items(), start=max(taken, default=1) + 1):
        held.append(
            parse_xml(
                f'<property xmlns="{_NAMESPACE}" xmlns:vt="{_VALUES}" fmtid="{_FORMAT}" '
                f'pid="{pid}" name={quoteattr(name)}><vt:lpwstr>{escape(str(value))}</vt:lpwstr>'
                "</property>"
            )
        )
    blob = serialize_part_xml(held)
    if there:
        there.target_part._blob = blob
    else:
        place = PackURI("/docProps/custom.xml")
        package.relate_to(Part(place, _PROPERTIES_TYPE, blob, package), _RELATION)


def _keep(word: Any, texts: Mapping[str, Sequence[str]], lines: Sequence[Line]) -> None:
    rows = [[line.stands, line.text, line.under, line.row] for line in lines]
    kept = json.dumps({"texts": texts, "lines": rows})
    namespace, _, name = SENT[1:].partition("}")
    blob = f'<{name} xmlns="{namespace}">{escape(kept)}</{name}>'
    package = word.part.package
    place = package.next_partname("/customXml/item%d.xml")
    part = Part(place, "application/xml", blob.encode(), package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)
