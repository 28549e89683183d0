"""Answering together: one question at a time, large enough for a wall, and who took part."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aktiva.adapters import clock
from aktiva.apps.surveys import actions, forms, queries
from aktiva.apps.surveys.views.frame import answerable_or_404, frame, locked

_MEETING = "meeting"


def meeting_of(request, sheet):
    """Return the meeting that goes on in this browser, None where there is none."""
    return queries.going_on(sheet, request.session.get(_MEETING))


def meeting(request, sheet_id: int):
    """Say who takes part, and begin."""
    sheet = answerable_or_404(request, sheet_id)
    if sheet.answered_in_id or sheet.level != "unit":
        raise Http404
    form = forms.MeetingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.begin_meeting(
                sheet_id=sheet.pk, actor=request.user, at=clock.now(), **form.cleaned_data
            )
        except actions.Locked:
            return locked(request, sheet)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            request.session[_MEETING] = made.pk
            given = queries.answers(sheet)
            pages = queries.pages(sheet, queries.questionnaire(sheet.campaign), given)
            left = [q.key for q in pages if q.key not in given or not given[q.key].is_complete]
            return redirect("surveys:question", sheet.pk, (left or [pages[0].key])[0])
    context = frame(sheet) | {
        "form": form,
        "going_on": meeting_of(request, sheet),
        "held": [(m, queries.party_labels(m)) for m in queries.meetings(sheet) if m.ended_at],
    }
    return render(request, "surveys/meeting.html", context, status=422 if form.errors else 200)


@require_POST
def meeting_end(request, sheet_id: int):
    """End the meeting that goes on in this browser."""
    sheet = answerable_or_404(request, sheet_id)
    now = meeting_of(request, sheet)
    request.session.pop(_MEETING, None)
    if now is None:
        return redirect("surveys:tasks", sheet.pk)
    try:
        ended = actions.end_meeting(meeting_id=now.pk, actor=request.user, at=clock.now())
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    words = _("Mötet är slut. Frågor som ni besvarade tillsammans: %(n)s.")
    messages.success(request, words % {"n": len(ended.questions)})
    return redirect("surveys:tasks", sheet.pk)
