"""How far a pay mapping has come, without a single pay: what the law's check and pages stand on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import QuerySet

from aktiva.apps.cycles.models import Cycle
from aktiva.apps.pay.models import (
    GroupChange,
    MarketSurvey,
    PayComparison,
    PayMapping,
    PayPlanRow,
    PayRule,
    PayRun,
)
from aktiva.apps.pay.queries.figures import current_run
from aktiva.domain.law.dated import value_of
from aktiva.domain.pay import plan
from aktiva.domain.pay.calendar_months import later
from aktiva.domain.pay.comparisons import Kind, Pair
from aktiva.domain.pay.explanations import Answer, Choice, Given
from aktiva.domain.pay.explanations import MarketSurvey as Survey
from aktiva.domain.pay.judging import Asked, Connected, Judgement, Lack, Lacking, lacking


def mapping_of(cycle: Cycle) -> PayMapping | None:
    """Return the year's pay mapping, None where it is not begun. One question."""
    return PayMapping.objects.filter(cycle=cycle).select_related("cycle__employer").first()


def previous(mapping: PayMapping) -> PayMapping | None:
    """Return the mapping of the year before. One question."""
    return (
        PayMapping.objects.filter(
            cycle__employer=mapping.cycle.employer_id, cycle__year=mapping.cycle.year - 1
        )
        .select_related("cycle__employer")
        .first()
    )


def pair_of(row: PayComparison) -> Pair:
    """Return the comparison as the rules know it, by the names of its groups."""
    return Pair(Kind(row.kind), row.women_group.name, row.other_group.name)


def comparisons(mapping: PayMapping) -> list[PayComparison]:
    """Return every comparison with its groups, also those that are no more. One question."""
    return list(
        mapping.comparisons.select_related("women_group", "other_group", "judged_in").order_by("pk")
    )


def surveys(mapping: PayMapping) -> dict[int, Survey]:
    """Return the looks at the market, by id. One question."""
    return {s.pk: survey_of(s) for s in mapping.surveys.all()}


def survey_of(row: MarketSurvey) -> Survey:
    """Return a look at the market as the rules know it."""
    return Survey(row.on_date, tuple(row.sources.splitlines()))


def given_of(row: Mapping[str, object], found: Mapping[int, Survey]) -> Given:
    """Return an explanation as the rules know it; `row` is one of a comparison's `given`."""
    decided = str(row.get("decided_on") or "")
    survey = row.get("survey")
    return Given(
        code=str(row.get("code") or ""),
        text=str(row.get("text") or ""),
        criteria=str(row.get("criteria") or ""),
        market=found.get(survey) if isinstance(survey, int) else None,
        decided_on=date.fromisoformat(decided) if decided else None,
    )


def judgement_of(row: PayComparison, found: Mapping[int, Survey]) -> Judgement | None:
    """Return the judgement on a comparison, None where nobody has judged it."""
    if not row.connected:
        return None
    return Judgement(
        pair=pair_of(row),
        connected=Connected(row.connected),
        text=row.text,
        given=tuple(given_of(g, found) for g in row.given),
        together=row.together,
        choice=Choice(Answer(row.choice), row.choice_words) if row.choice else None,
    )


def plan_row_of(row: PayPlanRow, pairs: Mapping[int, Pair]) -> plan.PlanRow:
    """Return a row of the plan as the rules know it."""
    return plan.PlanRow(
        id=str(row.pk),
        sort=plan.Sort(row.sort),
        what=row.what,
        answers=tuple(pairs[pk] for pk in row.answers if pk in pairs),
        persons=row.persons,
        kr_month=row.kr_month,
        kr_once=row.kr_once,
        start=row.start,
        due=row.due,
        financing=row.financing,
        responsible=row.responsible,
        beyond=row.beyond,
    )


def outcome_of(row: PayPlanRow) -> plan.Outcome | None:
    """Return what became of a row, None where nobody has said."""
    if not row.state:
        return None
    return plan.Outcome(
        row=str(row.pk), state=plan.State(row.state), words=row.outcome, new_due=row.new_due,
        decided_by=row.decided_by,
    )  # fmt: skip


@dataclass(frozen=True)
class Standing:
    """A mapping without its pay: what was judged, planned and told, and what each thing lacks.

    `rows` are the comparisons that today's groups and values give; `lacking` is what they lack,
    and what earlier ones that are no more still hold.
    """

    mapping: PayMapping
    run: PayRun | None
    rows: tuple[PayComparison, ...]
    gone: tuple[PayComparison, ...]
    judgements: Mapping[Pair, Judgement]
    lacking: tuple[Lacking, ...]
    plan_rows: tuple[PayPlanRow, ...]
    plan: tuple[plan.PlanRow, ...]
    faults: tuple[plan.Fault, ...]
    before: PayMapping | None
    last_rows: tuple[PayPlanRow, ...]
    outcome_faults: tuple[str, ...]

    @property
    def n_judged(self) -> int:
        """How many of the comparisons have a judgement that lacks nothing but a row in the plan."""
        return sum(row.connected != "" and not self.lacks(row) for row in self.rows)

    def lacks(self, row: PayComparison) -> list[Lacking]:
        """Return what one comparison lacks."""
        return self._lacking_of.get(pair_of(row), [])

    @cached_property
    def _lacking_of(self) -> Mapping[Pair, list[Lacking]]:
        found: dict[Pair, list[Lacking]] = {}
        for lack in self.lacking:
            found.setdefault(lack.pair, []).append(lack)
        return found

    @property
    def is_planned(self) -> bool:
        """Whether nothing fails in the plan, and it answers every difference that asks for it."""
        answered = all(lack.lack is not Lack.NOT_IN_PLAN for lack in self.lacking)
        return answered and not any(fault.fails for fault in self.faults)

    @property
    def from_earlier_run(self) -> list[PayComparison]:
        """The comparisons that were judged on another file than the one the mapping stands on."""
        if self.run is None:
            return []
        return [r for r in self.rows if r.connected and r.judged_in_id != self.run.pk]


