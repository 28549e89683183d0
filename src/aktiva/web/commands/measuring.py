"""What the benches share: the server, one page's figures, a process's, memory and versions."""

from __future__ import annotations

import http.client
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

LONGEST = 600
"""Seconds after which a process that is measured is given up."""


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


@dataclass(frozen=True, slots=True)
class Used:
    """What a whole process took."""

    seconds: float
    memory_mb: float


def whole_process(command: Sequence[str], *, out: Path | None = None) -> Used | None:
    """Run a command and return what it took; None if it failed or took ten minutes.

    Args:
        out: The file that takes what it prints.
    """
    with Path(os.devnull if out is None else out).open("wb") as printed:
        started = time.perf_counter()
        process = subprocess.Popen(
            command,
            stdout=printed,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"OMP_NUM_THREADS": "2"},
        )
        while True:
            pid, status, used = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            if time.perf_counter() - started > LONGEST:
                process.kill()
                os.wait4(process.pid, 0)
                return None
            time.sleep(0.01)
        seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    return None if process.returncode else Used(seconds, used.ru_maxrss / 1024)


def serve(port: int) -> subprocess.Popen:
    """Start the server that is measured."""
    return subprocess.Popen(
        [
            sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port",
            str(port), "--workers", "2", "--blocking-threads", "2", "--log-level", "error",
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
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from aktiva.apps.accounts.queries import by_email
    from aktiva.apps.accounts.sessions import SessionStore

    user = by_email(email)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return session.session_key


def family(pid: int) -> list[int]:
    """Return a process and all that it has started."""
    found, waiting = [], [pid]
    while waiting:
        at = waiting.pop()
        found.append(at)
        try:
            children = Path(f"/proc/{at}/task/{at}/children").read_text(encoding="ascii").split()
        except OSError:
            children = []
        waiting += [int(child) for child in children]
    return found


def cpu_seconds(pid: int) -> float:
    """Return what a process and its children have computed; 0 where /proc is not there."""
    ticks = 0
    for one in family(pid):
        try:
            fields = Path(f"/proc/{one}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
        except OSError:
            continue
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def memory_mb(pid: int) -> float:
    """Return the resident memory of a process and its children."""
    pages = 0
    for one in family(pid):
        try:
            pages += int(Path(f"/proc/{one}/statm").read_text(encoding="ascii").split()[1])
        except OSError:
            continue
    return pages * os.sysconf("SC_PAGE_SIZE") / 1_048_576
