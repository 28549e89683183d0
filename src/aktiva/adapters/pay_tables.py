"""What was computed as tables: one file each that a Swedish Excel opens, and all in one workbook.

The files have semicolons, decimal commas and UTF-8 with a mark. The workbook holds values only:
nothing in it is computed, and no text becomes a formula.
"""

from __future__ import annotations

import csv
import io
import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from aktiva.domain.pay.comparisons import Kind

Rows = list[Sequence[object]]

WORKBOOK = "lonekartlaggning.xlsx"

_WORDS = {
    "n": "Antal",
    "women": "Kvinnor",
    "men": "Män",
    "mean_gap": "Skillnad i medellön",
    "median_gap": "Skillnad i medianlön",
    "quartile": "Kvartil",
    "group": "Grupp",
    "category": "Kategori",
    "mean_women": "Medellön kvinnor",
    "mean_men": "Medellön män",
    "median_women": "Medianlön kvinnor",
    "median_men": "Medianlön män",
    "gap_mean": "Skillnad i medellön",
    "gap_median": "Skillnad i medianlön",
    "gap_basic": "Skillnad i grundlön",
    "gap_components": "Skillnad i tillägg, rörlig lön och förmåner",
    "at_least_5_percent": "Minst 5 procent (ej svensk lag)",
    "type": "Jämförelse",
    "women_group": "Kvinnodominerad grupp",
    "other_group": "Jämförs med",
    "judgement": "Bedömning",
    "name": "Variabel",
    "estimate": "Skattning",
    "se": "Medelfel",
    "df": "Frihetsgrader",
    "r2": "R2",
    "kennedy": "Skillnad enligt Kennedy",
    "part": "Del",
    "figure": "Mått (ej svensk lag)",
    "value": "Värde",
}
_ROWS = {
    "sex": "Kvinna",
    "(intercept)": "Konstant",
    "gap": "Skillnad (hög − låg)",
    "threefold": "Tredelad",
    "threefold.endowments": "Tredelad: bakgrund",
    "threefold.coefficients": "Tredelad: koefficienter",
    "threefold.interaction": "Tredelad: samspel",
    "pooled_with_sex": "gemensam regression med kön",
    "pooled_without_sex": "gemensam regression utan kön",
    "men": "den höga gruppens koefficienter",
    "women": "den låga gruppens koefficienter",
    "explained": "förklarad",
    "unexplained": "oförklarad",
    "label": "Status",
    "hours": "Årsarbetstid",
    "file": "ur filen",
    "assumed": "antagen, lika för heltid",
    "a_mean_gap": "a) Skillnad i medellön",
    "b_mean_gap_components": "b) Skillnad i medel av tillägg, rörlig lön och förmåner",
    "c_median_gap": "c) Skillnad i medianlön",
    "d_median_gap_components": "d) Skillnad i median av tillägg, rörlig lön och förmåner",
    "e_share_receiving_components": "e) Andel som får tillägg, rörlig lön eller förmåner",
    "e_share_receiving_components.women": "e) Andel kvinnor som får tillägg, rörlig lön eller förmåner",
    "e_share_receiving_components.men": "e) Andel män som får tillägg, rörlig lön eller förmåner",
    "everyone": "b) och d) bland alla",
    "everyone.b_mean_gap_components": "b) bland alla, också dem som inget får",
    "everyone.d_median_gap_components": "d) bland alla, också dem som inget får",
}


