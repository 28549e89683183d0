"""Earlier versions of rows: the only door through which a versioned row is written or read back.

A row that a law check or a paper reads keeps what it was and when (see ADR 0003). The time is the
time of the action, never the database's clock.
"""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from functools import cache
from typing import TypeVar, cast

from django.db import connection, models
from simple_history.manager import HistoryManager
from simple_history.models import HistoricalRecords
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from aktiva.apps.audit.models import AuditEntry

M = TypeVar("M", bound=models.Model)
T = TypeVar("T")


class _Versions(HistoryManager):
    """The library's manager, whose class is made once; it makes one at each look at ``history``."""

    @classmethod
    @cache
    def from_queryset(cls, queryset_class, class_name=None):
        return super().from_queryset(queryset_class, class_name)


def kept() -> HistoricalRecords:
    """Return the declaration that makes a model keep its earlier versions."""
    return HistoricalRecords(user_db_constraint=False, history_manager=_Versions)


def store(
    row: M, *, at: datetime, by, fields: Sequence[str] | None = None, checked: bool = False
) -> M:
    """Check and save one row, and keep the version that holds from `at`.

    Args:
        checked: The caller has made sure of all that its model asks, as where one is saved at
            every field that somebody types; the database still holds its own rules.

    Raises:
        django.core.exceptions.ValidationError: The row breaks a rule of its model.
    """
    if not checked:
        row.full_clean()
    kind = "+" if row._state.adding else "~"
    row.skip_history_when_saving = True
    try:
        row.save(update_fields=fields if row.pk else None)
    finally:
        del row.skip_history_when_saving
    if hasattr(type(row), "history"):
        _keep_version(row, kind, at=at, by=by)
    return row


