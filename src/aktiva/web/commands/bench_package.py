"""``./aktiva bench package``: the package for DO of a whole municipality, each time out of the rows.

Each round is a process of its own, so that time and memory are the whole command's. What is kept
of closed years is left aside, and nothing is written to the demonstration's log.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import statistics
import subprocess
import sys
import time

from aktiva.web.commands import VAR, demo, measuring, serving

YEAR = 2025


def run(given: argparse.Namespace) -> int:
    """Measure, and print the figures."""
    if not (VAR / "demo.ready").exists():
        demo.fill()
        (VAR / "demo.ready").write_text("1", encoding="utf-8")
    else:
        serving.prepare()
    taken = [_once() for _ in range(given.rounds)]
    figures = {
        "versions": measuring.versions(),
        "year": YEAR,
        "files": taken[-1]["files"],
        "bytes": taken[-1]["bytes"],
        "seconds": round(statistics.median(once["seconds"] for once in taken), 2),
        "processor_s": round(statistics.median(once["processor_s"] for once in taken), 2),
        "memory_mb": round(max(once["memory_mb"] for once in taken)),
        "same_bytes": len({once["sha256"] for once in taken}) == 1,
    }
    if given.json:
        print(json.dumps(figures, ensure_ascii=False))
        return 0
    print(
        f"Underlag till DO för {YEAR}: {figures['seconds']} s ({figures['processor_s']} s processortid), "
        f"{figures['memory_mb']} MB, {figures['files']} filer, {figures['bytes']} byte, "
        + ("samma byte varje gång." if figures["same_bytes"] else "olika byte.")
    )
    return 0


def _once() -> dict:
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "aktiva.web.commands.bench_package"], stdout=subprocess.PIPE
    )
    told = json.loads(process.stdout.read())
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stdout.close()
    return told | {
        "seconds": time.perf_counter() - started,
        "processor_s": used.ru_utime + used.ru_stime,
        "memory_mb": used.ru_maxrss / 1024,
    }


def _make() -> None:
    import django

    django.setup()
    from aktiva.adapters import clock
    from aktiva.adapters.zipped import zipped
    from aktiva.apps.cycles.queries import cycle_of
    from aktiva.apps.organisation.queries import only_employer
    from aktiva.apps.package import queries

    cycle = cycle_of(only_employer(), YEAR)
    as_of, closed = queries.moment_of(cycle, on=None, now=clock.now())
    files = queries.made(queries.year_as_of(cycle, as_of=as_of, closed=closed))
    content = zipped(files, at=as_of)
    print(
        json.dumps(
            {
                "files": len(files),
                "bytes": len(content),
                "sha256": hashlib.sha256(content).hexdigest(),
            }
        )
    )


if __name__ == "__main__":
    _make()
