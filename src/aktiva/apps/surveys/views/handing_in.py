"""Who took part, reading through and handing in."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aktiva.adapters import clock
from aktiva.apps.cycles import queries as cycles
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.apps.surveys import actions, following, forms, queries
from aktiva.apps.surveys.views.frame import answerable_or_404, frame, last_year, locked, number
from aktiva.domain.cycle.handing_in import Obstacle
from aktiva.domain.questionnaire import (
    WORKPLACE_NOT_PERSONS,
    Problem,
    Task,
    summary,
)

OBSTACLES = {
    Obstacle.RISKS_NOT_REVIEWED: gettext_lazy(
        "Förra årets risker är inte genomgångna. Säg för var och en om den finns kvar."
    ),
    Obstacle.MEASURES_WITHOUT_OUTCOME: gettext_lazy(
        "Berätta hur det gick med förra årets åtgärder."
    ),
    Obstacle.QUESTIONS_UNANSWERED: gettext_lazy("Svara på de frågor som återstår."),
    Obstacle.ANSWERS_SENT_BACK: gettext_lazy("Komplettera svaret som har kommit tillbaka."),
    Obstacle.RISKS_NOT_DESCRIBED: gettext_lazy("Beskriv de risker som ni har svarat ja på."),
    Obstacle.RISKS_WITHOUT_CAUSE: gettext_lazy("Skriv orsaken till varje risk."),
    Obstacle.RISKS_WITHOUT_MEASURE: gettext_lazy(
        "Bestäm en åtgärd för varje risk, eller skriv varför ingen behövs."
    ),
    Obstacle.PARTICIPANTS_MISSING: gettext_lazy("Skriv vilka som har deltagit."),
}


def participants(request, sheet_id: int):
    """Who took part, and the cooperation in each of the four steps."""
    return _several_questions(
        request, sheet_id, task=Task.PARTICIPANTS, template="surveys/participants.html"
    )


def hand_in(request, sheet_id: int):
    """Read through, say two lines about the year, and hand in."""
    sheet = answerable_or_404(request, sheet_id)
    if request.method == "POST" and sheet.level != "unit":
        return _submit(request, sheet)  # their button sends no answers that could be saved
    if request.method == "GET" or sheet.state in {"submitted", "approved"}:
        return _several_questions(
            request, sheet_id, task=Task.SUBMIT, template="surveys/hand_in.html", reading=True
        )
    return _several_questions(
        request, sheet_id, task=Task.SUBMIT, template="surveys/hand_in.html", reading=True,
        then=_submit,
    )  # fmt: skip


def _submit(request, sheet):
    holdings = organisation_policy.holdings(request.user, on=clock.today())
    function = next((h.function for h in holdings), "")
    try:
        actions.submit(
            sheet_id=sheet.pk,
            submitted_as=request.user.shown_as(function),
            actor=request.user,
            at=clock.now(),
        )
    except actions.NotReady as not_ready:
        for obstacle in not_ready.obstacles:
            messages.error(request, OBSTACLES[obstacle])
        return redirect("surveys:tasks", sheet.pk)
    except actions.TooLate:
        messages.error(
            request,
            _(
                "Sista svarsdagen har passerat, så svaren går inte att lämna in. Allt ni har "
                "skrivit finns kvar. Be %(contact)s att förlänga svarstiden."
            )
            % {"contact": sheet.campaign.cycle.employer.contact or _("HR-avdelningen")},
        )
        return redirect("surveys:tasks", sheet.pk)
    except actions.Locked:
        return locked(request, sheet)
    messages.success(request, _("Svaren är inlämnade. Tack, nu är ni klara för i år."))
    return redirect("surveys:tasks", sheet.pk)


def _several_questions(request, sheet_id, *, task, template, reading=False, then=None):
    """A page with the questions of one task; each is saved, right or wrong."""
    sheet = answerable_or_404(request, sheet_id)
    asks = queries.questionnaire(sheet.campaign)
    questions = [q for q in asks.of_task(task) if q in queries.asked(sheet.level, asks)]
    given = queries.answers(sheet)
    begun = following.begun_by_earlier(sheet, on=clock.today()) if not reading else {}
    shown, wrong = [], False
    posted = request.method == "POST"
    for q in questions:
        answer = given.get(q.key)
        saved = None
        if posted:
            try:
                saved = actions.save_answer(
                    sheet_id=sheet.pk,
                    question=q.key,
                    raw=_prefixed(request.POST, q.key),
                    revision=number(request.POST.get(f"{q.key}-revision")),
                    is_risk=None,
                    actor=request.user,
                    at=clock.now(),
                )
            except actions.Locked:
                return locked(request, sheet)
            answer = saved.answer
        earlier = begun.get(q.key, []) if answer is None else []
        start = following.only_text(earlier) if earlier else None
        value = answer.value if answer else start.answer.value if start else {}
        form = forms.QuestionForm(
            q,
            saved.rival.value if saved and saved.rival else value,
            revision=answer.revision if answer else 0,
            prefix=q.key,
        )
        if saved and saved.problems:
            form.show(saved.problems, also_missing=True)
            wrong = True
        elif saved and saved.rival:
            form.show(
                (Problem(field="", message=_(
                    "Någon annan skrev samtidigt. Båda texterna finns kvar; din står här."
                )),),
                also_missing=True,
            )  # fmt: skip
            wrong = True
        beside = [(b, summary(q, b.answer.value)) for b in earlier]
        shown.append((q, form, last_year(sheet, q), beside))
    if posted and not wrong and not request.POST.get("autosave"):
        return then(request, sheet) if then else redirect("surveys:tasks", sheet.pk)
    context = frame(sheet) | {"questions": shown, "guard": WORKPLACE_NOT_PERSONS}
    if reading:
        context |= _read_through(sheet, asks, queries.answers(sheet))
    return render(request, template, context, status=422 if wrong else 200)


def _prefixed(post, key: str) -> dict[str, list[str]]:
    start = f"{key}-"
    return {n[len(start) :]: post.getlist(n) for n in post if n.startswith(start)}


def _read_through(sheet, asks, given) -> dict:
    cycle = sheet.campaign.cycle
    return {
        "read": [
            (q, summary(q, given[q.key].value) if q.key in given else "")
            for q in queries.asked(sheet.level, asks)
            if q.key not in queries.SUBMIT_KEYS
        ],
        "chains": cycles.unit_chains(cycle, sheet.unit_id, on=clock.today()),
        "owed": cycles.owed_measures(cycle, sheet.unit_id, on=clock.today()),
        "remaining": [
            OBSTACLES[o]
            for o in actions.obstacles_of(sheet, on=clock.today())
            if o is not Obstacle.QUESTIONS_UNANSWERED
        ],
    }
