"""The invented pay file that `bench pay` measures on, and what is compared of the answers."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

JOBS = 150
UNIT_SIZE = 30
PLANTED = -0.02
"""What women lack in log pay within every job."""

MAPPING = """\
[columns]
id = "Anställningsnummer"
sex = "Kön"
pay = "Heltidslön"
supplements = "Fasta tillägg"
variable = "Rörligt"
group = "Befattning"
unit = "Enhet"
[sex]
woman = ["K"]
man = ["M"]
[model]
log = true
numeric = ["Anställningstid", "Utbildning"]
squared = ["Ålder"]
absorb = "Befattning"
se = "HC1"
"""


@dataclass(frozen=True, slots=True)
class Made:
    """Where the invented files lie."""

    files: tuple[Path, ...]
    mapping: Path
    plan: Path


def make(folder: Path, *, rows: int, seed: int, sheet: bool) -> Made:
    """Write the same invented employees as Parquet and, where asked, as xlsx."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    rng = np.random.default_rng([seed, rows])
    points = np.sort(rng.integers(150, 900, JOBS))
    women = np.clip(rng.beta(2.2, 1.0, JOBS), 0.03, 0.98)
    rng.shuffle(women)
    size = np.exp(rng.normal(0, 1.3, JOBS))
    job = rng.choice(JOBS, rows, p=size / size.sum())
    woman = rng.random(rows) < women[job]
    age = np.clip(rng.normal(45, 12, rows), 18, 68).round()
    tenure = np.minimum(rng.gamma(1.6, 6, rows), age - 18).round(1)
    schooling = np.clip(np.round(9 + points[job] / 110 + rng.normal(0, 1.3, rows)), 9, 20)
    log = 10.18 + 0.001 * (points[job] - 150) + 0.0085 * (age - 45) - 0.00012 * (age - 45) ** 2
    log += 0.0025 * tenure + 0.006 * (schooling - 13) + PLANTED * woman
    pay = np.round(np.exp(log + rng.normal(0, 0.055, rows)) / 10) * 10
    columns: dict[str, Any] = {
        "Anställningsnummer": np.arange(100_000, 100_000 + rows),
        "Kön": pa.DictionaryArray.from_arrays(woman.astype(np.int8), ["M", "K"]),
        "Befattning": pa.DictionaryArray.from_arrays(
            job.astype(np.int16), [f"Befattning {i:03}" for i in range(JOBS)]
        ),
        "Enhet": rng.integers(0, max(40, rows // UNIT_SIZE), rows),
        "Heltidslön": pay,
        "Fasta tillägg": np.where(rng.random(rows) < 0.2, 500.0 * rng.integers(1, 6, rows), 0.0),
        "Rörligt": np.where(rng.random(rows) < 0.35, rng.gamma(2, 900, rows).round(), 0.0),
        "Ålder": age,
        "Anställningstid": tenure,
        "Utbildning": schooling,
    }
    table = pa.table(columns)
    files = [folder / f"lön-{rows}.parquet"]
    pq.write_table(table, files[0], compression="zstd")
    if sheet:
        files.append(folder / f"lön-{rows}.xlsx")
        _write_sheet(table, files[1])
    mapping, plan = folder / "mappning.toml", folder / f"plan-{rows}.csv"
    mapping.write_text(MAPPING, encoding="utf-8")
    with plan.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("group", "points", "band"))
        writer.writerows((f"Befattning {i:03}", int(p), int(p) // 50) for i, p in enumerate(points))
    return Made(tuple(files), mapping, plan)


def _write_sheet(table: Any, path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, table.column_names)
        columns = [column.to_pylist() for column in table.columns]
        for i, row in enumerate(zip(*columns, strict=True), 1):
            sheet.write_row(i, 0, row)


def figures(answer: dict[str, Any]) -> dict[str, Any]:
    """Return the few figures that tell whether two ways have found the same.

    A way that is not ours answers with these figures alone.
    """
    if "adjusted" in answer:
        return answer
    return {
        "mean_gap": answer["mean_gap"],
        "median_gap": answer["median_gap"],
        "adjusted": answer["regression"]["sex"]["estimate"],
        "se": answer["regression"]["sex"]["se"],
        "art9_a": answer["eu"]["a_mean_gap"],
        "art9_c": answer["eu"]["c_median_gap"],
        "comparisons": len(answer["comparisons"]),
    }
