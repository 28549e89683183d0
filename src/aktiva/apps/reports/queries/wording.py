"""What the units wrote in their own words this year and the two before, by question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from aktiva.apps.cycles import queries as cycles
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.reports.queries.compiling import Compilation
from aktiva.apps.reports.queries.results import counted, given_of
from aktiva.apps.surveys import queries as surveys
from aktiva.apps.surveys.models import Answer, Sheet
from aktiva.domain.compilation.counts import Given, Leaning
from aktiva.domain.compilation.terms import sentences
from aktiva.domain.compilation.themes import Said
from aktiva.domain.questionnaire import Compared, Kind, Question, Questionnaire, compared

YEARS_BACK = 2


@dataclass(slots=True)
class Wording:
    """Words and counted answers of several years.

    Args:
        said: (question, whether the answer is the wished one) → what was written.
        given: Year → question → counted answers.
        answers: Answer id → the answer and the question as it was asked then.
    """

    said: dict[tuple[str, bool], list[Said]] = field(default_factory=lambda: defaultdict(list))
    given: dict[int, dict[str, list[Given]]] = field(default_factory=lambda: defaultdict(dict))
    n_answered: dict[tuple[int, str], int] = field(default_factory=dict)
    answers: dict[int, tuple[Answer, Question]] = field(default_factory=dict)

    def asked(self, question: str) -> frozenset[int]:
        """Return the years in which somebody answered a question."""
        return frozenset(year for year, key in self.n_answered if key == question)


def wording(c: Compilation) -> Wording:
    """Return the words of a compilation's units and of those they came after.

    No question for this year, about four for each of the two before.
    """
    found = Wording()
    handed_in = {s.pk for s in c.sheets if s.state != Sheet.State.OPEN}
    _take_in(
        found,
        c.cycle.year,
        c.asks,
        [a for a in c.answers if a.sheet_id in handed_in],
        c.survey.length,
    )
    on = c.survey.last_date
    units = organisation.with_earlier(c.cycle.employer, {s.unit_id for s in c.sheets}, on=on)
    for year in range(c.cycle.year - 1, c.cycle.year - 1 - YEARS_BACK, -1):
        before = cycles.cycle_of(c.cycle.employer, year)
        survey = surveys.survey_of(before) if before else None
        if survey is None:
            continue
        sheets = [
            s
            for s in surveys.sheets_of(survey, level=Sheet.Level.UNIT)
            if s.unit_id in units and s.state != Sheet.State.OPEN
        ]
        asks, kept = survey.asks, {s.pk for s in sheets}
        same = {q.key for q in asks.questions if compared(asks, c.asks, q.key) is not Compared.NO}
        answers = surveys.shared_out(surveys.all_answers(survey, sheets=sheets), sheets)
        answers = [a for a in answers if a.sheet_id in kept and a.question in same]
        _take_in(found, year, asks, answers, survey.length)
    return found


def _take_in(
    found: Wording, year: int, asks: Questionnaire, answers: Iterable[Answer], length: str
) -> None:
    questions = {q.key: q for q in counted(asks, length)}
    texts = {q.key: q for q in surveys.asked(Sheet.Level.UNIT, asks, length) if q.kind is Kind.TEXT}
    n: dict[str, int] = defaultdict(int)
    for answer in answers:
        unit = answer.sheet.unit_id
        if q := texts.get(answer.question):
            parts = sentences(str(answer.value.get("text") or ""))
            found.said[q.key, False] += [Said(unit, answer.pk, part, year) for part in parts]
            n[q.key] += bool(parts)
        elif (q := questions.get(answer.question)) and (given := given_of(q, answer)):
            found.given[year].setdefault(q.key, []).append(given)
            n[q.key] += 1
            if given.comment.strip() and given.leaning is not Leaning.NEITHER:
                wished = given.leaning is Leaning.WISHED
                found.said[q.key, wished].append(Said(unit, answer.pk, given.comment, year))
        if q is not None:
            found.answers[answer.pk] = (answer, q)
    found.n_answered |= {(year, key): number for key, number in n.items() if number}
