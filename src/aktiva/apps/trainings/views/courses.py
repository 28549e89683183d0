"""The year's courses, one of them, and what each asks."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from aktiva.adapters import clock
from aktiva.apps.registers import queries as registers
from aktiva.apps.trainings import actions, forms, policy, queries
from aktiva.apps.trainings.views.frame import course_or_404, cycle_or_404
from aktiva.domain.cycle.own_areas import Headings


def year(request, cycle_id: int):
    """Every course: given this year or not, evaluated or not, and how many lack it."""
    cycle = cycle_or_404(request, cycle_id)
    today = clock.today()
    found = queries.gathered(cycle.employer, on=today)
    reach = policy.reach(request.user, on=today)
    counted = policy.counted(request.user, on=today)
    headings = registers.headings(cycle.employer)
    rows = []
    for course in found.courses.values():
        notes = found.rounds_in(course.pk, cycle.year)
        states = [r.standing.state.value for r in found.within(course.pk, reach)]
        rows.append(
            {
                "course": course,
                "area": _area(course, headings),
                "audience": _audience(course),
                "rounds": notes,
                "given": any(n.round.on_date <= today for n in notes),
                "expected": found.expected(course.pk, cycle.year),
                "unevaluated": sum(n.round.on_date <= today and not n.is_evaluated for n in notes),
                "n_lacking": states.count("due") + states.count("late"),
                "n_late": states.count("late"),
                "leaving": None if reach else queries.lacking(found, course, reach=counted),
                "is_retired": course.retired_on is not None and course.retired_on <= today,
            }
        )
    context = {
        "cycle": cycle,
        "rows": rows,
        "sees_names": bool(reach),
        "keeps": policy.keeps_all(request.user, cycle.employer, on=today),
        "n_late": sum(r["n_late"] for r in rows),
        "n_lacking": sum(r["n_lacking"] for r in rows),
    }
    return render(request, "trainings/year.html", context)


def _area(course, headings: Headings) -> str:
    return headings.names[course.area] if headings.own else course.get_area_display()


def _audience(course) -> list[str]:
    return [words for code, words in forms.AUDIENCES.items() if code in set(course.audience)]


def course(request, cycle_id: int, course_id: int):
    """One course in a year: its rounds, how many lack it, how many came."""
    cycle = cycle_or_404(request, cycle_id)
    found_course = course_or_404(request, cycle, course_id)
    today = clock.today()
    keeps = policy.keeps_all(request.user, cycle.employer, on=today)
    form = forms.RoundForm(request.POST or None)
    if request.method == "POST":
        if not keeps:
            raise Http404
        if form.is_valid():
            try:
                made = actions.record_round(
                    course_id=found_course.pk, actor=request.user, at=clock.now(),
                    **form.cleaned_data,
                )  # fmt: skip
            except ValidationError as refused:
                forms.refuse(form, refused)
            else:
                messages.success(request, _("Tillfället är sparat."))
                return redirect("trainings:round", cycle.pk, found_course.pk, made.pk)
    found = queries.gathered(cycle.employer, on=today)
    reach = policy.reach(request.user, on=today)
    counted = policy.counted(request.user, on=today)
    states = [r.standing.state.value for r in found.within(found_course.pk, reach)]
    context = {
        "cycle": cycle,
        "course": found_course,
        "area": _area(found_course, registers.headings(cycle.employer)),
        "audience": _audience(found_course),
        "form": form,
        "keeps": keeps,
        "sees_names": bool(reach),
        "rounds": found.rounds_in(found_course.pk, cycle.year),
        "expected": found.expected(found_course.pk, cycle.year),
        "today": today,
        "n_people": len(states),
        "n_done": states.count("done"),
        "n_lacking": states.count("due") + states.count("late"),
        "n_late": states.count("late"),
        "lacking": queries.lacking(found, found_course, reach=counted)
        if found_course.obligatory_for_new and not reach
        else None,
        "participation": queries.participation(
            found_course, year=cycle.year, reach=counted, on=today
        ),
        "ticking": queries.latest_ticking(found_course, by=request.user) if reach else None,
    }
    return render(request, "trainings/course.html", context, status=422 if form.errors else 200)


def course_new(request, cycle_id: int):
    """Add a course."""
    cycle = cycle_or_404(request, cycle_id)
    if not policy.keeps_all(request.user, cycle.employer, on=clock.today()):
        raise Http404
    return _write(request, cycle, None)


def course_change(request, cycle_id: int, course_id: int):
    """Change a course."""
    cycle = cycle_or_404(request, cycle_id)
    return _write(request, cycle, course_or_404(request, cycle, course_id, keep=True))


_NAMES = (
    "title", "area", "audience", "obligatory_for_new", "days_to_do", "interval_years",
    "given_every", "form", "link", "starts_on", "retired_on",
)  # fmt: skip


def _write(request, cycle, kept):
    today = clock.today()
    initial = {"starts_on": today.replace(month=1, day=1), "audience": ["managers"]}
    if kept is not None:
        initial = {name: getattr(kept, name) for name in _NAMES}
        initial["forum"] = str(kept.forum_id or "")
    available = registers.forums(cycle.employer, on=today)
    form = forms.CourseForm(
        request.POST or None, forums=available, initial=initial,
        headings=registers.headings(cycle.employer),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        facts = actions.CourseFacts(**form.cleaned_data)
        try:
            if kept is None:
                made = actions.register_course(
                    employer=cycle.employer, facts=facts, actor=request.user, at=clock.now()
                )
            else:
                made = actions.change_course(
                    course_id=kept.pk, facts=facts, actor=request.user, at=clock.now()
                )
        except ValidationError as refused:
            forms.refuse(form, refused)
        else:
            messages.success(request, _("%(title)s är sparad.") % {"title": made.title})
            return redirect("trainings:course", cycle.pk, made.pk)
    context = {"cycle": cycle, "course": kept, "form": form}
    return render(
        request, "trainings/course_write.html", context, status=422 if form.errors else 200
    )
