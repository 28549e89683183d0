"""Evidence for the law check: the year's rows as they stood, and the verdicts over them."""

from __future__ import annotations

from datetime import date, datetime, time

from aktiva.adapters import clock
from aktiva.adapters.clock import SWEDEN
from aktiva.apps.audit import history
from aktiva.apps.cooperation import queries as cooperation
from aktiva.apps.cycles import queries as cycles
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.lawcheck.queries import texts, work
from aktiva.apps.lawcheck.queries.answers import (
    answer_lines,
    day_of,
    forms_told,
    headcount_told,
    last_years,
    points_out_somebody,
    reference,
    told,
)
from aktiva.apps.lawcheck.queries.package import account_kind, closed_years
from aktiva.apps.lawcheck.queries.schools import schools
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.pay import queries as pay
from aktiva.apps.reports import queries as reports
from aktiva.apps.statistics import queries as statistics
from aktiva.apps.surveys import queries as surveys
from aktiva.apps.surveys.following import asked_for
from aktiva.apps.surveys.models import Sheet
from aktiva.domain.law.checks import Result, check_all
from aktiva.domain.law.evidence import (
    AnswerEvidence,
    DocumentEvidence,
    Evidence,
    InformationEvidence,
    Reference,
)


def end_of(day: date) -> datetime:
    """Return the last moment of a day."""
    return datetime.combine(day, time(23, 59, 59), tzinfo=SWEDEN)


def verdicts(cycle: Cycle, *, as_of: datetime | None = None) -> tuple[Result, ...]:
    """Return the check of the evidence; kept while nothing changes. One question or about nineteen."""
    return history.unchanged(
        ("verdicts", cycle.pk, as_of), lambda: check_all(evidence(cycle, as_of=as_of))
    )


def evidence(cycle: Cycle, *, as_of: datetime | None = None) -> Evidence:
    """Return all that is known about the employer and year; kept while nothing changes.

    One question, or about nineteen when something has.
    """
    return history.unchanged(("evidence", cycle.pk, as_of), lambda: _gathered(cycle, as_of=as_of))


PAY_QUESTIONS = frozenset({"8.1", "8.4", "8.5", "8.6", "8.8", "8.9", "8.10", "8.11"})
"""What a pay mapping made in Aktiva tells, and the central sheet then no longer."""


def pay_told(cycle: Cycle, *, as_of: datetime | None) -> list[AnswerEvidence]:
    """Return what the year's pay mapping tells, nothing where it is not made in Aktiva."""
    root = organisation.tree(cycle.employer, on=date(cycle.year, 12, 31), as_of=as_of).root
    return pay.evidence(
        cycle, as_of=as_of, unit=root.id if root else 0,
        headcount=lambda day: statistics.headcount(cycle.employer, on=day, as_of=as_of),
    )  # fmt: skip


def _gathered(cycle: Cycle, *, as_of: datetime | None) -> Evidence:
    employer = cycle.employer
    survey = surveys.survey_of(cycle, as_of=as_of)
    sheets = surveys.all_sheets(survey, as_of=as_of) if survey else []
    answers = answer_lines(survey, sheets, as_of=as_of) if survey else []
    before = last_years(cycle, as_of=as_of)
    asks = survey.asks if survey else None
    by_key = {q.key: q for q in asks.questions} if asks else {}
    units = (
        asked_for(
            survey.campaigns,
            [s for s in sheets if s.level == Sheet.Level.UNIT],
            on=as_of.date() if as_of else None,
        )
        if survey
        else []
    )
    new_year = date(cycle.year, 1, 1)
    chains = cycles.chain_lines(cycle, as_of=as_of)
    proof = cooperation.proof(cycle, as_of=as_of)
    mapped = pay_told(cycle, as_of=as_of)
    pay_days = [a.on for a in mapped if a.question == "8.1" and a.on] or [
        day for a in answers if a.question == "8.1" and (day := day_of(a.value.get("date")))
    ]
    on = as_of.astimezone(SWEDEN).date() if as_of else clock.today()
    day, governing = texts.of_year(employer, year=cycle.year, on=on, as_of=as_of)
    return Evidence(
        year=cycle.year,
        on=on,
        headcount=statistics.headcount(employer, on=new_year, as_of=as_of),
        headcount_told=next((n for a in answers if (n := headcount_told(a)) is not None), None),
        headcount_on_pay_day=statistics.headcount(employer, on=max(pay_days), as_of=as_of)
        if pay_days
        else None,
        n_units=len(units),
        n_answered=sum(s.state != Sheet.State.OPEN for s in units),
        staff=statistics.headcount_by_unit(employer, on=new_year, as_of=as_of),
        below=work.below(cycle, on=new_year, as_of=as_of),
        examinations=tuple(work.examinations(cycle, as_of)),
        risks=tuple(work.risks(chains)),
        measures=tuple(work.measures(cycle, chains, as_of)),
        owed=tuple(work.owed(cycle, as_of)),
        cooperation=(*work.cooperation_told(answers, proof), *work.cooperation_recorded(proof)),
        informed=tuple(
            InformationEvidence(i.organisation, i.on, Reference(i.kind, i.id, i.on))
            for i in proof.informed
        ),
        with_agreement=proof.with_agreement,
        forms_agreed=(
            *(Reference("forms_agreement", pk, on) for pk, on in proof.forms),
            *forms_told(answers),
        ),
        sexes=work.sexes(cycle, on=new_year, as_of=as_of),
        identifying=tuple(reference(a) for a in answers if points_out_somebody(a.value)),
        answers=(
            *(
                told(a, by_key[a.question], before.get((a.unit, a.question), {}))
                for a in answers
                if a.is_complete
                and a.question in by_key
                and not (mapped and a.question in PAY_QUESTIONS)
            ),
            *mapped,
        ),
        documents=tuple(
            DocumentEvidence(
                p.paper_date,
                p.state == "approved",
                Reference("paper", p.pk, p.paper_date),
                p.approved_at.astimezone(SWEDEN).date() if p.approved_at else None,
            )
            for p in reports.annual_accounts(
                cycle, kind=account_kind(employer, cycle.year, as_of=as_of), as_of=as_of
            )
        ),
        texts=texts.employers(governing, on=day),
        schools=schools(cycle, as_of=as_of, governing=(day, governing)),
        closed_years=closed_years(employer, as_of=as_of),
    )
