"""Answers are saved, and what two people wrote at once is settled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.db import connection, models, transaction

from aktiva.apps.attachments import actions as attachments
from aktiva.apps.audit import history, log
from aktiva.apps.organisation.models import Unit
from aktiva.apps.surveys import policy, queries
from aktiva.apps.surveys.models import (
    Answer,
    Campaign,
    QuestionnaireVersion,
    RivalAnswer,
    Sheet,
)
from aktiva.domain.questionnaire import (
    FieldKind,
    Mark,
    Order,
    Problem,
    Question,
    check,
    clean,
    fields,
    is_begun,
    is_undesired,
    order,
    read_mark,
)


class Locked(Exception):
    """The sheet has been handed in and is being read; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of an answer: the row, what is still wrong, and a rival text if there is one."""

    answer: Answer
    problems: tuple[Problem, ...]
    rival: RivalAnswer | None


def save_answer(
    *,
    sheet_id: int,
    question: str,
    raw: dict[str, list[str]],
    revision: int,
    is_risk: bool | None,
    actor,
    at: datetime,
    mark: Mark | None = None,
    together: bool = False,
    files: Mapping[str, attachments.Examined] | None = None,
) -> Saved:
    """Keep an answer as it was typed, finished or not, and say what is still wrong with it.

    The sheet is read before anything is locked, and read again under the lock if somebody has
    written to it since: thousands save at the same time, and SQLite lets in one at a time.

    Args:
        files: Field → a file that has been examined. One that the answer has stays until
            another takes its place or ``<field>-remove`` is sent; earlier versions keep theirs.
        revision: The revision the writer saw, 0 when there was none. If somebody
            else has written since, both texts are kept and a rival is returned.
        mark: Which open page sent it; what the same page has sent later already stands.
        together: The writer had rival texts in front of them and pressed the button: what
            they wrote takes the place of both.

    Raises:
        Sheet.DoesNotExist: No such sheet, or not one that `actor` answers.
        KeyError: The questionnaire has no such question at this level.
        Locked: The sheet has been handed in; nothing was changed.
    """
    sheet, given = _read(sheet_id, actor=actor, at=at)
    asked = queries.questionnaire(sheet.campaign).question(question)
    if asked not in queries.asked(
        sheet.level, queries.questionnaire(sheet.campaign), sheet.campaign.length
    ):
        raise KeyError(question)
    with transaction.atomic():
        if _lock(sheet_id) != _seen(sheet, given):
            sheet, given = _read(sheet_id, actor=actor, at=at)
        if sheet.state in {Sheet.State.SUBMITTED, Sheet.State.APPROVED}:
            raise Locked(sheet.pk)
        writing = _Writing(
            sheet, asked, given, raw=raw, revision=revision, is_risk=is_risk, mark=mark,
            together=together, actor=actor, at=at,
        )  # fmt: skip
        return writing.save(files or {})


def _read(sheet_id: int, *, actor, at: datetime) -> tuple[Sheet, dict[str, Answer]]:
    """Return a sheet that the person answers, and its answers by question. Two questions."""
    sheet = _with_what_is_asked(sheet_id)
    if sheet.answered_in_id is not None or not policy.fills_in(actor, sheet, on=at.date()):
        raise Sheet.DoesNotExist
    table = connection.ops.quote_name(Answer._meta.db_table)
    given = Answer.objects.raw(f"SELECT * FROM {table} WHERE sheet_id = %s", [sheet.pk])
    return sheet, {a.question: a for a in given}


_ASKED_OF: Mapping[type[models.Model], frozenset[str]] = {
    Sheet: frozenset(
        {"id", "unit_id", "level", "state", "n_answered", "n_asked", "campaign_id"}
        | {"answered_in_id"}
    ),
    Campaign: frozenset({"id", "cycle_id", "length", "questionnaire_id"}),
    QuestionnaireVersion: frozenset({"id", "digest"}),
    Unit: frozenset({"id", "employer_id"}),
}


@cache
def _columns(model: type[models.Model]) -> tuple[str, ...]:
    """Return the columns that are asked for, in the model's own order."""
    return tuple(f.attname for f in model._meta.concrete_fields if f.attname in _ASKED_OF[model])


