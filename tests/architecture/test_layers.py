"""The layers hold: imports, clocks and frameworks stay where they belong."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "aktiva"
DOMAIN = sorted((SOURCE / "domain").rglob("*.py"))
DAY_CALLS = {"now", "today", "utcnow", "localdate", "localtime"}
TIMERS = {"monotonic", "perf_counter", "time_ns", "process_time"}


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a tool of the environment in the repository, seeing only the source tree."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def calls(source: str, wanted: set[str]) -> list[str]:
    """Return ``line:name`` of every call in the source whose last name is among `wanted`."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            match node.func:
                case ast.Attribute(attr=name) | ast.Name(id=name) if name in wanted:
                    found.append(f"{node.lineno}:{name}")
    return found


def test_the_search_for_clocks_finds_every_way_of_asking_one():
    source = "date.today()\nfrom datetime import datetime\ndatetime.now(tz=x)\nnow()\nknown(now)"

    assert calls(source, DAY_CALLS) == ["1:today", "3:now", "4:now"]


@pytest.mark.parametrize("path", DOMAIN, ids=lambda p: str(p.relative_to(SOURCE)))
def test_the_domain_asks_no_clock(path):
    assert calls(path.read_text(encoding="utf-8"), DAY_CALLS | TIMERS) == []


def test_only_the_clock_adapter_asks_what_day_it_is():
    asking = {
        str(path.relative_to(SOURCE)): found
        for path in SOURCE.rglob("*.py")
        if path != SOURCE / "adapters" / "clock.py"
        and (found := direct_clock_calls(path.read_text(encoding="utf-8")))
    }

    assert asking == {}


def direct_clock_calls(source: str) -> list[str]:
    """Return calls on the standard library's or Django's clocks, not on ours."""
    clocks = {"date", "datetime", "timezone"}
    return [
        f"{node.lineno}:{node.func.value.id}.{node.func.attr}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in clocks
        and node.func.attr in DAY_CALLS - {"localtime"}  # which turns a time that is given
    ]


def module(path: Path) -> str:
    parts = path.relative_to(ROOT / "src").with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@pytest.mark.slow
def test_the_whole_domain_can_be_used_without_django_or_a_database():
    names = [module(path) for path in DOMAIN]
    program = (
        f"import importlib, sys\nfor name in {names!r}: importlib.import_module(name)\n"
        "print(sorted({m.split('.')[0] for m in sys.modules}"
        " & {'django', 'sqlite3', 'psycopg', 'typst', 'docx', 'simple_history', 'socket'}))"
    )

    done = run("-c", program)

    assert (done.stdout.strip(), done.stderr) == ("[]", "")


@pytest.mark.slow
def test_the_import_contracts_are_kept():
    done = run("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()")

    assert done.returncode == 0, done.stdout


@pytest.mark.slow
def test_domain_and_adapters_pass_the_strict_type_checker():
    done = run("-m", "mypy")

    assert done.returncode == 0, done.stdout
