"""The check of a year: as it is, or as it stood on a day, which for large employers is kept.

For an employer of hundreds of units it takes seconds to gather what was known on a day. That
never changes afterwards, so `actions.keep` keeps it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from importlib import resources
from typing import Any

from aktiva.adapters import clock
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.lawcheck.models import PastCheck
from aktiva.apps.lawcheck.queries.evidence import evidence, verdicts
from aktiva.apps.surveys.models import Sheet
from aktiva.domain.law.checks import Result
from aktiva.domain.law.duties import Status, duties
from aktiva.domain.law.evidence import Reference

SHOWN = 5
"""Rows that a verdict rests on, kept and shown before the rest is only counted."""
LARGE = 300
"""Units that have been asked, from which days that have been are kept."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The check of a year, with the first rows that each verdict rests on and how many they are."""

    results: tuple[Result, ...]
    n_evidence: tuple[int, ...]
    headcount: int | None
    schools: Mapping[str, str]


def checked(cycle: Cycle, *, as_of: datetime | None = None) -> Checked:
    """Return the check as it is, or as it stood; one question for a day that is kept."""
    day = as_of.astimezone(clock.SWEDEN).date() if as_of else None
    kept = None if day is None else kept_day(cycle, day)
    return made(cycle, as_of) if kept is None else _read(kept)


def kept_day(cycle: Cycle, day: date) -> PastCheck | None:
    """Return what is kept of a day by the present rules. One question."""
    return PastCheck.objects.filter(cycle=cycle, on_day=day, rules=rules()).first()


def is_kept(cycle: Cycle, day: date) -> bool:
    """Return whether a day is one to keep: it has been, and the employer is large. One question."""
    return day < clock.today() and _is_large(cycle)


def next_day() -> tuple[Cycle, date] | None:
    """Return a day of a large employer's year whose check is not kept yet, the latest first."""
    today = clock.today()
    for cycle in Cycle.objects.select_related("employer").order_by("-year", "pk"):
        if not _is_large(cycle):
            continue
        kept = set(
            PastCheck.objects.filter(cycle=cycle, rules=rules()).values_list("on_day", flat=True)
        )
        first = max(cycle.opened_at.astimezone(clock.SWEDEN).date(), date(cycle.year, 1, 1))
        day = min(today - timedelta(days=1), date(cycle.year, 12, 31))
        while day >= first:
            if day not in kept:
                return cycle, day
            day -= timedelta(days=1)
    return None


@cache
def rules() -> str:
    """Return a sum of the rules: their numbers and their code."""
    told = hashlib.sha256()
    for path in sorted(_files(resources.files("aktiva.domain.law")), key=str):
        told.update(path.read_bytes())
    return told.hexdigest()


def _files(folder) -> Iterable[Any]:
    for path in folder.iterdir():
        if path.is_dir():
            yield from _files(path)
        elif path.name.endswith((".py", ".toml")):
            yield path


def _is_large(cycle: Cycle) -> bool:
    return Sheet.objects.filter(campaign__cycle=cycle).count() > LARGE


def made(cycle: Cycle, as_of: datetime | None) -> Checked:
    """Return the check made anew from what was known. As many questions as the evidence."""
    results = verdicts(cycle, as_of=as_of)
    known = evidence(cycle, as_of=as_of)
    return Checked(
        results=tuple(replace(r, evidence=r.evidence[:SHOWN]) for r in results),
        n_evidence=tuple(len(r.evidence) for r in results),
        headcount=known.headcount,
        schools={f"school:{s.code}": s.name for s in known.schools},
    )


def written(of: Checked) -> Iterable[dict[str, Any]]:
    """Give the results as they are kept."""
    for r, n in zip(of.results, of.n_evidence, strict=True):
        yield {
            "id": r.duty.id,
            "scope": r.scope,
            "status": r.status.value,
            "reasons": r.reasons,
            "todo": r.todo,
            "evidence": [[e.kind, e.id, e.date.isoformat()] for e in r.evidence],
            "n": n,
        }


def _read(kept: PastCheck) -> Checked:
    by_id = {d.id: d for d in duties()}
    return Checked(
        results=tuple(
            Result(
                duty=by_id[row["id"]],
                scope=row["scope"],
                status=Status(row["status"]),
                reasons=tuple(row["reasons"]),
                evidence=tuple(
                    Reference(kind, pk, date.fromisoformat(day))
                    for kind, pk, day in row["evidence"]
                ),
                todo=row["todo"],
            )
            for row in kept.results
        ),
        n_evidence=tuple(row["n"] for row in kept.results),
        headcount=kept.headcount,
        schools=kept.schools,
    )
