"""What the log does not say: that somebody was on a page of the pulse."""

from __future__ import annotations

import logging
from pathlib import Path

RESPONDENTS = "/puls/"


class RespondentsUnlogged(logging.Filter):
    """Leaves out what would tell when somebody answered, and of an error all but where it is.

    The message of an exception can hold what somebody typed.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether the record is written, with what it must not tell taken out."""
        request = getattr(record, "request", None)
        if request is None or not request.path.startswith(RESPONDENTS):
            return True
        if record.levelno < logging.ERROR:
            return False
        record.msg, record.args = f"a page of the pulse failed{_where(record.exc_info)}", ()
        record.exc_info = record.exc_text = None
        record.request = None
        return True


def _where(exc_info) -> str:
    if not exc_info or exc_info[1] is None:
        return ""
    kind, _error, trace = exc_info
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    at = f" in {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    return f": {kind.__name__}{at}"
