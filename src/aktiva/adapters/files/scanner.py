"""Ask the installation's own virus scanner about a file."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
from enum import StrEnum
from pathlib import Path

CLEAN, INFECTED = 0, 1
"""The scanner's exit codes, which ClamAV and most others share."""


class Verdict(StrEnum):
    """What a scanner says of a file."""

    CLEAN = "clean"
    INFECTED = "infected"
    UNKNOWN = "unknown"


def scan(path: Path, *, command: str, seconds: float) -> Verdict:
    """Return what the scanner says; what is no clear answer in time is UNKNOWN.

    The path is given as the last argument. No shell reads the command.
    """
    try:
        started = subprocess.Popen(
            [*shlex.split(command), str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except (OSError, ValueError):
        return Verdict.UNKNOWN
    try:
        code = started.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(started.pid, signal.SIGKILL)  # with what the scanner itself has started
        started.wait()
        return Verdict.UNKNOWN
    return {CLEAN: Verdict.CLEAN, INFECTED: Verdict.INFECTED}.get(code, Verdict.UNKNOWN)
