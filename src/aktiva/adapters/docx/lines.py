"""The words of a Word file's body: the texts that are marked, and every line outside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from docx.oxml.ns import qn

from aktiva.adapters.docx import markup, styles
from aktiva.domain.documents.read_back import Line, Stands

_TEXT, _TAB, _BREAK = qn("w:t"), qn("w:tab"), qn("w:br")
_SIGNS = {
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "\u2011",
    qn("w:softHyphen"): "\u00ad",
    _TAB: "\t",
}
_PRINTS = frozenset({_TEXT, _BREAK, *_SIGNS})
_HOLDS_RUNS = frozenset(
    qn(f"w:{name}")
    for name in (
        "r", "hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple", "bdo",
        "dir", "customXml",
    )
)  # fmt: skip
"""What tracked changes take away (w:del, w:moveFrom) is not among them."""

_LOST = tuple(qn(f"w:{name}") for name in ("drawing", "pict", "object", "footnoteReference"))

Region = tuple[int, int]


def read_body(
    body: Any, names: Mapping[str, str], *, keys: Iterable[str]
) -> tuple[dict[str, tuple[str, ...]], tuple[Line, ...]]:
    """Return what each marked text holds, paragraph by paragraph, and the lines outside them.

    A text whose mark is gone is not among them.

    Args:
        names: Of the styles, by their ids.
    """
    places = {part: at for at, part in enumerate(body.iter())}
    controls, bookmarks = _controls(body, places), _bookmarks(body, places)
    regions: dict[str, Region] = {}
    for key in keys:
        region = controls.get(markup.control_tag(key)) or bookmarks.get(markup.bookmark_name(key))
        if region is not None:
            regions[key] = region
    texts: dict[str, list[str]] = {key: [] for key in regions}
    outside: list[Line] = []
    rows: dict[str, Any] = {}
    under = ""
    for paragraph, words in _paragraphs(body):
        inside = _inside(paragraph, regions, places)
        row = _row(paragraph)
        if inside is not None:
            words = f"– {words}" if _is_listed(paragraph, names) else words
            if row is not None and rows.get(inside) is row:
                texts[inside][-1] += f"; {words}"
            else:
                texts[inside].append(words)
            rows[inside] = row
            continue
        stands = Stands.CELL if row is not None else _stands(paragraph, names)
        if stands is Stands.HEADING:
            under = words
        outside.append(Line(stands, words, under, _first_cell(row) if row is not None else ""))
    # A bookmark that holds nothing may have been shifted; an empty control has been emptied.
    emptied = {key for key in texts if not texts[key] and markup.control_tag(key) not in controls}
    found = {key: tuple(held) for key, held in texts.items() if key not in emptied}
    return found, tuple(outside)


def names_of(sheet: Any) -> dict[str, str]:
    """Return the names of the styles by their ids; Word keeps the names in English.

    A style of another name with a place in the outline is a heading's.
    """
    found = {}
    for style in sheet.iter(qn("w:style")):
        name = style.find(qn("w:name"))
        if name is not None:
            is_heading = style.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}") is not None
            told = "heading" if is_heading else name.get(qn("w:val"), "").casefold()
            found[style.get(qn("w:styleId"), "")] = told
    return found


def n_lost(body: Any, *, keys: Iterable[str]) -> int:
    """Return how many pictures, notes and drawings the marked texts hold."""
    places = {part: at for at, part in enumerate(body.iter())}
    controls = _controls(body, places)
    regions = [controls[tag] for tag in map(markup.control_tag, keys) if tag in controls]
    lost = (places[part] for part in body.iter(*_LOST))
    return sum(any(first < at <= last for first, last in regions) for at in lost)


def _controls(body: Any, places: Mapping[Any, int]) -> dict[str, Region]:
    found: dict[str, Region] = {}
    for control in body.iter(qn("w:sdt")):
        properties = control.find(qn("w:sdtPr"))
        tag = properties.find(qn("w:tag")) if properties is not None else None
        if tag is not None:
            last = places[control] + sum(1 for _ in control.iter()) - 1
            found.setdefault(tag.get(qn("w:val"), ""), (places[control], last))
    return found


def _bookmarks(body: Any, places: Mapping[Any, int]) -> dict[str, Region]:
    """Return the bookmarks that begin and end; some programs begin one again further down."""
    ends = {end.get(qn("w:id")): places[end] for end in body.iter(qn("w:bookmarkEnd"))}
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for start in body.iter(qn("w:bookmarkStart")):
        name, number = start.get(qn("w:name"), ""), start.get(qn("w:id"))
        first.setdefault(name, places[start])
        if number in ends:
            last[name] = max(ends[number], last.get(name, 0))
    return {name: (first[name], last[name]) for name in last}


def _inside(paragraph: Any, regions: Mapping[str, Region], places: Mapping[Any, int]) -> str | None:
    """Return the text that a paragraph belongs to, also one that is in it by a few words only."""
    printed = [places[part] for part in paragraph.iter(*_PRINTS)] or [places[paragraph]]
    for key, (first, last) in regions.items():
        if printed[-1] > first and printed[0] <= last:
            return key
    return None


def _paragraphs(body: Any) -> Iterator[tuple[Any, str]]:
    """Return the paragraphs that say something, joined where the end of one is taken away."""
    words, goes_on = "", False
    for paragraph in body.iter(qn("w:p")):
        if _is_beside(paragraph):
            continue
        words = (words if goes_on else "") + words_of(paragraph)
        goes_on = _is_joined(paragraph) and paragraph.getnext() is not None
        if words.strip() and not goes_on:
            yield paragraph, words.strip()


def words_of(paragraph: Any) -> str:
    """Return the words of a paragraph, with tracked changes as done."""
    return "".join(_words(paragraph))


def _words(part: Any) -> Iterator[str]:
    for child in part:
        if child.tag == _TEXT:
            yield child.text or ""
        elif child.tag == _BREAK:
            if child.get(qn("w:type"), "textWrapping") == "textWrapping":
                yield "\n"
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag in _HOLDS_RUNS and not _is_placeholder(child):
            yield from _words(child)


def _is_placeholder(part: Any) -> bool:
    """Return whether a control shows the words that stand for nothing."""
    if part.tag != qn("w:sdt"):
        return False
    properties = part.find(qn("w:sdtPr"))
    return properties is not None and properties.find(qn("w:showingPlcHdr")) is not None


def _is_beside(paragraph: Any) -> bool:
    """Return whether a paragraph stands in a text box, a taken-away row or an empty control."""
    for part in paragraph.iterancestors():
        if part.tag == qn("w:txbxContent") or _is_placeholder(part):
            return True
        if part.tag == qn("w:tr") and part.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None:
            return True
    return False


def _is_joined(paragraph: Any) -> bool:
    return paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}") is not None


def _row(paragraph: Any) -> Any:
    return next(paragraph.iterancestors(qn("w:tr")), None)


def _first_cell(row: Any) -> str:
    cell = row.find(qn("w:tc"))
    return "" if cell is None else " ".join(map(words_of, cell.iter(qn("w:p"))))


def _style(paragraph: Any, names: Mapping[str, str]) -> str:
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "" if style is None else names.get(style.get(qn("w:val"), ""), "")


def _stands(paragraph: Any, names: Mapping[str, str]) -> Stands:
    style = _style(paragraph, names)
    if style.startswith("heading"):
        return Stands.HEADING
    return {"title": Stands.TITLE, styles.HEAD.casefold(): Stands.HEAD}.get(style, Stands.TEXT)


def _is_listed(paragraph: Any, names: Mapping[str, str]) -> bool:
    numbered = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None
    return numbered or _style(paragraph, names).startswith("list")
