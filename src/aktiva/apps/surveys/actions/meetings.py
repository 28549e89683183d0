"""A unit answers together: who took part, on which day, and which questions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.apps.audit import history, log
from aktiva.apps.surveys import policy, queries
from aktiva.apps.surveys.actions.answering import Locked, save_answer
from aktiva.apps.surveys.models import AnsweringTogether, Sheet
from aktiva.domain.questionnaire.fields import PARTIES

PARTICIPANTS = "A2"
LONGEST = 200


@transaction.atomic
def begin_meeting(
    *, sheet_id: int, parties: Sequence[str], organisations: str, actor, at: datetime
) -> AnsweringTogether:
    """Begin to answer together; the question of who took part is answered if it was not.

    Raises:
        Sheet.DoesNotExist: No such sheet, or not one that `actor` answers.
        Locked: The sheet has been handed in; nothing was changed.
        ValidationError: Nobody took part, a party that there is none of, or a union without name.
    """
    sheet = policy.answerable_sheets(actor, on=at.date()).filter(answered_in=None).get(pk=sheet_id)
    if sheet.state in {Sheet.State.SUBMITTED, Sheet.State.APPROVED}:
        raise Locked(sheet.pk)
    known = [option.code for option in PARTIES]
    wrong: dict[str, str] = {}
    if not parties or not set(parties) <= set(known):
        wrong["parties"] = _("Markera minst en som är med.")
    if "union_representative" in parties and not organisations.strip():
        wrong["organisations"] = _("Skriv vilken facklig organisation som är med.")
    elif len(organisations) > LONGEST:
        wrong["organisations"] = _("Skriv kortare, högst %(n)s tecken.") % {"n": LONGEST}
    if wrong:
        raise ValidationError(wrong)
    chosen = [code for code in known if code in parties]
    meeting = history.store(
        AnsweringTogether(
            sheet=sheet, parties=chosen, organisations=organisations.strip(), begun_at=at,
            begun_by=actor,
        ),
        at=at,
        by=actor,
    )  # fmt: skip
    _answer_who(sheet, chosen, organisations.strip(), actor=actor, at=at)
    log.record(log.Event.ANSWERING_TOGETHER, actor=actor, about=meeting, at=at)
    return meeting


def _answer_who(sheet: Sheet, parties: list[str], organisations: str, *, actor, at) -> None:
    asks = queries.questionnaire(sheet.campaign)
    if PARTICIPANTS not in {q.key for q in queries.asked(sheet.level, asks, sheet.campaign.length)}:
        return
    if sheet.answers.filter(question=PARTICIPANTS).exists():
        return
    save_answer(
        sheet_id=sheet.pk, question=PARTICIPANTS, revision=0, is_risk=None, actor=actor, at=at,
        raw={"chosen": parties, "organisations": [organisations]},
    )  # fmt: skip


@transaction.atomic
def end_meeting(*, meeting_id: int, actor, at: datetime) -> AnsweringTogether:
    """End answering together, and keep which questions were answered then.

    Raises:
        AnsweringTogether.DoesNotExist: No such meeting, ended already, or not one of a sheet
            that `actor` answers.
    """
    meeting = (
        AnsweringTogether.objects.filter(
            sheet__in=policy.answerable_sheets(actor, on=at.date()), ended_at=None
        )
        .select_related("sheet")
        .get(pk=meeting_id)
    )
    answered = meeting.sheet.answers.filter(answered_at__gte=meeting.begun_at)
    meeting.questions = sorted(
        answered.exclude(question=PARTICIPANTS).values_list("question", flat=True)
    )
    meeting.ended_at = at
    history.store(meeting, at=at, by=actor)
    log.record(
        log.Event.ANSWERING_TOGETHER, actor=actor, about=meeting, at=at,
        details={"questions": len(meeting.questions)},
    )  # fmt: skip
    return meeting
