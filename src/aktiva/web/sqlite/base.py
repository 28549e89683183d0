"""Django's SQLite, in which those who write wait their turn instead of asking again and again.

SQLite lets in one writer at a time. Those who come meanwhile sleep and ask again, each time for
longer, up to a tenth of a second: when many write, most of the time goes to sleeping beside a
database that is free. Here a transaction first takes a file lock beside the database, which the
system hands over at once when it is let go, between threads and processes alike, and also when a
process dies. SQLite's own lock is taken as before and is what keeps the data whole.
"""

from __future__ import annotations

import fcntl
import os
import time

from django.db import OperationalError
from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that waits its turn before a transaction begins."""

    _turn: int | None = None
    """The open file of the lock, None until the first transaction and for a database in memory."""

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self._give_back()
            raise

    def _commit(self) -> None:
        try:
            super()._commit()
        finally:
            self._give_back()

    def _rollback(self) -> None:
        try:
            super()._rollback()
        finally:
            self._give_back()

    def _close(self) -> None:
        super()._close()
        if self._turn is not None:
            os.close(self._turn)  # and with it the lock
            self._turn = None

    def _take_turn(self) -> None:
        if self.is_in_memory_db():
            return
        if self._turn is None:
            path = f"{self.settings_dict['NAME']}-turn"
            try:
                self._turn = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            except OSError:  # a full disk: SQLite says so itself, to whoever writes
                return
        patience = self.settings_dict["OPTIONS"].get("timeout", 5.0)
        began = time.monotonic()
        fcntl.flock(self._turn, fcntl.LOCK_EX)
        if time.monotonic() - began > patience:
            # The one before held on for so long that nobody waits for this answer any more.
            self._give_back()
            raise OperationalError("database is locked")

    def _give_back(self) -> None:
        if self._turn is not None:
            fcntl.flock(self._turn, fcntl.LOCK_UN)
