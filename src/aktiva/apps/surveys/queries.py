"""Reads of campaigns and answers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.db.models import Count, F, Q

from aktiva.adapters import questionnaires
from aktiva.apps.audit import history
from aktiva.apps.cycles import queries as cycles
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.surveys import following
from aktiva.apps.surveys.models import (
    Answer,
    Campaign,
    QuestionnaireVersion,
    Remark,
    Sheet,
    SheetsChange,
)
from aktiva.domain.cycle.grid import Examined
from aktiva.domain.cycle.handing_in import Progress
from aktiva.domain.questionnaire import Level, Question, Questionnaire, Task
from aktiva.domain.values import Area

LEVELS = {
    Sheet.Level.UNIT: Level.UNIT,
    Sheet.Level.DEPARTMENT: Level.DEPARTMENT,
    Sheet.Level.CENTRAL: Level.CENTRAL,
}
IN_OTHER_TASKS = frozenset({"10.1", "10.2", "11.1", "11.2"})
SUBMIT_KEYS = frozenset({"A1", "12.4"})
EXAMINATIONS = "B6"
"""The question whose rows say which areas were examined, how and when."""


@lru_cache(maxsize=16)
def _parsed(pk: int, digest: str) -> Questionnaire:
    return questionnaires.from_yaml(QuestionnaireVersion.objects.get(pk=pk).content)


def questionnaire(campaign: Campaign) -> Questionnaire:
    """Return the questions the campaign was sent with. At most one question per process."""
    version = campaign.questionnaire
    return _parsed(version.pk, version.digest)


def asked(sheet_level: str, asks: Questionnaire) -> tuple[Question, ...]:
    """Return the questions that a sheet at this level holds answers to, in order.

    Last year's measures, risks and measures are rows of their own and not answers.
    """
    return tuple(
        q for q in asks.core(LEVELS[Sheet.Level(sheet_level)]) if q.key not in IN_OTHER_TASKS
    )


def n_asked_of_units(campaign: Campaign) -> int:
    """Return how many questions a unit is asked in a campaign."""
    return len(asked(Sheet.Level.UNIT, questionnaire(campaign)))


def pages(asks: Questionnaire) -> tuple[Question, ...]:
    """Return the unit's question pages, in order."""
    return asks.of_task(Task.EXAMINE)


def campaign_of(cycle: Cycle) -> Campaign | None:
    """Return the year's campaign, or None before it has been opened. One question."""
    return (
        Campaign.objects.filter(cycle=cycle)
        .select_related("questionnaire", "cycle__employer")
        .order_by("-opened_at", "-pk")
        .first()
    )


def sheet_for_page(sheets, pk: int) -> Sheet:
    """Return one sheet of `sheets` with all that its pages show. One question.

    Raises:
        Sheet.DoesNotExist: None, or not one that the person may reach.
    """
    return sheets.select_related(
        "campaign__questionnaire", "campaign__cycle__employer", "unit", "department"
    ).get(pk=pk)


def answers(sheet: Sheet) -> dict[str, Answer]:
    """Return question → answer. One question."""
    return {a.question: a for a in sheet.answers.all()}


def open_remarks(sheet: Sheet) -> dict[str, Remark]:
    """Return question → why it was sent back, for those not yet met. One question."""
    found = sheet.remarks.filter(met_at=None).order_by("written_at", "pk")
    return {r.question: r for r in found}


@dataclass(frozen=True, slots=True)
class LastYear:
    """An answer to the same question the year before.

    `unit` is the name of the earlier unit whose answer it is, empty for the unit's own.
    """

    value: dict
    answered_at: datetime
    year: int
    unit: str = ""


