"""What must not stand in the server's own log."""

from __future__ import annotations

import logging
import re

_SECRET = re.compile(r"(/(?:svara|kalender)/)[^/\s?]+")


class WithoutSecrets(logging.Filter):
    """Takes the secret out of an address before a line is written."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = _SECRET.sub(r"\1…", record.getMessage())
        record.args = ()
        return True
