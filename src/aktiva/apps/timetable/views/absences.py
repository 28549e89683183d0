"""One's own absences and who stands in."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aktiva.adapters import clock
from aktiva.apps.timetable import actions, forms, policy, queries


def absence(request):
    """Say who gets one's reminders while one is away."""
    today = clock.today()
    employers = list(policy.own_employers(request.user, on=today).order_by("name", "pk"))
    form = forms.AbsenceForm(request.POST or None, employers=employers)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        employer = next(e for e in employers if str(e.pk) == given.pop("employer"))
        try:
            actions.set_substitute(
                employer=employer, absent=request.user.email, actor=request.user, at=clock.now(),
                **given,
            )  # fmt: skip
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("Ersättaren får dina påminnelser under de dagarna."))
            return redirect("timetable:absence")
    found = queries.substitutions_of(request.user, on=today)
    both = {who for row in found for who in (row.absent_id, row.substitute_id)}
    shown = {e.pk: queries.people(e, both, on=today) for e in employers} if found else {}
    context = {
        "form": form,
        "has_role": bool(employers),
        "rows": [_row(row, request.user, shown.get(row.employer_id, {})) for row in found],
    }
    status = 422 if form.errors else 200
    return render(request, "timetable/absence.html", context, status=status)


def _row(row, user, people: dict[int, str]) -> dict:
    mine = row.absent_id == user.pk
    other = row.substitute if mine else row.absent
    hidden = _("någon med skyddad identitet")
    return {"row": row, "mine": mine, "other": people.get(other.pk) or other.shown_as(hidden)}


@require_POST
def substitution_end(request, substitution_id: int):
    try:
        actions.end_substitution(
            substitution_id=substitution_id, actor=request.user, at=clock.now()
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    messages.success(request, _("Ersättningen är avslutad."))
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/"):
        return redirect(back)
    return redirect("timetable:absence")
