"""Pages of what is sent to be read: sending, the record of one, all of them, reminding."""

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
from aktiva.apps.cooperation import actions, forms, policy, queries
from aktiva.apps.cooperation.views.frame import (
    keeps,
    name_of,
    parties_at,
    unit_or_404,
)
from aktiva.apps.cycles.views.frame import visible_cycle_or_404
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.apps.organisation.views.guarding import guarded
from aktiva.domain.cooperation.answering import USUAL_DAYS
from aktiva.domain.organisation.permissions import Permission
from aktiva.domain.values import Step

ROWS_PER_PAGE = 50


@guarded(names=False)
def send(request, cycle_id: int, unit_id: int):
    """Send something to be read; the notes of a meeting when ``?mote=`` names one."""
    cycle = visible_cycle_or_404(request, cycle_id)
    unit = unit_or_404(request, cycle, unit_id, keep=True)
    wanted = request.GET.get("part", "")
    initial = {
        "steps": [s for s in request.GET.getlist("steg") if s in set(Step)],
        "parties": [wanted] if wanted.isdecimal() else [],
    }
    meeting = None
    if (given := request.GET.get("mote", "")).isdecimal():
        meeting = (
            policy.keepable_meetings(request.user, on=clock.today())
            .filter(cycle=cycle, unit=unit, pk=given)
            .first()
        )
    if meeting is not None:
        initial = _notes(queries.standing(cycle, on=clock.today()), meeting)
    return sending(request, cycle, unit, initial=initial, meeting=meeting)


def _notes(standing, meeting) -> dict:
    """Return the notes of a meeting as what is sent: information, and what each party said."""
    g = standing.gathered
    said = []
    for row in g.present.get(meeting.pk, ()):
        name = g.parties[row.party_id].name
        said.append(
            _("%(party)s deltog: %(function)s.") % {"party": name, "function": row.function}
        )
        if row.views:
            said.append(
                _("Synpunkter från %(party)s: %(words)s") % {"party": name, "words": row.views}
            )
        if row.dissent:
            said.append(
                _("Avvikande mening, %(party)s: %(words)s") % {"party": name, "words": row.dissent}
            )
    forum, day = g.forum_of(meeting), meeting.on_date.isoformat()
    return {
        "title": _("Anteckning från %(forum)s %(day)s") % {"forum": forum, "day": day},
        "about": "meeting",
        "steps": meeting.steps,
        "parties": [str(row.party_id) for row in g.present.get(meeting.pk, ())],
        "text": "\n\n".join(
            [_("Information till parterna: %(words)s") % {"words": meeting.information}, *said]
        ),
    }


def sending(request, cycle, unit, *, initial: dict, meeting=None):
    """Show the form for sending something to the parties of a unit, and send it."""
    today = clock.today()
    standing = queries.standing(cycle, on=today)
    g = standing.gathered
    available = [p for p in parties_at(standing, unit.pk) if p.kind != "employees"]
    found = queries.representatives(cycle.employer, unit, available, on=today)
    chain = (unit.pk, *(standing.place(unit.pk).above if unit.pk in standing.tree else ()))
    agreed = next((g.agreements[pk] for pk in chain if pk in g.agreements), None)
    form = forms.SendForm(
        request.POST or None,
        parties=available,
        alone={p.pk for p in available if not found[p.pk]},
        initial={"days": agreed.days_to_answer if agreed else USUAL_DAYS} | initial,
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = actions.send_for_reading(
                cycle=cycle,
                unit=unit,
                facts=actions.ReadingFacts(
                    about=given["about"],
                    title=given["title"],
                    parties=[form.parties[pk] for pk in given["parties"]],
                    days=given["days"],
                    text=given["text"],
                    link=given["link"],
                    steps=given["steps"],
                    meeting=meeting,
                ),
                actor=request.user,
                at=clock.now(),
            )
        except ValidationError as refused:
            forms.refuse(form, refused)
        else:
            messages.success(
                request, _("Det är skickat. De som företräder parterna har fått ett mejl.")
            )
            return redirect("cooperation:reading", made.pk)
    context = {
        "cycle": cycle,
        "unit": unit,
        "unit_name": name_of(cycle, unit),
        "form": form,
        "has_parties": bool(available),
        "agreed": agreed,
    }
    return render(request, "cooperation/send.html", context, status=422 if form.errors else 200)


def reading(request, reading_id: int):
    """The record of one reading: who was asked, what they answered, and who is silent."""
    today = clock.today()
    try:
        kept = queries.reading_for_page(policy.visible_readings(request.user, on=today), reading_id)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    g = queries.standing(kept.cycle, on=today).gathered
    rows = queries.asked_rows(g, kept, on=today)
    context = {
        "cycle": kept.cycle,
        "unit": kept.unit,
        "unit_name": name_of(kept.cycle, kept.unit),
        "reading": kept,
        "steps": [s.label for s in Step if s in set(kept.steps)],
        "rows": rows,
        "n_answered": sum(r.has_answered for r in rows),
        "keeps": keeps(request, kept.unit),
        "is_over": kept.last_date < today,
    }
    return render(request, "cooperation/reading.html", context)


def reading_list(request, cycle_id: int):
    """Everything that was sent to be read within reach, party by party, to be reminded of."""
    cycle = visible_cycle_or_404(request, cycle_id)
    today = clock.today()
    standing = queries.standing(cycle, on=today)
    reach = organisation_policy.scope(request.user, Permission.SHEET_READ, on=today)
    whole = cycle.employer_id in reach.whole
    names = {
        pk: node.name for pk, node in standing.tree.nodes.items() if whole or pk in reach.units
    }
    everything = [
        (row, asked)
        for row in queries.readings(standing.gathered, names, on=today)
        for asked in row.asked
    ]
    state = request.GET.get("lage", "")
    shown = [(row, asked) for row, asked in everything if not state or asked.state == state]
    page = Paginator(shown, ROWS_PER_PAGE).get_page(request.GET.get("sida"))
    mine = organisation_policy.scope(request.user, Permission.COOPERATION_KEEP, on=today)
    keeps_all = cycle.employer_id in mine.whole
    context = {
        "cycle": cycle,
        "page": page,
        "state": state,
        "rows": [
            (
                row,
                asked,
                not asked.has_answered and (keeps_all or row.reading.unit_id in mine.units),
            )
            for row, asked in page.object_list
        ],
        "counts": [(code, sum(a.state == code for _row, a in everything)) for code in STATES],
        "n_all": len(everything),
    }
    context["n_choosable"] = sum(choosable for _row, _asked, choosable in context["rows"])
    return render(request, "cooperation/reading_list.html", context)


STATES = ("waiting", "silent", "dissent")


@require_POST
def remind(request, cycle_id: int):
    """Write once more to the chosen parties that have not answered."""
    cycle = visible_cycle_or_404(request, cycle_id)
    chosen = [int(pk) for pk in request.POST.getlist("chosen") if pk.isdecimal()]
    if not chosen:
        messages.error(request, _("Välj minst en part som inte har svarat."))
        return redirect("cooperation:reading_list", cycle.pk)
    try:
        n = actions.remind(asked_ids=chosen, cycle=cycle, actor=request.user, at=clock.now())
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    if n:
        words = ngettext("%(n)s påminnelse är skickad.", "%(n)s påminnelser är skickade.", n)
        messages.success(request, words % {"n": n})
    else:
        messages.info(
            request,
            _(
                "Inget brev skickades. De valda har redan svarat, redan fått ett brev om det i dag "
                "eller saknar företrädare."
            ),
        )
    return redirect("cooperation:reading_list", cycle.pk)
