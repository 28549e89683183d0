"""The written pay mapping, out of the one made in Aktiva or the employer's own answers."""

from __future__ import annotations

from datetime import datetime

from aktiva.apps.pay import queries as pay
from aktiva.apps.reports.models import Paper
from aktiva.apps.reports.queries import facts, sections, templates, told
from aktiva.apps.reports.queries.compiling import NoCampaign
from aktiva.apps.surveys import queries as surveys
from aktiva.apps.surveys.models import Sheet
from aktiva.domain.documents import papers
from aktiva.domain.documents.blocks import Document
from aktiva.domain.documents.papers.pay_reports import Told
from aktiva.domain.pay.explanations import choice_in_report, explanations
from aktiva.domain.pay.judging import named
from aktiva.domain.pay.swedish import whole
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
    mapping = pay.mapping_of(cycle)
    if mapping is not None and pay.current_run(mapping) is not None:
        return _paper(paper, at, **_of_mapping(pay.standing(mapping)))
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

    return _paper(
        paper, at, rules=answered(RULES), comparisons=answered(COMPARISONS),
        adjustments=answered(ADJUSTMENTS), outcomes=answered(OUTCOMES),
    )  # fmt: skip


def _paper(
    paper: Paper, at: datetime, *, rules: Told, comparisons: Told, adjustments: Told, outcomes: Told
) -> Document:
    cycle = paper.cycle
    template = sections.prepared(paper, at=at)
    return papers.pay_report(
        papers.PayReport(
            sender=facts.sender(cycle, paper.unit, on=paper.paper_date),
            title=paper.title,
            on=paper.paper_date,
            year=cycle.year,
            registry_number=paper.case.dnr if paper.case else "",
            introduction=paper.slots.get("introduction", ""),
            rules=rules,
            comparisons=comparisons,
            adjustments=adjustments,
            outcomes=outcomes,
            cooperation=told.account(cycle, paper.unit, at=at),
            own=templates.own_texts(paper, template),
        ),
        template=template,
    )


def _of_mapping(standing: pay.Standing) -> dict[str, Told]:
    """Return what the mapping made in Aktiva tells, without a single pay."""
    mapping = standing.mapping
    rate = pay.rate_of(mapping)
    rules = [
        (f"{r.name}, granskad {r.reviewed_on.isoformat()}", f"{r.in_text}\n{r.in_use}".strip())
        for r in mapping.rules.order_by("kind", "name")
    ]
    judged = []
    for row in standing.rows:
        if not row.connected:
            continue
        pair = pay.pair_of(row)
        judgement = standing.judgements[pair]
        said = [f"Samband med kön: {judgement.connected.label.lower()}.", judgement.text]
        said += [
            f"{explanations()[g.code].label}: {g.text}"
            for g in judgement.given
            if g.code in explanations()
        ]
        if judgement.choice is not None:
            said.append(choice_in_report(judgement.choice, group=pair.women_group))
        judged.append((named(pair), "\n".join(words for words in said if words.strip())))
    left = len(standing.rows) - len(judged)
    if left:
        judged.append(("Inte bedömda", f"{left} jämförelser är inte bedömda."))
    planned = []
    for row in standing.plan_rows:
        cost = pay.cost_of(pay.plan_row_of(row, {}), rate)
        told_of = [
            f"Kostnad: {whole(cost)} kronor."
            if cost is not None
            else "Kostnaden är inte beräknad.",
            f"Klar senast {row.due.isoformat()}." if row.due else "Slutdatum saknas.",
            f"Ansvarig: {row.responsible}." if row.responsible else "",
        ]
        planned.append((row.what, " ".join(words for words in told_of if words)))
    return {
        "rules": tuple(rules),
        "comparisons": tuple(judged),
        "adjustments": tuple(planned),
        "outcomes": tuple(
            (row.what, f"{row.get_state_display()}. {row.outcome}".strip())
            for row in standing.last_rows
            if row.state
        ),
    }
