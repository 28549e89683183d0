"""Finding the year, the course and the rights of a page."""

from __future__ import annotations

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404

from aktiva.adapters import clock
from aktiva.apps.cycles.views.frame import visible_cycle_or_404
from aktiva.apps.trainings import policy, queries


def cycle_or_404(request, cycle_id: int):
    """Return a year whose courses the person keeps or sees in figures."""
    today = clock.today()
    cycle = visible_cycle_or_404(request, cycle_id)
    if not policy.sees(request.user, cycle.employer, on=today):
        raise Http404
    return cycle


def course_or_404(request, cycle, course_id: int, *, keep: bool = False, people: bool = False):
    """Return a course the person sees, changes if `keep`, or ticks people in if `people`."""
    found = policy.visible_courses
    if keep or people:
        found = policy.keepable_courses if keep else policy.tickable_courses
    try:
        return queries.course_for_page(
            found(request.user, on=clock.today()), course_id, employer_id=cycle.employer_id
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