def _keep_version(row: models.Model, kind: str, *, at: datetime, by) -> None:
    """Write the version that the library would, in SQL: it is done at every field that is typed."""
    versions = type(row).history.model._meta
    given = {
        "history_change_reason": None,
        "history_date": at,
        "history_type": kind,
        "history_user_id": getattr(by, "pk", None),
    }
    columns, values = [], []
    for field in versions.concrete_fields:
        if not field.primary_key:
            name = field.attname
            value = given[name] if name in given else getattr(row, name)
            columns.append(connection.ops.quote_name(field.column))
            values.append(field.get_db_prep_save(value, connection))
    places = ", ".join(["%s"] * len(values))
    table = connection.ops.quote_name(versions.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", values)


def store_many(rows: Sequence[M], *, at: datetime, by) -> list[M]:
    """Create many new rows of one model in a few statements; nothing for none.

    The caller has checked them: bulk creation does not call ``full_clean``.
    """
    if not rows:
        return []
    return bulk_create_with_history(
        list(rows), type(rows[0]), batch_size=500, default_user=by, default_date=at
    )


def update_many(rows: Sequence[M], fields: Sequence[str], *, at: datetime, by) -> None:
    """Change `fields` of many rows of one model in a few statements."""
    if rows:
        bulk_update_with_history(
            list(rows),
            type(rows[0]),
            list(fields),
            batch_size=500,
            default_user=by,
            default_date=at,
        )


def remove(row: models.Model, *, at: datetime, by) -> None:
    """Delete a row and keep the version that held until `at`."""
    row._history_date = at
    row._history_user = by
    row.delete()


def rows(model: type[M], *, as_of: datetime | None = None) -> models.QuerySet[M]:
    """Return the rows of `model` as they are, or as they stood at `as_of`.

    Filter the second only on fields that never change in a row's life, or filter
    afterwards: a condition is applied to each row's version at that time.
    """
    return model._default_manager.all() if as_of is None else model.history.as_of(as_of)


def attach(found: Iterable[M], *names: str) -> list[M]:
    """Fetch the rows that `names` point to, one question each.

    Rows as of a time come without what ``select_related`` would have brought.
    """
    kept = list(found)
    for name in names:
        field = kept[0]._meta.get_field(name) if kept else None
        if field is None:
            break
        ids = {getattr(row, field.attname) for row in kept} - {None}
        targets = field.related_model._default_manager.in_bulk(ids)
        for row in kept:
            setattr(row, name, targets.get(getattr(row, field.attname)))
    return kept


_ROOM = 128
A_ROW_EACH = 4096
"""Room for what is kept for each person who answers when a whole municipality does."""
_TRIES = 5
_Kept = OrderedDict[Hashable, tuple[tuple[int, ...], object]]
_results: dict[object, _Kept] = defaultdict(OrderedDict)
"""The first part of the keys, which says what it is → the results of that kind."""


def unchanged(
    key: tuple[Hashable, ...],
    compute: Callable[[], T],
    *,
    of: Sequence[type[models.Model]] = (),
    room: int = _ROOM,
) -> T:
    """Return what `compute` gave last time for `key`, if nothing has been recorded since.

    One question. What is computed inside a transaction is not kept, for it may be undone.

    Args:
        of: The versioned models that `compute` reads, if it depends on no others; then it is
            kept until one of them changes. Otherwise until the next entry in the audit log.
        room: How many results of the kind, the first part of the key, are kept at most.
    """
    if connection.in_atomic_block:
        return compute()
    for _ in range(_TRIES):
        stamp, seen = _stamp(of)
        kept = _results[key[0]].get(key)
        if kept is not None and kept[0] == stamp:
            with suppress(KeyError):  # another thread may have made room
                _results[key[0]].move_to_end(key)
            return cast("T", kept[1])
        is_settled = _is_settled(seen)
        if is_settled or seen == "written":
            break
    value = compute()
    if is_settled:
        kind = _results[key[0]]
        kind[key] = (stamp, value)
        if len(kind) > room:
            with suppress(KeyError):
                kind.popitem(last=False)
    return value


def _stamp(of: Sequence[type[models.Model]]) -> tuple[tuple[int, ...], str]:
    """Return numbers that change with every change, and what `_is_settled` asks for."""
    quoted = connection.ops.quote_name
    tables = [model._meta for model in ([m.history.model for m in of] or [AuditEntry])]
    asked = [
        f"(SELECT max({quoted(table.pk.column)}) FROM {quoted(table.db_table)})" for table in tables
    ]
    given: list[list[str]] = []
    if connection.vendor != "sqlite":
        asked.append(_SEEN)
        given.append([quoted(table.db_table) for table in tables])
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(asked)}", given)
        found = cursor.fetchone()
    return tuple(n or 0 for n in found[: len(tables)]), found[-1] if given else ""


def _is_settled(seen: str) -> bool:
    """Return whether no change can come in with smaller numbers than those that were seen.

    PostgreSQL numbers a row when it is written and shows it when it is committed. So nobody may
    have written to the tables without being done, and nobody may have got done between the numbers
    and the question about it. SQLite has one writer at a time.
    """
    if connection.vendor == "sqlite":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())::text")
        return cursor.fetchone()[0] == seen


_SEEN = """
    CASE WHEN EXISTS (
        SELECT FROM pg_locks
        WHERE locktype = 'relation' AND mode = 'RowExclusiveLock' AND relation = ANY (%s::regclass[])
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    ) THEN 'written' WHEN EXISTS (
        SELECT FROM pg_snapshot_xip(pg_current_snapshot()) AS unseen (xid)
        WHERE NOT EXISTS (
            SELECT FROM pg_locks
            WHERE locktype = 'transactionid' AND mode = 'ExclusiveLock' AND granted
            AND transactionid::text::bigint = unseen.xid::text::bigint %% 4294967296
        )
    ) THEN 'ended' ELSE pg_snapshot_xmax(pg_current_snapshot())::text END
"""
"""Where the snapshot ends, or that somebody writes to the tables, or has ended since it was taken."""
