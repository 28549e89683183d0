"""Answers are saved, and what two people wrote at once is settled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from aktiva.apps.audit import history, log
from aktiva.apps.surveys import policy, queries
from aktiva.apps.surveys.models import (
    Answer,
    RivalAnswer,
    Sheet,
)
from aktiva.domain.questionnaire import Problem, check, clean, is_undesired


class Locked(Exception):
    """The sheet has been handed in and is being read; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of an answer: the row, what is still wrong, and a rival text if there is one."""

    answer: Answer
    problems: tuple[Problem, ...]
    rival: RivalAnswer | None


@transaction.atomic
def save_answer(
    *,
    sheet_id: int,
    question: str,
    raw: dict[str, list[str]],
    revision: int,
    is_risk: bool | None,
    actor,
    at: datetime,
) -> Saved:
    """Keep an answer as it was typed, finished or not, and say what is still wrong with it.

    Args:
        revision: The revision the writer saw, 0 when there was none. If somebody
            else has written since, both texts are kept and a rival is returned.

    Raises:
        Sheet.DoesNotExist: No such sheet, or not one that `actor` answers.
        KeyError: The questionnaire has no such question at this level.
        Locked: The sheet has been handed in; nothing was changed.
    """
    sheet = (
        policy.answerable_sheets(actor, on=at.date())
        .select_related("campaign__questionnaire", "campaign__cycle")
        .select_for_update(of=("self",))
        .get(pk=sheet_id)
    )
    asks = queries.questionnaire(sheet.campaign)
    asked = asks.question(question)
    if asked not in queries.asked(sheet.level, asks):
        raise KeyError(question)
    remarks = list(sheet.remarks.filter(met_at=None))
    sent_back = any(r.question == question for r in remarks)
    if sheet.state in {Sheet.State.SUBMITTED, Sheet.State.APPROVED}:
        raise Locked(sheet.pk)
    cleaned = clean(asked, raw)
    if not is_undesired(asked, cleaned.value):
        is_risk = None
    answer = Answer.objects.filter(sheet=sheet, question=question).first()
    changed_meanwhile = (
        answer is not None
        and answer.revision != revision
        and (answer.value != cleaned.value or answer.is_risk != is_risk)
    )
    if changed_meanwhile and answer.answered_by_id != actor.pk:
        rival = _keep_rival(answer, cleaned.value, is_risk, actor=actor, at=at)
        return Saved(answer, cleaned.problems, rival)
    if answer is None:
        answer = Answer(sheet=sheet, question=question, revision=0)
    unchanged = answer.pk and answer.value == cleaned.value and answer.is_risk == is_risk
    if not unchanged:
        answer.value = cleaned.value
        answer.is_risk = is_risk
        answer.is_complete = not cleaned.problems and not (
            is_undesired(asked, cleaned.value) and is_risk is None
        )
        answer.revision += 1
        answer.answered_at = at
        answer.answered_by = actor
        history.store(answer, at=at, by=actor)
        if sent_back and answer.is_complete:
            for remark in remarks:
                if remark.question == question:
                    remark.met_at = at
                    history.store(remark, at=at, by=actor)
        _count(sheet, at=at, by=actor)
        log.record(
            log.Event.ANSWER_SAVED, actor=actor, about=answer, at=at,
            details={"question": question, "revision": answer.revision},
        )  # fmt: skip
    return Saved(answer, cleaned.problems, None)


def _keep_rival(answer: Answer, value, is_risk, *, actor, at: datetime) -> RivalAnswer:
    rival = answer.rivals.filter(written_by=actor, settled_at=None).order_by("pk").first()
    rival = rival or RivalAnswer(answer=answer, written_by=actor)
    rival.value, rival.is_risk, rival.written_at = value, is_risk, at
    rival.save()
    log.record(
        log.Event.ANSWER_SAVED, actor=actor, about=answer, at=at,
        details={"question": answer.question, "rival": rival.pk},
    )  # fmt: skip
    return rival


def _count(sheet: Sheet, *, at: datetime, by) -> None:
    n = sheet.answers.filter(is_complete=True).count()
    if n != sheet.n_answered:
        sheet.n_answered = n
        history.store(sheet, at=at, by=by, fields=["n_answered"])


@transaction.atomic
def settle(*, rival_id: int, keep: str, actor, at: datetime) -> Answer:
    """Choose between two people's texts: ``theirs`` is the one that stands, ``mine`` the rival.

    Raises:
        RivalAnswer.DoesNotExist: Nothing to choose between, or not for `actor`.
        Locked: The sheet has been handed in; nothing was changed.
    """
    rival = (
        RivalAnswer.objects.filter(
            settled_at=None, answer__sheet__in=policy.answerable_sheets(actor, on=at.date())
        )
        .select_related("answer__sheet__campaign__questionnaire")
        .get(pk=rival_id)
    )
    answer = rival.answer
    if answer.sheet.state in {Sheet.State.SUBMITTED, Sheet.State.APPROVED}:
        raise Locked(answer.sheet_id)
    asked = queries.questionnaire(answer.sheet.campaign).question(answer.question)
    if keep == "mine":
        value = rival.value
        answer.value = value
        answer.is_risk = rival.is_risk if is_undesired(asked, value) else None
        answer.is_complete = not check(asked, value) and not (
            is_undesired(asked, value) and answer.is_risk is None
        )
        answer.revision += 1
        answer.answered_at, answer.answered_by = at, actor
        history.store(answer, at=at, by=actor)
        _count(answer.sheet, at=at, by=actor)
    rival.settled_at = at
    rival.save(update_fields=["settled_at"])
    log.record(
        log.Event.ANSWER_CONFLICT_SETTLED, actor=actor, about=answer, at=at, details={"keep": keep}
    )
    return answer