def last_years_answers(sheet: Sheet, *, on: date) -> dict[str, list[LastYear]]:
    """Return question → last year's answers, the unit's own first. One question.

    Beside its own stand those of units that have gone into it, one by one and never put
    together. Those of a unit it was broken out of, and that goes on, stand there only while
    it has none of its own.
    """
    cycle = sheet.campaign.cycle
    units = following.comparable_units(cycle.employer, sheet.unit_id, on=on)
    found = list(
        Answer.objects.filter(
            sheet__unit__in=units,
            sheet__level=sheet.level,
            sheet__campaign__cycle__employer=cycle.employer_id,
            sheet__campaign__cycle__year=cycle.year - 1,
        )
        .select_related("sheet")
        .order_by("answered_at", "pk")
    )
    gone = organisation.gone(cycle.employer, on=on)
    has_own = any(a.sheet.unit_id == sheet.unit_id for a in found)
    kept: dict[str, list[LastYear]] = {}
    for answer in sorted(found, key=lambda a: units.index(a.sheet.unit_id)):
        unit = answer.sheet.unit_id
        if unit != sheet.unit_id and has_own and unit not in gone:
            continue
        name = organisation.name_of(cycle.employer, unit, on=on) if unit != sheet.unit_id else ""
        before = LastYear(answer.value, answer.answered_at, cycle.year - 1, name)
        kept.setdefault(answer.question, []).append(before)
    return kept


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
    questions = asked(sheet.level, asks)
    complete = {key for key, a in given.items() if a.is_complete}
    examined = [q.key for q in pages(asks)] if sheet.level == Sheet.Level.UNIT else []
    participants = {q.key for q in asks.of_task(Task.PARTICIPANTS)}
    if sheet.level != Sheet.Level.UNIT:
        participants = set()
    unanswered = [q.key for q in questions if q.key not in complete and q.key not in participants]
    described = {c.risk.question for c in chains if c.risk.question}
    to_describe = tuple(key for key, a in given.items() if a.is_risk and key not in described)
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


@dataclass(slots=True)
class Standing:
    """How many units of one department have come how far."""

    n_asked: int = 0
    n_open: int = 0
    n_begun: int = 0
    n_submitted: int = 0
    n_returned: int = 0
    n_approved: int = 0

    @property
    def n_answered(self) -> int:
        """Units whose answers have been handed in, sent back or not."""
        return self.n_submitted + self.n_approved + self.n_returned

    def add(self, other: Standing) -> None:
        for name in ("n_asked", "n_open", "n_begun", "n_submitted", "n_returned", "n_approved"):
            setattr(self, name, getattr(self, name) + getattr(other, name))


def standings(campaign: Campaign, *, on: date | None = None) -> dict[int | None, Standing]:
    """Return department → standing of its units on a day. One question.

    A unit that is no more and had not handed in is not asked for. Units of a department that
    is no more are counted where they are now; then it is two questions.
    """
    day = following.counting_day(campaign, on)
    employer = campaign.cycle.employer
    counted = Sheet.objects.filter(campaign=campaign, level=Sheet.Level.UNIT).exclude(
        following.not_asked(campaign, on=on)
    )
    absent = organisation.absent(employer, on=day)
    rows = list(_standing_rows(counted, "department"))
    if any(row["department"] in absent for row in rows):
        lost = [row["department"] for row in rows if row["department"] in absent]
        rows = [row for row in rows if row["department"] not in absent]
        for row in _standing_rows(counted.filter(department__in=lost), "unit"):
            department = organisation.department_of(employer, row["unit"], on=day)
            rows.append(row | {"department": department})
    found: dict[int | None, Standing] = defaultdict(Standing)
    for row in rows:
        standing = found[row["department"]]
        standing.n_asked += row["n"]
        if row["state"] == Sheet.State.OPEN:
            standing.n_open += row["n"]
            standing.n_begun += row["begun"]
        elif row["state"] == Sheet.State.SUBMITTED:
            standing.n_submitted += row["n"]
        elif row["state"] == Sheet.State.RETURNED:
            standing.n_returned += row["n"]
        else:
            standing.n_approved += row["n"]
    return dict(found)


def _standing_rows(sheets, by: str):
    return sheets.values(by, "state").annotate(
        n=Count("pk"), begun=Count("pk", filter=Q(n_answered__gt=0))
    )


def n_submitted_by(campaign: Campaign, *, at: datetime) -> int:
    """Return how many units had handed in at a time. One question."""
    return Sheet.objects.filter(
        campaign=campaign, level=Sheet.Level.UNIT, submitted_at__lte=at
    ).count()


