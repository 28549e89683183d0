"""Write a paper as one web page that stands by itself: no script, nothing fetched from elsewhere."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from html import escape
from importlib import resources
from xml.etree import ElementTree

from aktiva.adapters.typst.compiling import InaccessiblePaper
from aktiva.domain.documents import layout
from aktiva.domain.documents.blocks import (
    Block,
    Bullets,
    Clauses,
    Document,
    Figure,
    Foreign,
    Heading,
    Labelled,
    Marker,
    PageBreak,
    Paragraph,
    Quote,
    Table,
)
from aktiva.domain.documents.characters import cleaned, runs_from_right

MEDIA_TYPE = "text/html; charset=utf-8"
_ONLY_ITSELF = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def render(document: Document) -> bytes:
    """Return the page, the same bytes for the same paper.

    The title is its only heading of the first level; a heading of the paper stands one
    level below its own.

    Raises:
        InaccessiblePaper: A picture in the paper is no SVG.
    """
    head = document.head
    below = ", ".join(part for part in (head.employer, head.address) if part)
    parts = [
        "<!doctype html>",
        f'<html lang="{escape(document.language)}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta http-equiv="Content-Security-Policy" content="{_ONLY_ITSELF}">',
        f"<title>{_text(document.title)}</title>",
        f"<style>{_looks()}</style></head>",
        '<body class="large">' if document.large else "<body>",
        f"<header>{''.join(_words('p', line) for line in head.lines())}</header>",
        f"<main>{_words('h1', document.title)}",
        *map(_block, document.blocks),
        f"</main><footer>{_words('p', below)}</footer></body></html>",
    ]
    return ("\n".join(part for part in parts if part) + "\n").encode()


def _block(block: Block) -> str:
    match block:
        case Heading(level=level, text=text):
            return _words(f"h{level + 1}", text)
        case Paragraph(text=text):
            return _words("p", text) if text.strip() else ""
        case Bullets(items=items):
            return f"<ul>{_items(items)}</ul>"
        case Clauses():
            return _clauses(block)
        case Table():
            return _table(block)
        case Labelled(pairs=pairs):
            told = (_words("dt", label) + _words("dd", words) for label, words in pairs)
            return f"<dl>{''.join(told)}</dl>"
        case Quote(text=text, source=source):
            whose = _words("figcaption", source) if source.strip() else ""
            return f'<figure class="quote">{_words("blockquote", text)}{whose}</figure>'
        case Foreign(text=text, language=language):
            return _words("p", text, language=language) if text.strip() else ""
        case Figure():
            return _figure(block)
        case PageBreak():
            return '<div class="page"></div>'


def _clauses(block: Clauses) -> str:
    lead = _words("p", block.lead) if block.lead.strip() else ""
    match block.marker:
        case Marker.NUMBER:
            return f"{lead}<ol>{_items(block.items)}</ol>"
        case Marker.ATT:
            items = "".join(f"<li><span>att</span> {_text(item)}</li>" for item in block.items)
            return f'{lead}<ul class="clauses att">{items}</ul>'
        case Marker.NONE:
            return f'{lead}<ul class="clauses">{_items(block.items)}</ul>'


def _items(items: tuple[str, ...]) -> str:
    return "".join(_words("li", item) for item in items)


def _table(table: Table) -> str:
    numeric = layout.is_numeric(table)
    named = table.caption.strip()
    caption = _words("caption", table.caption) if named else ""
    # What can be scrolled must be reached from the keyboard, and be named there.
    region = f' role="region" aria-label="{_text(named or " ".join(table.header))}"'
    last = len(table.rows) - 1
    header = "".join(
        _words("th", name, scope="col", number=number)
        for name, number in zip(table.header, numeric, strict=True)
    )
    rows = "".join(
        f'<tr class="total">{_cells(row, numeric)}</tr>'
        if table.total and at == last
        else f"<tr>{_cells(row, numeric)}</tr>"
        for at, row in enumerate(table.rows)
    )
    return (
        f'<div class="scroll" tabindex="0"{region}><table>{caption}'
        f"<thead><tr>{header}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _cells(row: tuple[str, ...], numeric: tuple[bool, ...]) -> str:
    first, *others = row
    return _words("th", first, scope="row") + "".join(
        _words("td", cell, number=number) for cell, number in zip(others, numeric[1:], strict=True)
    )


def _figure(figure: Figure) -> str:
    try:
        tag = ElementTree.fromstring(figure.svg).tag
    except ElementTree.ParseError as error:
        raise InaccessiblePaper(f"the picture is no SVG: {error}") from error
    if tag.rpartition("}")[2] != "svg":
        raise InaccessiblePaper(f"the picture is no SVG but {tag}")
    caption = _words("figcaption", figure.caption) if figure.caption.strip() else ""
    # As a picture and not as markup: nothing in it can run or fetch.
    source = b64encode(figure.svg.encode()).decode()
    return (
        f'<figure><img src="data:image/svg+xml;base64,{source}" alt="{_text(figure.alt)}">'
        f"{caption}</figure>"
    )


def _words(
    tag: str, words: str, *, scope: str = "", number: bool = False, language: str = ""
) -> str:
    """Return an element that holds the words as the text they are."""
    given = f' scope="{scope}"' if scope else ""
    given += ' class="number"' if number else ""
    given += f' lang="{escape(language)}"' if language else ""
    given += ' dir="rtl"' if runs_from_right(words) else ""
    return f"<{tag}{given}>{_text(words)}</{tag}>"


def _text(words: str) -> str:
    return escape(cleaned(words))


@cache
def _looks() -> str:
    return (resources.files(__package__) / "paper.css").read_text(encoding="utf-8").strip()
