"""The styles of a template: which of them a paper uses, and our own where it has none."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import docx
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart

from aktiva.adapters.docx import markup, styles
from aktiva.adapters.docx.markup import element

NAMES: Mapping[str, tuple[str, ...]] = {
    "Normal": ("Normal",),
    "Title": ("Title", "Rubrik", "Dokumentrubrik"),
    "Heading 1": ("Heading 1", "Rubrik 1"),
    "Heading 2": ("Heading 2", "Rubrik 2"),
    "Heading 3": ("Heading 3", "Rubrik 3"),
    "Heading 4": ("Heading 4", "Rubrik 4"),
    "List Bullet": ("List Bullet", "Punktlista"),
    "List Number": ("List Number", "Numrerad lista"),
    "Caption": ("Caption", "Beskrivning"),
    "Quote": ("Quote", "Citat"),
    styles.HEAD: (styles.HEAD,),
    styles.ATT: (styles.ATT,),
    styles.LABELLED: (styles.LABELLED,),
    styles.SOURCE: (styles.SOURCE,),
    styles.CELL: (styles.CELL,),
}
"""Each style of a paper, with the names it is looked for by; Word writes its own in English."""

TABLES = ("Tabell", "Table Grid", "Tabellrutnät")

_LISTS = {"List Bullet": "bullet", "List Number": "decimal"}


def found(word: Any) -> dict[str, str]:
    """Return the paper's styles that the template has, each with its id there."""
    ids = _ids(word, "paragraph")
    default = _default(word, "paragraph")
    here = {
        name: next(ids[key] for key in map(_key, names) if key in ids)
        for name, names in NAMES.items()
        if any(_key(known) in ids for known in names)
    }
    return ({"Normal": default} if default else {}) | here


def table_style(word: Any) -> str | None:
    """Return the id of the template's own look of tables, None where it has none."""
    ids = _ids(word, "table")
    default = _default(word, "table")
    plain = {ids.get(_key("Normal Table")), ids.get(_key("Table Normal")), None}
    if default not in plain:
        return default
    return next((ids[key] for key in map(_key, TABLES) if key in ids), None)


def lend(word: Any) -> dict[str, str]:
    """Give the template our definition of each style that it lacks.

    What is lent has our indents and distances, and the template's own type.

    Returns:
        The id of every style of a paper.
    """
    ids = found(word)
    taken = {style.get(qn("w:styleId")) for style in word.styles.element.iter(qn("w:style"))}
    for name in NAMES:
        if name in ids:
            continue
        lent = copy.deepcopy(_own()[name])
        _undress(lent, above=ids.get("Normal"))
        style_id = lent.get(qn("w:styleId"))
        while style_id in taken:
            style_id += "1"
        lent.set(qn("w:styleId"), style_id)
        taken.add(style_id)
        word.styles.element.append(lent)
        ids[name] = style_id
    for name, kind in _LISTS.items():
        _number(word, ids[name], kind)
    return ids


def _key(name: str) -> str:
    return name.replace(" ", "").casefold()


def _ids(word: Any, kind: str) -> dict[str, str]:
    ids: dict[str, str] = {}
    for style in word.styles.element.iter(qn("w:style")):
        if style.get(qn("w:type")) != kind:
            continue
        style_id, named = style.get(qn("w:styleId")), style.find(qn("w:name"))
        names: Sequence[str] = (style_id, "" if named is None else named.get(qn("w:val"), ""))
        for name in names:
            ids.setdefault(_key(name), style_id)
    return ids


def _default(word: Any, kind: str) -> str | None:
    for style in word.styles.element.iter(qn("w:style")):
        if style.get(qn("w:type")) == kind and style.get(qn("w:default")) in {"1", "true", "on"}:
            return str(style.get(qn("w:styleId")))
    return None


@cache
def _own() -> dict[str, Any]:
    word = docx.Document()
    styles.dress(word, language="sv")
    markup.rule_left(word.styles["Quote"])
    return {name: word.styles[name].element for name in NAMES}


def _undress(style: Any, *, above: str | None) -> None:
    """Take away what should be as in the template's own text: type, colour and ordinary size."""
    for tag in ("w:basedOn", "w:next", "w:link", "w:pPr/w:numPr"):
        for unwanted in style.findall(tag, style.nsmap):
            unwanted.getparent().remove(unwanted)
    look = style.find(qn("w:rPr"))
    if look is not None:
        size = look.find(qn("w:sz"))
        ordinary = size is not None and size.get(qn("w:val")) == str(int(styles.TEXT_SIZE * 2))
        tags = ["w:rFonts", "w:color", "w:lang"] + ["w:sz", "w:szCs"] * ordinary
        for tag in tags:
            for unwanted in look.findall(qn(tag)):
                look.remove(unwanted)
    if above is not None:
        based = element("basedOn", val=above)
        style.find(qn("w:name")).addnext(based)


def _number(word: Any, style_id: str, kind: str) -> None:
    """See to it that a list style has a numbering, its own or ours."""
    style = next(
        found
        for found in word.styles.element.iter(qn("w:style"))
        if found.get(qn("w:styleId")) == style_id
    )
    numbering = _numbering(word)
    told = style.find("w:pPr/w:numPr/w:numId", style.nsmap)
    known = {number.get(qn("w:numId")) for number in numbering.iter(qn("w:num"))}
    if told is not None and told.get(qn("w:val")) in known:
        return
    abstract = 1 + max(
        (int(a.get(qn("w:abstractNumId"))) for a in numbering.iter(qn("w:abstractNum"))), default=0
    )
    mark = "•" if kind == "bullet" else "%1."
    levels = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{abstract}">'
        '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        f'<w:numFmt w:val="{kind}"/><w:lvlText w:val="{mark}"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>'
    )
    numbering.insert_element_before(levels, "w:num", "w:numIdMacAtCleanup")
    number = numbering.add_num(abstract)
    properties = style.get_or_add_pPr()
    for unwanted in properties.findall(qn("w:numPr")):
        properties.remove(unwanted)
    properties.get_or_add_numPr().get_or_add_numId().val = number.numId


def _numbering(word: Any) -> Any:
    """Return the template's numberings, an empty list of them where it has none."""
    for relation in word.part.rels.values():
        if relation.reltype == RT.NUMBERING:
            return relation.target_part.element
    root = parse_xml(f"<w:numbering {nsdecls('w')}/>")
    part = NumberingPart(PackURI("/word/numbering.xml"), CT.WML_NUMBERING, root, word.part.package)
    word.part.relate_to(part, RT.NUMBERING)
    return root
