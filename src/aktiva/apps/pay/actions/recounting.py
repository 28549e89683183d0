"""The list of comparisons follows today's groups and values; a judgement is never lost by it."""

from __future__ import annotations

from datetime import datetime

from aktiva.apps.audit import history
from aktiva.apps.pay.models import PayComparison
from aktiva.apps.pay.queries import Figures

Key = tuple[str, int, int]


def recount(figures: Figures, *, actor, at: datetime) -> None:
    """Make the kept list of comparisons the one that the figures give.

    One that is no longer given stays if it was judged, marked as no more; else it goes away. Call
    inside the transaction of the change that it follows from.
    """
    ids = {g.name: g.pk for g in figures.work}
    wanted: dict[Key, bool] = {
        (c.kind.value, ids[c.women_group], ids[c.other_group]): asks for c, asks in figures.asked()
    }
    there = {
        (row.kind, row.women_group_id, row.other_group_id): row
        for row in PayComparison.objects.filter(mapping=figures.mapping)
    }
    changed = []
    for key, row in there.items():
        if key in wanted:
            if (row.is_current, row.asks) != (True, wanted[key]):
                row.is_current, row.asks = True, wanted[key]
                changed.append(row)
        elif not row.connected:
            history.remove(row, at=at, by=actor)
        elif row.is_current:
            row.is_current = False
            changed.append(row)
    history.update_many(changed, ["is_current", "asks"], at=at, by=actor)
    history.store_many(
        [
            PayComparison(
                mapping=figures.mapping, kind=kind, women_group_id=women, other_group_id=other,
                asks=asks,
            )
            for (kind, women, other), asks in wanted.items()
            if (kind, women, other) not in there
        ],
        at=at,
        by=actor,
    )  # fmt: skip
