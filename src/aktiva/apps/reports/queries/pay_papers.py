"""The written pay mapping out of the employer's own answers."""

from __future__ import annotations

from datetime import datetime

from aktiva.apps.reports.models import Paper
from aktiva.apps.reports.queries import facts, sections, templates, told
from aktiva.apps.reports.queries.compiling import NoCampaign
from aktiva.apps.surveys import queries as surveys
from aktiva.apps.surveys.models import Sheet
from aktiva.domain.documents import papers
from aktiva.domain.documents.blocks import Document
from aktiva.domain.questionnaire import summary

RULES = ("8.4", "8.3")
COMPARISONS = ("8.1", "8.2", "8.5", "8.6", "8.7", "8.8", "8.9", "8.10", "8.13")
ADJUSTMENTS = ("8.11",)
OUTCOMES = ("8.12",)


def pay_report(paper: Paper, at: datetime) -> Document:
    """Return the account of the year's pay mapping. About eight questions.

    Raises:
        NoCampaign: The year has no answers yet.
    """
    cycle = paper.cycle
    survey = surveys.survey_of(cycle)
    if survey is None:
        raise NoCampaign(cycle.year)
    asks = {q.key: q for q in survey.asks.questions}
    wanted = frozenset({*RULES, *COMPARISONS, *ADJUSTMENTS, *OUTCOMES} & asks.keys())
    given = {
        a.question: summary(asks[a.question], a.value)
        for a in surveys.all_answers(survey, questions=wanted)
        if a.sheet.level != Sheet.Level.UNIT and a.is_complete
    }

    def answered(keys: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        return tuple((asks[key].text, given[key]) for key in keys if given.get(key))

    template = sections.prepared(paper, at=at)
    return papers.pay_report(
        papers.PayReport(
            sender=facts.sender(cycle, paper.unit, on=paper.paper_date),
            title=paper.title,
            on=paper.paper_date,
            year=cycle.year,
            registry_number=paper.case.dnr if paper.case else "",
            introduction=paper.slots.get("introduction", ""),
            rules=answered(RULES),
            comparisons=answered(COMPARISONS),
            adjustments=answered(ADJUSTMENTS),
            outcomes=answered(OUTCOMES),
            cooperation=told.account(cycle, paper.unit, at=at),
            own=templates.own_texts(paper, template),
        ),
        template=template,
    )
