"""Reads for the compilation and the papers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from aktiva.apps.audit import history
from aktiva.apps.casework.models import Case
from aktiva.apps.cooperation import queries as cooperation
from aktiva.apps.cycles import queries as cycles
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.models import Unit
from aktiva.apps.reports.models import Observation, Paper
from aktiva.apps.reports.queries.results import (
    QuestionResult,
    counted,
    last_years_tallies,
    results_of,
)
from aktiva.apps.surveys import queries as surveys
from aktiva.apps.surveys.following import asked_for
from aktiva.apps.surveys.models import Answer, Sheet
from aktiva.domain.compilation.counts import changed_sources
from aktiva.domain.cycle.own_areas import Headings
from aktiva.domain.organisation.tree import Tree
from aktiva.domain.questionnaire import Question, Questionnaire, summary
from aktiva.domain.values import Area, Step


def cooperation_by_department(
    survey: surveys.Survey, index: dict[int, int]
) -> dict[int | None, tuple[bool, ...]]:
    """Return department → whether each of the four steps has a full record below it.

    A record is an answer to 9.2, a meeting or a party's own answer. About fifteen questions.

    Args:
        index: Unit → its department.
    """
    found: dict[int | None, set[str]] = defaultdict(set)
    for department, steps in cooperation.steps_by_department(survey.cycle, index).items():
        found[department] |= {step.value for step in steps}
    employer, on = survey.cycle.employer, survey.last_date
    answers = Answer.objects.filter(sheet__campaign__in=survey.ids, question="9.2").values_list(
        "sheet__department", "value"
    )
    for sent_to, value in answers:
        department = sent_to and organisation.holder(employer, sent_to, on=on)
        rows = value.get("rows") or {}
        for step, row in rows.items() if isinstance(rows, dict) else ():
            if row.get("forum") and row.get("date") and row.get("parties"):
                found[department].add(step)
    return {d: tuple(step.value in steps for step in Step) for d, steps in found.items()}


def n_risks(cycle: Cycle, departments: set[int], *, on: date) -> int:
    """Return the year's risks below some departments on a day. One question.

    Those of a unit that is no more are counted with the unit that answers for them.
    """
    return sum(
        organisation.department_of(cycle.employer, unit, on=on) in departments
        for unit in cycle.risks.values_list("unit_id", flat=True)
    )


def annual_accounts(
    cycle: Cycle, *, kind: str | None = None, as_of: datetime | None = None
) -> list[Paper]:
    """Return the employer's written accounts of the year. Two questions.

    Args:
        kind: The paper that an employer of its size owes (13 or 14 §); the whole account if none.
    """
    tree = organisation.tree(cycle.employer, on=cycle.opened_at.date(), as_of=as_of)
    root = tree.root.id if tree.root else None
    found = history.rows(Paper, as_of=as_of).filter(
        cycle=cycle, kind=kind or Paper.Kind.ANNUAL_REPORT, unit=root
    )
    return sorted(found, key=lambda p: (p.paper_date, p.pk))


class NoCampaign(LookupError):
    """The year has no answers to report on yet."""

    def __str__(self) -> str:
        return "Året har inga svar ännu. Skicka ut underlaget till enheterna först."


class NoSheet(NoCampaign):
    """Nothing has been sent to the unit this year."""

    def __str__(self) -> str:
        return "Enheten har inget underlag för året. Välj en enhet som har fått frågorna."


@dataclass(slots=True)
class UnitAnswers:
    """One unit's whole sheet, for the annex."""

    unit_id: int
    name: str
    department: str
    sheet: Sheet
    answers: list[tuple[Question, str]]


@dataclass(slots=True)
class Compilation:
    """All answers below a unit in one year."""

    cycle: Cycle
    survey: surveys.Survey
    scope: Unit
    tree: Tree
    asks: Questionnaire
    unit_ids: frozenset[int]
    sheets: list[Sheet]
    results: list[QuestionResult]
    chains: list[cycles.RiskChain]
    answers: list[Answer] = field(default_factory=list)

    @property
    def n_asked(self) -> int:
        return len(self.sheets)

    @property
    def n_answered(self) -> int:
        return sum(s.state != Sheet.State.OPEN for s in self.sheets)

    @property
    def silent(self) -> list[Sheet]:
        return [s for s in self.sheets if s.state == Sheet.State.OPEN]

    def by_area(self, headings: Headings) -> list[tuple[Area | None, list[QuestionResult]]]:
        """Return the counted questions by area, the way of working (None) first, then in order."""
        grouped: dict[Area | None, list[QuestionResult]] = {}
        for result in self.results:
            grouped.setdefault(result.question.area, []).append(result)
        ordered = sorted(Area, key=lambda area: headings.places[area])
        return [(area, grouped[area]) for area in (None, *ordered) if area in grouped]

    def name_of(self, unit_id: int) -> str:
        """Return what the unit is called, also when it no longer stands in the tree."""
        node = self.tree.nodes.get(unit_id)
        return node.name if node else self._lost_names.get(unit_id, "")

    @property
    def _lost_names(self) -> dict[int, str]:
        return {
            s.unit_id: names[-1]
            for s in self.sheets
            if s.unit_id not in self.tree.nodes
            and (names := list(s.unit.periods.order_by("from_date").values_list("name", flat=True)))
        }


