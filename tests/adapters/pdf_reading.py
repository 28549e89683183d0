"""Read a tagged PDF as a listener's program does: words, tables, languages, bookmarks."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name

_SPACES = re.compile(r"[\s\u00a0\u00ad\u200b-]+")


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def squeezed(text: str) -> str:
    """Return the text without spaces, hyphens and places to break, to compare words only."""
    return _SPACES.sub("", text)


def words(pdf: bytes) -> str:
    """Return the words that belong to the paper itself, without running heads and page numbers."""
    with opened(pdf) as file:
        return " ".join(_page_words(page) for page in file.pages)


def elements(
    pdf: pikepdf.Pdf, kind: Name | None = None, *, within: Dictionary | None = None
) -> Iterator[Dictionary]:
    """Return the structure elements in reading order, all or of one kind."""
    waiting = [pdf.Root.StructTreeRoot if within is None else within]
    while waiting:
        at = waiting.pop()
        if "/S" in at and (kind is None or kind == at.S):
            yield at
        kids = at.get("/K", Array())
        listed = list(kids) if isinstance(kids, Array) else [kids]
        waiting.extend(kid for kid in reversed(listed) if isinstance(kid, Dictionary))


def kids(element: Dictionary) -> list[Dictionary]:
    found = element.get("/K", Array())
    listed = list(found) if isinstance(found, Array) else [found]
    return [kid for kid in listed if isinstance(kid, Dictionary) and "/S" in kid]


def scope(cell: Dictionary) -> str:
    """Return what a header cell heads: "/Row", "/Column" or nothing."""
    given = cell.get("/A", Array())
    for attributes in list(given) if isinstance(given, Array) else [given]:
        if "/Scope" in attributes:
            return str(attributes.Scope)
    return ""


def _page_words(page: pikepdf.Page) -> str:
    maps = {
        name: _code_map(font.ToUnicode.read_bytes().decode("latin-1"))
        for name, font in page.resources.get("/Font", Dictionary()).items()
        if "/ToUnicode" in font
    }
    said: list[str] = []
    inside: list[str] = []
    font: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC" | "BMC":
                inside.append(_role(operands))
                if inside[-1].startswith("="):
                    said.append(inside[-1][1:])
                said.append(" ")
            case "EMC":
                inside.pop()
            case "Tf":
                font = maps[str(operands[0])]
            case "Tj" | "TJ" if not any(r == "/Artifact" or r.startswith("=") for r in inside):
                shown = operands[0] if str(operator) == "TJ" else [operands[0]]
                said += [_decoded(bytes(s), font) for s in shown if isinstance(s, pikepdf.String)]
            case "Td" | "Tm" | "T*":
                said.append(" ")
    return "".join(said)


def _role(operands: list[object]) -> str:
    if len(operands) > 1 and isinstance(operands[1], Dictionary) and "/ActualText" in operands[1]:
        return f"={operands[1].ActualText}"
    return str(operands[0])


def _decoded(codes: bytes, font: dict[int, str]) -> str:
    return "".join(
        font.get(int.from_bytes(codes[i : i + 2], "big"), "") for i in range(0, len(codes), 2)
    )


def _code_map(cmap: str) -> dict[int, str]:
    """Return code → text of a ToUnicode map."""
    found: dict[int, str] = {}
    for part in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.S):
        for code, text in re.findall(r"<(\w+)>\s*<(\w+)>", part):
            found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for part in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.S):
        for first, last, text in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", part):
            for step in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + step] = chr(int(text, 16) + step)
    return found
