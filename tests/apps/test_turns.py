"""Those who write to SQLite wait their turn; one request at a time is computed in a process."""

from __future__ import annotations

import io
import sqlite3
import subprocess
import sys
import threading
import time
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import OperationalError

from aktiva.web.sqlite.base import DatabaseWrapper
from aktiva.web.turns import SHORT, one_at_a_time


def connected(path: Path, *, timeout: float = 20) -> DatabaseWrapper:
    from django.db import connections

    settings = connections.configure_settings(
        {"default": {
            "ENGINE": "aktiva.web.sqlite", "NAME": str(path),
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": timeout},
        }}
    )["default"]  # fmt: skip
    return DatabaseWrapper(settings, "default")


@pytest.fixture
def path(tmp_path, django_db_blocker):
    """A database of the test's own, which is not the one that other tests share."""
    made = tmp_path / "turns.sqlite3"
    with sqlite3.connect(made) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE n (n INTEGER)")
        database.execute("INSERT INTO n VALUES (0)")
    database.close()
    with django_db_blocker.unblock():
        yield made


def add_one(connection: DatabaseWrapper) -> None:
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT n FROM n")
        n = cursor.fetchone()[0]
        cursor.execute("UPDATE n SET n = %s", [n + 1])
    connection.commit()
    connection.set_autocommit(True)


def test_nothing_is_lost_when_many_write_at_once(path):
    def work():
        connection = connected(path)
        for _ in range(25):
            add_one(connection)
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with sqlite3.connect(path) as database:
        assert database.execute("SELECT n FROM n").fetchone() == (150,)
    database.close()


@pytest.mark.parametrize("ends", ["commit", "rollback", "close"])
def test_the_turn_is_given_back_however_a_transaction_ends(path, ends):
    first, second = connected(path), connected(path)
    first.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    getattr(first, ends)()

    add_one(second)

    first.close()
    second.close()


def test_a_process_that_dies_gives_its_turn_back(path):
    holding = subprocess.Popen(
        [
            sys.executable, "-c",
            "import fcntl, os, sys, time\n"
            f"f = os.open({str(path) + '-turn'!r}, os.O_RDWR | os.O_CREAT, 0o600)\n"
            "fcntl.flock(f, fcntl.LOCK_EX)\n"
            "print('held', flush=True)\ntime.sleep(60)",
        ],
        stdout=subprocess.PIPE,
    )  # fmt: skip
    holding.stdout.readline()
    threading.Timer(0.3, holding.kill).start()
    connection = connected(path)

    add_one(connection)

    connection.close()
    holding.wait()
    holding.stdout.close()


def test_who_has_waited_too_long_is_told_so(path, monkeypatch):
    connection = connected(path, timeout=5)
    connection.ensure_connection()
    clock = count(0.0, 6.0)
    monkeypatch.setattr(
        "aktiva.web.sqlite.base.time", SimpleNamespace(monotonic=lambda: next(clock))
    )

    with pytest.raises(OperationalError, match="locked"):
        add_one(connection)

    connection.close()


def asked(length: str, body: bytes = b"") -> dict:
    return {"CONTENT_LENGTH": length, "wsgi.input": io.BytesIO(body)}


def test_two_requests_are_not_computed_at_once():
    inside, most = [], []

    def application(_environ, _start):
        inside.append(1)
        most.append(len(inside))
        time.sleep(0.02)
        inside.pop()
        return [b""]

    taking_turns = one_at_a_time(application)
    threads = [
        threading.Thread(target=taking_turns, args=(asked(""), lambda *_: None)) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(most) == 4
    assert max(most) == 1


def test_a_request_goes_on_beside_one_that_is_long(monkeypatch):
    monkeypatch.setattr("aktiva.web.turns.PATIENCE", 0.01)
    go_on = threading.Event()

    def application(environ, _start):
        if environ.get("long"):
            go_on.wait(20)
        return [b"svar"]

    taking_turns = one_at_a_time(application)
    long = threading.Thread(target=taking_turns, args=(asked("") | {"long": True}, lambda *_: None))
    long.start()

    assert taking_turns(asked(""), lambda *_: None) == [b"svar"]

    go_on.set()
    long.join()


@pytest.mark.parametrize(
    ("length", "is_read_before"), [("3", True), ("", True), (str(SHORT + 1), False), ("x", False)]
)
def test_a_short_body_is_read_before_the_turn(length, is_read_before):
    body = io.BytesIO(b"abc")
    seen = []

    def application(environ, _start):
        seen.append(environ["wsgi.input"])
        return [b""]

    one_at_a_time(application)({"CONTENT_LENGTH": length, "wsgi.input": body}, lambda *_: None)

    assert (seen[0] is not body) == is_read_before
    if length == "3":
        assert seen[0].read() == b"abc"
