"""Observations are proposed from the answers, decided and written."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.apps.audit import history, log
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.organisation.models import Unit
from aktiva.apps.reports import policy, queries
from aktiva.apps.reports.models import Observation
from aktiva.domain.compilation.counts import propose
from aktiva.domain.questionnaire import summary


@transaction.atomic
def propose_observations(*, cycle: Cycle, unit: Unit, actor, at: datetime) -> int:
    """Propose observations from the answers below `unit`; what a person has touched is left alone.

    Returns:
        How many are new.

    Raises:
        Unit.DoesNotExist: `actor` edits no compilation for the unit.
    """
    policy.editable_units(actor, on=at.date()).get(pk=unit.pk)
    compiled = queries.compilation(cycle, unit, at=at)
    if compiled is None:
        return 0
    there = {o.question: o for o in queries.observations(cycle, unit) if o.question}
    position = len(there)
    n_new = 0
    answers = {a.pk: a for a in compiled.answers}
    for result in compiled.results:
        q = result.question
        found = propose(result.tally, given=result.given, subject=_subject(q))
        if found is None:
            continue
        sources = [
            {
                "unit": g.unit,
                "question": q.key,
                "answer": g.answer,
                "summary": summary(q, answers[g.answer].value),
                "comment": g.comment,
            }
            for g in found.sources
        ]
        kind = Observation.Kind.STRENGTH if found.is_strength else Observation.Kind.IMPROVEMENT
        kept = there.get(q.key)
        if kept is None:
            n_new += 1
            kept = Observation(cycle=cycle, unit=unit, question=q.key, position=position)
            position += 1
        elif kept.state != Observation.State.PROPOSED or kept.text != kept.proposed_text:
            continue
        kept.area = q.area.value if q.area else ""
        kept.kind, kept.title = kind, _title(q)
        kept.text = kept.proposed_text = found.text
        kept.sources, kept.changed_at = sources, at
        history.store(kept, at=at, by=actor)
    log.record(
        log.Event.OBSERVATIONS_PROPOSED, actor=actor, about=cycle, at=at,
        details={"unit": unit.code, "new": n_new},
    )  # fmt: skip
    return n_new


def _subject(question) -> str:
    words = question.text.strip().rstrip("?.")
    return f"”{words}”"


def _title(question) -> str:
    words = question.text.strip().rstrip("?.")
    return words if len(words) <= 110 else words[:109].rsplit(" ", 1)[0] + "…"


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
) -> Observation:
    """Accept, rewrite or leave out an observation; its sources stay.

    Raises:
        Observation.DoesNotExist: No such observation, or not one that `actor` edits.
        ValidationError: The text is empty.
    """
    kept = policy.editable_observations(actor, on=at.date()).get(pk=observation_id)
    if text is not None:
        if not text.strip():
            raise ValidationError({"text": _("Skriv iakttagelsen, eller välj Ta inte med.")})
        kept.text = text.strip()
    if title is not None and title.strip():
        kept.title = title.strip()
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
    kept = history.store(
        Observation(
            cycle=cycle,
            unit=unit,
            area=area,
            kind=kind,
            title=title.strip(),
            text=text.strip(),
            state=Observation.State.ACCEPTED,
            sources=sources or [],
            changed_at=at,
            changed_as=changed_as,
            position=queries.observations(cycle, unit).count(),
        ),
        at=at,
        by=actor,
    )
    log.record(
        log.Event.OBSERVATION_CHANGED, actor=actor, about=kept, at=at, details={"state": "written"}
    )
    return kept
