"""What was computed as tables that open in a Swedish Excel: semicolon, decimal comma, UTF-8 with mark."""

from __future__ import annotations

import csv
import io
import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

Rows = list[Sequence[object]]


def write_tables(folder: Path, found: Mapping[str, Any]) -> list[Path]:
    """Write one file per table, all or none, and return them.

    Raises:
        OSError: The folder cannot be written to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    tables = _tables(found)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".") as aside:
        for name, rows in tables.items():
            (Path(aside) / name).write_bytes(_csv(rows))
        for name in tables:
            os.replace(Path(aside) / name, folder / name)
    return [folder / name for name in tables]


def _tables(found: Mapping[str, Any]) -> dict[str, Rows]:
    keys = ("n", "women", "men", "mean_gap", "median_gap")
    tables: dict[str, Rows] = {
        "summary.csv": [keys, [found[key] for key in keys]],
        "quartiles.csv": _numbered(found["quartiles"]),
    }
    for name in ("groups", "comparisons"):
        if found[name]:
            tables[f"{name}.csv"] = _listed(found[name])
    if found["regression"] is not None:
        fitted = found["regression"]
        tables["regression.csv"] = [
            ("name", "estimate", "se"),
            ("sex", fitted["sex"]["estimate"], fitted["sex"]["se"]),
            *((name, c["estimate"], c["se"]) for name, c in fitted["coefficients"].items()),
        ]
        tables["model.csv"] = [
            ("n", "df", "r2", "kennedy"),
            (fitted["n"], fitted["df"], fitted["r2"], fitted["sex"]["kennedy"]),
        ]
    if found["decomposition"] is not None:
        tables["decomposition.csv"] = [("part", "value"), *_flat("", found["decomposition"])]
    if found["eu"] is not None:
        eu = dict(found["eu"])
        tables["eu_quartiles.csv"] = _numbered(eu.pop("f_quartiles"))
        categories = eu.pop("g_categories")
        if categories:
            tables["eu_categories.csv"] = _listed(categories)
        tables["eu.csv"] = [("figure", "value"), *_flat("", eu)]
    return tables


def _listed(rows: Sequence[Mapping[str, object]]) -> Rows:
    return [list(rows[0]), *(list(row.values()) for row in rows)]


def _numbered(rows: Sequence[Mapping[str, object]]) -> Rows:
    return _listed([{"quartile": i} | dict(row) for i, row in enumerate(rows, 1)])


def _flat(before: str, parts: Mapping[str, Any]) -> Rows:
    rows: Rows = []
    for name, value in parts.items():
        rows += _flat(f"{before}{name}.", value) if isinstance(value, Mapping) else [
            (before + name, value)
        ]  # fmt: skip
    return rows


def _csv(rows: Rows) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _cell(value: object) -> str:
    """Return a value as a Swedish Excel reads it; text never becomes a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, float):
        return repr(value).replace(".", ",")
    text = str(value)
    return "'" + text if isinstance(value, str) and text[:1] in ("=", "+", "-", "@", "\t") else text
