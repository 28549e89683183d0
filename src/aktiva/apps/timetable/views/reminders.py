"""Pages of those who keep the reminders: what will be sent, what was, and what they follow."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aktiva.adapters import clock
from aktiva.apps.cycles.views.frame import kept_cycle_or_404
from aktiva.apps.timetable import actions, forms, queries

LETTERS_PER_PAGE = 20
ROWS_PER_PAGE = 50


def _frame(request, cycle, current: str) -> dict:
    names = (
        ("reminders", _("Förhandsvisning")),
        ("sent", _("Skickat")),
        ("bounces", _("Adresser som inte fungerar")),
        ("employer_calendar", _("Kalender och uppehåll")),
        ("substitutes", _("Ersättare")),
    )
    n_bounces = queries.n_bounces(cycle.employer, on=clock.today())
    return {
        "cycle": cycle,
        "links": [
            {
                "label": label,
                "url": reverse(f"timetable:{name}", args=[cycle.pk]),
                "current": name == current,
                "count": n_bounces if name == "bounces" and n_bounces else "",
            }
            for name, label in names
        ],
        "n_bounces": n_bounces,
    }


def reminders(request, cycle_id: int):
    """Every letter of today and of the next working day, as it would be sent."""
    cycle = kept_cycle_or_404(request, cycle_id)
    today = clock.today()
    now = queries.letters(cycle.employer, on=today)
    following = queries.next_working_day(cycle.employer, on=today)
    is_later = request.GET.get("dag") == "nasta"
    shown = queries.letters(cycle.employer, on=following, after=now) if is_later else now
    page = Paginator(shown.digests, LETTERS_PER_PAGE).get_page(request.GET.get("sida"))
    people = queries.people(cycle.employer, (digest.to for digest in page.object_list), on=today)
    context = _frame(request, cycle, "reminders") | {
        "day": shown.on,
        "is_working": shown.is_working,
        "n_letters": len(shown.digests),
        "n_dates": sum(len(digest.items) for digest in shown.digests),
        "n_unreachable": len(shown.unreachable),
        "page": page,
        "letters": [
            (people.get(digest.to, ""), shown.write(digest)) for digest in page.object_list
        ],
        "days": [
            {"label": _("I dag"), "url": "?", "current": not is_later},
            {"label": _("Nästa arbetsdag"), "url": "?dag=nasta", "current": is_later},
        ],
    }
    return render(request, "timetable/reminders.html", context)


def sent(request, cycle_id: int):
    """Every line that has been sent."""
    cycle = kept_cycle_or_404(request, cycle_id)
    page = Paginator(queries.sent(cycle.employer), ROWS_PER_PAGE).get_page(request.GET.get("sida"))
    people = queries.people(cycle.employer, (r.to_id for r in page.object_list), on=clock.today())
    context = _frame(request, cycle, "sent") | {
        "page": page,
        "rows": [(row, people.get(row.to_id) or _shown(row.to)) for row in page.object_list],
    }
    return render(request, "timetable/sent.html", context)


def _shown(user) -> str:
    return user.shown_as(_("Mottagare med skyddad identitet"))


def bounces(request, cycle_id: int):
    """Addresses that the mail server has given up."""
    cycle = kept_cycle_or_404(request, cycle_id)
    found = queries.bounces(cycle.employer, on=clock.today())
    people = queries.people(cycle.employer, (b.user_id for b in found), on=clock.today())
    context = _frame(request, cycle, "bounces") | {
        "rows": [(b, people.get(b.user_id) or _shown(b.user)) for b in found]
    }
    return render(request, "timetable/bounces.html", context)


@require_POST
def bounce_settle(request, cycle_id: int, bounce_id: int):
    cycle = kept_cycle_or_404(request, cycle_id)
    try:
        actions.settle_bounce(bounce_id=bounce_id, actor=request.user, at=clock.now())
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    messages.success(request, _("Adressen räknas som fungerande igen."))
    return redirect("timetable:bounces", cycle.pk)


def employer_calendar(request, cycle_id: int):
    """The employer's own events, and the days without reminders."""
    cycle = kept_cycle_or_404(request, cycle_id)
    today = clock.today()
    which = request.POST.get("form", "")
    event_form = forms.EventForm(request.POST if which == "event" else None, prefix="h")
    pause_form = forms.PauseForm(request.POST if which == "pause" else None, prefix="u")
    for form, act, done in (
        (event_form, actions.record_event, _("Händelsen står i kalendern.")),
        (pause_form, actions.record_pause, _("Inga påminnelser skickas under de dagarna.")),
    ):
        if form.is_bound and form.is_valid():
            try:
                act(
                    employer=cycle.employer, actor=request.user, at=clock.now(),
                    **form.cleaned_data,
                )  # fmt: skip
            except ValidationError as refused:
                form.add_error(None, refused)
            else:
                messages.success(request, done)
                return redirect("timetable:employer_calendar", cycle.pk)
    context = _frame(request, cycle, "employer_calendar") | {
        "event_form": event_form,
        "pause_form": pause_form,
        "events": queries.events(cycle.employer, since=date(today.year - 1, 1, 1)),
        "pauses": queries.pauses(cycle.employer),
    }
    status = 422 if event_form.errors or pause_form.errors else 200
    return render(request, "timetable/employer_calendar.html", context, status=status)


