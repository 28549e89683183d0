"""Observations are decided, rewritten, written and merged by people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.apps.audit import history, log
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.organisation.models import Unit
from aktiva.apps.reports import policy, queries
from aktiva.apps.reports.models import Observation

State = Observation.State


@transaction.atomic
def decide_observation(
    *,
    observation_id: int,
    state: str,
    changed_as: str,
    actor,
    at: datetime,
    text: str | None = None,
    title: str | None = None,
    kind: str | None = None,
) -> Observation:
    """Accept, rewrite or leave out an observation; its sources stay.

    Raises:
        Observation.DoesNotExist: No such observation, or not one that `actor` edits.
        ValidationError: The text is empty, or the observation lies in another.
    """
    kept = policy.editable_observations(actor, on=at.date()).get(pk=observation_id)
    if kept.merged_into_id is not None:
        raise ValidationError(_("Iakttagelsen är sammanslagen med en annan. Dela upp den först."))
    if text is not None:
        if not text.strip():
            raise ValidationError({"text": _("Skriv iakttagelsen, eller välj Ta inte med.")})
        kept.text = text.strip()
    if title is not None and title.strip():
        kept.title = title.strip()
    if kind:
        kept.kind = kind
    kept.state = state
    kept.changed_at, kept.changed_as = at, changed_as
    history.store(kept, at=at, by=actor)
    log.record(
        log.Event.OBSERVATION_CHANGED, actor=actor, about=kept, at=at, details={"state": state}
    )
    return kept


@transaction.atomic
def write_observation(
    *,
    cycle: Cycle,
    unit: Unit,
    area: str,
    kind: str,
    title: str,
    text: str,
    changed_as: str,
    actor,
    at: datetime,
    sources: list[dict] | None = None,
) -> Observation:
    """Write an observation of one's own.

    Raises:
        Unit.DoesNotExist: `actor` edits no compilation for the unit.
        ValidationError: Title or text is empty.
    """
    policy.editable_units(actor, on=at.date()).get(pk=unit.pk)
    last = queries.observations(cycle, unit).last()
    kept = history.store(
        Observation(
            cycle=cycle,
            unit=unit,
            area=area,
            kind=kind,
            title=title.strip(),
            text=text.strip(),
            state=State.ACCEPTED,
            sources=sources or [],
            changed_at=at,
            changed_as=changed_as,
            position=last.position + 1 if last else 0,
        ),
        at=at,
        by=actor,
    )
    log.record(
        log.Event.OBSERVATION_CHANGED, actor=actor, about=kept, at=at, details={"state": "written"}
    )
    return kept


@transaction.atomic
def merge_observations(
    *,
    ids: Sequence[int],
    kind: str,
    title: str,
    text: str,
    changed_as: str,
    actor,
    at: datetime,
) -> Observation:
    """Make one observation of several, with the sources of all; those merged are left out.

    Raises:
        Observation.DoesNotExist: One of them is not there, or not one that `actor` edits.
        ValidationError: Fewer than two, of different scopes, already merged, or without words.
    """
    found = list(
        policy.editable_observations(actor, on=at.date())
        .filter(pk__in=ids)
        .select_related("cycle", "unit")
        .order_by("position", "pk")
    )
    if len(found) != len(set(ids)):
        raise Observation.DoesNotExist
    if len(found) < 2:
        raise ValidationError(_("Välj minst två iakttagelser att slå ihop."))
    first = found[0]
    if any((o.cycle_id, o.unit_id) != (first.cycle_id, first.unit_id) for o in found):
        raise ValidationError(_("Bara iakttagelser ur samma sammanställning kan slås ihop."))
    if any(o.merged_into_id is not None for o in found):
        raise ValidationError(_("En av iakttagelserna är redan sammanslagen med en annan."))
    areas = {o.area for o in found}
    kept = history.store(
        Observation(
            cycle=first.cycle, unit=first.unit, area=first.area if len(areas) == 1 else "",
            kind=kind, title=title.strip(), text=text.strip(), state=State.ACCEPTED,
            sources=_joined(found), changed_at=at, changed_as=changed_as, position=first.position,
        ),
        at=at,
        by=actor,
    )  # fmt: skip
    for o in found:
        o.state, o.merged_into, o.changed_at, o.changed_as = State.DROPPED, kept, at, changed_as
        history.store(o, at=at, by=actor)
    log.record(
        log.Event.OBSERVATION_CHANGED, actor=actor, about=kept, at=at,
        details={"state": "merged", "of": [o.pk for o in found]},
    )  # fmt: skip
    return kept


def _joined(found: Iterable[Observation]) -> list[dict]:
    sources = {}
    for o in found:
        for source in o.sources:
            sources.setdefault((source.get("answer"), source.get("comment")), source)
    return list(sources.values())


@transaction.atomic
def split_observation(
    *, observation_id: int, changed_as: str, actor, at: datetime
) -> list[Observation]:
    """Take a merged observation apart again: the parts wait for a person, the whole is left out.

    Raises:
        Observation.DoesNotExist: No such observation, or not one that `actor` edits.
        ValidationError: It was not made of others.
    """
    whole = policy.editable_observations(actor, on=at.date()).get(pk=observation_id)
    parts = list(whole.merged.order_by("position", "pk"))
    if not parts:
        raise ValidationError(_("Iakttagelsen är inte sammanslagen av flera."))
    for o in parts:
        o.state, o.merged_into, o.changed_at, o.changed_as = State.PROPOSED, None, at, changed_as
        history.store(o, at=at, by=actor)
    whole.state, whole.changed_at, whole.changed_as = State.DROPPED, at, changed_as
    history.store(whole, at=at, by=actor)
    log.record(
        log.Event.OBSERVATION_CHANGED, actor=actor, about=whole, at=at, details={"state": "split"}
    )
    return parts
