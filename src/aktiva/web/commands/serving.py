"""A database that is ready, a free port, and the server."""

from __future__ import annotations

import os
import secrets
import socket
import sys

import django
from django.core.management import call_command

from aktiva.web.commands import VAR
from aktiva.web.refusal import BadInput

PORTS_TO_TRY = 50


def prepare() -> None:
    """Start Django and bring the database up to date."""
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)


def free_port(host: str, first: int) -> int:
    """Return the first free port from `first` on, and say so when it is another."""
    for port in range(first, first + PORTS_TO_TRY):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
        if port != first:
            print(f"Port {first} är upptagen. Aktiva använder {port} i stället.", file=sys.stderr)
        return port
    raise BadInput(
        f"Ingen ledig port mellan {first} och {first + PORTS_TO_TRY - 1}. Välj en annan med --port."
    )


def start(*, host: str, port: int, workers: int, with_background: bool = True) -> int:
    """Serve until stopped, with the process of the background beside; replaces this process."""
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", str(workers), "--blocking-threads", "2", "--log-level", "warning",
        "--no-access-log",  # who answers a pulse stands in no log
        "aktiva.web.wsgi:application",
    ]  # fmt: skip
    if with_background:
        command = [sys.executable, "-m", "aktiva.web.commands.together", *command]
    sys.stdout.flush()
    os.execvpe(sys.executable, command, os.environ)


def start_code() -> str:
    """Return the code that the first account of an empty installation needs."""
    path = VAR / "start.code"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(4), encoding="utf-8")
    return path.read_text(encoding="utf-8")
