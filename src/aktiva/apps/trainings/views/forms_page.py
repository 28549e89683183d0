"""The anonymous form: no sign-in, one page, nothing kept of who answers."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render

from aktiva.adapters import clock
from aktiva.apps.organisation.views.guarding import guarded
from aktiva.apps.trainings import actions, forms, queries


@login_not_required
@guarded(anonymous=True)
def answer(request, code: str):
    """Three questions and a line of one's own."""
    today = clock.today()
    given = queries.open_form(code, on=today)
    if given is None:
        raise Http404
    is_closed = given.answers_until < today
    form = forms.AnswerForm(request.POST or None)
    if request.method == "POST" and not is_closed and form.is_valid():
        try:
            actions.answer(code=code, facts=actions.AnswerFacts(**form.cleaned_data), day=today)
        except ValidationError as refused:
            forms.refuse(form, refused)
        else:
            return redirect("trainings:thanks", code)
    context = {"given": given, "form": form, "is_closed": is_closed, "employer_name": ""}
    return render(request, "trainings/answer.html", context, status=422 if form.errors else 200)


@login_not_required
def thanks(request, code: str):
    """Say that it is kept."""
    if queries.open_form(code, on=clock.today()) is None:
        raise Http404
    return render(request, "trainings/thanks.html")