def _with_what_is_asked(sheet_id: int) -> Sheet:
    """Return a sheet with its unit, campaign and version of the questions. One question.

    In SQL, for it is asked at every field that thousands type, and putting the question together
    would take longer than the answer. What is not named here is fetched when somebody asks for it.

    Raises:
        Sheet.DoesNotExist: No such sheet.
    """
    tables = [connection.ops.quote_name(model._meta.db_table) for model in _ASKED_OF]
    columns = [
        f"{table}.{name}"
        for table, model in zip(tables, _ASKED_OF, strict=True)
        for name in _columns(model)
    ]
    sheet, campaign, version, unit = tables
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(columns)} FROM {sheet} "
            f"JOIN {campaign} ON {campaign}.id = {sheet}.campaign_id "
            f"JOIN {version} ON {version}.id = {campaign}.questionnaire_id "
            f"JOIN {unit} ON {unit}.id = {sheet}.unit_id WHERE {sheet}.id = %s",
            [sheet_id],
        )
        row = cursor.fetchone()
    if row is None:
        raise Sheet.DoesNotExist
    values = iter(row)
    made = {
        model: model.from_db(connection.alias, names, [next(values) for _ in names])
        for model in _ASKED_OF
        if (names := _columns(model))
    }
    found = made[Sheet]
    found.campaign, found.unit = made[Campaign], made[Unit]
    found.campaign.questionnaire = made[QuestionnaireVersion]
    return found


_Stamp = tuple[str, int | None, int, int]


def _seen(sheet: Sheet, given: Mapping[str, Answer]) -> _Stamp:
    """Return what differs as soon as anybody hands in, joins, or writes an answer of the sheet."""
    return sheet.state, None, len(given), sum(a.revision for a in given.values())


def _lock(sheet_id: int) -> _Stamp:
    """Lock a sheet until the transaction ends, and return its stamp. Two short questions."""
    quoted = connection.ops.quote_name
    sheets, answers = quoted(Sheet._meta.db_table), quoted(Answer._meta.db_table)
    held = " FOR UPDATE" if connection.features.has_select_for_update else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT state, answered_in_id FROM {sheets} WHERE id = %s{held}", [sheet_id]
        )
        state, answered_in = cursor.fetchone()
        cursor.execute(
            f"SELECT count(*), coalesce(sum(revision), 0) FROM {answers} WHERE sheet_id = %s",
            [sheet_id],
        )
        n, revisions = cursor.fetchone()
    return state, answered_in, n, revisions


@dataclass(frozen=True, slots=True)
class _Writing:
    """One person's text for one question, and the sheet as it stands under the lock."""

    sheet: Sheet
    asked: Question
    given: dict[str, Answer]
    raw: dict[str, list[str]]
    revision: int
    is_risk: bool | None
    mark: Mark | None
    together: bool
    actor: object
    at: datetime

    def save(self, files: Mapping[str, attachments.Examined]) -> Saved:
        asked, answer = self.asked, self.given.get(self.asked.key)
        if answer is not None:
            answer.sheet = self.sheet
        kept = self._kept(answer, files)
        cleaned = clean(asked, self.raw, kept)
        is_risk = self.is_risk if is_undesired(asked, cleaned.value) else None
        differs = answer is not None and (
            answer.value != cleaned.value or answer.is_risk != is_risk
        )
        if differs:
            becomes = order(
                stands=answer.revision, seen=self.revision,
                by_same_person=answer.answered_by_id == self.actor.pk,
                last=read_mark(answer.mark), mark=self.mark,
            )  # fmt: skip
            if becomes is Order.OLD:
                return Saved(answer, check(asked, answer.value), None)
            if becomes is Order.BESIDE:
                rival = _keep_rival(answer, cleaned.value, is_risk, actor=self.actor, at=self.at)
                return Saved(answer, cleaned.problems, rival)
        answer = answer or Answer(sheet=self.sheet, question=asked.key, revision=0)
        settled = []
        if self.together and not cleaned.problems:
            settled = _settle_all(answer, at=self.at)
        if differs or answer.pk is None or settled:
            answer.value, answer.is_risk = cleaned.value, is_risk
            answer.is_complete = not cleaned.problems and not (
                is_undesired(asked, cleaned.value) and is_risk is None
            )
            self._write(answer, settled)
        return Saved(answer, cleaned.problems, None)

    def _kept(self, answer: Answer | None, files: Mapping[str, attachments.Examined]) -> dict:
        kept = _files(self.asked, answer.value if answer else {}, raw=self.raw)
        for name, file in files.items():
            stored = attachments.store(
                file, employer_id=self.sheet.campaign.cycle.employer_id, actor=self.actor,
                at=self.at,
            )  # fmt: skip
            kept[name] = {"id": stored.pk, "name": stored.name, "size": stored.size}
        return kept

    def _write(self, answer: Answer, settled: list[int]) -> None:
        answer.revision += 1
        answer.answered_at, answer.answered_by = self.at, self.actor
        answer.mark = str(self.mark or "")
        history.store(answer, at=self.at, by=self.actor, checked=True)
        if answer.is_complete and self.sheet.state == Sheet.State.RETURNED:
            for remark in self.sheet.remarks.filter(met_at=None, question=answer.question):
                remark.met_at = self.at
                history.store(remark, at=self.at, by=self.actor)
        count_answered(self.sheet, self.given | {answer.question: answer})
        log.record(
            log.Event.ANSWER_SAVED, actor=self.actor, about=answer, at=self.at,
            details={"question": answer.question, "revision": answer.revision}
            | ({"settled": settled} if settled else {}),
        )  # fmt: skip


