"""``./aktiva bench``: how quick the demonstration is on this machine, and what it takes.

Each page: some requests to warm up, then the measured ones, from one client on the same machine,
time to the last byte. The server is granian with two workers, as in ``serve``.
"""

from __future__ import annotations

import argparse
import json
import resource
import signal
import statistics
import sys
import time

from aktiva.web.commands import (
    VAR,
    bench_campaign,
    bench_large,
    bench_package,
    bench_pay,
    bench_report,
    demo,
    measuring,
    serving,
)

ANNUAL = "annual_report"


def run(given: argparse.Namespace) -> int:
    """Measure every page, a compilation and a report, and print the figures."""
    if given.what == "report":
        return bench_report.run(given)
    if given.what == "package":
        return bench_package.run(given)
    if given.what == "pay":
        return bench_pay.run(given)
    if given.what == "campaign":
        return bench_campaign.run(given)
    if given.large:
        return bench_large.run(
            units=given.units, years=given.years, postgres=given.postgres,
            requests=given.requests, warmup=given.warmup, as_json=given.json,
        )  # fmt: skip
    if not (VAR / "demo.ready").exists():
        demo.fill()
        (VAR / "demo.ready").write_text("1", encoding="utf-8")
    else:
        serving.prepare()
    figures = {
        "versions": measuring.versions(),
        "pages": pages(warmup=given.warmup, requests=given.requests),
        "compilation": compilation(times=5 if given.requests >= 20 else 1),
        "report": report(times=3 if given.requests >= 20 else 1),
    }
    if given.json:
        print(json.dumps(figures, ensure_ascii=False))
    else:
        show(figures)
    return 0


def routes() -> list[tuple[str, str, str]]:
    """Return (name, who, address) of every page that a person works in."""
    from django.urls import reverse

    from aktiva.web.commands.bench_routes import routes_of

    return routes_of(reverse)


def pages(*, warmup: int, requests: int) -> list[dict]:
    """Return median, 95th percentile, CPU and size per page, milliseconds and bytes."""
    from tqdm import tqdm

    port = serving.free_port("127.0.0.1", 8400)
    server = measuring.serve(port)
    try:
        measuring.wait_for(port)
        measured = []
        for name, who, address in tqdm(routes(), file=sys.stderr, desc="Sidor"):
            measured.append(
                measuring.measure(server.pid, port, name, who, address, warmup, requests)
            )
        measured.sort(key=lambda row: -row["p95_ms"])
        return measured
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(10)


def _employer_and_cycle():
    from aktiva.apps.cycles.queries import cycle_of
    from aktiva.apps.organisation import queries as organisation

    employer = organisation.only_employer()
    cycle = cycle_of(employer, 2025)
    root = organisation.tree(employer, on=cycle.opened_at.date()).root
    return cycle, employer.units.get(pk=root.id)


def compilation(*, times: int) -> dict:
    """Return the time of a whole compilation, nothing kept from before; median of some."""
    from django.db import transaction

    from aktiva.adapters import clock
    from aktiva.apps.reports import queries

    cycle, root = _employer_and_cycle()
    taken, n_units = [], 0
    for _ in range(times):
        started = time.perf_counter()
        with transaction.atomic():  # inside a transaction nothing is kept
            n_units = queries.compilation(cycle, root, at=clock.now()).n_asked
        taken.append(time.perf_counter() - started)
    return {
        "units": n_units,
        "median_s": round(statistics.median(taken), 3),
        "max_s": round(max(taken), 3),
    }


def report(*, times: int) -> dict:
    """Return the time from a compilation to its report as PDF and as Word; median of some."""
    from aktiva.adapters import clock
    from aktiva.apps.reports import door
    from aktiva.apps.reports.queries.documents import document_of, draft_of

    cycle, root = _employer_and_cycle()
    paper = draft_of(cycle, root, ANNUAL, title="Uppföljning", on=clock.today())
    pdf_times, word_times, size = [], [], 0
    paper.document = None  # built anew, also where the year's report is already approved
    document_of(paper, at=clock.now())  # the compilation is measured by itself
    for _ in range(times):
        started = time.perf_counter()
        size = len(door.pdf(document_of(paper, at=clock.now()), issued_at=clock.now()))
        pdf_times.append(time.perf_counter() - started)
        started = time.perf_counter()
        door.docx(document_of(paper, at=clock.now()))
        word_times.append(time.perf_counter() - started)
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return {
        "pdf_median_s": round(statistics.median(pdf_times), 2),
        "word_median_s": round(statistics.median(word_times), 2),
        "pdf_bytes": size,
        "child_memory_mb": round(child),
    }


def show(figures: dict) -> None:
    """Print the figures as a table."""
    print(f"{'Sida':<34}{'median':>9}{'95 %':>9}{'CPU':>8}{'byte':>10}")
    for row in figures["pages"]:
        print(
            f"{row['page']:<34}{row['median_ms']:>7.1f} ms{row['p95_ms']:>6.1f} ms"
            f"{row['cpu_ms']:>5.1f} ms{row['bytes']:>10}"
        )
    memory = max(row["memory_mb"] for row in figures["pages"])
    print(f"Serverns minne: {memory} MB")
    done = figures["compilation"]
    print(f"Sammanställning av {done['units']} enheter: {done['median_s']} s")
    paper = figures["report"]
    print(f"Rapport: PDF {paper['pdf_median_s']} s, Word {paper['word_median_s']} s")
    print(", ".join(f"{name} {value}" for name, value in figures["versions"].items()))
