"""Read a Word file that has been filled in. Nothing in it is run, fetched or followed."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from aktiva.adapters.sheet_files import marks, word
from aktiva.adapters.sheet_files.marks import BROKEN, NOT_OURS, UnreadableSheet
from aktiva.adapters.sheet_files.words import label
from aktiva.domain.questionnaire.controls import FieldKind, FieldSpec
from aktiva.domain.questionnaire.sheet_file import (
    Asked,
    Outside,
    Returned,
    Seen,
    SheetFile,
    Written,
)

LARGEST_PART = 20 * 1024 * 1024
_QUESTION = re.compile(r"akq_([0-9]{1,4})_([0-9]{1,9})_([0-9a-f]{12})")
_FIELD = re.compile(r"akf_([0-9]{1,4})_([0-9]{1,4})")
_BOX = re.compile(r"\s*([☐☒☑✓✔]|[xX](?=\s)|\[[xX ]?\])\s*(.*)", re.DOTALL)
_SIGNS = {
    qn("w:cr"): "\n",
    qn("w:br"): "\n",
    qn("w:tab"): "\t",
    qn("w:noBreakHyphen"): "\u2011",
    qn("w:softHyphen"): "\u00ad",
}
_TAKEN_AWAY = frozenset({qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:rPr"), qn("w:sdtPr")})
_TEXT_BOX = qn("w:txbxContent")

Field = tuple[Asked, FieldSpec]


def read(content: bytes, file: SheetFile) -> Returned:
    """Return what a Word file says. It has been found to be one, without macros.

    Args:
        file: The same sheet's file as it would be made now, whose own words are no answers.

    Raises:
        UnreadableSheet: It is damaged, or no sheet's file.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            if "docProps/custom.xml" not in packed.namelist():
                raise UnreadableSheet(NOT_OURS)
            told = _properties(_part(packed, "docProps/custom.xml"))
            body = _part(packed, "word/document.xml").find(qn("w:body"))
            comments = _comments(packed)
    except (zipfile.BadZipFile, OSError, EOFError, KeyError) as wrong:
        raise UnreadableSheet(BROKEN) from wrong
    if body is None:
        raise UnreadableSheet(BROKEN)
    heard = marks.heard(told)
    rows = tuple(_rows(body, file))
    if not rows:
        raise UnreadableSheet(
            "Inga av svarsrutorna finns kvar i filen. Hämta filen på nytt, för över svaren till "
            "den och läs in den."
        )
    answers = {cell for _field, _row, cell in rows}
    written: list[Written] = []
    outside: list[Outside] = []
    for (asked, spec), _row, cell in rows:
        place = f"fråga {asked.question.key}, {label(spec)}"
        said, beside = _answer(asked, spec, cell, place)
        written += said
        outside += beside
    own = frozenset(words for _place, words in _lines(_body_of(word.write(file)), file, None))
    for place, words in _lines(body, file, answers):
        if words not in own and Outside(place, words) not in outside:
            outside.append(Outside(place, words))
    return Returned(heard, _seen(body, file), tuple(written), (*outside, *comments))


_BESIDE = {
    "word/comments.xml": ("comment", "i en kommentar"),
    "word/footnotes.xml": ("footnote", "i en fotnot"),
    "word/endnotes.xml": ("endnote", "i en fotnot"),
}


def _comments(packed: zipfile.ZipFile) -> list[Outside]:
    """Return the words of comments and notes, which are no answers."""
    found = []
    for name in sorted(_BESIDE.keys() & set(packed.namelist())):
        part, place = _BESIDE[name]
        for one in _part(packed, name).iter(qn(f"w:{part}")):
            said = "\n".join(words_of(p) for p in one.iter(qn("w:p"))).strip()
            found += [Outside(place, said)] if said else []
    return found


def _body_of(content: bytes) -> Any:
    with zipfile.ZipFile(BytesIO(content)) as packed:
        return _part(packed, "word/document.xml").find(qn("w:body"))


def _part(packed: zipfile.ZipFile, name: str) -> Any:
    """Return a part as XML; entities are not expanded, and a part that declares any is refused."""
    if packed.getinfo(name).file_size > LARGEST_PART:
        raise UnreadableSheet(BROKEN)
    try:
        part = parse_xml(packed.read(name))
    except (SyntaxError, ValueError) as wrong:  # lxml's own is a SyntaxError
        raise UnreadableSheet(BROKEN) from wrong
    if part.getroottree().docinfo.internalDTD is not None:
        raise UnreadableSheet(BROKEN)
    return part


