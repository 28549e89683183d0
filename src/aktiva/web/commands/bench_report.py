"""``./aktiva bench report``: a whole municipality's papers, beside the usual ways of making a PDF.

Each way is a process of its own, from a file to a file, so that time and memory are the whole
process's: Aktiva from the paper as data, WeasyPrint from the same paper as a web page, LibreOffice
from the same paper as a Word file. The ways take turns, and the median of the rounds is told.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

from aktiva.domain.documents.blocks import (
    Document,
    Heading,
    Labelled,
    PageBreak,
    Table,
    from_json,
    to_json,
)
from aktiva.web.commands import VAR, demo, measuring, serving

ISSUED = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Way:
    """A way from a paper to a PDF: the file it begins with, and the command."""

    name: str
    begins_with: str
    command: Callable[[Path, Path], list[str]]
    missing: str


def ways() -> tuple[Way, ...]:
    """Return the ways that are compared; `missing` says why one cannot be tried here."""
    soffice = shutil.which("soffice")
    return (
        Way("aktiva", ".json", _aktiva, ""),
        Way("weasyprint", ".html", _weasyprint, _no_weasyprint()),
        Way("libreoffice", ".docx", _libreoffice, "" if soffice else "soffice finns inte här"),
    )


def _no_weasyprint() -> str:
    if find_spec("weasyprint") is None:
        return "WeasyPrint är inte installerat"
    tried = subprocess.run(
        [sys.executable, "-m", "weasyprint", "--version"], capture_output=True, check=False
    )
    return "" if tried.returncode == 0 else "WeasyPrint saknar biblioteket Pango"


def _aktiva(source: Path, target: Path) -> list[str]:
    return [sys.executable, "-m", "aktiva.web.commands.bench_report", str(source), str(target)]


def _weasyprint(source: Path, target: Path) -> list[str]:
    variant = ["--pdf-variant", "pdf/ua-1"]
    return [sys.executable, "-m", "weasyprint", *variant, str(source), str(target)]


def _libreoffice(source: Path, target: Path) -> list[str]:
    accessible = '{"PDFUACompliance":{"type":"boolean","value":"true"}}'
    return [
        "soffice", f"-env:UserInstallation=file://{target.parent}/soffice", "--headless",
        "--convert-to", f"pdf:writer_pdf_Export:{accessible}", "--outdir", str(target.parent),
        str(source),
    ]  # fmt: skip


def run(given: argparse.Namespace) -> int:
    """Measure every way on both papers, and print the figures."""
    if not (VAR / "demo.ready").exists():
        demo.fill()
        (VAR / "demo.ready").write_text("1", encoding="utf-8")
    else:
        serving.prepare()
    figures = measured(papers(), ways(), rounds=given.rounds)
    if given.json:
        print(json.dumps(figures, ensure_ascii=False))
    else:
        show(figures)
    return 0


def measured(found: Iterable[tuple[str, Document]], tried: Sequence[Way], *, rounds: int) -> dict:
    """Return the figures of every way on every paper; of a way that fails they are None."""
    return {
        "versions": measuring.versions(),
        "papers": [
            {"paper": name, **_compared(document, tried, rounds=rounds)} for name, document in found
        ],
        "not_tried": {way.name: way.missing for way in tried if way.missing},
    }


def papers() -> Iterator[tuple[str, Document]]:
    """Give the report of the demonstration's 260 units, and a harder one.

    The harder one has every unit's action plan as an annex, and the units' answers in tables.
    """
    from aktiva.adapters import clock
    from aktiva.apps.cycles.queries import cycle_of
    from aktiva.apps.organisation import queries as organisation
    from aktiva.apps.reports.models import Paper
    from aktiva.apps.reports.queries.documents import document_of, draft_of

    employer = organisation.only_employer()
    cycle = cycle_of(employer, 2025)
    root = organisation.tree(employer, on=cycle.opened_at.date()).root
    paper = draft_of(
        cycle, employer.units.get(pk=root.id), Paper.Kind.ANNUAL_REPORT, title="Uppföljning",
        on=clock.today(),
    )  # fmt: skip
    paper.document = None  # built anew, also where the year's report is already approved
    report = document_of(paper, at=clock.now())
    yield "report", report
    blocks = [_as_table(block) if isinstance(block, Labelled) else block for block in report.blocks]
    plans = Paper.objects.filter(cycle=cycle, kind=Paper.Kind.ACTION_PLAN)
    for plan in plans.select_related("cycle__employer", "unit").order_by("pk"):
        annex = document_of(plan, at=clock.now())
        blocks += [PageBreak(), Heading(1, f"Bilaga: {annex.title}")]
        blocks += [
            replace(block, level=block.level + 1) if isinstance(block, Heading) else block
            for block in annex.blocks
        ]
    yield "report_with_tables", replace(report, blocks=tuple(blocks))


def _as_table(answers: Labelled) -> Table:
    return Table("Enhetens svar", ("Fråga", "Svar"), answers.pairs)


def _compared(document: Document, tried: Sequence[Way], *, rounds: int) -> dict:
    from aktiva.apps.reports import door

    with tempfile.TemporaryDirectory(prefix="aktiva-bench-") as folder:
        base = Path(folder) / "paper"
        base.with_suffix(".json").write_text(to_json(document), encoding="utf-8")
        base.with_suffix(".html").write_bytes(door.html(document))
        base.with_suffix(".docx").write_bytes(door.docx(document))
        taken: dict[str, list[dict]] = {way.name: [] for way in tried if not way.missing}
        for _ in range(rounds):
            for way in tried:
                if not way.missing:
                    print(f"{way.name} …", file=sys.stderr)
                    taken[way.name].append(_once(way, base))
    rows = [{"way": name, **_summed(found)} for name, found in taken.items()]
    ours = rows[0]["median_s"]
    for row in rows:
        row["times_ours"] = round(row["median_s"] / ours, 1) if row["median_s"] and ours else None
    return {
        "tables": sum(isinstance(block, Table) for block in document.blocks),
        "blocks": len(document.blocks),
        "ways": rows,
    }


def _once(way: Way, base: Path) -> dict:
    """Return seconds, memory and the file of one run; an empty one if it failed or took too long."""
    target = base.with_suffix(".pdf")
    target.unlink(missing_ok=True)
    used = measuring.whole_process(way.command(base.with_suffix(way.begins_with), target))
    if used is None or not target.exists():
        return {}
    content = target.read_bytes()
    return {
        "seconds": used.seconds,
        "memory_mb": used.memory_mb,
        "bytes": len(content),
        "pages": _n_pages(target),
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def _n_pages(path: Path) -> int:
    import pikepdf

    with pikepdf.open(path) as opened:
        return len(opened.pages)


def _summed(found: list[dict]) -> dict:
    done = [once for once in found if once]
    if not done:
        return dict.fromkeys(("median_s", "memory_mb", "bytes", "pages", "same_bytes"))
    return {
        "median_s": round(statistics.median(once["seconds"] for once in done), 2),
        "memory_mb": round(max(once["memory_mb"] for once in done)),
        "bytes": done[-1]["bytes"],
        "pages": done[-1]["pages"],
        "same_bytes": len({once["sha256"] for once in done}) == 1 if len(done) > 1 else None,
    }


NAMES = {
    "report": "Årets rapport",
    "report_with_tables": "Rapporten med handlingsplaner och svaren i tabeller",
}


def show(figures: dict) -> None:
    """Print the figures as tables."""
    for paper in figures["papers"]:
        print(f"{NAMES[paper['paper']]}: {paper['tables']} tabeller, {paper['blocks']} block")
        for row in paper["ways"]:
            if row["median_s"] is None:
                print(f"  {row['way']:<14}blev inte klar")
                continue
            same = {True: "samma byte", False: "olika byte", None: ""}[row["same_bytes"]]
            print(
                f"  {row['way']:<14}{row['median_s']:>7.2f} s{row['memory_mb']:>7} MB"
                f"{row['pages']:>6} sidor{row['bytes']:>10} byte  {row['times_ours']:>5} ggr  {same}"
            )
    for name, why in figures["not_tried"].items():
        print(f"{name} är inte prövat: {why}.")
    print(", ".join(f"{name} {value}" for name, value in figures["versions"].items()))


def _print(source: str, target: str) -> None:
    from aktiva.apps.reports import door

    document = from_json(Path(source).read_text(encoding="utf-8"))
    Path(target).write_bytes(door.pdf(document, issued_at=ISSUED))


if __name__ == "__main__":
    _print(*sys.argv[1:])