def write_tables(folder: Path, found: Mapping[str, Any]) -> list[Path]:
    """Write one file per table and a workbook of them all, all or none, and return them.

    Raises:
        OSError: The folder cannot be written to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    tables = _tables(found)
    files = {name: _csv(rows) for name, rows in tables.items()} | {WORKBOOK: workbook(tables)}
    with tempfile.TemporaryDirectory(dir=folder, prefix=".") as aside:
        for name, content in files.items():
            (Path(aside) / name).write_bytes(content)
        for name in files:
            os.replace(Path(aside) / name, folder / name)
    return [folder / name for name in files]


def workbook(tables: Mapping[str, Rows]) -> bytes:
    """Return a workbook with a sheet per table, named as the file is without its ending."""
    into = io.BytesIO()
    options = {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
        "strings_to_numbers": False,
    }  # fmt: skip
    with xlsxwriter.Workbook(into, options) as book:
        head = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E3EDEB"}
        )
        formats = {name: book.add_format({"num_format": code}) for name, code in _FORMATS.items()}
        for name, (heading, *body) in tables.items():
            page = book.add_worksheet(name.removesuffix(".csv"))
            for column, key in enumerate(heading):
                page.write_string(0, column, _WORDS.get(str(key), str(key)), head)
            for at, row in enumerate(body, 1):
                for column, value in enumerate(row):
                    _put(page, at, column, value, formats[_kind_of(heading[column])])
            page.freeze_panes(1, 0)
            page.autofilter(0, 0, max(1, len(body)), len(heading) - 1)
            page.autofit(max_width=320)
    return into.getvalue()


_FORMATS = {"share": "0.0 %", "kronor": "#,##0", "number": "General"}


def _kind_of(key: object) -> str:
    if "gap" in str(key):
        return "share"
    return "kronor" if str(key).startswith(("mean_", "median_")) else "number"


def _put(page: Any, row: int, column: int, value: object, form: Any) -> None:
    if value is None:
        page.write_blank(row, column, None, form)
    elif isinstance(value, bool):
        page.write_string(row, column, "ja" if value else "nej")
    elif isinstance(value, int | float):
        page.write_number(row, column, value, form)
    else:
        page.write_string(row, column, str(value))


def _tables(found: Mapping[str, Any]) -> dict[str, Rows]:
    keys = ("n", "women", "men", "mean_gap", "median_gap")
    tables: dict[str, Rows] = {
        "sammanfattning.csv": [keys, [found[key] for key in keys]],
    }
    if found["quartiles"] is not None:
        tables["kvartiler.csv"] = _numbered(found["quartiles"])
    if found["groups"]:
        tables["grupper.csv"] = _listed(found["groups"])
    if found["comparisons"]:
        tables["jamforelser.csv"] = _listed(
            [row | {"type": Kind(row["type"]).label} for row in found["comparisons"]]
        )
    if found["regression"] is not None:
        fitted = found["regression"]
        tables["regression.csv"] = [
            ("name", "estimate", "se"),
            (_ROWS["sex"], fitted["sex"]["estimate"], fitted["sex"]["se"]),
            *(
                (_ROWS.get(name, name), c["estimate"], c["se"])
                for name, c in fitted["coefficients"].items()
            ),
        ]
        tables["modell.csv"] = [
            ("n", "df", "r2", "kennedy"),
            (fitted["n"], fitted["df"], fitted["r2"], fitted["sex"]["kennedy"]),
        ]
    if found["decomposition"] is not None:
        tables["uppdelning.csv"] = [("part", "value"), *_named(found["decomposition"])]
    if found["eu"] is not None:
        eu = dict(found["eu"])
        tables["eu_kvartiler.csv"] = _numbered(eu.pop("f_quartiles"))
        categories = eu.pop("g_categories")
        if categories:
            tables["eu_kategorier.csv"] = _listed(categories)
        tables["eu.csv"] = [("figure", "value"), *_named(eu)]
    return tables


def _listed(rows: Sequence[Mapping[str, object]]) -> Rows:
    return [list(rows[0]), *(list(row.values()) for row in rows)]


def _numbered(rows: Sequence[Mapping[str, object]]) -> Rows:
    return _listed([{"quartile": i} | dict(row) for i, row in enumerate(rows, 1)])


def _named(parts: Mapping[str, Any], before: str = "") -> Rows:
    """Return a row per figure, those inside others after their outer name."""
    rows: Rows = []
    for key, value in parts.items():
        if isinstance(value, Mapping):
            rows += _named(value, f"{before}{key}.")
        else:
            rows.append(
                (_row_words(before + key), _ROWS.get(value, value) if key == "hours" else value)
            )
    return rows


def _row_words(name: str) -> str:
    if name.startswith("twofold."):
        _, reference, *part = name.split(".")
        return ": ".join(["Tvådelad", ", ".join(_ROWS[word] for word in (reference, *part))])
    return _ROWS[name]


def _csv(rows: Rows) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    heading, *body = rows
    writer.writerow([_WORDS.get(str(word), _cell(word)) for word in heading])
    writer.writerows([_cell(value) for value in row] for row in body)
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
