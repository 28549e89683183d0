"""Draw an SVG with the papers' own fonts, for papers that can only hold bitmaps."""

from __future__ import annotations

import typst

from aktiva.adapters.typst.compiling import InaccessiblePaper, paper_fonts

SANS = "'Source Sans 3'"
_PAGE = b"""#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg")"""


def with_font(svg: str) -> str:
    """Return the SVG with the papers' sans serif, unless it names fonts itself."""
    if "font-family" in svg:
        return svg
    return svg.replace("<svg", f'<svg font-family="{SANS}"', 1)


def bitmap(svg: str, *, ppi: int = 220) -> bytes:
    """Return the picture as PNG.

    Raises:
        InaccessiblePaper: It is no SVG.
    """
    try:
        return typst.compile(
            _PAGE,
            format="png",
            ppi=ppi,
            font_paths=paper_fonts(),
            sys_inputs={"svg": with_font(svg)},
        )
    except typst.TypstError as error:
        raise InaccessiblePaper(str(error)) from error
