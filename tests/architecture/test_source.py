"""Files are short, are named after what they hold, and are written in one style."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "aktiva"
PYTHON = sorted(p for p in SOURCE.rglob("*.py") if "migrations" not in p.parts)
LONGEST = 400

BAGS = {"helpers", "helper", "utils", "util", "common", "services", "service", "manager", "misc"}


def inside(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def test_a_file_can_be_read_in_one_sitting():
    lines = {inside(p): len(p.read_text(encoding="utf-8").splitlines()) for p in PYTHON}

    assert {name for name, n in lines.items() if n > LONGEST} == set()


def test_no_file_or_package_is_a_bag_of_things():
    bags = {
        inside(p)
        for p in PYTHON
        if BAGS & {p.stem, *p.relative_to(SOURCE).parent.parts} or p.stem.endswith("_utils")
    }

    assert not bags


@pytest.mark.slow
@pytest.mark.parametrize("command", [["check"], ["format", "--check"]], ids=" ".join)
def test_the_style_is_one(command):
    done = subprocess.run(
        [sys.executable, "-m", "ruff", *command, "src", "tests"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout
