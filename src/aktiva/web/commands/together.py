"""Keep the server and the process of the background together: neither outlives the other's keeper.

Runs without Django, in a few megabytes. The background process is started again when it dies;
when the server ends, all end.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence

WAITED_FOR = {signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD, signal.SIGALRM}
PAUSE = 5
"""Seconds before the background process is started, also again: the pages come first."""

PATIENCE = 6.0
"""Seconds that a process gets to end by itself after each time it is told to."""

YIELDS = 5
"""How much the background gives way to the pages when both want the processor."""

WORKER = (sys.executable, "-m", "aktiva", "worker")


def main(server: Sequence[str], worker: Sequence[str] = WORKER) -> int:
    """Run both until the server ends or this process is told to end; return the exit code."""
    signal.pthread_sigmask(signal.SIG_BLOCK, WAITED_FOR)
    serving = _started(server)
    working: subprocess.Popen[bytes] | None = None
    signal.alarm(PAUSE)
    is_told = False
    while not is_told and serving.poll() is None:
        got = signal.sigwait(WAITED_FOR)
        if working is not None and working.poll() is not None:
            working = None
            signal.alarm(PAUSE)
        elif got == signal.SIGALRM and working is None:
            working = _started(worker, yields=YIELDS)
        is_told = got in {signal.SIGTERM, signal.SIGINT, signal.SIGHUP}
    family = [process for process in (serving, working) if process is not None]
    for process in family:
        process.terminate()
    for process in family:
        _ended(process)
    return 0 if is_told else serving.returncode


def _started(command: Sequence[str], *, yields: int = 0) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, preexec_fn=_prepared(os.getpid(), yields))


def _prepared(parent: int, yields: int) -> Callable[[], None]:
    """Return what a new process does first: hear signals again, and end with its parent."""
    try:
        end_with_parent = ctypes.CDLL(None).prctl
    except (OSError, AttributeError):  # not Linux: then only an orderly end takes both along
        end_with_parent = None

    def prepare() -> None:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, WAITED_FOR)
        if end_with_parent is not None:
            end_with_parent(1, signal.SIGTERM)  # PR_SET_PDEATHSIG
            if os.getppid() != parent:  # it died before this was said
                os.kill(os.getpid(), signal.SIGTERM)
        if yields:
            os.nice(yields)

    return prepare


def _ended(process: subprocess.Popen[bytes]) -> None:
    """Wait for a process to end; tell it once more, then end it."""
    for tell in (process.terminate, process.kill):
        try:
            process.wait(PATIENCE)
            return
        except subprocess.TimeoutExpired:
            tell()
    process.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
