"""What is done to the server in the middle of the load: killed, a full disk, a database away.

Only processes that the bench has started are touched.
"""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from aktiva.web.commands import measuring

FULL_FOR = 6.0
AWAY_FOR = 10.0


@dataclass
class Fault:
    """What happened, seconds from the beginning of the load."""

    name: str
    begins: float
    ends: float


def kill(server: subprocess.Popen, port: int) -> subprocess.Popen:
    """Kill the server and its workers without warning, start it again, and return the new one."""
    family = measuring.family(server.pid)
    for pid in family:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
    server.wait(10)
    again = measuring.serve(port)
    measuring.wait_for(port)
    return again


def full_disk(pids: list[int]) -> None:
    """Let no file that these processes write to grow, for some seconds, as on a full disk."""
    before = {}
    for pid in pids:
        try:
            before[pid] = resource.prlimit(pid, resource.RLIMIT_FSIZE)
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (4096, before[pid][1]))
        except (ProcessLookupError, PermissionError):
            continue
    time.sleep(FULL_FOR)
    for pid, limits in before.items():
        try:
            resource.prlimit(pid, resource.RLIMIT_FSIZE, limits)
        except ProcessLookupError:
            continue


def away_sqlite(path: Path) -> None:
    """Hold the database so that nobody else can write to it, for ten seconds."""
    held = sqlite3.connect(path, isolation_level=None)
    held.execute("PRAGMA busy_timeout=20000")
    held.execute("BEGIN IMMEDIATE")
    time.sleep(AWAY_FOR)
    held.execute("ROLLBACK")
    held.close()


def during(faults: list[tuple[float, str, Callable[[], None]]], began: float) -> list[Fault]:
    """Do each thing at its time, and return when each was done."""
    done = []
    for at, name, do in faults:
        time.sleep(max(0.0, at - (time.perf_counter() - began)))
        first = time.perf_counter() - began
        do()
        done.append(Fault(name, round(first, 1), round(time.perf_counter() - began, 1)))
    return done
