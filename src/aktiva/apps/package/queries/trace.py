"""The year's part of the log: when, what and in which function. Never who."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.apps import apps
from django.db import models

from aktiva.adapters.clock import SWEDEN
from aktiva.apps.audit import history
from aktiva.apps.audit import queries as audit
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.organisation.models import Employer, RoleHolding
from aktiva.apps.package.queries.years import Year
from aktiva.domain.package.events import EVENTS

MOST_STEPS = 5
SYSTEM = "Aktiva"
NO_FUNCTION = "Utan uppdrag den dagen"


@dataclass(frozen=True, slots=True)
class Traced:
    """One thing that happened."""

    at: str
    event: str
    words: str
    function: str
    row: str


def traced(year: Year) -> list[Traced]:
    """Return what happened in the year's work, and to the employer while it was under way."""
    of_year: dict[str, set[int]] = {}
    of_employer: dict[str, set[int]] = {}
    for label in audit.labels(until=year.as_of):
        model = _model(label)
        if model is None:
            continue
        if path := path_to(model, Cycle):
            of_year[label] = _ids(model, path, year.cycle.pk)
        elif path := path_to(model, Employer):
            of_employer[label] = _ids(model, path, year.employer.pk)
    found = [
        *audit.entries(of_year, until=year.as_of),
        *audit.entries(of_employer, since=year.cycle.opened_at, until=year.as_of),
    ]
    functions = _functions(year)
    return [
        Traced(
            at=e.happened_at.astimezone(SWEDEN).isoformat(timespec="seconds"),
            event=e.event,
            words=EVENTS.get(e.event, e.event),
            function=_function(functions, e.actor, e.happened_at.astimezone(SWEDEN).date()),
            row=f"{e.label.rpartition('.')[2]} {e.object_id}",
        )
        for e in sorted(found, key=lambda e: (e.happened_at, e.id))
    ]


def _model(label: str) -> type[models.Model] | None:
    try:
        return apps.get_model(label)
    except LookupError:
        return None


@cache
def path_to(model: type[models.Model], target: type[models.Model]) -> str:
    """Return how a row of `model` points to one of `target`, "pk" for the same; "" for no way."""
    if model is target:
        return "pk"
    waiting: list[tuple[type[models.Model], str, int]] = [(model, "", 0)]
    seen = {model}
    while waiting:
        at, path, steps = waiting.pop(0)
        for field in _foreign_keys(at):
            found = f"{path}__{field.name}".strip("_")
            if field.related_model is target:
                return found
            if field.related_model not in seen and steps < MOST_STEPS:
                seen.add(field.related_model)
                waiting.append((field.related_model, found, steps + 1))
    return ""


def _foreign_keys(model: type[models.Model]) -> Iterator[models.ForeignKey]:
    for field in model._meta.concrete_fields:
        if isinstance(field, models.ForeignKey) and not field.null:
            yield field


def _ids(model: type[models.Model], path: str, pk: int) -> set[int]:
    """Return the rows that belong, those that have been taken away too."""
    if path == "pk":
        return {pk}
    ids = set(model._default_manager.filter(**{path: pk}).values_list("pk", flat=True))
    if hasattr(model, "history"):
        ids |= set(model.history.filter(**{path: pk}).values_list("id", flat=True))
    return ids


_Held = tuple[date, date | None, str]


def _functions(year: Year) -> dict[int, list[_Held]]:
    held: dict[int, list[_Held]] = {}
    labels = dict(RoleHolding.Role.choices)
    for h in history.rows(RoleHolding, as_of=year.as_of).filter(unit__employer=year.employer.pk):
        held.setdefault(h.user_id, []).append(
            (h.from_date, h.to_date, str(labels.get(h.role, h.role)))
        )
    return held


def _function(functions: dict[int, list[_Held]], actor: int | None, on: date) -> str:
    if actor is None:
        return SYSTEM
    held = functions.get(actor, [])
    names = {name for begun, end, name in held if begun <= on and (end is None or end > on)}
    return ", ".join(sorted(names)) or NO_FUNCTION
