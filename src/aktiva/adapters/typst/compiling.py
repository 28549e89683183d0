"""Compile the template with one paper's data, here or in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from functools import cache
from importlib import resources
from pathlib import Path

import typst

LARGE = 150_000
"""Characters of data above which a paper is compiled in a process of its own."""


class InaccessiblePaper(Exception):
    """The paper could not be made readable by all; the message says why, in English."""


def compile_paper(data: str, *, issued_at: datetime) -> bytes:
    """Return the PDF of a paper's data.

    What the compiler keeps in memory after a large paper is given back only when
    its process ends, so a large paper gets a process of its own.

    Raises:
        InaccessiblePaper: The compiler refused the paper.
    """
    if len(data) < LARGE:
        return _compile(data, issued_at=issued_at)
    done = subprocess.run(
        [sys.executable, "-m", __name__, issued_at.astimezone(UTC).isoformat()],
        input=data.encode(),
        capture_output=True,
        check=False,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
            "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",  # large pages: a tenth less time
        },
    )
    if done.returncode:
        raise InaccessiblePaper(done.stderr.decode(errors="replace").strip())
    return done.stdout


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
