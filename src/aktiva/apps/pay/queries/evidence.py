"""A pay mapping as answers to the questions on it, so that the law's checks read one thing.

Where the mapping is made in Aktiva its records stand in the place of what the central sheet says of
the same. Nothing here reads pay: a judgement counts when it lacks nothing, whoever sees the figures.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from aktiva.apps.audit import history
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.pay.models import (
    MarketSurvey,
    PayComparison,
    PayMapping,
    PayPlanRow,
    PayRule,
    PayRun,
    WorkGroup,
)
from aktiva.apps.pay.queries.figures import valued_on, values_of
from aktiva.apps.pay.queries.planning import cost_of, rate_of
from aktiva.apps.pay.queries.runs import is_reconciled
from aktiva.apps.pay.queries.standing import (
    judgement_of,
    pair_of,
    plan_row_of,
    survey_of,
)
from aktiva.domain.law.evidence import AnswerEvidence, Reference
from aktiva.domain.pay.comparisons import Kind, Pair
from aktiva.domain.pay.explanations import choice_in_report
from aktiva.domain.pay.judging import Judgement, Lack, lacking

_QUESTIONS = {Kind.EQUAL_WORK: "8.8", Kind.EQUAL_VALUE: "8.9", Kind.LOWER_VALUE: "8.10"}
_NOTHING_TO_EXPLAIN = "Ingen skillnad som behöver förklaras."
REFERENCE = "pay_mapping"


def evidence(
    cycle: Cycle,
    *,
    as_of: datetime | None,
    unit: int,
    headcount: Callable[[date], int | None],
) -> list[AnswerEvidence]:
    """Return what the year's mapping tells, by question; nothing while no file is confirmed.

    What is not done is left out, so that what the central sheet says of it does not count either
    way. About eight questions.

    Args:
        unit: The employer's root, where central answers belong.
        headcount: How many were employed on a day, None where that is not known.
    """
    mapping = history.rows(PayMapping, as_of=as_of).filter(cycle=cycle.pk).first()
    if mapping is None:
        return []
    run = _last_run(mapping, as_of)
    if run is None or run.confirmed_at is None:
        return []
    mapping.cycle = cycle
    made = _Telling(mapping, run, unit, as_of)
    return [
        made.mapped(headcount),
        *made.practice(),
        made.groups(),
        *made.valued(),
        *made.compared(),
        *made.planned(),
    ]


def _last_run(mapping: PayMapping, as_of: datetime | None) -> PayRun | None:
    runs = history.rows(PayRun, as_of=as_of).filter(mapping=mapping.pk)
    return max(
        (r for r in runs if r.confirmed_at is not None), key=lambda r: r.number, default=None
    )


class _Telling:
    def __init__(self, mapping: PayMapping, run: PayRun, unit: int, as_of: datetime | None) -> None:
        self._mapping = mapping
        self._run = run
        self._unit = unit
        self._as_of = as_of
        self._work = [g for g in self._rows(WorkGroup) if not g.ended]
        rows, self._judgements = self._judged(mapping.pk)
        self._current = [row for row in rows if row.is_current]
        self._pairs = {row.pk: pair_of(row) for row in rows}
        self._plan = [row for row in self._rows(PayPlanRow) if not row.of_year_before]
        self._planned = [plan_row_of(row, self._pairs) for row in self._plan]

    def _rows(self, model, mapping: int | None = None) -> list:
        found = history.rows(model, as_of=self._as_of).filter(mapping=mapping or self._mapping.pk)
        return sorted(found, key=lambda row: row.pk)

    def _judged(self, mapping: int) -> tuple[list[PayComparison], dict[Pair, Judgement]]:
        """Return the comparisons of a mapping, and the judgements on them."""
        names = {g.pk: g for g in self._rows(WorkGroup, mapping)}
        rows = self._rows(PayComparison, mapping)
        for row in rows:
            row.women_group, row.other_group = names[row.women_group_id], names[row.other_group_id]
        surveys = {s.pk: survey_of(s) for s in self._rows(MarketSurvey, mapping)}
        return rows, {j.pair: j for row in rows if (j := judgement_of(row, surveys)) is not None}

    def _last_years_words(self) -> dict[Pair, str]:
        """Return what was written of each comparison the year before."""
        cycle = self._mapping.cycle
        before = (
            history.rows(PayMapping, as_of=self._as_of)
            .filter(cycle__employer=cycle.employer_id, cycle__year=cycle.year - 1)
            .first()
        )
        if before is None:
            return {}
        return {pair: j.all_words for pair, j in self._judged(before.pk)[1].items()}

    def _answer(
        self,
        question: str,
        *,
        on: date | None = None,
        text: str = "",
        last_years_text: str = "",
        choice: str = "",
        counts: dict[str, int] | None = None,
        records: Sequence[dict[str, object]] = (),
    ) -> AnswerEvidence:
        day = on or self._mapping.pay_date
        return AnswerEvidence(
            question=question, unit=self._unit, choice=choice, rows={}, counts=counts or {},
            text=text, last_years_text=last_years_text, on=on,
            reference=Reference(REFERENCE, self._mapping.pk, day), records=tuple(records),
        )  # fmt: skip

    def mapped(self, headcount: Callable[[date], int | None]) -> AnswerEvidence:
        """Tell of the file, and whether everybody in it and outside it is accounted for."""
        day = self._mapping.pay_date
        counts = {"in_file": self._run.n_rows}
        employed = self._run.n_register if self._run.n_register is not None else headcount(day)
        if employed is not None:
            counts["employed"] = employed
        explained = "Alla som bara finns i en av filerna är förklarade."
        text = explained if is_reconciled(self._run) else ""
        return self._answer("8.1", on=day, counts=counts, text=text)

    def practice(self) -> list[AnswerEvidence]:
        """Tell of the rules that were examined this year, held against last year's words."""
        rules: list[PayRule] = self._rows(PayRule)
        if not rules:
            return []
        before = (
            history.rows(PayRule, as_of=self._as_of)
            .filter(mapping__cycle__employer=self._mapping.cycle.employer_id)
            .filter(mapping__cycle__year=self._mapping.cycle.year - 1)
        )
        return [
            self._answer(
                "8.4", on=max(r.reviewed_on for r in rules), text=_words(rules),
                last_years_text=_words(sorted(before, key=lambda r: r.pk)),
            )
        ]  # fmt: skip

    def groups(self) -> AnswerEvidence:
        """Tell that groups of equal work are formed."""
        return self._answer("8.5", on=self._mapping.pay_date)

    def valued(self) -> list[AnswerEvidence]:
        """Tell of the value of work, when every group that is compared has one."""
        if not self._is_valued():
            return []
        days = [day for g in self._work if (day := valued_on(self._mapping, g)) is not None]
        return [self._answer("8.6", on=min(days, default=None), choice="points")]

    def _is_valued(self) -> bool:
        values = values_of(self._mapping, self._work)
        return bool(self._work) and all(g.name in values for g in self._work)

    def compared(self) -> list[AnswerEvidence]:
        """Tell of the comparisons; the two of value only when all work is valued."""
        asked = {pair_of(row): row.asks for row in self._current}
        found = lacking(
            asked, list(self._judgements.values()), year=self._mapping.cycle.year,
            last_year=self._last_years_words(),
            planned={pair for row in self._planned for pair in row.answers},
        )  # fmt: skip
        wrong = {one.pair for one in found if one.lack is not Lack.NOT_IN_PLAN}
        kinds = list(Kind) if self._is_valued() else [Kind.EQUAL_WORK]
        return [
            self._answer(
                _QUESTIONS[kind],
                records=[self._record(pair, wrong) for pair in asked if pair.kind is kind],
            )
            for kind in kinds
        ]

    def _record(self, pair: Pair, wrong: set[Pair]) -> dict[str, object]:
        judgement = self._judgements.get(pair)
        if judgement is None or pair in wrong:
            return {"judgement": "", "explanation": ""}
        return {
            "judgement": judgement.connected.value,
            "explanation": _explained(judgement) or _NOTHING_TO_EXPLAIN,
        }

    def planned(self) -> list[AnswerEvidence]:
        """Tell of the plan; an empty one counts only when no judgement asks for anything."""
        asks = [j for j in self._judgements.values() if j.connected.needs_measure]
        judged = all(pair_of(row) in self._judgements for row in self._current)
        if not self._plan and (asks or not judged):
            return []
        rate = rate_of(self._mapping)
        records = []
        for row, planned in zip(self._plan, self._planned, strict=True):
            cost = cost_of(planned, rate)
            due = row.due.isoformat() if row.due is not None else ""
            records.append({"measure": row.what, "cost": cost, "due": due})
        return [self._answer("8.11", records=records)]


def _words(rules: Sequence[PayRule]) -> str:
    return " ".join(f"{r.in_text} {r.in_use}".strip() for r in rules)


def _explained(judgement: Judgement) -> str:
    """Return the words of a judgement; where the parties have settled a challenge, what they chose."""
    if judgement.choice is not None:
        return choice_in_report(judgement.choice, group=judgement.pair.women_group)
    return " ".join([judgement.text, *(g.text for g in judgement.given)]).strip()