def event_change(request, cycle_id: int, event_id: int):
    """Move or rename an event; what waits for it moves along."""
    cycle = kept_cycle_or_404(request, cycle_id)
    event = next(
        (e for e in queries.events(cycle.employer, since=date.min) if e.pk == event_id), None
    )
    if event is None:
        raise Http404
    initial = {name: getattr(event, name) for name in ("kind", "name", "from_date", "to_date")}
    form = forms.EventForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_event(
                employer=cycle.employer, event_id=event.pk, actor=request.user, at=clock.now(),
                **form.cleaned_data,
            )  # fmt: skip
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("Händelsen är ändrad."))
            return redirect("timetable:employer_calendar", cycle.pk)
    context = _frame(request, cycle, "employer_calendar") | {"form": form, "event": event}
    status = 422 if form.errors else 200
    return render(request, "timetable/event_change.html", context, status=status)


@require_POST
def event_remove(request, cycle_id: int, event_id: int):
    cycle = kept_cycle_or_404(request, cycle_id)
    try:
        actions.remove_event(event_id=event_id, actor=request.user, at=clock.now())
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    messages.success(request, _("Händelsen är borttagen ur kalendern."))
    return redirect("timetable:employer_calendar", cycle.pk)


@require_POST
def pause_remove(request, cycle_id: int, pause_id: int):
    cycle = kept_cycle_or_404(request, cycle_id)
    try:
        actions.remove_pause(pause_id=pause_id, actor=request.user, at=clock.now())
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    messages.success(request, _("Uppehållet är borttaget."))
    return redirect("timetable:employer_calendar", cycle.pk)


def substitutes(request, cycle_id: int):
    """Who stands in for whom."""
    cycle = kept_cycle_or_404(request, cycle_id)
    today = clock.today()
    form = forms.SubstituteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_substitute(
                employer=cycle.employer, actor=request.user, at=clock.now(), **form.cleaned_data
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("Ersättaren får påminnelserna under de dagarna."))
            return redirect("timetable:substitutes", cycle.pk)
    found = queries.substitutions(cycle.employer, on=today)
    both = {who for row in found for who in (row.absent_id, row.substitute_id)}
    people = queries.people(cycle.employer, both, on=today)
    context = _frame(request, cycle, "substitutes") | {
        "form": form,
        "rows": [
            (row, people.get(row.absent_id) or _shown(row.absent),
             people.get(row.substitute_id) or _shown(row.substitute))
            for row in found
        ],
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "timetable/substitutes.html", context, status=status)
