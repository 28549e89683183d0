"""Who took part, reading through and handing in."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aktiva.adapters import clock
from aktiva.apps.cycles import queries as cycles
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.apps.surveys import actions, following, forms, policy, queries
from aktiva.apps.surveys.views import autosaving
from aktiva.apps.surveys.views.frame import (
    answerable_or_404,
    frame,
    last_years,
    locked,
    number,
    shown_as,
)
from aktiva.apps.surveys.views.guarding import guarded
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


@guarded
def participants(request, sheet_id: int):
    """Who took part, and the cooperation in each of the four steps."""
    return _several_questions(
        request, sheet_id, task=Task.PARTICIPANTS, template="surveys/participants.html"
    )


@guarded
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
            messages.error(request, str(OBSTACLES[obstacle]))
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
    except ObjectDoesNotExist:
        messages.error(
            request,
            _(
                "Svaren är sparade men inte inlämnade, för du är medhjälpare. Säg till chefen, som "
                "läser igenom och lämnar in."
            ),
        )
        return redirect("surveys:tasks", sheet.pk)
    messages.success(request, _("Svaren är inlämnade. Tack, nu är ni klara för i år."))
    return redirect("surveys:tasks", sheet.pk)


def _several_questions(request, sheet_id, *, task, template, reading=False, then=None):
    """A page with the questions of one task; each is saved, right or wrong."""
    sheet = answerable_or_404(request, sheet_id)
    asks = queries.spoken(sheet.campaign)
    given = queries.answers(sheet)
    asked = queries.shown(sheet, asks, given)
    questions = [q for q in asks.of_task(task) if q in asked]
    if autosaving.is_autosave(request):
        return _autosaved(request, sheet, questions)
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
                    mark=autosaving.mark_of(request),
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
                (Problem(field="", words=_(
                    "Någon annan skrev samtidigt. Båda texterna finns kvar; din står här."
                )),),
                also_missing=True,
            )  # fmt: skip
            wrong = True
        beside = [(b, summary(q, b.answer.value, say=_)) for b in earlier]
        shown.append((q, form, beside))
    if posted and not wrong:
        if then and "save" in request.POST:
            return redirect("surveys:tasks", sheet.pk)
        return then(request, sheet) if then else redirect("surveys:tasks", sheet.pk)
    before = last_years(sheet, questions)
    context = frame(sheet) | {
        "questions": [(q, form, before[q.key], beside) for q, form, beside in shown],
        "guard": WORKPLACE_NOT_PERSONS,
    }
    if reading:
        signable = policy.signable_sheets(request.user, on=clock.today())
        context["signs"] = signable.filter(pk=sheet.pk).exists()
    if reading:
        context |= _read_through(sheet, asks, queries.answers(sheet))
    return render(request, template, context, status=422 if wrong else 200)


def _autosaved(request, sheet, questions):
    """Keep each of the page's answers as it stands, in one transaction."""
    if other := autosaving.another_person(request):
        return other
    try:
        kept = actions.save_answers(
            sheet_id=sheet.pk,
            raw={q.key: _prefixed(request.POST, q.key) for q in questions},
            revisions={q.key: number(request.POST.get(f"{q.key}-revision")) for q in questions},
            mark=autosaving.mark_of(request),
            actor=request.user,
            at=clock.now(),
        )
    except actions.Locked:
        return autosaving.handed_in()
    revisions = {f"{k}-revision": s.answer.revision for k, s in kept.items() if s.rival is None}
    beside = next((s.answer for s in kept.values() if s.rival is not None), None)
    if beside is not None:
        who = shown_as(sheet, beside.answered_by_id)
        return autosaving.rivalled(who, revisions=revisions)
    problems: dict[str, str] = {}
    for q in questions:
        if q.key in kept:
            problems |= forms.wrong_fields(q, kept[q.key].problems, prefix=q.key)
    return autosaving.saved(revisions=revisions, problems=problems)


def _prefixed(post, key: str) -> dict[str, list[str]]:
    start = f"{key}-"
    return {n[len(start) :]: post.getlist(n) for n in post if n.startswith(start)}


def _read_through(sheet, asks, given) -> dict:
    cycle = sheet.campaign.cycle
    return {
        "read": [
            (q, summary(q, given[q.key].value, say=_) if q.key in given else "")
            for q in queries.shown(sheet, asks, given)
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
