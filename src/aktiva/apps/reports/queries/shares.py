"""Who answered what, as shares: one question by department, and how much of the staff is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from aktiva.apps.organisation import queries as organisation
from aktiva.apps.reports.queries.compiling import Compilation
from aktiva.apps.reports.queries.results import QuestionResult
from aktiva.apps.reports.queries.wording import wording
from aktiva.apps.statistics import queries as statistics
from aktiva.domain.compilation.counts import Given
from aktiva.domain.documents.swedish import percent


@dataclass(frozen=True, slots=True)
class ChoiceShare:
    """How many chose one answer; `share` is blank where they are too few for a percentage."""

    choice: str
    n: int
    share: str


@dataclass(frozen=True, slots=True)
class DepartmentShares:
    """One department's answers to one question, this year and last; None is the whole scope."""

    name: str
    n_asked: int
    now: tuple[ChoiceShare, ...]
    before: tuple[ChoiceShare, ...]

    @property
    def n_answered(self) -> int:
        return sum(c.n for c in self.now)

    @property
    def n_silent(self) -> int:
        return self.n_asked - self.n_answered


def shares(counted: Iterable[tuple[str, int]]) -> tuple[ChoiceShare, ...]:
    """Return counts with their shares of all who answered."""
    kept = list(counted)
    total = sum(n for _, n in kept)
    return tuple(ChoiceShare(choice, n, percent(n, of=total) or "") for choice, n in kept)


def by_department(c: Compilation, key: str) -> tuple[QuestionResult, list[DepartmentShares]] | None:
    """Return a question with its answers by department, or None for one that nobody answered.

    Last year's units are counted where the one that answers for them today belongs. About eight
    questions, as many whatever the number of units.
    """
    result = next((r for r in c.results if r.question.key == key), None)
    if result is None:
        return None
    employer, on = c.cycle.employer, c.survey.last_date
    department = {s.unit_id: s.department_id for s in c.sheets}
    order = [choice for choice, _ in result.tally.by_choice]
    before: dict[int | None, list[Given]] = {}
    for given in wording(c).given[c.cycle.year - 1].get(key, []):
        unit = department.get(given.unit) or organisation.department_of(employer, given.unit, on=on)
        before.setdefault(unit, []).append(given)
    rows = []
    for node in c.tree.departments:
        asked = [unit for unit, own in department.items() if own == node.id]
        if not asked:
            continue
        now = [g for g in result.given if department.get(g.unit) == node.id]
        rows.append(
            DepartmentShares(
                node.short_name,
                len(asked),
                _counted(now, order),
                _counted(before.get(node.id, ()), order),
            )
        )
    return result, rows


def _counted(given: Iterable[Given], order: list[str]) -> tuple[ChoiceShare, ...]:
    n = Counter(g.choice for g in given)
    return shares(
        (choice, n[choice]) for choice in (*order, *sorted(n.keys() - set(order))) if n[choice]
    )


def missing_staff(c: Compilation) -> str | None:
    """Return how much of the staff works at the units that have not answered, as ”17 procent”.

    None where nothing is missing or the staff is not known. One question.
    """
    staff = statistics.headcount_by_unit(c.cycle.employer, on=date(c.cycle.year, 1, 1))
    everybody = sum(staff.get(s.unit_id, 0) for s in c.sheets)
    missing = sum(staff.get(s.unit_id, 0) for s in c.silent)
    return percent(missing, of=everybody) if missing else None
