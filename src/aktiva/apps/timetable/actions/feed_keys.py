"""The secret address of a person's calendar: made, shown once, revoked."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction

from aktiva.apps.audit import history, log
from aktiva.apps.timetable import policy
from aktiva.apps.timetable.models import FeedKey
from aktiva.apps.timetable.queries import digest_of

SECRET_BYTES = 32


@transaction.atomic
def make_feed_key(*, actor, at: datetime) -> str:
    """Give the person a new calendar address and return its secret, which is not kept.

    The address they had before stops working.
    """
    for old in policy.own_keys(actor):
        _end(old, actor=actor, at=at)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    key = history.store(FeedKey(user=actor, digest=digest_of(secret), made_at=at), at=at, by=actor)
    log.record(log.Event.FEED_KEY_MADE, actor=actor, about=key, at=at)
    return secret


@transaction.atomic
def revoke_feed_key(*, actor, at: datetime) -> None:
    """Make the person's calendar address stop working.

    Raises:
        FeedKey.DoesNotExist: They have none.
    """
    key = policy.own_keys(actor).get()
    _end(key, actor=actor, at=at)


def _end(key: FeedKey, *, actor, at: datetime) -> None:
    key.revoked_at = at
    history.store(key, at=at, by=actor, fields=["revoked_at"])
    log.record(log.Event.FEED_KEY_REVOKED, actor=actor, about=key, at=at)


def note_fetch(key: FeedKey, *, at: datetime) -> None:
    """Remember the day a calendar was last fetched, once a day. It is no event of the year."""
    if key.fetched_on != at.date():
        FeedKey.objects.filter(pk=key.pk).update(fetched_on=at.date())
