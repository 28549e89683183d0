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
_KINDS = {
    "equal_work": "Lika arbete",
    "equal_value": "Likvärdigt arbete",
    "lower_value": "Lägre krav men högre lön",
}


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
        "sammanfattning.csv": [keys, [found[key] for key in keys]],
        "kvartiler.csv": _numbered(found["quartiles"]),
    }
    if found["groups"]:
        tables["grupper.csv"] = _listed(found["groups"])
    if found["comparisons"]:
        tables["jamforelser.csv"] = _listed(
            [row | {"type": _KINDS[row["type"]]} for row in found["comparisons"]]
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
