"""``./aktiva serve``: the server on the installation's own database."""

from __future__ import annotations

import argparse
import os

from aktiva.web.commands import serving


def run(given: argparse.Namespace) -> int:
    """Bring the database up to date and serve."""
    os.environ.setdefault("AKTIVA_START_CODE", serving.start_code())
    serving.prepare()
    from aktiva.apps.accounts.queries import has_accounts

    port = serving.free_port(given.host, given.port)
    print(f"Aktiva svarar på http://{given.host}:{port}/")
    if not has_accounts():
        print(f"Startkod för det första kontot: {os.environ['AKTIVA_START_CODE']}")
    return serving.start(
        host=given.host, port=port, workers=given.workers, with_background=not given.no_worker
    )
