"""Joins the style sheets into the one that pages link to; a test holds it to its parts."""

from __future__ import annotations

from pathlib import Path

STATIC = Path(__file__).parent / "static"

_COMPONENTS = (
    "skip", "topbar", "nav", "head", "button", "field", "choice", "errors", "state", "table",
    "figures", "sheet", "notice", "saved", "tasks", "progress", "quote", "points", "hidden_cell", "diff",
    "filter", "more", "line", "facts", "dates", "empty", "dialog", "phone", "pulse", "foot",
)  # fmt: skip
SHEETS = (
    "ui/tokens.css",
    "ui/base.css",
    *(f"ui/components/{name}.css" for name in _COMPONENTS),
    "ui/charts.css",
    "ui/pages.css",
    "ui/additions.css",
    "ui/print.css",
)
"""Every sheet, in the order that the layers expect."""


def joined() -> str:
    """Return every style sheet in order; addresses are relative to ``ui/``, as in tokens.css."""
    return "".join((STATIC / name).read_text(encoding="utf-8") for name in SHEETS)


def write() -> None:
    """Write the joined sheet."""
    (STATIC / "ui" / "aktiva.css").write_text(joined(), encoding="utf-8")
