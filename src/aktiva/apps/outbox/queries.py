"""Reads of the outbox."""

from __future__ import annotations

from datetime import datetime

from aktiva.apps.outbox.models import Mail


def latest(employer_ids, *, limit: int = 200):
    """Return the latest messages of some employers, newest first. One question."""
    return (
        Mail.objects.filter(employer_id__in=employer_ids)
        .select_related("to")
        .order_by("-written_at", "-pk")[:limit]
    )


def count(employer_ids) -> int:
    """Return how many messages there are. One question."""
    return Mail.objects.filter(employer_id__in=employer_ids).count()


def written_to(user_id: int, *, at: datetime) -> list[Mail]:
    """Return the messages written to a person at a moment. One question."""
    return list(Mail.objects.filter(to=user_id, written_at=at).order_by("pk"))
