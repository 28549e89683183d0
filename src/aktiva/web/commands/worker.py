"""``./aktiva worker``: the process that does the background work."""

from __future__ import annotations

import argparse
import logging
import secrets
import socket
import threading

import django

PULSE = 10.0
"""Seconds between signs of life; several fit in the lease."""

PULSES_PER_SWEEP = 60

log = logging.getLogger(__name__)


def run(given: argparse.Namespace) -> int:
    """Do background work until told to end; the database is brought up to date by the server."""
    django.setup()
    from aktiva.adapters import clock
    from aktiva.apps.background import actions, jobs

    key = f"{socket.gethostname()[:40]}-{secrets.token_hex(8)}"
    actions.note_worker(key=key, now=clock.machine_now())
    is_over = threading.Event()
    pulse = threading.Thread(target=_live, args=(key, is_over), daemon=True)
    pulse.start()
    tidier = threading.Thread(target=_tidy, args=(is_over,), daemon=True)
    tidier.start()
    try:
        jobs.serve(key=key)
    finally:
        is_over.set()
        pulse.join(timeout=5)
        tidier.join(timeout=5)
        actions.forget_worker(key=key)
    return 0


def _live(key: str, is_over: threading.Event) -> None:
    """Say that the process lives, and clear away what is dead or has expired."""
    from django.db import DatabaseError, connection

    from aktiva.adapters import clock
    from aktiva.apps.background import actions, jobs

    n = 0
    while not is_over.is_set():
        try:
            actions.note_worker(key=key, now=clock.machine_now())
            actions.fail_abandoned(now=clock.machine_now(), at=clock.now())
            if n % PULSES_PER_SWEEP == 0:
                actions.drop_expired(at=clock.now())
                jobs.forget_done()
        except DatabaseError:
            log.exception("the sign of life could not be written")
            connection.close()
        n += 1
        is_over.wait(PULSE)
    connection.close()


def _tidy(is_over: threading.Event) -> None:
    """Do what nobody waits for, one thing at a time with rest between."""
    from django.db import connection

    from aktiva.apps.background import chores

    while not is_over.wait(PULSE):
        chores.do_one()
        connection.close()
