"""The law page: verdicts in the order somebody must act, with who, when and where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext as _

from aktiva.apps.cycles import queries as cycles
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.lawcheck.queries.past import Checked, checked
from aktiva.apps.lawcheck.queries.places import Place, places
from aktiva.apps.surveys import queries as surveys
from aktiva.apps.surveys.models import Sheet
from aktiva.domain.law.checks import EMPLOYER, Result
from aktiva.domain.law.duties import Chapter, Status, chapters

ORDER = (Status.MISSING, Status.WARNING, Status.MET, Status.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class Row:
    """One duty as the page shows it; of schools, one duty and all schools' verdicts on it."""

    result: Result
    who: str
    by: date | None
    places: tuple[Place, ...]
    n_evidence: int
    schools: tuple[Result, ...] = ()

    @property
    def n_more(self) -> int:
        return self.n_evidence - len(self.places)

    @property
    def n_schools_met(self) -> int:
        return sum(r.status is Status.MET for r in self.schools)


@dataclass(frozen=True, slots=True)
class Group:
    """The duties of one status."""

    status: Status
    rows: tuple[Row, ...]


@dataclass(slots=True)
class LawPage:
    """All that the page shows."""

    groups: list[Group]
    statuses: list[Status]
    headcount: int | None
    central_sheet: int | None
    school_names: Mapping[str, str]
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def n_counted(self) -> int:
        return len(self.statuses) - self.counts[Status.NOT_APPLICABLE.value]

    @property
    def n_left(self) -> int:
        return self.counts[Status.MISSING.value] + self.counts[Status.WARNING.value]


def page(cycle: Cycle, *, on: date, as_of: datetime | None = None) -> LawPage:
    """Return the page of a year. Seven questions when nothing has changed."""
    then = checked(cycle, as_of=as_of)
    survey = surveys.survey_of(cycle)
    combined = _combined(then)
    known = places(one for result, _, _ in combined for one in result.evidence)
    rows = [
        Row(
            result=result,
            who=who(result),
            by=deadline(result, cycle, survey, on=on),
            places=tuple(known[one] for one in result.evidence),
            n_evidence=n,
            schools=schools,
        )
        for result, n, schools in combined
    ]
    groups = [Group(s, tuple(r for r in rows if r.result.status is s)) for s in ORDER]
    return LawPage(
        groups=[g for g in groups if g.rows],
        statuses=[r.status for r, _, _ in combined],
        headcount=then.headcount,
        school_names=then.schools,
        central_sheet=_central(survey),
        counts={s.value: sum(r.status is s for r, _, _ in combined) for s in ORDER},
    )


def _central(survey: surveys.Survey | None) -> int | None:
    if survey is None:
        return None
    found = next(iter(surveys.sheets_of(survey, level=Sheet.Level.CENTRAL)), None)
    return found.pk if found else None


def _combined(then: Checked) -> list[tuple[Result, int, tuple[Result, ...]]]:
    """Return one verdict a duty and the rows it rests on; of schools the worst, with all beside."""
    by_duty: dict[str, list[tuple[Result, int]]] = {}
    for result, n in zip(then.results, then.n_evidence, strict=True):
        by_duty.setdefault(result.duty.id, []).append((result, n))
    found: list[tuple[Result, int, tuple[Result, ...]]] = []
    for same in by_duty.values():
        worst, n = min(same, key=lambda pair: ORDER.index(pair[0].status))
        schools = () if worst.scope == EMPLOYER else tuple(result for result, _ in same)
        found.append((worst, n, schools))
    return found


def by_duty(results: Sequence[Result]) -> tuple[Result, ...]:
    """Return one verdict a duty: of schools the worst of all."""
    worst: dict[str, Result] = {}
    for result in results:
        kept = worst.setdefault(result.duty.id, result)
        if ORDER.index(result.status) < ORDER.index(kept.status):
            worst[result.duty.id] = result
    return tuple(worst.values())


def who(result: Result) -> str:
    """Return who mends what is missing."""
    return {
        "units": _("Cheferna för enheterna"),
        "hr": _("HR-strategen"),
        "pay": _("HR-strategen, tillsammans med dem som gör lönekartläggningen"),
        "everybody": _("Cheferna och HR-strategen"),
        "document": _("HR-strategen"),
        "school": _("Rektorn"),
    }[result.duty.who]


def deadline(
    result: Result, cycle: Cycle, survey: surveys.Survey | None, *, on: date
) -> date | None:
    """Return until when it can be mended, which may have passed; None when the year is over."""
    if on.year > cycle.year:
        return None
    if result.duty.who in {"units", "everybody"} and survey is not None:
        return survey.last_date
    return date(cycle.year, 12, 31)


@dataclass(frozen=True, slots=True)
class ChapterRow:
    """A group of duties this year and last, for those who decide."""

    chapter: Chapter
    n_met: int
    n_all: int
    state: str
    last_year: str
    missing: tuple[str, ...]


def summary(cycle: Cycle, *, on: date, as_of: datetime | None = None) -> list[ChapterRow]:
    """Return each group of duties: met, on its way or missing, with how last year ended."""
    now = _by_chapter(by_duty(checked(cycle, as_of=as_of).results))
    previous = cycles.cycle_of(cycle.employer, cycle.year - 1)
    before = _by_chapter(by_duty(checked(previous, as_of=as_of).results)) if previous else {}
    found = []
    for chapter in chapters():
        rows = now.get(chapter.id, [])
        if rows:
            found.append(
                ChapterRow(
                    chapter=chapter,
                    n_met=sum(r.status is Status.MET for r in rows),
                    n_all=len(rows),
                    state=standing(rows, is_open=on.year <= cycle.year),
                    last_year=standing(before.get(chapter.id, []), is_open=False),
                    missing=tuple(r.duty.title for r in rows if r.status is Status.MISSING),
                )
            )
    return found


def _by_chapter(results: Sequence[Result]) -> dict[str, list[Result]]:
    found: dict[str, list[Result]] = {}
    for result in results:
        if result.status is not Status.NOT_APPLICABLE:
            found.setdefault(result.duty.chapter, []).append(result)
    return found


def standing(rows: Sequence[Result], *, is_open: bool) -> str:
    """Return met, on_its_way, missing, or "" for no duties.

    On its way is what is not met in a year that still goes on but of which something is done.
    """
    if not rows:
        return ""
    if all(r.status is Status.MET for r in rows):
        return "met"
    begun = any(r.evidence or r.status is not Status.MISSING for r in rows)
    if is_open:
        return "on_its_way" if begun else "missing"
    return "missing" if all(r.status is Status.MISSING for r in rows) else "partly"
