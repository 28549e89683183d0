"""Reads of one sheet: what it asks, what is answered, what remains."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from aktiva.apps.attachments.models import StoredFile
from aktiva.apps.cycles import queries as cycles
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.surveys.asking import (
    SUBMIT_KEYS,
    pages,
    questionnaire,
    shown,
)
from aktiva.apps.surveys.models import Answer, Remark, Sheet, SheetsChange
from aktiva.domain.cycle.handing_in import Progress
from aktiva.domain.questionnaire import Task


def unit_of_sheet(sheet_id: int) -> int | None:
    """Return the unit whose sheet it is; None for no such sheet. One question."""
    return Sheet.objects.filter(pk=sheet_id).values_list("unit_id", flat=True).first()


def sheet_for_page(sheets, pk: int) -> Sheet:
    """Return one sheet of `sheets` with all that its pages show. One question.

    Raises:
        Sheet.DoesNotExist: None, or not one that the person may reach.
    """
    return (
        sheets.select_related(
            "campaign__questionnaire", "campaign__cycle__employer", "unit", "department"
        )
        .defer("campaign__questionnaire__content")
        .get(pk=pk)
    )


def answered_units(sheet: Sheet) -> tuple[int, ...]:
    """Return the units that a sheet's answers stand for, its own first. One question."""
    others = sheet.answers_for.order_by("unit__code", "pk").values_list("unit", flat=True)
    return (sheet.unit_id, *others)


def answers(sheet: Sheet) -> dict[str, Answer]:
    """Return question → answer. One question."""
    return {a.question: a for a in sheet.answers.all()}


def file_of(sheets, sheet_id: int, file_id: int) -> StoredFile:
    """Return a file that an answer of one of `sheets` holds. Two questions.

    Raises:
        Sheet.DoesNotExist: None, or not one that the person may reach.
        StoredFile.DoesNotExist: No answer of the sheet has that file.
    """
    sheet = sheets.get(pk=sheet_id)
    if not sheet.answers.filter(value__file__id=file_id).exists():
        raise StoredFile.DoesNotExist
    return StoredFile.objects.get(pk=file_id)


def open_remarks(sheet: Sheet) -> dict[str, Remark]:
    """Return question → why it was sent back, for those not yet met. One question."""
    found = sheet.remarks.filter(met_at=None).order_by("written_at", "pk")
    return {r.question: r for r in found}


@dataclass(frozen=True, slots=True)
class SheetProgress:
    """How far one sheet has come, in all that a unit owes."""

    progress: Progress
    n_pages: int
    n_pages_done: int
    n_owed: int
    n_outcomes: int
    n_past: int
    n_reviewed: int
    n_risks: int
    n_risks_answered: int
    risks_to_describe: tuple[str, ...]
    next_page: str | None


def progress(
    sheet: Sheet,
    *,
    given: dict[str, Answer],
    remarks: dict[str, Remark],
    owed: list[cycles.OwedMeasure],
    chains: list[cycles.RiskChain],
    past: list[cycles.PastRisk] | None = None,
) -> SheetProgress:
    """Return what remains of a unit's sheet, from rows already read. No question."""
    asks = questionnaire(sheet.campaign)
    questions = shown(sheet, asks, given)
    keys = {q.key for q in questions}
    complete = {key for key, a in given.items() if a.is_complete}
    is_unit = sheet.level == Sheet.Level.UNIT
    examined = [q.key for q in pages(sheet, asks, given)] if is_unit else []
    participants = {q.key for q in asks.of_task(Task.PARTICIPANTS)} & keys if is_unit else set()
    unanswered = [q.key for q in questions if q.key not in complete and q.key not in participants]
    described = {c.risk.question for c in chains if c.risk.question}
    to_describe = tuple(
        key for key, a in given.items() if a.is_risk and key in keys and key not in described
    )
    n_described = [c for c in chains if c.is_described]
    remaining = Progress(
        measures_without_outcome=sum(o.outcome is None for o in owed),
        risks_not_reviewed=sum(p.review is None for p in past or ()),
        questions_unanswered=len([k for k in unanswered if k not in SUBMIT_KEYS]),
        answers_sent_back=len(remarks),
        risks_not_described=len(to_describe),
        risks_without_cause=sum(not c.has_cause for c in chains),
        risks_without_measure=sum(not c.is_answered for c in chains),
        participants_missing=len([k for k in participants if k not in complete]),
    )
    next_page = next((k for k in examined if k not in complete or k in remarks), None)
    return SheetProgress(
        progress=remaining,
        n_pages=len(examined),
        n_pages_done=sum(k in complete and k not in remarks for k in examined),
        n_owed=len(owed),
        n_outcomes=sum(o.outcome is not None for o in owed),
        n_past=len(past or ()),
        n_reviewed=sum(p.review is not None for p in past or ()),
        n_risks=len(n_described),
        n_risks_answered=sum(c.is_answered and c.has_cause for c in chains),
        risks_to_describe=to_describe,
        next_page=next_page,
    )


def is_late(sheet: Sheet, *, on: date) -> bool:
    """Return whether the last day to answer has passed. No question when its campaign is known."""
    return on > sheet.last_date


def last_change(cycle: Cycle, user) -> SheetsChange | None:
    """Return the person's latest change of many sheets, if it can be undone. One question."""
    latest = SheetsChange.objects.filter(cycle=cycle, made_by=user).order_by("-pk").first()
    can = latest is not None and latest.undone_at is None
    return latest if can and latest.kind != SheetsChange.Kind.REMIND else None
