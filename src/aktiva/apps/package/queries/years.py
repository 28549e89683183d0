"""One employer's year as it stood at a time: the frame that every part of the package is read in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property

from aktiva.adapters.clock import SWEDEN
from aktiva.apps.audit import history
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.models import Employer, Unit
from aktiva.apps.statistics import queries as statistics
from aktiva.apps.surveys import queries as surveys
from aktiva.apps.surveys.models import Answer
from aktiva.domain.law.duties import duties, why_not
from aktiva.domain.organisation.tree import Tree
from aktiva.domain.package import Duty


@dataclass(frozen=True)
class Year:
    """A year and the time as of which it is read.

    Args:
        cycle: The row as it is now; only what never changes is read from it.
        employer: The row as it stood.
        closed: Whether the time is when the year was closed.
    """

    cycle: Cycle
    employer: Employer
    as_of: datetime
    closed: bool

    @property
    def year(self) -> int:
        """The calendar year."""
        return self.cycle.year

    @cached_property
    def day(self) -> date:
        """The day of `as_of` in Sweden."""
        return self.as_of.astimezone(SWEDEN).date()

    @cached_property
    def tree(self) -> Tree:
        """The units of the day, or of the year's last day when it was over."""
        return organisation.tree(
            self.employer, on=min(self.day, date(self.year, 12, 31)), as_of=self.as_of
        )

    @cached_property
    def names(self) -> dict[int, str]:
        """Unit → what it was called; the code for one that was not there on the day."""
        codes = dict(Unit.objects.filter(employer=self.employer).values_list("pk", "code"))
        return {
            pk: self.tree.nodes[pk].name if pk in self.tree else code for pk, code in codes.items()
        }

    @cached_property
    def headcount(self) -> int | None:
        """Employees on 1 January, as it was known."""
        return statistics.headcount(self.employer, on=date(self.year, 1, 1), as_of=self.as_of)

    @cached_property
    def survey(self) -> surveys.Survey | None:
        """What was sent to the units, None if nothing was yet."""
        return surveys.survey_of(self.cycle, as_of=self.as_of)

    @cached_property
    def answers(self) -> list[Answer]:
        """The answers as they stood, those of the same question in order of the rows."""
        if self.survey is None:
            return []
        return sorted(surveys.all_answers(self.survey, as_of=self.as_of), key=lambda a: a.pk)

    @cached_property
    def duty(self) -> Duty:
        """Which written documentation was owed; the whole where the headcount is not known."""
        owed = {
            d.id for d in duties() if why_not(d, headcount=self.headcount, year=self.year) is None
        }
        if "D25" in owed:
            return Duty.WHOLE
        return Duty.PAY if "D33" in owed else Duty.NONE


def moment_of(cycle: Cycle, *, on: date | None, now: datetime) -> tuple[datetime, bool]:
    """Return the time as of which a year is read, and whether it is when the year was closed.

    A given day is read as it ended. Without one it is the closing, and now for an open year.
    """
    if on is not None:
        end = datetime.combine(on, time(23, 59, 59), tzinfo=SWEDEN)
        return min(end, now.astimezone(SWEDEN)), False
    if cycle.closed_at is not None:
        return cycle.closed_at.astimezone(SWEDEN), True
    return now.astimezone(SWEDEN), False


def year_as_of(cycle: Cycle, *, as_of: datetime, closed: bool) -> Year:
    """Return the frame. One question."""
    stood = history.rows(Employer, as_of=as_of).filter(pk=cycle.employer_id).first()
    return Year(cycle, stood or cycle.employer, as_of, closed)


def known_years(employer: Employer) -> list[Cycle]:
    """Return every year of the employer, the latest first. One question."""
    return list(
        Cycle.objects.filter(employer=employer).select_related("employer").order_by("-year")
    )
