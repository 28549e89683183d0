"""Reads of a year: what has been sent, by whom it is answered, every answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db.models import Count, F, Max, Min, Q, QuerySet

from aktiva.apps.audit import history
from aktiva.apps.cycles import queries as cycles
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.models import Employer
from aktiva.apps.surveys import following
from aktiva.apps.surveys.asking import counting, questionnaire
from aktiva.apps.surveys.models import Answer, Campaign, Sheet
from aktiva.domain.cycle.grid import Examined
from aktiva.domain.questionnaire import Questionnaire, merged
from aktiva.domain.values import Area

EXAMINATIONS = "B6"
"""The question whose rows say which areas were examined, how and when."""


@dataclass(frozen=True)
class Survey:
    """A year's follow-up: everything that has been sent, one campaign or several at once.

    A unit is asked in one campaign a year, so its answers are never counted twice.

    Args:
        campaigns: In the order they were opened; at least one.
    """

    cycle: Cycle
    campaigns: tuple[Campaign, ...]

    @property
    def ids(self) -> tuple[int, ...]:
        """The campaigns' ids; names the survey where something is kept of it."""
        return tuple(c.pk for c in self.campaigns)

    @property
    def opens_date(self) -> date:
        """The first day that anybody may answer."""
        return min(c.opens_date for c in self.campaigns)

    @property
    def last_date(self) -> date:
        """The last day that anybody may answer, but for units with a later one of their own."""
        return max(c.last_date for c in self.campaigns)

    @property
    def opened_at(self) -> datetime:
        """When the first campaign was opened."""
        return self.campaigns[0].opened_at

    @cached_property
    def asks(self) -> Questionnaire:
        """What the year asks: each question once, worded as it was sent last."""
        return merged([questionnaire(c) for c in self.campaigns])

    @property
    def length(self) -> str:
        """How much the year asks: everything if any campaign does."""
        full = any(c.length == Campaign.Length.FULL for c in self.campaigns)
        return Campaign.Length.FULL if full else Campaign.Length.CORE

    @property
    def sheets(self) -> QuerySet[Sheet]:
        """The sheets of all campaigns."""
        return Sheet.objects.filter(campaign__in=self.ids)

    def known(self, sheets: Iterable[Sheet]) -> list[Sheet]:
        """Return sheets that know their campaign without asking for it."""
        by_id = {c.pk: c for c in self.campaigns}
        found = list(sheets)
        for sheet in found:
            sheet.campaign = by_id[sheet.campaign_id]
        return found


def survey_of(cycle: Cycle, *, as_of: datetime | None = None) -> Survey | None:
    """Return what has been sent in a year, None before anything was. One question."""
    found = (
        Campaign.objects.filter(cycle=cycle)
        .select_related("questionnaire", "cycle__employer")
        .order_by("opened_at", "pk")
    )
    sent = tuple(c for c in found if as_of is None or c.opened_at <= as_of)
    return Survey(sent[0].cycle, sent) if sent else None


def days_of(employer: Employer) -> dict[int, tuple[date, date]]:
    """Return year (its id) → the first and the last day that anybody may answer. One question."""
    sent = Campaign.objects.filter(cycle__employer=employer).order_by()
    grouped = sent.values_list("cycle").annotate(first=Min("opens_date"), last=Max("last_date"))
    return {cycle: (first, last) for cycle, first, last in grouped}


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


