"""A document as the preview shows it."""

from __future__ import annotations

from dataclasses import fields

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from aktiva.domain.documents.blocks import KINDS, Block, PageBreak, Table

register = template.Library()
_NAMES = {kind: name for name, kind in KINDS.items()}
MOST_BLOCKS = 70
MOST_ROWS = 40


@register.simple_tag
def picture(svg: str, alt: str) -> SafeString:
    """Return a paper's own drawing with the words that stand in for it."""
    whole = format_html('<svg role="img" aria-label="{}"', alt)
    return mark_safe(whole + svg.removeprefix("<svg"))


@register.filter
def preview(blocks: tuple[Block, ...]) -> list[dict]:
    """Return blocks as plain data; a long paper is cut, and says so."""
    shown = []
    for block in blocks[:MOST_BLOCKS]:
        if isinstance(block, PageBreak):
            continue
        data = {"kind": _NAMES[type(block)]} | {
            f.name: getattr(block, f.name) for f in fields(block)
        }
        if isinstance(block, Table) and len(block.rows) > MOST_ROWS:
            data["rows"] = block.rows[:MOST_ROWS]
            shown.append(data)
            words = _("Tabellen har %(n)s rader till. Hela tabellen finns i PDF och Word.")
            shown.append({"kind": "cut", "text": words % {"n": len(block.rows) - MOST_ROWS}})
            continue
        shown.append(data)
    if len(blocks) > MOST_BLOCKS:
        shown.append(
            {
                "kind": "cut",
                "text": _(
                    "Förhandsvisningen slutar här. Hela handlingen finns som PDF, Word och webbsida."
                ),
            }
        )
    return shown
