"""Finding the school and the year of a page, and what the person may do there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404

from aktiva.adapters import clock
from aktiva.apps.cycles.views.frame import visible_cycle_or_404
from aktiva.apps.schools import policy, queries
from aktiva.domain.schools.words import Form


@dataclass(frozen=True)
class Place:
    """A school in a year, as its pages need it."""

    cycle: object
    school: object
    name: str
    writes: bool
    signs: bool
    keeps: bool

    @cached_property
    def kept(self) -> queries.Kept:
        """What the school has written for the year, and for the one before."""
        return queries.record(self.school, self.cycle.year)

    def context(self) -> dict:
        """Return what every page of a school's year shows."""
        return {
            "cycle": self.cycle,
            "school": self.school,
            "school_name": self.name,
            "children": Form(self.school.form).children,
            "writes": self.writes,
            "signs": self.signs,
            "keeps": self.keeps,
            "kept": self.kept,
        }


def school_or_404(request, cycle_id: int, school_id: int) -> Place:
    """Return a school whose record of the year the person reads."""
    on = clock.today()
    cycle = visible_cycle_or_404(request, cycle_id)
    try:
        school = queries.school_for_page(policy.visible_schools(request.user, on=on), school_id)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    if school.employer_id != cycle.employer_id or not queries.is_in_year(school, cycle.year):
        raise Http404
    (named,) = queries.listed(cycle.employer, [school], on=min(on, date(cycle.year, 12, 31)))
    return Place(
        cycle=cycle,
        school=school,
        name=named.name,
        writes=policy.editable_schools(request.user, on=on).filter(pk=school.pk).exists(),
        signs=policy.signable_schools(request.user, on=on).filter(pk=school.pk).exists(),
        keeps=policy.keepable_schools(request.user, on=on).filter(pk=school.pk).exists(),
    )


def written_or_404(request, cycle_id: int, school_id: int) -> Place:
    """Return a school whose record the person writes."""
    place = school_or_404(request, cycle_id, school_id)
    if not place.writes:
        raise Http404
    return place
