"""The chapter for the staff account, the pack for a meeting and the receipt, out of the rows."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from datetime import date, datetime

from django.utils import timezone

from aktiva.apps.cooperation import queries as cooperation
from aktiva.apps.cycles import queries as cycles
from aktiva.apps.cycles.models import Cycle, Outcome
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.models import Unit
from aktiva.apps.reports.models import Observation, Paper
from aktiva.apps.reports.queries import compiling as compiled
from aktiva.apps.reports.queries import facts, pictures, sections, templates, told
from aktiva.apps.surveys import queries as surveys
from aktiva.apps.surveys.models import Sheet
from aktiva.domain.documents import papers
from aktiva.domain.documents.blocks import Document
from aktiva.domain.questionnaire import summary
from aktiva.domain.values import Area


def personnel_chapter(paper: Paper, at: datetime) -> Document:
    """Return the chapter of the staff account.

    Raises:
        NoCampaign: The year has no answers yet.
    """
    cycle = paper.cycle
    c = compiled.compilation(cycle, paper.unit, at=at)
    if c is None:
        raise compiled.NoCampaign(cycle.year)
    owed, outcomes = _owed(c)
    found = facts.observations(cycle, paper.unit)
    account = cooperation.told(cycle, paper.unit_id, at=at)
    is_root = c.tree.root is not None and c.tree.root.id == paper.unit_id
    template = sections.prepared(paper, at=at)
    ended = [outcomes[m.pk] for m in owed if m.pk in outcomes]
    return papers.personnel_chapter(
        papers.PersonnelChapter(
            sender=facts.sender(cycle, paper.unit, on=paper.paper_date),
            title=paper.title,
            on=paper.paper_date,
            year=cycle.year,
            registry_number=paper.case.dnr if paper.case else "",
            introduction=paper.slots.get("introduction", ""),
            n_asked=c.n_asked,
            n_answered=c.n_answered,
            results=_counted((o.result for o in ended), Outcome.Result),
            effects=_counted((o.effect for o in ended), Outcome.Effect),
            n_untold=len(owed) - len(ended),
            evaluated=tuple(
                facts.measure_row(m, c.name_of(m.unit_id), outcomes.get(m.pk))
                for m in owed
                if m.common
            ),
            strengths=tuple(o.text for o in found if o.kind == Observation.Kind.STRENGTH),
            improvements=tuple(o.text for o in found if o.kind == Observation.Kind.IMPROVEMENT),
            staff=(
                *facts.figures(cycle, paper.unit, on=paper.paper_date, as_text=True),
                *pictures.sexes(cycle, paper.unit, on=paper.paper_date),
                *pictures.sick_leave(cycle, paper.unit),
            ),
            coverage=pictures.coverage_grid(cycle, paper.unit, on=paper.paper_date),
            progress=pictures.progress(c),
            common=facts.common_measures(cycle) if is_root else (),
            n_meetings=len(account.meetings) if account else 0,
            dissents=told.words(cycle, paper.unit, at=at),
            own=templates.own_texts(paper, template),
        ),
        template=template,
    )


def _owed(c: compiled.Compilation):
    """Return last year's measures below a scope and what was said of each. Two questions."""
    ids = c.unit_ids | {c.scope.pk}
    owed = [m for m in cycles.measures_owed_by_all(c.cycle) if m.unit_id in ids]
    return owed, cycles.last_outcomes(c.cycle)


def _counted(values, choices) -> tuple[tuple[str, int], ...]:
    counts = Counter(values)
    return tuple((str(choice.label), counts[choice.value]) for choice in choices)


