"""Joins the style sheets into the one that pages link to; a test holds it to its parts."""

from __future__ import annotations

from pathlib import Path

from aktiva.ui.templatetags.ui import STYLESHEETS

STATIC = Path(__file__).parent / "static"


def joined() -> str:
    """Return every style sheet in order, font addresses made to fit the joined file."""
    return "".join((STATIC / name).read_text(encoding="utf-8") for name in STYLESHEETS)


def write() -> None:
    """Write the joined sheet."""
    (STATIC / "ui" / "aktiva.css").write_text(joined(), encoding="utf-8")
