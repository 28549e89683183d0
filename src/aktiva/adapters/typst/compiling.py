"""Compile the template with one paper's data, here or in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from importlib import resources
from pathlib import Path
from tempfile import TemporaryFile

import typst

LARGE = 150_000
"""Characters of data above which a paper is compiled in a process of its own."""

LOOK = 0.2
"""Seconds between looks at whether the compiling is still wanted."""


class InaccessiblePaper(Exception):
    """The paper could not be made readable by all; the message says why, in English."""


class Stopped(Exception):
    """Nobody wanted the paper any more while it was compiled; nothing came of it."""


def compile_paper(
    data: str, *, issued_at: datetime, is_stopped: Callable[[], bool] | None = None
) -> bytes:
    """Return the PDF of a paper's data.

    What the compiler keeps in memory after a large paper is given back only when
    its process ends, so a large paper gets a process of its own. So does one that can be
    stopped: that process is ended as soon as `is_stopped` says so.

    Raises:
        InaccessiblePaper: The compiler refused the paper.
        Stopped: `is_stopped` said so.
    """
    if is_stopped is None and len(data) < LARGE:
        return _compile(data, issued_at=issued_at)
    # Files and not pipes: a pipe that is waited for with a time limit can lose its input.
    with TemporaryFile() as given, TemporaryFile() as pdf, TemporaryFile() as refusal:
        given.write(data.encode())
        given.seek(0)
        process = subprocess.Popen(
            [sys.executable, "-m", __name__, issued_at.astimezone(UTC).isoformat()],
            stdin=given,
            stdout=pdf,
            stderr=refusal,
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
                "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",  # large pages: a tenth less time
            },
        )
        _wait(process, is_stopped)
        pdf.seek(0)
        refusal.seek(0)
        if process.returncode:
            raise InaccessiblePaper(refusal.read().decode(errors="replace").strip())
        return pdf.read()


def _wait(process: subprocess.Popen[bytes], is_stopped: Callable[[], bool] | None) -> None:
    """Wait until a process has ended, and end it if nobody wants what it makes."""
    with process:
        try:
            if is_stopped is None:
                process.wait()
                return
            while True:
                try:
                    process.wait(LOOK)
                    return
                except subprocess.TimeoutExpired:
                    if is_stopped():
                        raise Stopped from None
        except BaseException:
            process.kill()
            raise


def _compile(data: str, *, issued_at: datetime) -> bytes:
    template = resources.files("aktiva.adapters.typst") / "templates" / "paper.typ"
    try:
        return typst.compile(
            template.read_bytes(),
            format="pdf",
            font_paths=paper_fonts(),
            sys_inputs={"paper": data},
            pdf_standards=["ua-1", "a-2a"],
            timestamp=issued_at.astimezone(UTC),
        )
    except typst.TypstError as error:
        raise InaccessiblePaper(str(error)) from error


@cache
def paper_fonts() -> typst.Fonts:
    """Return the paper's own fonts and no others, so that all machines print alike."""
    folder = Path(str(resources.files("aktiva.adapters.typst") / "fonts"))
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
    )


def main() -> int:
    """Compile the data on standard input to standard output, for the parent process."""
    data = sys.stdin.buffer.read().decode()
    try:
        pdf = _compile(data, issued_at=datetime.fromisoformat(sys.argv[1]))
    except InaccessiblePaper as refused:
        sys.stderr.write(str(refused))
        return 1
    sys.stdout.buffer.write(pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main())