def years_allowed(mapping: PayMapping) -> int:
    """Return how many years the Act gives a pay adjustment, 3 kap. 13 §."""
    return value_of("pay_plan", "longest_plan", year=mapping.cycle.year)


def years_of_trust(mapping: PayMapping) -> int:
    """Return how old a valuation may be before somebody should look at the work again."""
    return value_of("own_limits", "oldest_valuation", year=mapping.cycle.year)


def standing(mapping: PayMapping) -> Standing:
    """Return how far a mapping has come. About eight questions."""
    rows = comparisons(mapping)
    found = surveys(mapping)
    pairs = {row.pk: pair_of(row) for row in rows}
    planned = list(own_rows(mapping).select_related("unit", "measure"))
    as_plan = [plan_row_of(row, pairs) for row in planned]
    current = [row for row in rows if row.is_current]
    asked: Asked = {pair_of(row): row.asks for row in current}
    # A group that was split may have left its name to one that is judged anew.
    meant = [row for row in rows if row.is_current or pair_of(row) not in asked]
    judgements = [j for row in meant if (j := judgement_of(row, found)) is not None]
    before = previous(mapping)
    said = _said(before) if before else {}
    last = last_plan(mapping, before)
    return Standing(
        mapping=mapping,
        run=current_run(mapping),
        rows=tuple(current),
        gone=tuple(row for row in rows if not row.is_current and row.connected),
        judgements={j.pair: j for j in judgements},
        lacking=tuple(
            lacking(
                asked,
                judgements,
                year=mapping.cycle.year,
                last_year=said,
                planned={pair for row in as_plan for pair in row.answers},
            )
        ),
        plan_rows=tuple(planned),
        plan=tuple(as_plan),
        faults=tuple(
            plan.plan_faults(
                as_plan, mapped_on=mapping.pay_date, years=years_allowed(mapping), pairs=set(asked)
            )
        ),
        before=before,
        last_rows=last.rows,
        outcome_faults=last.faults(),
    )


def _said(before: PayMapping) -> dict[Pair, str]:
    """Return what was written of each comparison the year before."""
    found = surveys(before)
    return {
        j.pair: j.all_words
        for row in comparisons(before)
        if (j := judgement_of(row, found)) is not None
    }


def own_rows(mapping: PayMapping) -> QuerySet[PayPlanRow]:
    """Return the rows of the year's own plan, in order."""
    return mapping.plan_rows.filter(of_year_before=False).order_by("position", "pk")


@dataclass(frozen=True)
class LastPlan:
    """The plan of the year before, from its mapping or written off from one made elsewhere.

    Attributes:
        mapped_on: The day of the mapping that it belongs to; a year before this one's where that
            is not known.
        years: How long a row may take, from that day.
    """

    rows: tuple[PayPlanRow, ...]
    mapped_on: date
    years: int

    def faults(self, rows: Iterable[PayPlanRow] | None = None) -> tuple[str, ...]:
        """Return what remains to tell of the rows, or of some of them."""
        kept = self.rows if rows is None else tuple(rows)
        return tuple(
            plan.outcome_faults(
                [plan_row_of(row, {}) for row in kept],
                [told for row in kept if (told := outcome_of(row)) is not None],
                years=self.years, mapped_on=self.mapped_on,
            )
        )  # fmt: skip


def last_plan(mapping: PayMapping, before: PayMapping | None) -> LastPlan:
    """Return the plan of the year before. One question."""
    years = years_allowed(before or mapping)
    if before is not None:
        return LastPlan(tuple(own_rows(before)), before.pay_date, years)
    written = mapping.plan_rows.filter(of_year_before=True).order_by("position", "pk")
    return LastPlan(tuple(written), later(mapping.pay_date, months=-12), years)


def changes(mapping: PayMapping) -> list[GroupChange]:
    """Return what was done to the groups in the year and stands, the last first. One question."""
    return [c for c in made_changes(mapping) if c.undone_at is None]


def made_changes(mapping: PayMapping) -> list[GroupChange]:
    """Return what was done to the groups in the year, also what was undone, the last first. One question."""
    return list(mapping.changes.select_related("made_by").order_by("-made_at", "-pk"))


def undoable(mapping: PayMapping) -> set[int]:
    """Return the changes of the year that nothing later rests on. Two questions."""
    now = dict(mapping.groups.filter(ended=False).values_list("pk", "name"))
    return {
        c.pk
        for c in changes(mapping)
        if c.group_ids_after
        and all(now.get(pk) in c.after for pk in c.group_ids_after)
        and not set(c.before) & {name for pk, name in now.items() if pk not in c.group_ids_after}
    }


def last_years_rules(mapping: PayMapping) -> list[PayRule]:
    """Return the rules that were examined the year before. One question."""
    return list(
        PayRule.objects.filter(
            mapping__cycle__employer=mapping.cycle.employer_id,
            mapping__cycle__year=mapping.cycle.year - 1,
        ).order_by("kind", "name", "pk")
    )
