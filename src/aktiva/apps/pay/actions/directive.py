"""What is kept besides the figures of directive (EU) 2023/970. Not Swedish law."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.apps.audit import history, log
from aktiva.apps.pay import policy
from aktiva.apps.pay.actions.keeping import open_mapping
from aktiva.apps.pay.models import PayCategory, PayMapping, PayQuestion, WorkGroup
from aktiva.domain.pay.reasons import hollow


@transaction.atomic
def keep_days(
    *,
    mapping_id: int,
    reported_on: date | None,
    reminded_on: date | None,
    actor,
    at: datetime,
) -> PayMapping:
    """Note the day of the report and of the yearly reminder.

    Raises:
        PayMapping.DoesNotExist: Not one that `actor` keeps.
        ValidationError: A day has not been yet, or the mapping is closed.
    """
    mapping = open_mapping(mapping_id, actor=actor, at=at)
    for name, day in (("reported_on", reported_on), ("reminded_on", reminded_on)):
        if day is not None and day > at.date():
            raise ValidationError(
                {name: _("Dagen har inte varit ännu. Skriv den när det är gjort.")}
            )
    mapping.reported_on, mapping.reminded_on = reported_on, reminded_on
    history.store(mapping, at=at, by=actor)
    log.record(
        log.Event.PAY_MAPPING_KEPT, actor=actor, about=mapping, at=at, details={"what": "directive"}
    )
    return mapping


@transaction.atomic
def keep_category(
    *, group_id: int, justification: str, remedied_on: date | None, actor, at: datetime
) -> PayCategory:
    """Say what justifies a category's difference, or when it was remedied.

    Raises:
        WorkGroup.DoesNotExist: Not one of a mapping that `actor` keeps and reads.
        ValidationError: The words say nothing, or the day has not been yet.
    """
    group, mapping = _own(group_id, actor=actor, at=at)
    if justification.strip() and (why := hollow(justification, beside=(group.name,))) is not None:
        raise ValidationError({"justification": _("Motiveringen %(why)s.") % {"why": why.words}})
    if remedied_on is not None and remedied_on > at.date():
        raise ValidationError({"remedied_on": _("Dagen har inte varit ännu.")})
    kept = PayCategory.objects.filter(mapping=mapping, group=group).first()
    kept = kept or PayCategory(mapping=mapping, group=group)
    kept.justification, kept.remedied_on = justification.strip(), remedied_on
    history.store(kept, at=at, by=actor)
    log.record(
        log.Event.PAY_MAPPING_KEPT, actor=actor, about=mapping, at=at, details={"what": "category"}
    )
    return kept


@transaction.atomic
def take_question(*, group_id: int, received_on: date, actor, at: datetime) -> PayQuestion:
    """Note that somebody in a category asked about their pay level; not who.

    Raises:
        WorkGroup.DoesNotExist: Not one of a mapping that `actor` keeps and reads.
        ValidationError: The day has not been yet.
    """
    group, mapping = _own(group_id, actor=actor, at=at)
    if received_on > at.date():
        raise ValidationError({"received_on": _("Dagen har inte varit ännu.")})
    question = PayQuestion(mapping=mapping, group=group, received_on=received_on)
    history.store(question, at=at, by=actor)
    log.record(
        log.Event.PAY_QUESTION_KEPT,
        actor=actor,
        about=question,
        at=at,
        details={"what": "received"},
    )
    return question


@transaction.atomic
def note_answered(*, question_id: int, actor, at: datetime) -> PayQuestion:
    """Note that a question was answered today.

    Raises:
        PayQuestion.DoesNotExist: Not an open one of a mapping that `actor` keeps and reads.
    """
    kept = policy.workable_mappings(actor, on=at.date())
    question = PayQuestion.objects.filter(mapping__in=kept, answered_on=None).get(pk=question_id)
    question.answered_on = at.date()
    history.store(question, at=at, by=actor)
    log.record(
        log.Event.PAY_QUESTION_KEPT,
        actor=actor,
        about=question,
        at=at,
        details={"what": "answered"},
    )
    return question


def _own(group_id: int, *, actor, at: datetime) -> tuple[WorkGroup, PayMapping]:
    group = WorkGroup.objects.filter(ended=False).get(pk=group_id)
    try:
        return group, open_mapping(group.mapping_id, actor=actor, at=at, work=True)
    except PayMapping.DoesNotExist as missing:
        raise WorkGroup.DoesNotExist from missing