def standings(survey: Survey, *, on: date | None = None) -> dict[int | None, Standing]:
    """Return department → standing of its units on a day. One question.

    A unit that is no more and had not handed in is not asked for. Units of a department that
    is no more are counted where they are now; then it is two questions.
    """
    day = following.counting_day(survey, on)
    employer = survey.cycle.employer
    counted = survey.sheets.filter(level=Sheet.Level.UNIT).exclude(
        following.not_asked(survey.campaigns, on=on)
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


def n_submitted_by(survey: Survey, *, at: datetime) -> int:
    """Return how many units had handed in at a time. One question."""
    return survey.sheets.filter(level=Sheet.Level.UNIT, submitted_at__lte=at).count()


def sheets_of(survey: Survey, *, level: str | None = None) -> list[Sheet]:
    """Return the year's sheets in a stable order, each with its unit and campaign. One question."""
    found = survey.sheets if level is None else survey.sheets.filter(level=level)
    ordered = found.select_related("unit", "answered_in").order_by(
        "department__code", "unit__code", "pk"
    )
    return survey.known(ordered)


def all_answers(
    survey: Survey,
    *,
    sheets: list[Sheet] | None = None,
    questions: frozenset[str] | None = None,
    as_of: datetime | None = None,
) -> list[Answer]:
    """Return the year's answers as they stood, of all sheets and questions or some.

    Those of a sheet that is answered in another are the other's. Those of questions that were
    not asked after all are left out.

    Two questions to the database.
    """
    found = history.rows(Answer, as_of=as_of).filter(sheet__campaign__in=survey.ids)
    depends = [q for q in survey.asks.questions if q.shown_if and q.key in (questions or ())]
    if questions is not None and not depends:
        found = found.filter(question__in=questions)
    if sheets is not None:
        ids = {s.pk for s in sheets} | {s.answered_in_id for s in sheets if s.answered_in_id}
        found = found.filter(sheet__in=ids)
    rows = history.attach(found, "sheet")
    if questions is None or depends:
        rows = counting(survey.asks, list(rows))
    kept = [a for a in rows if questions is None or a.question in questions]
    return sorted(kept, key=lambda a: (a.sheet_id, a.question))


def all_sheets(
    survey: Survey, *, within: frozenset[int] | None = None, as_of: datetime | None = None
) -> list[Sheet]:
    """Return the year's sheets as they stood, of all units or some. Two questions.

    Args:
        within: Units and departments; a sheet belongs to its unit and to the department
            where that stood when the campaign was opened.
    """
    found = history.rows(Sheet, as_of=as_of).filter(campaign__in=survey.ids)
    if within is not None:
        found = found.filter(Q(department__in=within) | Q(unit__in=within))
    return sorted(history.attach(found, "unit"), key=lambda s: (s.department_id or 0, s.unit_id))


def shared_out(answers: Iterable[Answer], sheets: Iterable[Sheet]) -> list[Answer]:
    """Return answers with one more of each for every sheet that is answered in another. No question.

    The one more is not stored: it is the same answer, standing for the other unit.

    Args:
        answers: Of `sheets` and of those that they are answered in.
    """
    kept = list(answers)
    covered: dict[int, list[Sheet]] = defaultdict(list)
    for sheet in sheets:
        if sheet.answered_in_id:
            covered[sheet.answered_in_id].append(sheet)
    if not covered:
        return kept
    more = []
    for answer in kept:
        for sheet in covered.get(answer.sheet_id, ()):
            other = copy(answer)
            other.sheet = sheet
            more.append(other)
    return sorted([*kept, *more], key=lambda a: (a.sheet_id, a.question))


def unanswered(survey: Survey) -> dict[str, list[Sheet]]:
    """Return level → sheets with questions not yet answered. One question."""
    found: dict[str, list[Sheet]] = {level: [] for level in Sheet.Level.values}
    for sheet in (
        survey.sheets.filter(n_answered__lt=F("n_asked"))
        .select_related("unit")
        .order_by("unit__code", "pk")
    ):
        found[sheet.level].append(sheet)
    return found


def examined(cycle: Cycle, *, unit_ids=None, as_of: datetime | None = None) -> list[Examined]:
    """Return every examination of the year: those recorded one by one, and the questionnaire's.

    A row without method, ground, finding or a date within the year is no examination. Four
    questions.
    """
    rows = cycles.examination_lines(cycle, unit_ids=unit_ids, as_of=as_of)
    survey = survey_of(cycle, as_of=as_of)
    if survey is None:
        return rows
    found = history.rows(Answer, as_of=as_of).filter(
        sheet__campaign__in=survey.ids, question=EXAMINATIONS
    )
    covered: dict[int, list[int]] = defaultdict(list)
    others = history.rows(Sheet, as_of=as_of).filter(campaign__in=survey.ids)
    for lead, unit in others.exclude(answered_in=None).values_list("answered_in", "unit"):
        covered[lead].append(unit)
    if unit_ids is not None and not covered:
        found = found.filter(sheet__unit__in=unit_ids)
    lines = [
        (pk, unit, value)
        for pk, sheet, own, value in found.values_list("id", "sheet", "sheet__unit", "value")
        for unit in (own, *covered.get(sheet, ()))
        if unit_ids is None or unit in unit_ids
    ]
    for pk, unit, value in lines:
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
