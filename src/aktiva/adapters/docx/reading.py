"""Read the Word file of a draft that has been edited. Nothing in it is run, fetched or followed."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from aktiva.adapters.docx.lines import n_lost, names_of, read_body
from aktiva.adapters.docx.marking import DIGEST, PAPER, REVISION, SENT
from aktiva.adapters.files.kinds import Refused, Wrong, kind_of
from aktiva.domain.documents.read_back import Line, Stands

LARGEST_BYTES = 10 * 1024 * 1024
LARGEST_PART = 20 * 1024 * 1024
"""Bytes of one part unpacked; the longest draft with its annexes has a tenth of it."""

_WHY = {
    Wrong.EMPTY: "Filen är tom. Kontrollera att du valde rätt fil.",
    Wrong.MACROS: "Filen innehåller makron, och sådana filer läses inte. Spara den som Word-dokument (.docx) utan makron.",
    Wrong.LOCKED: "Filen är låst med lösenord. Spara den utan lösenord och välj den igen.",
    Wrong.BOMB: "Filen blir orimligt stor när den packas upp, så den är inte läst. Hämta utkastet på nytt och för över texten till det.",
    Wrong.BROKEN: "Filen är skadad och går inte att läsa. Öppna den, spara den på nytt och välj den igen.",
}
_NO_WORD = "Filen är inget Word-dokument. Spara utkastet som .docx och välj den filen."
_NOT_OURS = (
    "Filen saknar märket som ett utkast får när det hämtas som Word. "
    "Hämta utkastet på nytt, för över dina ändringar till det och lämna in den filen."
)


class Unreadable(ValueError):
    """The file is no draft that can be read; the message says why and what to do, in Swedish."""


@dataclass(frozen=True, slots=True)
class Edited:
    """What an edited draft holds.

    Args:
        texts: Slot → its paragraphs, for those whose mark is still there.
        outside: Every line outside the texts.
        sent, sent_texts: How lines and texts stood when the file was made; `sent` is None where
            the program that saved the file has dropped it.
        n_tracked: Tracked changes; insertions are read as done and deletions too.
        n_lost: Pictures and notes within the texts, which are not read.
    """

    paper: int
    revision: int
    digest: str
    texts: Mapping[str, tuple[str, ...]]
    outside: tuple[Line, ...]
    sent: tuple[Line, ...] | None
    sent_texts: Mapping[str, tuple[str, ...]]
    n_comments: int
    n_tracked: int
    n_lost: int


def read(content: bytes, *, keys: Collection[str]) -> Edited:
    """Return what the Word file of a draft holds.

    Args:
        keys: The slots whose texts are looked for.

    Raises:
        Unreadable: It is too large, no Word file, damaged, holds macros, or is no draft's file.
    """
    if len(content) > LARGEST_BYTES:
        raise Unreadable("Filen är större än 10 MB. Ta bort bilder ur den och välj den igen.")
    try:
        kind_of("utkast.docx", content)
    except Refused as refused:
        raise Unreadable(_WHY.get(refused.why, _NO_WORD)) from refused
    with zipfile.ZipFile(BytesIO(content)) as packed:
        told = _properties(packed)
        body = _part(packed, "word/document.xml").find(qn("w:body"))
        names = (
            names_of(_part(packed, "word/styles.xml")) if _has(packed, "word/styles.xml") else {}
        )
        sent_texts, sent = _sent(packed)
    if body is None:
        raise Unreadable(_WHY[Wrong.BROKEN])
    texts, outside = read_body(body, names, keys=keys)
    return Edited(
        paper=_number(told.get(PAPER)),
        revision=_number(told.get(REVISION)),
        digest=told.get(DIGEST, ""),
        texts=texts,
        outside=outside,
        sent=sent,
        sent_texts=sent_texts,
        n_comments=_count(body, "commentReference"),
        n_tracked=_count(body, "ins", "del", "moveFrom", "moveTo"),
        n_lost=n_lost(body, keys=keys),
    )


def _has(packed: zipfile.ZipFile, name: str) -> bool:
    return name in packed.namelist()


def _part(packed: zipfile.ZipFile, name: str) -> Any:
    """Return a part as XML; entities are not expanded, and a part that declares any is refused."""
    if packed.getinfo(name).file_size > LARGEST_PART:
        raise Unreadable(_WHY[Wrong.BOMB])
    try:
        part = parse_xml(packed.read(name))
    except (SyntaxError, ValueError) as wrong:  # lxml's own is a SyntaxError
        raise Unreadable(_WHY[Wrong.BROKEN]) from wrong
    if part.getroottree().docinfo.internalDTD is not None:
        raise Unreadable(_WHY[Wrong.BROKEN])
    return part


def _properties(packed: zipfile.ZipFile) -> dict[str, str]:
    if not _has(packed, "docProps/custom.xml"):
        raise Unreadable(_NOT_OURS)
    held = _part(packed, "docProps/custom.xml")
    return {one.get("name", ""): "".join(one.itertext()).strip() for one in held}


def _number(told: str | None) -> int:
    if told is None or not (told.isascii() and told.isdigit() and len(told) < 16):
        raise Unreadable(_NOT_OURS)
    return int(told)


def _sent(packed: zipfile.ZipFile) -> tuple[dict[str, tuple[str, ...]], tuple[Line, ...] | None]:
    for name in packed.namelist():
        if name.startswith("customXml/item") and "Props" not in name and name.endswith(".xml"):
            part = _part(packed, name)
            if part.tag == SENT:
                return _kept(part.text or "")
    return {}, None


def _kept(words: str) -> tuple[dict[str, tuple[str, ...]], tuple[Line, ...] | None]:
    try:
        kept = json.loads(words)
        texts = {str(key): tuple(map(str, held)) for key, held in kept["texts"].items()}
        lines = tuple(
            Line(Stands(stands), str(text), str(under), str(row))
            for stands, text, under, row in kept["lines"]
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}, None
    return texts, lines


def _count(body: Any, *names: str) -> int:
    return sum(1 for _ in body.iter(*(qn(f"w:{name}") for name in names)))
