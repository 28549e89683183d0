"""One request at a time in each process, as long as none of them is long.

Python runs one thread at a time. Several that compute at once do not get done sooner: they take the
interpreter from each other, and when thousands save at the same time a third of the processor goes
to that. What is slow for another reason, such as a file from a phone on a poor network, is waited
for by as many threads as there are.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Iterable
from typing import Any

PATIENCE = 0.25
"""Seconds that a request waits for another one; then it is computed beside it."""
SHORT = 1_000_000
"""Bytes of a body that is read before the turn comes. What is longer takes no turn."""

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def one_at_a_time(application: Application) -> Application:
    """Return a WSGI application that computes one request at a time, whoever asks."""
    turn = threading.Lock()

    def taking_turns(
        environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        length = environ.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > SHORT:
            return application(environ, start_response)
        environ["wsgi.input"] = io.BytesIO(environ["wsgi.input"].read(int(length)))
        has_turn = turn.acquire(timeout=PATIENCE)
        try:
            return application(environ, start_response)
        finally:
            if has_turn:
                turn.release()

    return taking_turns
