"""Open a Word template that somebody has handed in, and refuse what could do harm or cannot be read.

A template ends up in every paper that the municipality hands out, so more is refused than in a
file that only is kept: nothing in it may fetch anything from elsewhere when a paper is opened.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import docx
from docx.oxml.ns import qn
from lxml import etree

from aktiva.adapters.files import kinds

LARGEST = 10 * 1024 * 1024
LARGEST_MARKUP = 20 * 1024 * 1024
"""Bytes of XML, unpacked: a long letter has a tenth of a megabyte."""

ENDINGS = (".dotx", ".docx")
_MACRO_ENDINGS = (".dotm", ".docm")
_OLD_ENDINGS = (".dot", ".doc", ".odt", ".ott", ".rtf")

_TEMPLATE_TYPE = b"wordprocessingml.template.main+xml"
_DOCUMENT_TYPE = b"wordprocessingml.document.main+xml"
_TYPES = "[Content_Types].xml"
_SAFE_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:|#)", re.IGNORECASE)
_FETCHES = re.compile(
    r"\b(?:DDE|DDEAUTO|INCLUDEPICTURE|INCLUDETEXT|INCLUDE|IMPORT|LINK|DATABASE|RD)\b",
    re.IGNORECASE,
)
_OBJECTS = ("/oleObject", "/package", "/control", "/aFChunk", "/subDocument", "/frame")
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Refused(Exception):
    """A file that cannot be a template; says in one sentence why and what to do."""


_WORDS = {
    kinds.Wrong.EMPTY: "Filen är tom. Välj en fil med innehåll.",
    kinds.Wrong.NAME: "Filens namn går inte att använda. Byt till ett kortare namn utan snedstreck och kolon.",
    kinds.Wrong.KIND: "Det är ingen Wordmall. Spara mallen i Word som Word-mall (.dotx) och välj den filen.",
    kinds.Wrong.OTHER_CONTENT: "Innehållet är något annat än vad filens namn säger. Öppna mallen i Word, spara den som Word-mall (.dotx) och välj den filen.",
    kinds.Wrong.MACROS: "Mallen innehåller makron, och de skulle följa med varje handling. Spara den i Word som Word-mall (.dotx), så tas makrona bort.",
    kinds.Wrong.LOCKED: "Mallen är låst med lösenord. Spara den utan lösenord och välj den igen.",
    kinds.Wrong.BOMB: "Mallen blir orimligt stor när den packas upp. Ta bort eller förminska bilderna i den, spara den på nytt och välj den igen.",
    kinds.Wrong.BROKEN: "Mallen är skadad och går inte att läsa. Öppna den i Word, spara den på nytt och välj den igen.",
    kinds.Wrong.NOT_UTF8: "Mallen är skadad och går inte att läsa. Öppna den i Word, spara den på nytt och välj den igen.",
}
_TOO_LARGE = "Mallen är större än 10 MB, och den följer med varje handling. Förminska bilderna i den, spara den på nytt och välj den igen."
_OLD = "Mallen är i ett äldre eller annat filformat. Öppna den i Word, spara den som Word-mall (.dotx) och välj den filen."
_DECLARES = "Mallen innehåller egna XML-deklarationer, som Word aldrig skriver. Gör om mallen i Word och spara den som Word-mall (.dotx)."
_ELSEWHERE = "Mallen hämtar något från en annan plats ({place}), så handlingarna skulle bli olika på olika datorer. Infoga bilden eller texten i mallen i stället för att länka till den."
_PARENT = "Mallen bygger i sin tur på en annan mall ({place}), som inte följer med. Välj Normal.dotm under Utvecklare, Dokumentmall i Word, och spara mallen igen."
_FIELD = "Mallen innehåller fältet {field}, som hämtar något från en annan plats. Ta bort fältet och skriv in det som ska stå där."
_EMBEDDED = "Mallen innehåller ett inbäddat objekt, till exempel ett Excelblad. Ta bort det, eller klistra in det som en bild."


def opened(name: str, content: bytes) -> Any:
    """Return the template as a document of python-docx, with its sample text still in it.

    Raises:
        Refused: It is no Word file, it is damaged or too large, or it could do harm.
    """
    ending = name[name.rfind(".") :].lower() if "." in name else ""
    if ending in _MACRO_ENDINGS:
        raise Refused(_WORDS[kinds.Wrong.MACROS])
    if ending in _OLD_ENDINGS:
        raise Refused(_OLD)
    if ending not in ENDINGS:
        raise Refused(_WORDS[kinds.Wrong.KIND])
    if len(content) > LARGEST:
        raise Refused(_TOO_LARGE)
    try:
        kinds.kind_of(name, content)
    except kinds.Refused as refused:
        raise Refused(_WORDS[refused.why]) from refused
    _examine(content)
    try:
        word = as_document(content)
        word.element.body.get_or_add_sectPr()
        return word
    except Exception as wrong:  # python-docx promises nothing about what it raises
        raise Refused(_WORDS[kinds.Wrong.BROKEN]) from wrong


def as_document(content: bytes) -> Any:
    """Return a template that has been let in before, as a document of python-docx."""
    into = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(into, "w") as out:
        for part in packed.namelist():
            held = packed.read(part)
            out.writestr(
                part, held.replace(_TEMPLATE_TYPE, _DOCUMENT_TYPE) if part == _TYPES else held
            )
    return docx.Document(into)


def _examine(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        names = packed.namelist()
        if len(set(names)) != len(names):
            raise Refused(_WORDS[kinds.Wrong.BROKEN])
        markup = [part for part in packed.infolist() if _is_markup(packed, part)]
        if sum(part.file_size for part in markup) > LARGEST_MARKUP:
            raise Refused(_WORDS[kinds.Wrong.BOMB])
        for part in markup:
            root = _parsed(packed.read(part))
            if part.filename.endswith(".rels"):
                _check_relations(root)
            else:
                _check_fields(root)


def _is_markup(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    if part.filename.lower().endswith((".xml", ".rels")):
        return True
    with packed.open(part) as held:
        start = held.read(64)
    return start.lstrip(b"\xef\xbb\xbf\xfe\xff\x00 \t\r\n").startswith(b"<")


def _parsed(held: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(held, parser)
    except (etree.XMLSyntaxError, ValueError) as wrong:
        raise Refused(_WORDS[kinds.Wrong.BROKEN]) from wrong
    if root.getroottree().docinfo.doctype:
        raise Refused(_DECLARES)
    return root


def _check_relations(root: Any) -> None:
    for relation in root.iter(_RELATION):
        kind, target = relation.get("Type", ""), relation.get("Target", "")
        if relation.get("TargetMode") != "External":
            if kind.endswith(_OBJECTS):
                raise Refused(_EMBEDDED)
            continue
        if kind.endswith("/hyperlink") and _SAFE_ADDRESS.match(target):
            continue
        words = _PARENT if kind.endswith("/attachedTemplate") else _ELSEWHERE
        raise Refused(words.format(place=_shortened(target)))


def _shortened(place: str) -> str:
    return place if len(place) <= 80 else f"…{place[-79:]}"


def _check_fields(root: Any) -> None:
    """Refuse fields that fetch; an instruction may be cut up in any number of runs."""
    said: list[str] = [simple.get(qn("w:instr"), "") for simple in root.iter(qn("w:fldSimple"))]
    for found in root.iter(qn("w:fldChar"), qn("w:instrText")):
        if found.tag == qn("w:instrText"):
            said[-1:] = ["".join([*said[-1:], found.text or ""])]
        elif found.get(qn("w:fldCharType")) == "begin":
            said.append("")
    for instruction in said:
        fetches = _FETCHES.match(instruction.strip())
        if fetches:
            raise Refused(_FIELD.format(field=fetches.group().upper()))
