"""Who is signed in, asked in SQL: every request asks, and putting the question together took longer.

Django's own sessions and sign-in in all else.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.contrib.sessions.backends import db
from django.db import connection

from aktiva.adapters import clock


class SessionStore(db.SessionStore):
    """Django's sessions in the database."""

    def load(self) -> dict[str, Any]:
        """Return what the session holds; an unknown or ended one holds nothing and loses its key."""
        table = connection.ops.quote_name(self.model._meta.db_table)
        now = connection.ops.adapt_datetimefield_value(clock.machine_now())
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT session_data FROM {table} WHERE session_key = %s AND expire_date > %s",
                [self.session_key, now],
            )
            found = cursor.fetchone()
        if found is None:
            self._session_key = None
            return {}
        return self.decode(found[0])


class Backend(ModelBackend):
    """Sign-in by password, and whose the session is."""

    def get_user(self, user_id: int):
        """Return the person, or None when there is no such person or they may not sign in."""
        model = get_user_model()
        table = connection.ops.quote_name(model._meta.db_table)
        for user in model._default_manager.raw(f"SELECT * FROM {table} WHERE id = %s", [user_id]):
            return user if self.user_can_authenticate(user) else None
        return None
