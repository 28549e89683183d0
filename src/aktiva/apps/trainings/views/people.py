"""Pages with names, for HR: who has done a course, who lacks one, and reminding them."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from aktiva.adapters import clock
from aktiva.apps.trainings import actions, forms, policy, queries
from aktiva.apps.trainings.views.frame import course_or_404, cycle_or_404

ROWS_PER_PAGE = 50


def tick(request, cycle_id: int, course_id: int):
    """Tick who has done a course: first what would happen, then doing it."""
    cycle = cycle_or_404(request, cycle_id)
    course = course_or_404(request, cycle, course_id, people=True)
    today = clock.today()
    found = queries.gathered(cycle.employer, on=today)
    everybody = sorted(
        found.within(course.pk, policy.reach(request.user, on=today)),
        key=lambda r: (r.person.unit, r.person.shown, r.key),
    )
    state = request.GET.get("lage", "")
    shown = [r for r in everybody if not state or r.standing.state.value == state]
    page = Paginator(shown, ROWS_PER_PAGE).get_page(request.GET.get("sida"))
    chosen = [int(pk) for pk in request.POST.getlist("chosen") if pk.isdecimal()]
    form = forms.TickForm(request.POST or None, initial={"on_date": today})
    preview = None
    if request.method == "POST":
        if not chosen:
            form.add_error(None, _("Välj minst en person som har gjort utbildningen."))
        if form.is_valid():
            try:
                preview = actions.preview_ticking(
                    course=course, holding_ids=chosen, actor=request.user, on=today,
                    **form.cleaned_data,
                )  # fmt: skip
                if "confirm" in request.POST:
                    made = actions.tick(
                        course_id=course.pk, holding_ids=chosen, actor=request.user,
                        at=clock.now(), **form.cleaned_data,
                    )  # fmt: skip
                    messages.success(request, _told(made.n_rows))
                    return redirect("trainings:course", cycle.pk, course.pk)
            except ValidationError as refused:
                preview = None
                forms.refuse(form, refused)
    counts = [(code, sum(r.standing.state.value == code for r in everybody)) for code in STATES]
    context = {
        "cycle": cycle,
        "course": course,
        "page": page,
        "state": state,
        "counts": counts,
        "n_all": len(everybody),
        "chosen": set(chosen),
        "form": form,
        "preview": preview,
        "n_changed": sum(not problem for _row, problem in preview or ()),
    }
    return render(request, "trainings/tick.html", context, status=422 if form.errors else 200)


STATES = ("late", "due", "offered", "done")


def _told(n: int) -> str:
    return ngettext(
        "%(n)s person är ifylld. Det går att ångra.",
        "%(n)s personer är ifyllda. Det går att ångra.",
        n,
    ) % {"n": n}


@require_POST
def untick(request, cycle_id: int, course_id: int, ticking_id: int):
    """Undo what was ticked last."""
    cycle = cycle_or_404(request, cycle_id)
    course = course_or_404(request, cycle, course_id, people=True)
    try:
        n = actions.untick(ticking_id=ticking_id, actor=request.user, at=clock.now())
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    messages.success(
        request,
        ngettext("%(n)s rad är borttagen.", "%(n)s rader är borttagna.", n) % {"n": n},
    )
    return redirect("trainings:course", cycle.pk, course.pk)


def lacking(request, cycle_id: int):
    """Who lacks which course: names to HR, figures to others."""
    cycle = cycle_or_404(request, cycle_id)
    today = clock.today()
    found = queries.gathered(cycle.employer, on=today)
    reach = policy.reach(request.user, on=today)
    if not reach:
        counted = policy.counted(request.user, on=today)
        figures = [
            (course, queries.lacking(found, course, reach=counted))
            for course in found.courses.values()
            if course.obligatory_for_new
        ]
        return render(
            request, "trainings/lacking_figures.html", {"cycle": cycle, "figures": figures}
        )
    everything = found.lacking(reach)
    wanted, state = request.GET.get("utbildning", ""), request.GET.get("lage", "")
    rows = [
        r
        for r in everything
        if (not wanted or str(r.course.pk) == wanted)
        and (not state or r.standing.state.value == state)
    ]
    page = Paginator(rows, ROWS_PER_PAGE).get_page(request.GET.get("sida"))
    context = {
        "cycle": cycle,
        "page": page,
        "state": state,
        "wanted": wanted,
        "n_all": len(everything),
        "n_late": sum(r.standing.state.value == "late" for r in everything),
        "courses": [
            (c, n)
            for c in found.courses.values()
            if (n := sum(r.course.pk == c.pk for r in everything))
        ],
    }
    return render(request, "trainings/lacking.html", context)


@require_POST
def remind(request, cycle_id: int):
    """Show the letters that would go, and send them when they are confirmed."""
    cycle = cycle_or_404(request, cycle_id)
    today = clock.today()
    reach = policy.reach(request.user, on=today)
    if not reach:
        raise Http404
    keys = request.POST.getlist("chosen")
    rows = [
        r for r in queries.gathered(cycle.employer, on=today).lacking(reach) if r.key in set(keys)
    ]
    if not rows:
        messages.error(request, _("Välj minst en person som saknar en utbildning."))
        return redirect("trainings:lacking", cycle.pk)
    if "confirm" in request.POST:
        n = actions.remind(employer=cycle.employer, keys=keys, actor=request.user, at=clock.now())
        messages.success(
            request,
            ngettext("%(n)s påminnelse är skickad.", "%(n)s påminnelser är skickade.", n)
            % {"n": n},
        )
        return redirect("trainings:lacking", cycle.pk)
    first = [r for r in rows if r.person.user_id == rows[0].person.user_id]
    context = {
        "cycle": cycle,
        "rows": rows,
        "n_letters": len({r.person.user_id for r in rows}),
        "letter": actions.letter(rows[0].person.user_id, first, employer=cycle.employer),
        "first": rows[0].person,
    }
    return render(request, "trainings/remind.html", context)
