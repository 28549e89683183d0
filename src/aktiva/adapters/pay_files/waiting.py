"""What is kept of a file until a person has confirmed its columns.

Columns that are never read in (`domain.pay.meanings.kind_of`) and columns without a heading are
emptied before anything is stored; their headings stay, so that a person can be told.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow.parquet as pq

from aktiva.adapters.pay_files import parquet
from aktiva.adapters.pay_files.opening import OpenedFile, open_file
from aktiva.adapters.pay_files.rows import RowTable, code
from aktiva.domain.pay.columns import FaultyTable
from aktiva.domain.pay.meanings import kind_of

LONGEST_SHEET = 120
"""So much of a sheet's name is kept and compared."""

_CONTENTS = "contents.json"
_TO_A_LINE = 1000


@dataclass(frozen=True)
class Unreadable:
    """Another sheet of a workbook, and why it cannot be read."""

    sheet: str
    lines: tuple[str, ...]


def other_sheets(
    content: bytes, *, name: str, opened: OpenedFile
) -> tuple[OpenedFile | Unreadable, ...]:
    """Return the sheets that a person may have meant instead of the one that was opened."""
    found: list[OpenedFile | Unreadable] = []
    for sheet in opened.other_sheets:
        try:
            found.append(open_file(content, name=name, sheet=sheet))
        except FaultyTable as faulty:
            found.append(Unreadable(sheet, faulty.lines))
    return tuple(found)


def pack(opened: OpenedFile, others: Sequence[OpenedFile | Unreadable] = ()) -> bytes:
    """Return the tables of a file without what is never stored."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        told: list[dict[str, object]] = []
        for number, sheet in enumerate((opened, *others)):
            if isinstance(sheet, Unreadable):
                told.append({"sheet": sheet.sheet, "faults": sheet.lines})
                continue
            told.append({"sheet": sheet.sheet, "notes": sheet.notes} | _facts(sheet.table))
            with packed.open(f"{number}", "w", force_zip64=True) as part:
                _write(sheet.table, part)
        packed.writestr(_CONTENTS, json.dumps({"sha256": opened.sha256, "sheets": told}))
    return out.getvalue()


def unpack(content: bytes, *, name: str, sheet: str = "") -> OpenedFile:
    """Return the table of a sheet as it was packed.

    Raises:
        FaultyTable: The sheet cannot be read, or there is none of that name.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        contents = json.loads(packed.read(_CONTENTS))
        for number, told in enumerate(contents["sheets"]):
            if told["sheet"][:LONGEST_SHEET] != sheet[:LONGEST_SHEET]:
                continue
            if "faults" in told:
                raise FaultyTable(told["faults"])
            table = _read(packed.read(f"{number}"), told, name)
            others = tuple(s["sheet"] for s in contents["sheets"] if s is not told)
            notes = tuple(told["notes"])
            return OpenedFile(table, contents["sha256"], len(table), notes, told["sheet"], others)
    raise FaultyTable([f"Filen {name} har inget blad som heter {sheet}. Välj ett annat."])


def _facts(table: Any) -> dict[str, object]:
    if isinstance(table, RowTable):
        return {"names": table.names, "decimal": table.decimal, "unsaved": table.unsaved}
    return {}


def _write(table: Any, part: Any) -> None:
    """Write a table: Parquet as it is, rows many to a line, each with its number and its cells."""
    never = [not name or kind_of(name) is not None for name in table.names]
    if not isinstance(table, RowTable):
        pq.write_table(table.whole(without=never), part)
        return
    for start in range(0, len(table), _TO_A_LINE):
        rows = [
            [line, *("" if gone else _kept(cell) for gone, cell in zip(never, row, strict=False))]
            for line, row in zip(
                table.lines[start : start + _TO_A_LINE],
                table.rows[start : start + _TO_A_LINE],
                strict=True,
            )
        ]
        part.write(json.dumps(rows).encode() + b"\n")


def _kept(cell: object) -> object:
    return cell if type(cell) is float or type(cell) is int else code(cell)


def _read(content: bytes, told: dict[str, Any], name: str) -> Any:
    if "names" not in told:
        return parquet.read(content, name=name)
    rows = [row for line in content.splitlines() for row in json.loads(line)]
    return RowTable(
        names=told["names"],
        rows=[row[1:] for row in rows],
        lines=[row[0] for row in rows],
        decimal=told["decimal"],
        unsaved={int(place): lines for place, lines in told["unsaved"].items()},
    )
