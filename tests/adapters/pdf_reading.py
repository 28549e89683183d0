"""Read a tagged PDF as a listener's program does: words, tables, languages, bookmarks."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name

BULLET = "–"

_FROM_RIGHT = re.compile(r"[\u0590-\u08ff\ufb50-\ufdff\ufe70-\ufeff]+")
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


def spoken(pdf: bytes) -> str:
    """Return the words in the order of the structure, as they are read aloud; pictures are told."""
    with opened(pdf) as file:
        held = {page.objgen: _marked_words(page) for page in file.pages}
        return " ".join(_spoken(file.Root.StructTreeRoot, held, page=None))


def _spoken(element: Dictionary, held: dict, *, page: object) -> Iterator[str]:
    page = element.Pg.objgen if "/Pg" in element else page
    if "/Alt" in element:
        yield str(element.Alt)
        return
    found = element.get("/K", Array())
    listed = list(found) if isinstance(found, Array) else [found]
    # A picture's caption is its first kid wherever it stands on the page; here below the picture.
    if any(_is(kid, Name.Figure) for kid in listed):
        listed.sort(key=lambda kid: _is(kid, Name.Caption))
    for kid in listed:
        if not isinstance(kid, Dictionary):
            yield held[page].get(int(kid), "")
        elif "/MCID" in kid:
            at = kid.Pg.objgen if "/Pg" in kid else page
            yield held[at].get(int(kid.MCID), "")
        elif "/S" in kid:
            told = "".join(_spoken(kid, held, page=page))
            yield told if Name.Lbl != kid.S or told.strip() != BULLET else ""


def _is(kid: object, kind: Name) -> bool:
    return isinstance(kid, Dictionary) and kid.get("/S") == kind


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
    return "".join(words for _, words in _runs(page))


def _marked_words(page: pikepdf.Page) -> dict[int, str]:
    """Return the words of a page by the number they are marked with."""
    found: dict[int, str] = {}
    for number, said in _runs(page):
        if number is not None:
            found[number] = found.get(number, "") + said
    return found


def _runs(page: pikepdf.Page) -> Iterator[tuple[int | None, str]]:
    """Yield pieces of the page's own words, each with the number they are marked with."""
    maps = {
        name: _code_map(font.ToUnicode.read_bytes().decode("latin-1"))
        for name, font in page.resources.get("/Font", Dictionary()).items()
        if "/ToUnicode" in font
    }
    inside: list[tuple[str, int | None]] = []
    font: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        number = next((n for _, n in reversed(inside) if n is not None), None)
        match str(operator):
            case "BDC" | "BMC":
                role, own = _role(operands), _number(operands)
                inside.append((role, own))
                number = own if own is not None else number
                yield number, role[1:] if role.startswith("=") else ""
                yield number, " "
            case "EMC":
                inside.pop()
            case "Tf":
                font = maps[str(operands[0])]
            case "Tj" | "TJ" if not any(r == "/Artifact" or r.startswith("=") for r, _ in inside):
                shown = operands[0] if str(operator) == "TJ" else [operands[0]]
                for s in shown:
                    if isinstance(s, pikepdf.String):
                        yield number, _decoded(bytes(s), font)
            case "Td" | "Tm" | "T*":
                yield number, " "


def _number(operands: list[object]) -> int | None:
    if len(operands) > 1 and isinstance(operands[1], Dictionary) and "/MCID" in operands[1]:
        return int(operands[1].MCID)
    return None


def _role(operands: list[object]) -> str:
    if len(operands) > 1 and isinstance(operands[1], Dictionary) and "/ActualText" in operands[1]:
        return f"={operands[1].ActualText}"
    return str(operands[0])


def _decoded(codes: bytes, font: dict[int, str]) -> str:
    glyphs = (
        font.get(int.from_bytes(codes[i : i + 2], "big"), "") for i in range(0, len(codes), 2)
    )
    return "".join(g[::-1] if _FROM_RIGHT.fullmatch(g) else g for g in glyphs)


def in_order(text: str) -> str:
    """Return text without spaces with what is written from the right in the order of reading.

    A page holds such letters in the order they stand, from the left.
    """
    return _FROM_RIGHT.sub(lambda run: run[0][::-1], text)


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
