"""Writes rows and remembers what stood there before, so that it all can be taken back as one."""

from __future__ import annotations

from datetime import datetime

from django.apps import apps
from django.db import models

from aktiva.apps.audit import history


class Journal:
    """The rows that one reorganisation writes, in order.

    `entries` is what to keep: label of the model, number of the row, what it held before (None
    for a row that is new) and after (None for one that was taken away).
    """

    def __init__(self, *, actor, at: datetime) -> None:
        self.actor = actor
        self.at = at
        self.entries: list[dict] = []

    def store(self, row: models.Model) -> models.Model:
        """Save a row.

        Raises:
            django.core.exceptions.ValidationError: The row breaks a rule of its model.
        """
        known = type(row)._default_manager.filter(pk=row.pk).first() if row.pk else None
        before = _held(known) if known else None
        history.store(row, at=self.at, by=self.actor)
        self._note(row, row.pk, before, _held(row))
        return row

    def store_many(self, rows: list[models.Model]) -> None:
        """Save new rows of one model in a few statements; the caller has checked them."""
        kept = history.store_many(rows, at=self.at, by=self.actor)
        for row in kept:
            self._note(row, row.pk, None, _held(row))

    def remove(self, row: models.Model) -> None:
        """Take a row away."""
        pk, before = row.pk, _held(row)
        history.remove(row, at=self.at, by=self.actor)
        self._note(row, pk, before, None)

    def _note(self, row: models.Model, pk: int, before: dict | None, after: dict | None) -> None:
        self.entries.append({"model": row._meta.label, "pk": pk, "before": before, "after": after})


def changed_since(entries: list[dict]) -> list[dict]:
    """Return the entries whose rows are no longer as they were left."""
    last = {(e["model"], e["pk"]): e for e in entries}
    return [
        e
        for (label, pk), e in last.items()
        if not _is_as(apps.get_model(label)._default_manager.filter(pk=pk).first(), e["after"])
    ]


def take_back(entries: list[dict], *, actor, at: datetime) -> None:
    """Put back what stood there before, the last row first.

    Raises:
        django.db.models.ProtectedError: Something has been built on a row that was new.
    """
    for entry in reversed(entries):
        model = apps.get_model(entry["model"])
        row = model._default_manager.filter(pk=entry["pk"]).first()
        if entry["before"] is None:
            if row is not None:
                history.remove(row, at=at, by=actor)
            continue
        row = row or model(pk=entry["pk"])
        for name, value in _values(model, entry["before"]).items():
            setattr(row, name, value)
        history.store(row, at=at, by=actor)


def _held(row: models.Model) -> dict:
    return {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields}


def _values(model: type[models.Model], kept: dict) -> dict:
    fields = {f.attname: f for f in model._meta.concrete_fields}
    return {
        name: None if value is None else _field(fields[name]).to_python(value)
        for name, value in kept.items()
        if name in fields
    }


def _field(field: models.Field) -> models.Field:
    return field.target_field if isinstance(field, models.ForeignKey) else field


def _is_as(row: models.Model | None, kept: dict | None) -> bool:
    if row is None or kept is None:
        return row is None and kept is None
    return _held(row) == _values(type(row), kept)
