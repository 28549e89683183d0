"""Reads of the outbox."""

from __future__ import annotations

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