def _properties(held: Any) -> dict[str, str]:
    named = {one.get("name", ""): "".join(one.itertext()).strip() for one in held}
    return {
        name.removeprefix(word.PROPERTY): words
        for name, words in named.items()
        if name.startswith(word.PROPERTY)
    }


def _seen(body: Any, file: SheetFile) -> dict[str, Seen]:
    found: dict[str, Seen] = {}
    asked = file.asked
    for mark in body.iter(qn("w:bookmarkStart")):
        if (m := _QUESTION.fullmatch(mark.get(qn("w:name"), ""))) and int(m[1]) < len(asked):
            found.setdefault(asked[int(m[1])].question.key, Seen(int(m[2]), m[3]))
    return found


def _rows(body: Any, file: SheetFile) -> Iterator[tuple[Field, Any, Any]]:
    """Return each field with its row and the cell of its answer, by the row's own marks."""
    by_tag = {
        word.tag(asked.question.key, spec.name)[:64]: (asked, spec)
        for asked in file.asked
        for spec in asked.fields
    }
    for row in body.iter(qn("w:tr")):
        cells = row.findall(f".//{qn('w:tc')}")
        if len(cells) < 2 or row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None:
            continue
        found = _by_bookmark(row, file) or _by_tag(row, by_tag)
        if found is not None:
            yield found, row, cells[1]


def _by_bookmark(row: Any, file: SheetFile) -> Field | None:
    asked = file.asked
    for mark in row.iter(qn("w:bookmarkStart")):
        m = _FIELD.fullmatch(mark.get(qn("w:name"), ""))
        if m and int(m[1]) < len(asked) and int(m[2]) < len(asked[int(m[1])].fields):
            return asked[int(m[1])], asked[int(m[1])].fields[int(m[2])]
    return None


def _by_tag(row: Any, by_tag: Mapping[str, Field]) -> Field | None:
    tags = (mark.get(qn("w:val"), "") for mark in row.iter(qn("w:tag")))
    return next((by_tag[t] for t in tags if t in by_tag), None)


def _answer(
    asked: Asked, spec: FieldSpec, cell: Any, place: str
) -> tuple[list[Written], list[Outside]]:
    lines = [words_of(p) for p in cell.iter(qn("w:p")) if not _is_in_a_box(p)]
    key = asked.question.key
    if spec.kind is not FieldKind.SEVERAL:
        words = "\n".join(lines).strip()
        shown = word.placeholder(spec)
        if words == shown or not asked.given.get(spec.name):
            # Some programs keep the words that stood for nothing beside what was written.
            words = words.removeprefix(shown).removesuffix(shown).strip()
        return [Written(key, spec.name, "", words, place)], []
    codes = {_same(o.label): o.code for o in spec.options}
    written, outside = [], []
    for line in filter(str.strip, lines):
        m = _BOX.fullmatch(line)
        sign, named = (m[1], m[2]) if m else ("", line)
        code = codes.get(_same(named))
        if code is None:
            outside.append(Outside(place, line.strip()))
        else:
            words = sign.strip("[] ") if m else line.strip()
            written.append(Written(key, spec.name, code, words, place))
    return written, outside


def _lines(body: Any, file: SheetFile, answers: set[Any] | None) -> Iterator[tuple[str, str]]:
    """Return the lines outside the answers with where they stand; all for no answers given."""
    under = "överst i filen"
    inside = {cell for _field, _row, cell in _rows(body, file)} if answers is None else answers
    asked = file.asked
    for p in body.iter(qn("w:p")):
        for mark in p.iter(qn("w:bookmarkStart")):
            if (m := _QUESTION.fullmatch(mark.get(qn("w:name"), ""))) and int(m[1]) < len(asked):
                under = f"vid fråga {asked[int(m[1])].question.key}"
        if not _is_in_a_box(p) and any(part in inside for part in p.iterancestors(qn("w:tc"))):
            continue
        for line in words_of(p).split("\n"):
            if line.strip():
                yield under, " ".join(line.split())


def _is_in_a_box(paragraph: Any) -> bool:
    return any(part.tag == _TEXT_BOX for part in paragraph.iterancestors())


def words_of(paragraph: Any) -> str:
    """Return the words of a paragraph, with tracked changes as done."""
    return "".join(_words(paragraph))


def _words(part: Any) -> Iterator[str]:
    for child in part:
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag not in _TAKEN_AWAY and child.tag != _TEXT_BOX and len(child):
            yield from _words(child)


def _same(words: str) -> str:
    return " ".join(words.split()).casefold()
