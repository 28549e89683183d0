"""One school's law check, with the plan of the Education Act beside it."""

from __future__ import annotations

from datetime import date

from django.shortcuts import render
from django.views.decorators.http import require_safe

from aktiva.adapters import clock
from aktiva.apps.lawcheck import queries
from aktiva.apps.lawcheck.views.law import asked_day
from aktiva.apps.schools import queries as schools
from aktiva.apps.schools.views.frame import school_or_404
from aktiva.domain.law.duties import Status, wording

ORDER = (Status.MISSING, Status.WARNING, Status.MET, Status.NOT_APPLICABLE)


@require_safe
def school(request, cycle_id: int, school_id: int):
    """The duties of one school for the year, as of a day if asked, and the plan beside."""
    place = school_or_404(request, cycle_id, school_id)
    asked = asked_day(request)
    as_of = asked.as_of
    results = queries.school_verdicts(place.cycle, place.school.code, as_of=as_of)
    kept = schools.record(place.school, place.cycle.year, as_of=as_of)
    counts = {status.value: sum(r.status is status for r in results) for status in ORDER}
    context = place.context() | {
        "asked": asked,
        "as_of": as_of,
        "results": results,
        "counts": counts,
        "statuses": [r.status.value for r in results],
        "plan": schools.plan_standing(kept),
        "rules_version": wording(asked.day or min(clock.today(), date(place.cycle.year, 12, 31))),
        "now": clock.now(),
    }
    return render(request, "lawcheck/school.html", context, status=422 if asked.problem else 200)