def sheets_of(campaign: Campaign, *, level: str | None = None):
    """Return the campaign's sheets in a stable order."""
    found = campaign.sheets.all()  # each knows its campaign
    if level is not None:
        found = found.filter(level=level)
    return found.select_related("unit").order_by("department__code", "unit__code", "pk")


def all_answers(
    campaign: Campaign,
    *,
    sheets: list[Sheet] | None = None,
    questions: frozenset[str] | None = None,
    as_of: datetime | None = None,
) -> list[Answer]:
    """Return the campaign's answers as they stood, of all sheets and questions or some.

    Two questions to the database.
    """
    found = history.rows(Answer, as_of=as_of).filter(sheet__campaign=campaign)
    if questions is not None:
        found = found.filter(question__in=questions)
    if sheets is not None:
        found = found.filter(sheet__in=[s.pk for s in sheets])
    return sorted(history.attach(found, "sheet"), key=lambda a: (a.sheet_id, a.question))


def all_sheets(
    campaign: Campaign, *, within: frozenset[int] | None = None, as_of: datetime | None = None
) -> list[Sheet]:
    """Return the campaign's sheets as they stood, of all units or some. Two questions.

    Args:
        within: Units and departments; a sheet belongs to its unit and to the department
            where that stood when the campaign was opened.
    """
    found = history.rows(Sheet, as_of=as_of).filter(campaign=campaign)
    if within is not None:
        found = found.filter(Q(department__in=within) | Q(unit__in=within))
    return sorted(history.attach(found, "unit"), key=lambda s: (s.department_id or 0, s.unit_id))


def unanswered(campaign: Campaign) -> dict[str, list[Sheet]]:
    """Return level → sheets with questions not yet answered. One question."""
    found: dict[str, list[Sheet]] = {level: [] for level in Sheet.Level.values}
    for sheet in (
        Sheet.objects.filter(campaign=campaign, n_answered__lt=F("n_asked"))
        .select_related("unit")
        .order_by("unit__code", "pk")
    ):
        found[sheet.level].append(sheet)
    return found


def is_late(sheet: Sheet, *, on: date) -> bool:
    """Return whether the last day to answer has passed. No question when its campaign is known."""
    return on > sheet.last_date


def last_change(campaign: Campaign, user) -> SheetsChange | None:
    """Return the person's latest change of many sheets, if it can be undone. One question."""
    latest = campaign.changes.filter(made_by=user).order_by("-pk").first()
    can = latest is not None and latest.undone_at is None
    return latest if can and latest.kind != SheetsChange.Kind.REMIND else None


def examined(cycle: Cycle, *, unit_ids=None, as_of: datetime | None = None) -> list[Examined]:
    """Return every examination of the year: those recorded one by one, and the questionnaire's.

    A row without method, ground, finding or a date within the year is no examination. Three
    questions.
    """
    rows = cycles.examination_lines(cycle, unit_ids=unit_ids, as_of=as_of)
    campaign = campaign_of(cycle)
    if campaign is None or (as_of is not None and campaign.opened_at > as_of):
        return rows
    found = history.rows(Answer, as_of=as_of).filter(
        sheet__campaign=campaign, question=EXAMINATIONS
    )
    if unit_ids is not None:
        found = found.filter(sheet__unit__in=unit_ids)
    for pk, unit, value in found.values_list("id", "sheet__unit", "value"):
        given = value.get("rows")
        for area, row in (given if isinstance(given, dict) else {}).items():
            grounds, methods = cycles.grounds(row.get("grounds")), tuple(row.get("methods") or ())
            day = _day(row.get("date"))
            dated = day is not None and day.year == cycle.year
            if grounds and methods and dated and row.get("finding"):
                rows.append(
                    Examined(
                        unit, Area(area), grounds, methods, day, "answer", pk, str(row["finding"])
                    )
                )
    return rows


def _day(value) -> date | None:
    try:
        return date.fromisoformat(str(value or ""))
    except ValueError:
        return None
