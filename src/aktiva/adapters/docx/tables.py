"""Tables of the Word paper, written as markup: cell by cell would take a minute for a large annex."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any
from xml.sax.saxutils import quoteattr

from docx.oxml import parse_xml

from aktiva.adapters.docx import markup, styles
from aktiva.domain.documents.characters import cleaned

TEXT_WIDTH_MM = 146
WHOLE_ROW = 700
"""Characters: a row with a longer cell may go on to the next page."""

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TWIPS_PER_MM = 1440 / 25.4
_RIGHT = '<w:jc w:val="right"/>'
_BOLD = "<w:rPr><w:b/></w:rPr>"
_BORDERS = (
    "<w:tblBorders>"
    '<w:top w:val="single" w:sz="8" w:space="0" w:color="0B4650"/>'
    '<w:bottom w:val="single" w:sz="4" w:space="0" w:color="B9C3C1"/>'
    '<w:insideH w:val="single" w:sz="4" w:space="0" w:color="B9C3C1"/>'
    "</w:tblBorders>"
)


def table_element(
    *,
    caption: str,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    numeric: Sequence[bool],
    total: bool,
    cell_style: str = styles.CELL,
    table_style: str | None = None,
    text_width_mm: float = TEXT_WIDTH_MM,
) -> Any:
    """Return a table: repeated header, bold first column, numbers to the right.

    Args:
        widths: Share of the text width for each column.
        numeric: Whether each column holds numbers.
        total: The last row sums the others.
        cell_style: Id of the style of the words in it.
        table_style: Id of the style that draws its lines; None for lines of our own.
    """
    twips = [round(text_width_mm * share * _TWIPS_PER_MM) for share in widths]
    last = len(rows) - 1
    ruled = table_style is None
    write = partial(_row, twips=twips, numeric=numeric, style=cell_style, ruled=ruled)
    lines = [write(header, is_header=True)]
    lines += [write(row, is_total=total and at == last) for at, row in enumerate(rows)]
    looks = "" if table_style is None else f"<w:tblStyle w:val={quoteattr(table_style)}/>"
    look = f'w:firstRow="1" w:lastRow="{int(total)}" w:firstColumn="1"'
    told = f"<w:tblCaption w:val={quoteattr(cleaned(caption))}/>" if caption.strip() else ""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
    return parse_xml(
        f'<w:tbl xmlns:w="{_NAMESPACE}"><w:tblPr>{looks}<w:tblW w:w="{sum(twips)}" w:type="dxa"/>'
        f'{_BORDERS if ruled else ""}<w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="04A0" {look} w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>{told}'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"{''.join(lines)}</w:tbl>"
    )


def _row(
    cells: Sequence[str],
    *,
    twips: Sequence[int],
    numeric: Sequence[bool],
    style: str,
    ruled: bool,
    is_header: bool = False,
    is_total: bool = False,
) -> str:
    rule = {"bottom": 6} if is_header else {"top": 8} if is_total else {}
    rule = rule if ruled else {}
    whole = "<w:cantSplit/>" if max(map(len, cells)) <= WHOLE_ROW else ""
    repeated = "<w:tblHeader/>" if is_header else ""
    written = (
        _cell(
            text, width, style=style, rule=rule, right=right, bold=is_header or is_total or at == 0
        )
        for at, (text, width, right) in enumerate(zip(cells, twips, numeric, strict=True))
    )
    return f"<w:tr><w:trPr>{whole}{repeated}</w:trPr>{''.join(written)}</w:tr>"


def _cell(
    text: str, width: int, *, style: str, rule: dict[str, int], right: bool, bold: bool
) -> str:
    borders = "".join(
        f'<w:tcBorders><w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="14211F"/></w:tcBorders>'
        for side, size in rule.items()
    )
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{borders}</w:tcPr>'
        f"<w:p><w:pPr><w:pStyle w:val={quoteattr(style)}/>"
        f"{_RIGHT if right else ''}</w:pPr>"
        f"<w:r>{_BOLD if bold else ''}{markup.text(text)}</w:r></w:p></w:tc>"
    )
