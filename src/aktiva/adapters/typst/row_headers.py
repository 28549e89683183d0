"""Mark the first cell of each row as the row's header in a tagged PDF."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name


def mark_row_headers(pdf: bytes) -> bytes:
    """Return the PDF with a row header in every row of its tables.

    A listener then hears "Almskolan" before each figure of Almskolan's row. The
    compiler marks column headers only. The same bytes in give the same bytes out.
    """
    result = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as file:
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
    return result.getvalue()


def _body_rows(element: Any) -> Iterator[Any]:
    waiting = [element]
    while waiting:
        at = waiting.pop()
        if at.get("/S") == Name.THead:
            continue
        if at.get("/S") == Name.TR:
            yield at
            continue
        waiting.extend(reversed(_children(at)))


def _mark(row: Any) -> None:
    cells = [cell for cell in _children(row) if cell.get("/S") in (Name.TD, Name.TH)]
    if not cells or cells[0].S == Name.TH:
        return
    cells[0].S = Name.TH
    scope = Dictionary(O=Name.Table, Scope=Name.Row)
    given = cells[0].get("/A")
    if given is None:
        cells[0].A = scope
    elif isinstance(given, Array):
        given.append(scope)
    else:
        cells[0].A = Array([given, scope])


def _children(element: Any) -> list[Any]:
    kids = element.get("/K")
    if kids is None:
        return []
    listed = list(kids) if isinstance(kids, Array) else [kids]
    return [kid for kid in listed if isinstance(kid, Dictionary) and "/S" in kid]