def meeting_pack(paper: Paper, at: datetime) -> Document:
    """Return the pack for a meeting about the year at a unit, a department or the employer."""
    cycle, unit, on = paper.cycle, paper.unit, paper.paper_date
    c = compiled.compilation(cycle, unit, at=at)
    account = cooperation.told(cycle, unit.pk, at=at)
    chains = c.chains if c else []
    owed, outcomes = _owed(c) if c else ([], {})
    shown = sorted(chains, key=lambda chain: bool(chain.causes))[: papers.MOST_RISKS]
    return papers.meeting_pack(
        papers.MeetingPack(
            sender=facts.sender(cycle, unit, on=on),
            place=organisation.name_of(cycle.employer, unit.pk, on=on),
            year=cycle.year,
            on=on,
            n_asked=c.n_asked if c else 0,
            n_answered=c.n_answered if c else 0,
            n_risks=len(chains),
            n_without_cause=sum(not chain.causes for chain in chains),
            n_without_measure=sum(not chain.is_answered for chain in chains),
            risks=tuple(
                papers.RiskLine(
                    unit=c.name_of(chain.risk.unit_id) if c else "",
                    area=Area(chain.risk.area).short_label,
                    risk=chain.risk.description,
                    cause=" ".join(cause.description for cause in chain.causes),
                )
                for chain in shown
            ),
            progress=pictures.progress(c) if c else (),
            measures=tuple(
                facts.measure_row(m, "") for m in cycles.unit_measures(cycle, unit.pk) if m.common
            ),
            n_owed=len(owed),
            n_told=sum(m.pk in outcomes for m in owed),
            last_years=tuple(
                facts.measure_row(m, c.name_of(m.unit_id) if c else "", outcomes[m.pk])
                for m in owed
                if m.pk in outcomes and m.common
            ),
            waiting=tuple(
                papers.AskedRow(
                    title=row.reading.title,
                    party=asked.party,
                    sent=row.reading.sent_at.date().isoformat(),
                    last_day=row.reading.last_date.isoformat(),
                    answer=told.answer_words(asked),
                )
                for row in (account.readings if account else ())
                for asked in row.asked
                if not asked.has_answered
            ),
            parties=tuple(party for party, _steps in account.parties) if account else (),
        )
    )


def receipt(paper: Paper, at: datetime) -> Document:
    """Return the receipt of a unit's answers.

    Raises:
        NoSheet: Nothing has been sent to the unit this year.
    """
    cycle, unit = paper.cycle, paper.unit
    survey = surveys.survey_of(cycle)
    sheet = (
        survey.sheets.filter(unit=unit, level=Sheet.Level.UNIT)
        .select_related("campaign__questionnaire")
        .first()
        if survey
        else None
    )
    if sheet is None:
        raise compiled.NoSheet(cycle.year)
    asks = surveys.questionnaire(sheet.campaign)
    given = surveys.answers(sheet)
    asked = surveys.shown(sheet, asks, given)
    answered = tuple(
        (q.key, words)
        for q in asked
        if q.key in given and (words := summary(q, given[q.key].value))
    )
    name = organisation.name_on(unit, _day_of(sheet, paper.paper_date))
    return papers.receipt(
        papers.Receipt(
            sender=facts.sender(cycle, unit, on=paper.paper_date),
            unit=name,
            year=cycle.year,
            on=paper.paper_date,
            submitted=_moment(sheet.submitted_at),
            submitted_as=sheet.submitted_as,
            state=str(sheet.get_state_display()),
            n_answers=len(answered),
            n_asked=len(asked),
            n_risks=cycle.risks.filter(unit=unit).count(),
            n_measures=len(cycles.unit_measures(cycle, unit.pk)),
            digest=_digest({q.key: given[q.key].value for q in asked if q.key in given}),
            next_days=_next_days(cycle, on=paper.paper_date),
            questions=tuple((q.key, q.text) for q in asked),
            answers=answered,
        )
    )


def _day_of(sheet: Sheet, on: date) -> date:
    return sheet.submitted_at.date() if sheet.submitted_at else on


def _moment(at: datetime | None) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%d kl. %H.%M") if at else ""


def _digest(answers: dict) -> str:
    told = json.dumps(answers, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()


def _next_days(cycle: Cycle, *, on: date) -> tuple[tuple[str, str], ...]:
    days = (
        ("Granskningen är klar", cycle.review_date),
        ("Sammanställningen är klar", cycle.compile_date),
        ("Beslut", cycle.decision_date),
    )
    return tuple((what, day.isoformat()) for what, day in days if day is not None and day >= on)


def draft(cycle: Cycle, unit: Unit, kind: str, *, on: date) -> Paper:
    """Return an unsaved paper of a kind that is printed and not kept."""
    return Paper(
        employer_id=cycle.employer_id, cycle=cycle, unit=unit, kind=kind, title="", paper_date=on
    )
