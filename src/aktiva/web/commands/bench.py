"""``./aktiva bench``: how quick the demonstration is on this machine, and what it takes.

Each page: some requests to warm up, then the measured ones, from one client on the same machine,
time to the last byte. The server is granian with two workers, as in ``serve``.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import platform
import resource
import signal
import statistics
import subprocess
import sys
import time
from pathlib import Path

from aktiva.web.commands import VAR, demo, serving

ANNUAL = "annual_report"


def run(given: argparse.Namespace) -> int:
    """Measure every page, a compilation and a report, and print the figures."""
    if given.large:
        from aktiva.web.commands import bench_large

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
        "versions": versions(),
        "pages": pages(warmup=given.warmup, requests=given.requests),
        "compilation": compilation(times=5 if given.requests >= 20 else 1),
        "report": report(times=3 if given.requests >= 20 else 1),
    }
    if given.json:
        print(json.dumps(figures, ensure_ascii=False))
    else:
        show(figures)
    return 0


def versions() -> dict[str, str]:
    """Return what the figures were measured with."""
    import django
    import granian
    import typst

    from aktiva import __version__

    return {
        "aktiva": __version__,
        "python": platform.python_version(),
        "django": django.get_version(),
        "granian": getattr(granian, "__version__", ""),
        "typst": getattr(typst, "__version__", ""),
        "machine": f"{platform.machine()}, {os.cpu_count()} kärnor",
        "database": "SQLite",
    }


def routes() -> list[tuple[str, str, str]]:
    """Return (name, who, address) of every page that a person works in."""
    from django.urls import reverse

    from aktiva.web.commands.bench_routes import routes_of

    return routes_of(reverse)


def pages(*, warmup: int, requests: int) -> list[dict]:
    """Return median, 95th percentile, CPU and size per page, milliseconds and bytes."""
    from tqdm import tqdm

    port = serving.free_port("127.0.0.1", 8400)
    server = serve(port)
    try:
        wait_for(port)
        measured = []
        for name, who, address in tqdm(routes(), file=sys.stderr, desc="Sidor"):
            measured.append(measure(server.pid, port, name, who, address, warmup, requests))
        measured.sort(key=lambda row: -row["p95_ms"])
        return measured
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(10)


def serve(port: int) -> subprocess.Popen:
    """Start the server that is measured."""
    return subprocess.Popen(
        [
            sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port",
            str(port), "--workers", "2", "--blocking-threads", "4", "--log-level", "error",
            "aktiva.web.wsgi:application",
        ],
        env=os.environ | {"AKTIVA_HOSTS": "127.0.0.1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip


def wait_for(port: int) -> None:
    """Wait until the server answers.

    Raises:
        TimeoutError: It did not within twenty seconds.
    """
    for _ in range(200):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/logga-in/")
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("servern svarade inte")


def measure(pid, port, name, who, address, warmup: int, requests: int, *, before_each=None) -> dict:
    """Return one page's figures; `before_each` is called with the number of each request."""
    cookie = session_of(who) if who else ""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Cookie": f"sessionid={cookie}"} if cookie else {}
    times, size, status = [], 0, 0
    before = 0.0
    for n in range(warmup + requests):
        if n == warmup:
            before = cpu_seconds(pid)
        if before_each is not None:
            before_each(n)
        started = time.perf_counter()
        connection.request("GET", address, headers=headers)
        answer = connection.getresponse()
        size = len(answer.read())
        status = answer.status
        if n >= warmup:
            times.append(1000 * (time.perf_counter() - started))
    used = 1000 * (cpu_seconds(pid) - before) / max(requests, 1)
    times.sort()
    return {
        "page": name,
        "status": status,
        "median_ms": round(statistics.median(times), 1),
        "p95_ms": round(times[max(0, int(0.95 * len(times)) - 1)], 1),
        "cpu_ms": round(used, 1),
        "bytes": size,
        "memory_mb": round(memory_mb(pid)),
    }


def session_of(email: str) -> str:
    """Return the key of a signed-in session for one of the demonstration's people."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from aktiva.apps.accounts.queries import by_email

    user = by_email(email)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return session.session_key


def _family(pid: int) -> list[int]:
    family, waiting = [], [pid]
    while waiting:
        at = waiting.pop()
        family.append(at)
        try:
            children = Path(f"/proc/{at}/task/{at}/children").read_text(encoding="ascii").split()
        except OSError:
            children = []
        waiting += [int(child) for child in children]
    return family


def cpu_seconds(pid: int) -> float:
    """Return what a process and its children have computed; 0 where /proc is not there."""
    ticks = 0
    for one in _family(pid):
        try:
            fields = Path(f"/proc/{one}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
        except OSError:
            continue
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def memory_mb(pid: int) -> float:
    """Return the resident memory of a process and its children."""
    pages = 0
    for one in _family(pid):
        try:
            pages += int(Path(f"/proc/{one}/statm").read_text(encoding="ascii").split()[1])
        except OSError:
            continue
    return pages * os.sysconf("SC_PAGE_SIZE") / 1_048_576


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
