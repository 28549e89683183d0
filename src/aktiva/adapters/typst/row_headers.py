"""Mark the first cell of each row as the row's header in a tagged PDF."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

_WITHOUT_BODY_ROWS = {"/THead", "/Caption", "/Figure", "/L", "/P", "/Span", "/Title"} | {
    f"/H{level}" for level in range(1, 7)
}


def mark_row_headers(pdf: bytes) -> bytes:
    """Return the PDF with a row header in every row of its tables.

    A listener then hears "Almskolan" before each figure of Almskolan's row. The
    compiler marks column headers only. The same bytes in give the same bytes out.
    """
    result = io.BytesIO()
    # A file is read twice as fast as bytes, which Python hands over piece by piece.
    with NamedTemporaryFile(suffix=".pdf") as given:
        given.write(pdf)
        given.flush()
        _mark_file(Path(given.name), result)
    return result.getvalue()


def _mark_file(given: Path, result: io.BytesIO) -> None:
    with pikepdf.open(given) as file:
        root = file.Root.get("/StructTreeRoot")
        if root is not None:
            for row in _body_rows(root):
                _mark(row)
        file.save(
            result,
            deterministic_id=True,
            fix_metadata_version=False,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )


def _body_rows(element: Any) -> Iterator[Any]:
    waiting = [element]
    while waiting:
        at = waiting.pop()
        kind = str(at.get("/S"))
        if kind == "/TR":
            yield at
        elif kind not in _WITHOUT_BODY_ROWS:
            waiting.extend(reversed(_elements(at.get("/K"))))


def _mark(row: Any) -> None:
    cells = row.get("/K")
    first = cells[0] if isinstance(cells, Array) and len(cells) else cells
    if not isinstance(first, Dictionary) or first.get("/S") != "/TD":
        return
    first["/S"] = Name.TH
    given = first.get("/A")
    if not isinstance(given, Array):
        given = Array([] if given is None else [given])
        first["/A"] = given
    for attributes in given:
        if attributes.get("/O") == "/Table":
            attributes["/Scope"] = Name.Row
            return
    given.append(Dictionary(O=Name.Table, Scope=Name.Row))


def _elements(kids: Any) -> list[Any]:
    """Return the structure elements among the kids, which also name marked content."""
    listed = list(kids) if isinstance(kids, Array) else [kids]
    return [kid for kid in listed if isinstance(kid, Dictionary) and "/S" in kid]
