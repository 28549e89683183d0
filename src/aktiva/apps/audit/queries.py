"""Reads of the log, for those who account for a year."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aktiva.apps.audit.models import AuditEntry


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened. `actor` is the account's number, to find the function by."""

    id: int
    happened_at: datetime
    actor: int | None
    event: str
    label: str
    object_id: str
    details: Mapping[str, Any]


def labels(*, until: datetime) -> list[str]:
    """Return the kinds of row that something has happened to. One question."""
    found = AuditEntry.objects.filter(happened_at__lte=until)
    return sorted(found.values_list("object_label", flat=True).order_by().distinct())


def entries(
    about: Mapping[str, Collection[int]], *, since: datetime | None = None, until: datetime
) -> list[Entry]:
    """Return what happened to some rows up to a time, in order. One question for each kind."""
    found = []
    for label, ids in about.items():
        rows = AuditEntry.objects.filter(object_label=label, happened_at__lte=until)
        if since is not None:
            rows = rows.filter(happened_at__gte=since)
        wanted = {str(pk) for pk in ids}
        found += [
            Entry(*row)
            for row in rows.values_list(
                "pk", "happened_at", "actor_id", "event", "object_label", "object_id", "details"
            )
            if row[5] in wanted
        ]
    return sorted(found, key=lambda e: (e.happened_at, e.id))
