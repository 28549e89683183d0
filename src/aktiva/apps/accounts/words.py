"""The key to what a browser keeps while the network is away: one for each session, never stored.

It is made of the installation's secret and a salt that lies in the session, so that neither
the database nor the browser's disk is enough to read anything, and it is gone with the session.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets

from django.conf import settings

from aktiva.adapters import clock

LASTS_SECONDS = 8 * 3600
_SALT, _FROM = "words_salt", "words_from"
_PURPOSE = b"aktiva words kept in a browser, v1"


def begin(session) -> None:
    """Let the browser of this session keep words for eight hours from now."""
    session[_SALT] = secrets.token_hex(32)
    session[_FROM] = int(clock.machine_now().timestamp())


def keep_nothing(session) -> None:
    """Let the browser keep nothing: several people use the computer."""
    session.pop(_SALT, None)
    session.pop(_FROM, None)
    session.set_expiry(0)  # the cookie goes when the browser is closed


def seconds_left(session) -> int:
    """Return how long the browser may still keep words, 0 for not at all."""
    if _SALT not in session:
        return 0
    gone = int(clock.machine_now().timestamp()) - session[_FROM]
    return max(0, LASTS_SECONDS - gone)


def key_of(session, user) -> str:
    """Return the session's key for this person, in base64. HKDF with SHA-256 (RFC 5869)."""
    return base64.b64encode(_derived(session, b"key", user)).decode()


def name_of(session, user) -> str:
    """Return a name for the session that tells nothing of its key."""
    return _derived(session, b"name", user).hex()[:16]


def _derived(session, what: bytes, user) -> bytes:
    salt = bytes.fromhex(session[_SALT])
    first = hmac.new(salt, settings.SECRET_KEY.encode(), hashlib.sha256).digest()
    about = b"|".join((_PURPOSE, what, str(user.pk).encode()))
    return hmac.new(first, about + b"\x01", hashlib.sha256).digest()
