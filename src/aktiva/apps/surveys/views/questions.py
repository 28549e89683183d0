"""One question per page, saved as it is typed; two texts when two wrote at once."""

from __future__ import annotations

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aktiva.adapters import clock
from aktiva.apps.cycles import queries as cycles
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.surveys import actions, following, forms, queries
from aktiva.apps.surveys.views.frame import answerable_or_404, frame, last_year, locked, number
from aktiva.domain.questionnaire import (
    WORKPLACE_NOT_PERSONS,
    Problem,
    is_undesired,
    summary,
)


def question(request, sheet_id: int, key: str):
    """One question with last year's answer beside it; autosaved, and saved by the button."""
    sheet = answerable_or_404(request, sheet_id)
    asks = queries.questionnaire(sheet.campaign)
    asked = queries.asked(sheet.level, asks)
    try:
        q = asks.question(key)
    except KeyError as missing:
        raise Http404 from missing
    if q not in asked:
        raise Http404
    given = queries.answers(sheet)
    answer = given.get(key)
    saved = None
    if request.method == "POST":
        try:
            saved = actions.save_answer(
                sheet_id=sheet.pk,
                question=key,
                raw={name: request.POST.getlist(name) for name in request.POST},
                revision=number(request.POST.get("revision")),
                is_risk={"yes": True, "no": False}.get(request.POST.get("is_risk", "")),
                actor=request.user,
                at=clock.now(),
            )
        except actions.Locked:
            return locked(request, sheet)
        answer = saved.answer
        given[key] = answer
        if request.POST.get("autosave"):
            return _autosaved(request, saved)
    pages = _pages(sheet, asks)
    begun = [] if answer else following.begun_by_earlier(sheet, on=clock.today()).get(key, [])
    start = _start(begun, request.GET.get("fran", ""))
    recorded = _recorded(sheet) if key == queries.EXAMINATIONS else []
    value = answer.value if answer else start.answer.value if start else _begin_from(recorded)
    rival = saved.rival if saved else None
    form = forms.QuestionForm(q, value, revision=answer.revision if answer else 0)
    undesired = is_undesired(q, value)
    risk = forms.RiskQuestion(
        initial={"is_risk": _is_risk(answer or (start.answer if start else None))}
    )
    problems: tuple[Problem, ...] = ()
    if saved and rival is None:
        problems = saved.problems
        form.show(problems, also_missing=True)
        risk_missing = undesired and answer.is_risk is None
        if not problems and not risk_missing and "stay" not in request.POST:
            return redirect(_next_url(sheet, key, pages, given))
        if risk_missing:
            risk = forms.RiskQuestion(request.POST)
            risk.add_error("is_risk", _("Välj om det innebär en risk eller inte."))
    rivals = (
        list(answer.rivals.filter(settled_at=None).select_related("written_by")) if answer else []
    )
    context = frame(sheet) | {
        "question": q,
        "form": form,
        "risk_form": risk,
        "undesired": undesired,
        "answer": answer,
        "start": start,
        "recorded": recorded,
        "begun": [(b, summary(q, b.answer.value)) for b in begun],
        "remark": queries.open_remarks(sheet).get(key),
        "last_year": last_year(sheet, q),
        "number": pages.index(key) + 1 if key in pages else 0,
        "pages": pages,
        "previous": pages[pages.index(key) - 1] if key in pages and pages.index(key) else None,
        "section": next(s for s in asks.sections if s.key == q.section),
        "guard": WORKPLACE_NOT_PERSONS,
        "rivals": [
            {
                "rival": r,
                "theirs": summary(q, answer.value),
                "mine": summary(q, r.value),
                "by": _shown(sheet, r.written_by_id),
                "is_own": r.written_by_id == request.user.pk,
            }
            for r in rivals
        ],
        "kept_by": _shown(sheet, answer.answered_by_id) if answer else "",
    }
    wrong = bool(form.errors or risk.errors or rival)
    return render(request, "surveys/question.html", context, status=422 if wrong else 200)


def _start(begun, wanted: str):
    """Return the earlier unit's text to begin from: the one asked for, or the only one."""
    chosen = next((b for b in begun if str(b.answer.pk) == wanted), None)
    return chosen or (following.only_text(begun) if begun else None)


def _recorded(sheet) -> list:
    """What the unit has examined through the year: nothing of it need be written again."""
    return list(cycles.unit_examinations(sheet.campaign.cycle, sheet.unit_id))


def _begin_from(recorded) -> dict:
    """Return the examinations of the year as the rows of an answer to begin from."""
    rows: dict[str, dict] = {}
    for one in recorded:
        row = rows.setdefault(one.area, {"grounds": [], "methods": [], "date": "", "finding": ""})
        row["grounds"] = list(dict.fromkeys([*row["grounds"], *one.grounds]))
        row["methods"] = list(dict.fromkeys([*row["methods"], *one.methods]))
        row["date"] = max(row["date"], one.on_date.isoformat())
        row["finding"] = max(row["finding"], one.finding)  # a risk anywhere is a risk
    return {"rows": rows} if rows else {}


def _is_risk(answer) -> str | None:
    return {True: "yes", False: "no"}.get(answer.is_risk) if answer else None


def _pages(sheet, asks) -> list[str]:
    if sheet.level == "unit":
        return [q.key for q in queries.pages(asks)]
    return [q.key for q in queries.asked(sheet.level, asks)]


def _next_url(sheet, key, pages, given):
    if key in pages:
        later = pages[pages.index(key) + 1 :]
        if later:
            return redirect("surveys:question", sheet.pk, later[0]).url
        left = [k for k in pages if k not in given or not given[k].is_complete]
        if left:
            return redirect("surveys:question", sheet.pk, left[0]).url
    return redirect("surveys:tasks", sheet.pk).url


def _shown(sheet, user_id: int) -> str:
    """Return how a person is named to the others who fill in the same sheet."""
    employer = sheet.campaign.cycle.employer
    held = organisation.holders(employer, on=clock.today(), user_id=user_id)
    return held[0].shown if held else _("En annan person")


def _autosaved(request, saved) -> HttpResponse:
    """Answer an autosave with the status line's words and the new revision in a header."""
    if saved.rival is not None:
        response = HttpResponse(
            _("Någon annan skrev samtidigt. Båda texterna finns kvar."), status=409
        )
    else:
        response = HttpResponse(_("Sparat %(time)s") % {"time": clock.now().strftime("%H.%M")})
    response["Content-Type"] = "text/plain; charset=utf-8"
    response["Aktiva-Revision"] = str(saved.answer.revision)
    return response


@require_POST
def settle(request, rival_id: int):
    """Choose between two people's texts."""
    keep = request.POST.get("keep", "")
    if keep not in {"mine", "theirs"}:
        raise Http404
    try:
        answer = actions.settle(rival_id=rival_id, keep=keep, actor=request.user, at=clock.now())
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    except actions.Locked as locked:
        raise Http404 from locked
    return redirect("surveys:question", answer.sheet_id, answer.question)