@transaction.atomic
def save_answers(
    *,
    sheet_id: int,
    raw: Mapping[str, dict[str, list[str]]],
    revisions: Mapping[str, int],
    mark: Mark | None,
    actor,
    at: datetime,
) -> dict[str, Saved]:
    """Keep the answers of one page that have been begun, all or none; return question → what became.

    Raises:
        Sheet.DoesNotExist: No such sheet, or not one that `actor` answers.
        Locked: The sheet has been handed in; nothing was changed.
    """
    sheet = (
        policy.answerable_sheets(actor, on=at.date())
        .select_related("campaign__questionnaire")
        .get(pk=sheet_id)
    )
    asks = queries.questionnaire(sheet.campaign)
    given = queries.answers(sheet)
    kept = {}
    for key, typed in raw.items():
        asked = asks.question(key)
        if key in given or is_begun(asked, clean(asked, typed).value):
            kept[key] = save_answer(
                sheet_id=sheet_id, question=key, raw=typed, revision=revisions[key], is_risk=None,
                actor=actor, at=at, mark=mark,
            )  # fmt: skip
    return kept


def _settle_all(answer: Answer, *, at: datetime) -> list[int]:
    """Let an answer take the place of what others wrote beside it, and return those texts' ids."""
    if answer.pk is None:
        return []
    found = list(answer.rivals.filter(settled_at=None).order_by("pk").values_list("pk", flat=True))
    answer.rivals.filter(pk__in=found).update(settled_at=at)
    return found


def _files(asked: Question, value, *, raw: Mapping[str, list[str]]) -> dict[str, dict]:
    """Return the files that the answer has and goes on having."""
    named = [s.column for s in fields(asked, rows=0) if s.kind is FieldKind.FILE]
    return {n: value[n] for n in named if value.get(n) and not raw.get(f"{n}-remove")}


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


def count_answered(sheet: Sheet, given: Mapping[str, Answer]) -> None:
    """Count the questions that are asked now and those of them that are answered. No question.

    The numbers are no version of their own: the answers have theirs.
    """
    asked = queries.shown(sheet, queries.questionnaire(sheet.campaign), given)
    n = sum(q.key in given and given[q.key].is_complete for q in asked)
    if (n, len(asked)) != (sheet.n_answered, sheet.n_asked):
        sheet.n_answered, sheet.n_asked = n, len(asked)
        Sheet.objects.filter(pk=sheet.pk).update(n_answered=n, n_asked=len(asked))


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
        answer.answered_at, answer.answered_by, answer.mark = at, actor, ""
        history.store(answer, at=at, by=actor)
        count_answered(answer.sheet, queries.answers(answer.sheet) | {answer.question: answer})
    rival.settled_at = at
    rival.save(update_fields=["settled_at"])
    log.record(
        log.Event.ANSWER_CONFLICT_SETTLED, actor=actor, about=answer, at=at, details={"keep": keep}
    )
    return answer
