"""``./aktiva bounce``: a letter came back. The mail server pipes its report here."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from aktiva.adapters.bounces import Failure, NotAReport, read_report
from aktiva.web.commands import serving
from aktiva.web.refusal import BadInput

LARGEST = 1_000_000
"""Bytes. A report is a few kilobytes; what is larger is not one."""


def run(given: argparse.Namespace) -> int:
    """Remember the addresses that a report gives up, or the one that is named."""
    failures = [Failure(given.address.lower(), "")] if given.address else _reported(given.file)
    serving.prepare()
    from django.core.exceptions import ValidationError

    from aktiva.adapters import clock
    from aktiva.apps.timetable.actions import record_bounce

    n_kept = 0
    for failure in failures:
        try:
            record_bounce(address=failure.address, code=failure.code, at=clock.now())
        except ValidationError as unknown:
            if given.address:
                raise BadInput(" ".join(unknown.messages)) from unknown
        else:
            n_kept += 1
    words = "1 adress" if n_kept == 1 else f"{n_kept} adresser"
    print(f"{words} fungerar inte och visas för HR.", file=sys.stderr)
    return 0


def _reported(name: str) -> list[Failure]:
    if name == "-":
        raw = sys.stdin.buffer.read(LARGEST + 1)
    else:
        try:
            raw = Path(name).read_bytes()
        except OSError as wrong:
            raise BadInput(f"Filen {name} går inte att läsa. Kontrollera namnet.") from wrong
    try:
        return read_report(raw[:LARGEST])
    except NotAReport as wrong:
        raise BadInput(
            "Det är ingen leveransrapport (message/delivery-status). Skicka meddelandet som det är, "
            "eller skriv --address."
        ) from wrong
