"""Who is to keep which dates: the ones that reminders are written of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache, partial

from django.db.models import Q

from aktiva.apps.cycles.models import Cycle, Measure, MeasureAtUnit
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.models import Employer
from aktiva.apps.organisation.queries import Holder
from aktiva.apps.surveys.models import Campaign, Sheet
from aktiva.apps.timetable.queries import courses, dates, readings
from aktiva.apps.timetable.queries import measures as sources
from aktiva.apps.timetable.queries.duty import Asked, Duty, Owed
from aktiva.domain.cycle.occurrences import Occurrence, Reason
from aktiva.domain.cycle.states import State
from aktiva.domain.organisation.owners import Owners
from aktiva.domain.organisation.permissions import HOLDERS, Permission
from aktiva.domain.organisation.tree import Tree

_UNFINISHED = (State.PLANNED.value, State.ONGOING.value)
_LONGEST_LATE = 400
"""So many days something late is looked for; by then a new year has asked what became of it."""


@dataclass(frozen=True)
class Responsible:
    """Who answers for what at an employer on a day. About five questions."""

    employer: Employer
    on: date

    @cached_property
    def tree(self) -> Tree:
        return organisation.tree(self.employer, on=self.on)

    @cached_property
    def managers(self) -> dict[int, Holder]:
        return organisation.managers_by_unit(self.employer, on=self.on)

    @cached_property
    def posts(self) -> Owners:
        return organisation.owners(self.employer, on=self.on)

    @cached_property
    def keepers(self) -> tuple[int, ...]:
        """Those who keep the employer's year."""
        root = self.tree.root.id if self.tree.root else None
        held = organisation.holders(self.employer, on=self.on, roles=HOLDERS[Permission.YEAR_KEEP])
        return tuple(sorted({h.user_id for h in held if h.unit_id == root}))

    def of_unit(self, unit_id: int | None) -> tuple[int, ...]:
        """Return the manager of a unit or of the nearest above that has one, else the keepers."""
        if unit_id is not None and unit_id in self.tree:
            for place in (unit_id, *(n.id for n in self.tree.ancestors(unit_id))):
                if place in self.managers:
                    return (self.managers[place].user_id,)
        return self.keepers


def owners(measure: Measure, unit_id: int, responsible: Responsible) -> tuple[int, ...]:
    """Return who is to do a measure at a unit it applies to: those whom its own words name.

    Where the words lead to nobody, the one who decided it is reminded: the manager of its unit
    or of the nearest above.
    """
    named = responsible.posts.users(measure.owner_role, unit_id)
    if named or unit_id != measure.unit_id:
        return named
    return responsible.of_unit(unit_id)


Owing = Callable[[Employer, "Window"], list[Owed]]


@dataclass(frozen=True)
class Window:
    """The days whose dates may be reminded of on a day."""

    on: date
    last: date
    responsible: Responsible

    @property
    def first(self) -> date:
        return self.on - timedelta(_LONGEST_LATE)


def owed(employer: Employer, window: Window) -> list[Owed]:
    """Return every date that may be reminded of, with those whose it is. About a dozen questions."""
    return [found for source in OWING for found in source(employer, window)]


def of_measures(employer: Employer, window: Window) -> list[Owed]:
    """Return the unfinished measures' dates: what has passed undone, and what is to come."""
    years = sources.years_of(employer)
    plans = {sources.plan_of(years, y) for y in range(window.on.year, window.last.year + 1)} - {
        None
    }
    late = Q(due_date__range=(window.first, window.last))
    late |= Q(next_check_date__range=(window.first, window.last))
    coming = Q(start_date__range=(window.on, window.last))
    spoken = Q(cycle__in=plans) & ~Q(schedule_text="")
    found = list(
        sources.live(years)
        .filter(late | coming | spoken, status__in=_UNFINISHED)
        .only(*sources.NEEDED)
        .order_by("pk")
    )
    asked = Asked(employer, window.responsible.tree, frozenset(), window.first, window.last)
    events = sources.calendar(employer)
    placed = lru_cache(maxsize=None)(partial(sources.place_words, years=years, events=events))
    done_at = _done_at_units(found)
    owing: list[Owed] = []
    for measure in found:
        waiting = list(_waiting(measure, asked, window, placed))
        for unit in _units(measure, window.responsible) if waiting else ():
            if unit in done_at.get(measure.pk, ()):
                continue
            if who := owners(measure, unit, window.responsible):
                owing += [Owed(key, o.last, late, who, duty) for key, o, late, duty in waiting]
    return owing


