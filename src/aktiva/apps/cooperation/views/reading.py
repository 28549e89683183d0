"""The representative's pages: what there is to read, and answering in one's own words."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from aktiva.adapters import clock
from aktiva.apps.cooperation import actions, forms, policy, queries
from aktiva.apps.organisation.views.guarding import guarded
from aktiva.domain.cooperation.answering import Writing, days_left, writing
from aktiva.domain.values import Step


def to_read(request):
    """What the person is asked to read: unanswered first."""
    today = clock.today()
    if not policy.assignments(request.user, on=today):
        raise Http404
    rows = queries.to_read(policy.confirmable(request.user, on=today), user=request.user, on=today)
    context = {
        "waiting": [r for r in rows if r.is_waiting],
        "answered": [r for r in rows if not r.is_waiting],
    }
    return render(request, "cooperation/to_read.html", context)


@guarded(names=False)
def answer(request, asked_id: int):
    """The text, the days that are left, and the three answers."""
    today, now = clock.today(), clock.now()
    try:
        asked = queries.asked_for_page(policy.confirmable(request.user, on=today), asked_id)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    reading = asked.reading
    standing = queries.standing(reading.cycle, on=today)
    own = queries.own_answers(asked, user=request.user)
    told_at = None
    if reading.unit_id in standing.tree:
        told_at = standing.records.accounted_at(standing.place(reading.unit_id))
    may_change = bool(own) and (
        writing(last=reading.last_date, accounted_at=told_at, at=now) is Writing.CHANGES
    )
    initial = {"answer": own[-1].answer, "words": own[-1].words} if may_change else {}
    form = forms.AnswerForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.confirm(
                asked_id=asked.pk, actor=request.user, at=clock.now(), **form.cleaned_data
            )
        except ValidationError as refused:
            forms.refuse(form, refused)
        else:
            messages.success(request, _("Ditt svar är sparat."))
            return redirect("cooperation:answer", asked.pk)
    node = standing.tree.nodes.get(reading.unit_id)
    context = {
        "asked": asked,
        "reading": reading,
        "unit_name": node.name if node else reading.unit.code,
        "steps": [s.label for s in Step if s in set(reading.steps)],
        "n_days": days_left(reading.last_date, on=today),
        "own": own,
        "may_change": may_change,
        "told_at": told_at,
        "form": form,
    }
    return render(request, "cooperation/answer.html", context, status=422 if form.errors else 200)
