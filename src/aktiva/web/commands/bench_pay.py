"""``./aktiva bench pay``: a whole sector's pay, beside pandas with statsmodels and with pyfixest.

Each way is a process of its own, from a file to the answer: all groups, the three comparisons,
the figures of article 9 and the gap at equal background. The ways take turns on the same invented
file, and the median of the rounds is told, with the memory of the whole process. What the ways
find is held against ours.
"""

from __future__ import annotations

import argparse
import json
import math
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from aktiva.web.commands import bench_pay_data as data
from aktiva.web.commands import measuring

SHEET_ROWS = 100_000
"""No larger file is tried as a workbook."""
AGREE = 1e-6
"""Relative difference within which two ways have found the same."""
_COMPARED = ("mean_gap", "median_gap", "adjusted", "se", "art9_a", "art9_c", "comparisons")

Command = Callable[[Path, data.Made, Path], list[str]]


@dataclass(frozen=True, slots=True)
class Way:
    """A way from a pay file to the figures; `missing` says why it cannot be tried here."""

    name: str
    command: Command
    missing: str = ""


def ways() -> tuple[Way, ...]:
    """Return the ways that are compared, ours first."""
    return (
        Way("aktiva", _aktiva),
        Way("pandas + pyfixest", _pandas("pyfixest"), _lacks("pandas", "pyfixest")),
        Way("pandas + statsmodels", _pandas("statsmodels"), _lacks("pandas", "statsmodels")),
    )


def run(given: argparse.Namespace) -> int:
    """Make the files, measure every way on each, and print the figures."""
    figures = measured(given.rows, ways(), rounds=given.rounds, seed=given.seed)
    print(json.dumps(figures, ensure_ascii=False) if given.json else shown(figures))
    return 0


def measured(sizes: Sequence[int], tried: Sequence[Way], *, rounds: int, seed: int) -> dict:
    """Return the figures of every way on every file; of a way that fails they are None."""
    files = []
    with tempfile.TemporaryDirectory(prefix="aktiva-bench-") as folder:
        for rows in sizes:
            made = data.make(Path(folder), rows=rows, seed=seed, sheet=rows <= SHEET_ROWS)
            for path in made.files:
                files.append(
                    {
                        "file": path.suffix[1:],
                        "rows": rows,
                        "bytes": path.stat().st_size,
                        "ways": _compared(path, made, tried, rounds=rounds),
                    }
                )
    return {
        "versions": _versions(),
        "seed": seed,
        "rounds": rounds,
        "files": files,
        "growth": list(_growth(files)),
        "not_tried": {way.name: way.missing for way in tried if way.missing},
    }


def _compared(path: Path, made: data.Made, tried: Sequence[Way], *, rounds: int) -> list[dict]:
    answer = path.with_suffix(".json")
    taken: dict[str, list[dict]] = {way.name: [] for way in tried if not way.missing}
    for _ in range(rounds):
        for way in tried:
            if not way.missing:
                print(f"{path.name}: {way.name} …", file=sys.stderr)
                taken[way.name].append(_once(way, path, made, answer))
    rows = [{"way": name, **_summed(found)} for name, found in taken.items()]
    ours = rows[0]
    for row in rows:
        figures = row.pop("figures")
        both = row["median_s"] and ours["median_s"]
        row["times_ours"] = round(row["median_s"] / ours["median_s"], 1) if both else None
        row["agrees"] = None
        if row is not ours and both:
            row["agrees"] = agree(figures, taken[ours["way"]][0]["figures"])
    return rows


def agree(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Return whether two ways have found the same."""
    return all(
        math.isclose(one[name], other[name], rel_tol=AGREE, abs_tol=1e-12) for name in _COMPARED
    )


def _once(way: Way, path: Path, made: data.Made, answer: Path) -> dict:
    """Return seconds, memory and figures of one run; an empty one if it failed."""
    answer.unlink(missing_ok=True)
    used = measuring.whole_process(way.command(path, made, answer), out=answer)
    if used is None:
        return {}
    try:
        found = json.loads(answer.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {"seconds": used.seconds, "memory_mb": used.memory_mb, "figures": data.figures(found)}


def _summed(found: Sequence[dict]) -> dict[str, Any]:
    done = [once for once in found if once]
    if not done:
        return {"median_s": None, "memory_mb": None, "figures": None}
    return {
        "median_s": round(statistics.median(once["seconds"] for once in done), 2),
        "memory_mb": round(max(once["memory_mb"] for once in done)),
        "figures": done[0]["figures"],
    }


def _growth(files: Sequence[dict]) -> Iterable[dict]:
    """Give how much more the largest Parquet file takes than the smallest, per way."""
    found = sorted((f for f in files if f["file"] == "parquet"), key=lambda f: f["rows"])
    if len(found) < 2:
        return
    small, large = found[0], found[-1]
    for before, after in zip(small["ways"], large["ways"], strict=True):
        if before["median_s"] and after["median_s"]:
            yield {
                "way": before["way"],
                "rows": round(large["rows"] / small["rows"], 1),
                "seconds": round(after["median_s"] / before["median_s"], 1),
                "memory": round(after["memory_mb"] / before["memory_mb"], 1),
            }


def _aktiva(path: Path, made: data.Made, _answer: Path) -> list[str]:
    return [
        sys.executable, "-m", "aktiva", "pay", str(path), "--mapping", str(made.mapping), "--plan",
        str(made.plan), "--eu", "--json",
    ]  # fmt: skip


def _pandas(estimator: str) -> Command:
    def command(path: Path, made: data.Made, _answer: Path) -> list[str]:
        module = "aktiva.web.commands.bench_pay_pandas"
        return [sys.executable, "-m", module, str(path), str(made.plan), estimator]

    return command


def _lacks(*libraries: str) -> str:
    missing = [name for name in libraries if find_spec(name) is None]
    return f"{' och '.join(missing)} är inte installerat" if missing else ""


def _versions() -> dict[str, str]:
    from importlib.metadata import PackageNotFoundError, version

    found = measuring.versions()
    for name in ("numpy", "pyarrow", "python-calamine", "pandas", "pyfixest", "statsmodels"):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def shown(figures: dict) -> str:
    """Return the figures as a Swedish table."""
    lines = []
    for file in figures["files"]:
        rows = f"{file['rows']:,}".replace(",", "\u00a0")
        lines.append(f"{rows} anställda i {file['file']}, {_many(file['bytes'] / 1e6)} MB")
        for row in file["ways"]:
            if row["median_s"] is None:
                lines.append(f"  {row['way']:<22}blev inte klar")
                continue
            same = {True: "samma siffror", False: "andra siffror", None: ""}[row["agrees"]]
            seconds = f"{row['median_s']:.2f}".replace(".", ",")
            lines.append(
                f"  {row['way']:<22}{seconds:>7} s{row['memory_mb']:>7} MB"
                f"{_many(row['times_ours']):>7} ggr  {same}".rstrip()
            )
    lines += [
        f"{row['way']}: {_many(row['rows'])} gånger fler rader tar {_many(row['seconds'])} gånger så lång tid och {_many(row['memory'])} gånger så mycket minne."
        for row in figures["growth"]
    ]
    lines += [f"{name} är inte prövat: {why}." for name, why in figures["not_tried"].items()]
    lines.append(", ".join(f"{name} {value}" for name, value in figures["versions"].items()))
    return "\n".join(lines)


def _many(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")
