"""One round: its evaluation, the anonymous form and what may be told of its answers."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from aktiva.adapters import clock
from aktiva.apps.organisation.views.guarding import guarded
from aktiva.apps.trainings import actions, forms, policy, queries
from aktiva.apps.trainings.views.frame import course_or_404, cycle_or_404


@guarded
def course_round(request, cycle_id: int, course_id: int, round_id: int):
    """Read the evaluation; HR writes it and opens the form."""
    cycle = cycle_or_404(request, cycle_id)
    course = course_or_404(request, cycle, course_id)
    today = clock.today()
    found = queries.gathered(cycle.employer, on=today)
    note = next((n for n in found.rounds.get(course.pk, ()) if n.round.pk == round_id), None)
    if note is None:
        raise Http404
    given = note.round
    keeps = policy.keeps_all(request.user, cycle.employer, on=today)
    if request.method == "POST" and not keeps:
        raise Http404
    posted = request.POST or None
    evaluation = forms.EvaluationForm(
        posted if "content" in request.POST else None,
        initial={"content": given.content, "participation": given.participation},
    )
    opening = forms.OpenForm(
        posted if "until" in request.POST else None, initial={"until": given.answers_until}
    )
    if _saved(request, given, evaluation, opening):
        return redirect("trainings:round", cycle.pk, course.pk, given.pk)
    wrong = evaluation.errors or opening.errors
    context = {
        "cycle": cycle,
        "course": course,
        "note": note,
        "given": given,
        "keeps": keeps,
        "has_been": given.on_date <= today,
        "form": evaluation,
        "open_form": opening,
        "results": queries.results(given, on=today),
        "is_closed": given.answers_until is not None and given.answers_until < today,
        "address": request.build_absolute_uri(reverse("trainings:answer", args=[given.code])),
    }
    return render(request, "trainings/round.html", context, status=422 if wrong else 200)


def _saved(request, given, evaluation, opening) -> bool:
    try:
        if evaluation.is_bound and evaluation.is_valid():
            actions.evaluate(
                round_id=given.pk, actor=request.user, at=clock.now(), **evaluation.cleaned_data
            )
            messages.success(request, _("Utvärderingen är sparad."))
            return True
        if opening.is_bound and opening.is_valid():
            actions.open_answers(
                round_id=given.pk, actor=request.user, at=clock.now(), **opening.cleaned_data
            )
            messages.success(request, _("Formuläret är öppet. Lämna ut adressen till deltagarna."))
            return True
    except ValidationError as refused:
        forms.refuse(evaluation if evaluation.is_bound else opening, refused)
    return False
