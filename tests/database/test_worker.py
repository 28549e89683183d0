"""The process of the background: found by the pages, ended with the server, and started again."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow

_ASK = """
import django; django.setup()
from aktiva.adapters import clock
from aktiva.apps.accounts.models import User
from aktiva.apps.background import jobs
user, _ = User.objects.get_or_create(email="hr@strandvik.example", defaults={"name": "Vera Holm"})
jobs.start(kind="paper_pdf", title="En handling", given={"paper": 1}, key="k", actor=user,
           at=clock.now())
"""
_TELL = """
import django, json; django.setup()
from aktiva.apps.background.models import Job, Worker
print(json.dumps({"jobs": list(Job.objects.values_list("state", "why")),
                  "workers": list(Worker.objects.values_list("key", flat=True))}))
"""


@pytest.fixture(scope="session")
def empty(tmp_path_factory) -> Path:
    """The database of an empty installation, with all tables."""
    var = tmp_path_factory.mktemp("empty")
    run(_at(var), "-m", "django", "migrate", "-v", "0")
    return var / "aktiva.sqlite3"


@pytest.fixture
def surroundings(tmp_path, empty) -> dict[str, str]:
    """An empty installation of its own."""
    var = tmp_path / "var"
    var.mkdir()
    shutil.copy(empty, var)
    return _at(var)


def _at(var: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("AKTIVA_", "DJANGO_"))}
    return kept | {
        "AKTIVA_VAR": str(var),
        "PYTHONPATH": str(ROOT / "src"),
        "DJANGO_SETTINGS_MODULE": "aktiva.web.settings.base",
        "PYTHONWARNINGS": "ignore::UserWarning",
    }


def run(surroundings, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments], env=surroundings, capture_output=True, text=True, check=True
    )
    return done.stdout


def told(surroundings) -> dict:
    return json.loads(run(surroundings, "-c", _TELL))


def until(is_so: Callable[[], bool], *, seconds: float = 60) -> None:
    last = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < last, f"it did not happen in {seconds} s"
        time.sleep(0.2)


def children(pid: int) -> list[int]:
    """Return the processes below one, also those that are dead and not taken care of."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(encoding="ascii", errors="replace").rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            found.append(int(stat.parent.name))
    return found


def worker_of(pid: int) -> int | None:
    for child in children(pid):
        try:
            if Path(f"/proc/{child}/cmdline").read_bytes().endswith(b"aktiva\0worker\0"):
                return child
        except OSError:
            continue
    return None


def is_alive(pid: int) -> bool:
    try:
        return ") Z" not in Path(f"/proc/{pid}/stat").read_text(encoding="ascii")
    except OSError:
        return False


@contextmanager
def started(surroundings, *arguments: str) -> Iterator[subprocess.Popen]:
    """Run a command until the test has seen enough of it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "aktiva", *arguments],
        env=surroundings, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=ROOT,
    )  # fmt: skip
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=30)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_the_process_does_what_waits_in_the_queue_and_is_forgotten_when_it_ends(surroundings):
    run(surroundings, "-c", _ASK)
    assert told(surroundings) == {"jobs": [["waiting", ""]], "workers": []}

    with started(surroundings, "worker") as worker:
        until(lambda: told(surroundings)["jobs"][0][0] == "failed")
        after = told(surroundings)
        worker.terminate()
        assert worker.wait(20) == 0

    assert after["jobs"] == [["failed", "Du har inte längre tillgång till handlingen."]]
    assert len(after["workers"]) == 1
    assert told(surroundings)["workers"] == []


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads processes in /proc")
def test_the_server_brings_its_process_starts_it_again_and_takes_it_along(surroundings):
    port = free_port()
    with started(surroundings, "serve", "--port", str(port), "--workers", "1") as server:
        until(lambda: answers(port) and worker_of(server.pid) is not None)
        first = worker_of(server.pid)
        until(lambda: len(told(surroundings)["workers"]) == 1)
        os.kill(first, signal.SIGKILL)
        until(lambda: worker_of(server.pid) not in {None, first})
        assert not Path(f"/proc/{first}").exists(), "the dead one is taken care of"
        assert answers(port)
        family = children(server.pid)
        server.terminate()
        assert server.wait(25) == 0

    assert len(family) == 2
    until(lambda: not any(map(is_alive, family)), seconds=10)
    assert not answers(port)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the kernel tells them on Linux")
def test_nothing_is_left_when_the_keeper_of_both_is_killed(surroundings):
    port = free_port()
    with started(surroundings, "serve", "--port", str(port), "--workers", "1") as server:
        until(lambda: answers(port) and worker_of(server.pid) is not None)
        family = children(server.pid)
        server.kill()
        server.wait(10)

        until(lambda: not any(map(is_alive, family)), seconds=20)


def test_a_server_may_be_started_without_the_process(surroundings):
    port = free_port()
    with started(
        surroundings, "serve", "--port", str(port), "--workers", "1", "--no-worker"
    ) as server:
        until(lambda: answers(port))

        assert worker_of(server.pid) is None
        assert told(surroundings)["workers"] == []