def compilation(
    cycle: Cycle, scope: Unit, *, at: datetime, as_of: datetime | None = None
) -> Compilation | None:
    """Return the answers of all units below `scope`, or None before a campaign. About ten questions.

    A unit belongs to the department where it stood when the campaign was opened, so that a
    reorganisation in the middle of the year moves no answers. One that is no more and had not
    handed in is not asked for. Kept while nothing changes.
    """
    return history.unchanged(
        ("compilation", cycle.pk, scope.pk, (as_of or at).date(), as_of),
        lambda: _compiled(cycle, scope, at=at, as_of=as_of),
    )


def _compiled(
    cycle: Cycle, scope: Unit, *, at: datetime, as_of: datetime | None
) -> Compilation | None:
    survey = surveys.survey_of(cycle)
    if survey is None:
        return None
    on = (as_of or at).date()
    tree = organisation.tree(cycle.employer, on=on, as_of=as_of)
    then = organisation.tree(cycle.employer, on=survey.opens_date)
    asks = survey.asks
    root = tree.root.id if tree.root else None
    begun_since = tree.subtree(scope.pk) - then.nodes.keys()
    within = None if scope.pk == root else then.subtree(scope.pk) | {scope.pk} | begun_since
    found = [
        s
        for s in surveys.all_sheets(survey, within=within, as_of=as_of)
        if s.level == Sheet.Level.UNIT
    ]
    sheets = asked_for(survey.campaigns, found, on=on)
    ids = frozenset(s.pk for s in sheets)
    handed_in = {s.pk for s in sheets if s.state != Sheet.State.OPEN}
    answers = surveys.all_answers(survey, sheets=None if scope.pk == root else sheets, as_of=as_of)
    answers = [a for a in surveys.shared_out(answers, sheets) if a.sheet_id in ids]
    unit_ids = frozenset(s.unit_id for s in found)  # also those that are no more: they had risks
    together = organisation.with_earlier(cycle.employer, {s.unit_id for s in sheets}, on=on)
    before = last_years_tallies(cycle, together, asks, survey.length)
    return Compilation(
        cycle=cycle,
        survey=survey,
        scope=scope,
        tree=tree,
        asks=asks,
        unit_ids=unit_ids,
        sheets=sheets,
        results=results_of(
            counted(asks, survey.length),
            [a for a in answers if a.sheet_id in handed_in],
            len(sheets),
            before,
        ),
        chains=cycles.chains(cycle, unit_ids=unit_ids, as_of=as_of),
        answers=answers,
    )


def annex(c: Compilation) -> list[UnitAnswers]:
    """Return every handed-in sheet's answers in words, by department and unit. No question."""
    by_sheet: dict[int, dict[str, Answer]] = defaultdict(dict)
    for answer in c.answers:
        by_sheet[answer.sheet_id][answer.question] = answer
    questions = surveys.asked(Sheet.Level.UNIT, c.asks, c.survey.length)
    rows = []
    for sheet in c.sheets:
        if sheet.state == Sheet.State.OPEN:
            continue
        department = c.tree.nodes.get(sheet.department_id)
        given = by_sheet[sheet.pk]
        rows.append(
            UnitAnswers(
                unit_id=sheet.unit_id,
                name=c.name_of(sheet.unit_id),
                department=department.short_name if department else "",
                sheet=sheet,
                answers=[(q, summary(q, given[q.key].value)) for q in questions if q.key in given],
            )
        )
    return rows


def observations(cycle: Cycle, scope: Unit):
    """Return the observations of a scope, in order. One question."""
    return Observation.objects.filter(cycle=cycle, unit=scope).order_by("position", "pk")


def changes(found: Iterable[Observation]) -> list[tuple[str, int, str]]:
    """Return (word, number, code) of how observations stand to earlier years, in order."""
    kept = [o.since for o in found if o.state != Observation.State.DROPPED]
    return [(s.label, n, s.value) for s in Observation.Since if (n := kept.count(s.value))]


def flagged(found: Iterable[Observation]) -> dict[int, tuple[int, ...]]:
    """Return observation → sources whose words have changed since. One question."""
    kept = list(found)
    ids = {int(s["answer"]) for o in kept for s in o.sources if s.get("answer")}
    answers = Answer.objects.filter(pk__in=ids).select_related("sheet__campaign__questionnaire")
    now = {}
    for answer in answers:
        asks = surveys.questionnaire(answer.sheet.campaign)
        now[answer.pk] = summary(asks.question(answer.question), answer.value)
    changed = {
        o.pk: changed_sources([s for s in o.sources if s.get("answer")], now=now) for o in kept
    }
    return {pk: answers for pk, answers in changed.items() if answers}


def papers_of(cycle: Cycle, papers):
    """Return the year's papers for a list, the newest first. One question."""
    return (
        papers.filter(cycle=cycle)
        .select_related("unit", "case", "handling__body")
        .order_by("-paper_date", "-pk")
    )


def paper_for_page(papers, pk: int) -> Paper:
    """Return one paper with what its page shows. One question.

    Raises:
        Paper.DoesNotExist: None, or not one that the person may reach.
    """
    return papers.select_related(
        "cycle__employer", "unit", "case__cycle", "handling__body__above", "template"
    ).get(pk=pk)


def case_papers(case: Case):
    """Return the papers that lie in a case, in the order of their dates. One question."""
    return case.papers.select_related("unit", "handling__body").order_by("paper_date", "pk")


def department_report(cycle: Cycle, unit_id: int) -> Paper | None:
    """Return the department's latest report of the year. One question."""
    return (
        Paper.objects.filter(cycle=cycle, unit=unit_id, kind=Paper.Kind.DEPARTMENT_REPORT)
        .order_by("-made_at", "-pk")
        .first()
    )
