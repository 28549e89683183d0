"""The year of many units: how many dates each month and area has, and one month page by page."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from django.db.models import BooleanField, Count, ExpressionWrapper, Func, IntegerField, Q

from aktiva.apps.cycles.models import Measure
from aktiva.apps.timetable.queries import measures as sources
from aktiva.apps.timetable.queries.duty import Asked, Duty, Undated
from aktiva.domain.cycle.occurrences import (
    Occurrence,
    Placement,
    Reason,
    is_dense,
    missing_in_words,
)

_FIELDS = (
    ("start_date", Reason.START),
    ("next_check_date", Reason.CHECK),
    ("due_date", Reason.DUE),
)


class MonthOf(Func):
    """The month of a date, told by the database itself: Django's own asks Python for each row."""

    template = "CAST(EXTRACT(MONTH FROM %(expressions)s) AS INTEGER)"
    output_field = IntegerField()

    def as_sqlite(self, compiler, connection, **context):
        template = "CAST(substr(%(expressions)s, 6, 2) AS INTEGER)"
        return self.as_sql(compiler, connection, template=template, **context)


_NO_DUE = ExpressionWrapper(Q(due_date__isnull=True), output_field=BooleanField())
_NO_CHECK = ExpressionWrapper(Q(next_check_date__isnull=True), output_field=BooleanField())
_SAID = ("schedule_text", "start_date", "no_due", "no_check")


@dataclass(slots=True)
class Counts:
    """How many dates there are, by month and area, and how many of them are done."""

    n: dict[tuple[int, str], int] = field(default_factory=lambda: defaultdict(int))
    done: dict[tuple[int, str], int] = field(default_factory=lambda: defaultdict(int))
    n_undated: int = 0

    def of_month(self, month: int) -> int:
        return sum(n for (its_month, _), n in self.n.items() if its_month == month)

    def done_in(self, month: int) -> int:
        return sum(n for (its_month, _), n in self.done.items() if its_month == month)

    def of_area(self, area: str) -> int:
        return sum(n for (_, its_area), n in self.n.items() if its_area == area)

    @property
    def total(self) -> int:
        return sum(self.n.values())

    @property
    def areas(self) -> list[str]:
        """The areas that have any date, in the order of the Act."""
        return [code for code, _ in Measure._meta.get_field("area").choices if self.of_area(code)]


class Many:
    """The measures of many units in one year. Two questions before the first answer."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.year = asked.first.year
        self.years = sources.years_of(asked.employer)
        self.plan = sources.plan_of(self.years, self.year)
        self.events = sources.calendar(asked.employer)
        self._placed = lru_cache(maxsize=None)(self._place)

    @property
    def _reached(self):
        found = sources.live(self.years)
        if self.asked.is_whole:
            return found
        return found.filter(
            Q(unit__in=self.asked.units) | Q(common=True, unit__in=self.asked.above)
        )

    @property
    def _spoken(self):
        return (
            self._reached.filter(cycle=self.plan)
            .exclude(schedule_text="")
            .annotate(no_due=_NO_DUE, no_check=_NO_CHECK)
        )

    def counts(self) -> Counts:
        """Return how many dates each month and area has. Four questions, grouped by the database."""
        counts = Counts()
        for name, _ in _FIELDS:
            rows = (
                self._reached.filter(**{f"{name}__range": (self.asked.first, self.asked.last)})
                .annotate(month=MonthOf(name))
                .values_list("month", "area", "status")
                .annotate(n=Count("pk"))
                .order_by()
            )
            for month, area, status, n in rows:
                counts.n[month, area] += n
                counts.done[month, area] += n * (status in sources.FINISHED)
        groups = (
            self._spoken.values_list(*_SAID, "area", "status").annotate(n=Count("pk")).order_by()
        )
        for *said, area, status, n in groups:
            placed = self._placed(*said)
            finished = status in sources.FINISHED
            for _n, occurrence in sources.numbered(placed, said[0]):
                counts.n[occurrence.last.month, area] += n
                counts.done[occurrence.last.month, area] += n * finished
            counts.n_undated += n * (not finished and _has_no_day(placed, said[0]))
        return counts

    def _place(self, text: str, start: date | None, no_due: bool, no_check: bool) -> Placement:
        return sources.words_alone(
            text, self.year, self.years[self.plan] if self.plan else self.year, start=start,
            no_due=no_due, no_check=no_check, events=self.events,
        )  # fmt: skip

    def month(self, month: int, areas: Sequence[str] = ()) -> list[tuple[date, int, str]]:
        """Return day, measure and time of each date in a month, by day. At most five questions.

        Args:
            areas: Those to look at; none for all.
        """
        reached = self._reached.filter(area__in=areas) if areas else self._reached
        days = (date(self.year, month, 1), date(self.year, month, monthrange(self.year, month)[1]))
        lines = [
            (day, pk, reason.value)
            for name, reason in _FIELDS
            for pk, day in reached.filter(**{f"{name}__range": days}).values_list("pk", name)
        ]
        for pk, text, placed in self._said(areas):
            lines += [
                (occurrence.last, pk, f"{self.year}-{n}")
                for n, occurrence in sources.numbered(placed, text)
                if occurrence.last.month == month
            ]
        return sorted(lines)

    def undated(self) -> list[tuple[int, str]]:
        """Return measure and reason of each that has no day this year. One question."""
        found = []
        for pk, text, placed in self._said(open_only=True):
            why = [missing_in_words(m, year=self.year) for m in placed.missing]
            if not why and _has_no_day(placed, text):
                why = [sources.too_often()]
            found += [(pk, words) for words in why]
        return found

    def _said(
        self, areas: Sequence[str] = (), *, open_only: bool = False
    ) -> Iterator[tuple[int, str, Placement]]:
        spoken = self._spoken.filter(area__in=areas) if areas else self._spoken
        if open_only:
            spoken = spoken.exclude(status__in=sources.FINISHED)
        rows = spoken.order_by("unit_id", "position", "pk").values_list("pk", *_SAID)
        for pk, *said in rows:
            yield pk, said[0], self._placed(*said)

    def duties(self, lines: list[tuple[date, int, str]]) -> list[Duty]:
        """Return the dates of some lines of a month. One question."""
        measures = self._measures({pk for _, pk, _ in lines})
        return [
            sources.duty_of(
                measures[pk],
                self._occurrence(measures[pk], day, time),
                f"measure:{pk}:{time}",
                self.asked,
                done=measures[pk].status in sources.FINISHED,
            )
            for day, pk, time in lines
        ]

    def without_day(self, lines: list[tuple[int, str]]) -> list[Undated]:
        """Return some of those that have no day. One question."""
        measures = self._measures({pk for pk, _ in lines})
        return [sources.undated_of(measures[pk], why) for pk, why in lines]

    def _measures(self, ids: set[int]) -> dict[int, Measure]:
        return Measure.objects.only(*sources.NEEDED).in_bulk(ids)

    def _occurrence(self, measure: Measure, day: date, time: str) -> Occurrence:
        if time in set(Reason):
            return Occurrence(day, day, Reason(time))
        placed = sources.place(measure, self.year, years=self.years, events=self.events)
        spoken = dict(sources.numbered(placed, measure.schedule_text))
        return spoken[int(time.partition("-")[2])]


def _has_no_day(placed: Placement, text: str) -> bool:
    dense = is_dense(sources.read(text)) and any(
        o.reason is Reason.WORDS for o in placed.occurrences
    )
    return bool(placed.missing) or dense
