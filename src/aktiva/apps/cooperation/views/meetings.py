"""Pages of one meeting: recording, reading, putting right."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aktiva.adapters import clock
from aktiva.apps.cooperation import actions, forms, policy, queries
from aktiva.apps.cooperation.views.frame import (
    keeps,
    name_of,
    parties_at,
    unit_or_404,
)
from aktiva.apps.cycles.views.frame import visible_cycle_or_404
from aktiva.apps.organisation.views.guarding import guarded
from aktiva.domain.cooperation.records import Tier
from aktiva.domain.values import Step


@guarded(names=False)
def meeting_new(request, cycle_id: int, unit_id: int):
    """Record a meeting, on one page."""
    cycle = visible_cycle_or_404(request, cycle_id)
    unit = unit_or_404(request, cycle, unit_id, keep=True)
    initial = {"steps": [s for s in request.GET.getlist("steg") if s in set(Step)]}
    if request.GET.get("part", "").isdecimal():
        initial[f"p{request.GET['part']}_there"] = True
    form = _form(request, cycle, unit, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.record_meeting(
                cycle=cycle, unit=unit, facts=form.facts(), actor=request.user, at=clock.now()
            )
        except ValidationError as refused:
            forms.refuse(form, refused)
        else:
            messages.success(request, _("Mötet är registrerat."))
            return redirect("cooperation:meeting", made.pk)
    return _page(request, cycle, unit, form, kept=None)


@guarded(names=False)
def meeting_change(request, meeting_id: int):
    """Put a record of a meeting right."""
    kept = _meeting_or_404(
        request, policy.keepable_meetings(request.user, on=clock.today()), meeting_id
    )
    standing = queries.standing(kept.cycle, on=clock.today())
    initial = {
        "on_date": kept.on_date,
        "forum": str(kept.forum_id or ""),
        "other_forum": kept.other_forum,
        "kind": kept.kind,
        "steps": kept.steps,
        "covers_below": kept.covers_below,
        "information": kept.information,
        "informed_on": kept.informed_on,
    }
    for row in standing.gathered.present.get(kept.pk, ()):
        initial |= {
            f"p{row.party_id}_there": True,
            f"p{row.party_id}_function": row.function,
            f"p{row.party_id}_views": row.views,
            f"p{row.party_id}_dissent": row.dissent,
        }
    form = _form(request, kept.cycle, kept.unit, initial=initial, kept=kept)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_meeting(
                meeting_id=kept.pk, facts=form.facts(), actor=request.user, at=clock.now()
            )
        except ValidationError as refused:
            forms.refuse(form, refused)
        else:
            messages.success(request, _("Mötet är rättat. Hur det såg ut förut finns kvar."))
            return redirect("cooperation:meeting", kept.pk)
    return _page(request, kept.cycle, kept.unit, form, kept=kept)


def _form(request, cycle, unit, *, initial, kept=None):
    today = clock.today()
    standing = queries.standing(cycle, on=today)
    tier = standing.place(unit.pk).tier if unit.pk in standing.tree else Tier.UNIT
    available = queries.forums_for(cycle.employer, tier, on=today)
    parties = parties_at(standing, unit.pk)
    if kept is not None:
        there = {p.pk for p in parties}
        more = [row.party_id for row in standing.gathered.present.get(kept.pk, ())]
        parties += [standing.gathered.parties[pk] for pk in more if pk not in there]
        if kept.forum_id and kept.forum_id not in {f.pk for f in available}:
            available = [*available, kept.forum]
    return forms.MeetingForm(
        request.POST or None,
        forums=available,
        parties=parties,
        may_cover=tier is not Tier.EMPLOYER and bool(standing.tree.children(unit.pk)),
        initial=initial,
    )


def _page(request, cycle, unit, form, *, kept):
    context = {
        "cycle": cycle,
        "unit": unit,
        "unit_name": name_of(cycle, unit),
        "form": form,
        "kept": kept,
        "has_parties": bool(form.parties),
    }
    status = 422 if form.errors else 200
    return render(request, "cooperation/meeting_write.html", context, status=status)


def meeting(request, meeting_id: int):
    """The record of one meeting."""
    kept = _meeting_or_404(
        request, policy.visible_meetings(request.user, on=clock.today()), meeting_id
    )
    standing = queries.standing(kept.cycle, on=clock.today())
    g = standing.gathered
    name = name_of(kept.cycle, kept.unit)
    context = {
        "cycle": kept.cycle,
        "unit": kept.unit,
        "unit_name": name,
        "meeting": kept,
        "forum": g.forum_of(kept),
        "steps": [s.label for s in Step if s in set(kept.steps)],
        "present": [(g.parties[row.party_id].name, row) for row in g.present.get(kept.pk, ())],
        "keeps": keeps(request, kept.unit),
        "readings": [
            r
            for r in queries.readings(g, {kept.unit_id: name}, on=clock.today())
            if r.reading.meeting_id == kept.pk
        ],
    }
    return render(request, "cooperation/meeting.html", context)


@require_POST
def meeting_withdraw(request, meeting_id: int):
    kept = _meeting_or_404(
        request, policy.keepable_meetings(request.user, on=clock.today()), meeting_id
    )
    try:
        actions.withdraw_meeting(meeting_id=kept.pk, actor=request.user, at=clock.now())
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("cooperation:meeting", kept.pk)
    messages.success(request, _("Mötet är borttaget. Dess historik finns kvar."))
    return redirect("cooperation:place", kept.cycle_id, kept.unit_id)


def _meeting_or_404(request, meetings, meeting_id: int):
    try:
        return queries.meeting_for_page(meetings, meeting_id)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