def _waiting(measure: Measure, asked: Asked, window: Window, placed) -> Iterator[tuple]:
    """Give key, time, whether it can be late, and how to tell of it, of what remains of a measure."""
    for reason, day in sources.own_dates(measure):
        late = reason in sources.CAN_BE_LATE
        begun = reason is Reason.START and measure.status != State.PLANNED.value
        if window.first <= day <= window.last and (late or day >= window.on) and not begun:
            occurrence = Occurrence(day, day, reason)
            key = f"measure:{measure.pk}:{reason.value}"
            yield key, occurrence, late, partial(_told, measure, occurrence, key, asked)
    if measure.schedule_text:
        for year in range(window.on.year, window.last.year + 1):
            for n, occurrence in placed(*sources.said_by(measure), year):
                if window.on <= occurrence.last <= window.last:
                    key = f"measure:{measure.pk}:{year}-{n}"
                    told = partial(_told, measure, occurrence, key, asked)
                    yield key, occurrence, False, told


def _told(measure: Measure, occurrence: Occurrence, key: str, asked: Asked) -> Duty:
    return sources.duty_of(measure, occurrence, key, asked, done=False)


def _units(measure: Measure, responsible: Responsible) -> Iterable[int]:
    if not measure.common:
        return (measure.unit_id,)
    below = responsible.tree.answering(within=measure.unit_id)
    return dict.fromkeys((measure.unit_id, *(n.id for n in below)))


def _done_at_units(measures: Iterable[Measure]) -> Mapping[int, set[int]]:
    """Return common measure → units where nothing more is to be done. One question."""
    finished = {MeasureAtUnit.Status.DONE, MeasureAtUnit.Status.NOT_APPLICABLE}
    rows = MeasureAtUnit.objects.filter(
        measure__in=[m.pk for m in measures if m.common], status__in=finished
    )
    found: dict[int, set[int]] = {}
    for measure, unit in rows.values_list("measure", "unit"):
        found.setdefault(measure, set()).add(unit)
    return found


def of_sheets(employer: Employer, window: Window) -> list[Owed]:
    """Return the last day to answer for each sheet that has not been handed in. Two questions.

    A sheet that has been given longer time is owed on its own day.
    """
    days = (window.first, window.last)
    waiting = Sheet.objects.filter(
        Q(campaign__last_date__range=days) | Q(own_last_date__range=days),
        campaign__cycle__employer=employer,
        state__in=[Sheet.State.OPEN, Sheet.State.RETURNED],
    ).order_by("pk")
    sent = Campaign.objects.filter(cycle__employer=employer).select_related("cycle")
    campaigns = {campaign.pk: campaign for campaign in sent}
    owing = []
    for sheet in waiting:
        sheet.campaign = campaigns[sheet.campaign_id]
        if not window.first <= sheet.last_date <= window.last:
            continue
        who = (
            window.responsible.keepers
            if sheet.level == Sheet.Level.CENTRAL
            else window.responsible.of_unit(sheet.unit_id)
        )
        told = partial(_of_sheet, sheet, employer, window)
        owing.append(Owed(f"sheet:{sheet.pk}", sheet.last_date, True, who, told))
    return owing


def _of_sheet(sheet: Sheet, employer: Employer, window: Window) -> Duty:
    day = dates.last_day(sheet.campaign, day=sheet.last_date, done=False)
    asked = Asked(employer, window.responsible.tree, frozenset(), window.first, window.last)
    name = asked.name_of(sheet.unit_id)
    is_central = sheet.level == Sheet.Level.CENTRAL
    plain = f"{day.plain}, {name}" if name and not is_central else day.plain
    return Duty(
        key=f"sheet:{sheet.pk}", first=day.first, last=day.last, label=day.label, what=plain,
        plain=plain, url=day.url, unit_id=sheet.unit_id, can_be_late=True, rows=day.rows,
    )  # fmt: skip


def of_years(employer: Employer, window: Window) -> list[Owed]:
    """Return the employer's own dates of the year, for those who keep it. One question."""
    return [
        Owed(duty.key, duty.last, False, window.responsible.keepers, partial(_itself, duty))
        for cycle in Cycle.objects.filter(employer=employer, closed_at=None).order_by("year")
        for duty in dates.of_year(cycle)
        if window.on <= duty.last <= window.last
    ]


def _itself(duty: Duty) -> Duty:
    return duty


OWING: tuple[Owing, ...] = (of_measures, of_sheets, of_years, courses.owing, readings.owing)
"""What reminders are written of: add a source here."""
