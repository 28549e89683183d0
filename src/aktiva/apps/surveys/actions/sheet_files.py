"""A sheet goes out as a file, comes back filled in, and what it brought can be undone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.apps.audit import history, log
from aktiva.apps.surveys import policy, queries
from aktiva.apps.surveys.actions.answering import Locked, Saved, count_answered, save_answer
from aktiva.apps.surveys.models import Answer, Sheet
from aktiva.domain.questionnaire import check, is_undesired
from aktiva.domain.questionnaire.sheet_file import RISK, RISK_YES


@dataclass(frozen=True, slots=True)
class Brought:
    """One answer of a file that is to be taken in, and the revision the file was made of."""

    raw: Mapping[str, list[str]]
    revision: int


@transaction.atomic
def fetch_file(*, sheet_id: int, kind: str, name: str, fetched: str, actor, at: datetime) -> bytes:
    """Return a sheet as a file to fill in elsewhere.

    Args:
        kind: "docx" or "xlsx".
        name: What the unit is called.
        fetched: Twelve digits of base 16 that tell this fetching from others.

    Raises:
        Sheet.DoesNotExist: No such sheet, or not one that `actor` answers.
        Locked: The sheet has been handed in.
    """
    sheet = _open_sheet(sheet_id, actor=actor, at=at)
    file = queries.sheet_file(sheet, name=name, fetched=fetched, on=at.date())
    log.record(
        log.Event.SHEET_FETCHED, actor=actor, about=sheet, at=at,
        details={"kind": kind, "fetched": fetched},
    )  # fmt: skip
    return queries.SHEET_WRITERS[kind](file)


@transaction.atomic
def read_in(
    *,
    sheet_id: int,
    fetched: str,
    brought: Mapping[str, Brought],
    actor,
    at: datetime,
) -> dict[str, Saved]:
    """Take in the answers of a file, all or none, and return question → what became of each.

    Raises:
        Sheet.DoesNotExist: No such sheet, or not one that `actor` answers.
        KeyError: The sheet has no such question.
        Locked: The sheet has been handed in; nothing was changed.
    """
    sheet = _open_sheet(sheet_id, actor=actor, at=at)
    mark = queries.next_mark(sheet, fetched)
    saved = {}
    for key, one in brought.items():
        risk = one.raw.get(RISK)
        saved[key] = save_answer(
            sheet_id=sheet_id, question=key, raw={n: t for n, t in one.raw.items() if n != RISK},
            revision=one.revision, is_risk=risk[0] == RISK_YES if risk else None, actor=actor,
            at=at, mark=mark,
        )  # fmt: skip
    rivals = sorted(key for key, kept in saved.items() if kept.rival)
    log.record(
        log.Event.SHEET_READ_IN, actor=actor, about=sheet, at=at,
        details={"fetched": fetched, "questions": sorted(saved), "rivals": rivals},
    )  # fmt: skip
    return saved


@transaction.atomic
def undo_reading(*, sheet_id: int, mark: str, actor, at: datetime) -> int:
    """Let the answers that a file brought be as they were, and return how many they are.

    The file's own stay as earlier versions. Texts that were laid beside others are left to be
    chosen between.

    Raises:
        Sheet.DoesNotExist: No such sheet, or not one that `actor` answers.
        Locked: The sheet has been handed in; nothing was changed.
        ValidationError: Somebody has written since; nothing was changed.
    """
    sheet = _open_sheet(sheet_id, actor=actor, at=at)
    reading = queries.last_reading(sheet)
    if reading is None or reading.mark != mark:
        raise ValidationError(
            _(
                "Svaren har ändrats sedan filen lästes in, så inläsningen går inte att ångra. "
                "Inget är ändrat. Rätta svaren ett och ett."
            )
        )
    asks = queries.questionnaire(sheet.campaign)
    for answer in reading.answers:
        before = _before(answer)
        question = asks.question(answer.question)
        answer.value = before.value if before else {}
        answer.is_risk = before.is_risk if before else None
        answer.is_complete = not check(question, answer.value) and not (
            is_undesired(question, answer.value) and answer.is_risk is None
        )
        answer.revision += 1
        answer.answered_at, answer.answered_by, answer.mark = at, actor, ""
        history.store(answer, at=at, by=actor)
    count_answered(sheet, queries.answers(sheet))
    log.record(
        log.Event.SHEET_READING_UNDONE, actor=actor, about=sheet, at=at,
        details={"mark": mark, "questions": sorted(a.question for a in reading.answers)},
    )  # fmt: skip
    return len(reading.answers)


def _before(answer: Answer):
    """Return the version that stood when the file was taken in, None when there was none."""
    return (
        answer.history.filter(revision=answer.revision - 1)
        .order_by("-history_date", "-history_id")
        .first()
    )


def _open_sheet(sheet_id: int, *, actor, at: datetime) -> Sheet:
    sheet = (
        policy.answerable_sheets(actor, on=at.date())
        .filter(answered_in=None)
        .select_related("campaign__questionnaire", "campaign__cycle__employer")
        .defer("campaign__questionnaire__content")  # read once a process, and long
        .select_for_update(of=("self",))
        .get(pk=sheet_id)
    )
    if sheet.state in {Sheet.State.SUBMITTED, Sheet.State.APPROVED}:
        raise Locked(sheet.pk)
    return sheet
