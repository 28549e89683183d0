"""One question per page, saved as it is typed; two texts when two wrote at once."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from aktiva.adapters import clock
from aktiva.apps.attachments import actions as attachments
from aktiva.apps.attachments.views import download
from aktiva.apps.cycles import queries as cycles
from aktiva.apps.surveys import actions, figures, following, forms, policy, queries
from aktiva.apps.surveys.views import autosaving
from aktiva.apps.surveys.views.frame import (
    ahead,
    answerable_or_404,
    frame,
    last_year,
    locked,
    number,
    shown_as,
)
from aktiva.apps.surveys.views.guarding import guarded
from aktiva.apps.surveys.views.meetings import meeting_of
from aktiva.domain.questionnaire import (
    WORKPLACE_NOT_PERSONS,
    FieldKind,
    Problem,
    fields,
    is_undesired,
    summary,
    undesired,
)


@guarded
def question(request, sheet_id: int, key: str):
    """One question with last year's answer beside it; autosaved, and saved by the button."""
    if autosaving.is_autosave(request):
        return _autosave(request, sheet_id, key)
    sheet = answerable_or_404(request, sheet_id)
    asks = queries.spoken(sheet.campaign)
    asked = queries.asked(sheet.level, asks, sheet.campaign.length)
    try:
        q = asks.question(key)
    except KeyError as missing:
        raise Http404 from missing
    if q not in asked:
        raise Http404
    given = queries.answers(sheet)
    answer = given.get(key)
    saved = None
    if request.method == "GET" and q not in queries.shown(sheet, asks, given):
        messages.info(request, _("Fråga %(key)s ställs inte, så som ni har svarat.") % {"key": key})
        return redirect("surveys:tasks", sheet.pk)
    sent, refused = _sent_files(request, q)
    if request.method == "POST":
        if other := autosaving.another_person(request):
            return other
        try:
            together = request.POST.get("together", "")
            saved = _saved(request, sheet.pk, key, together=together, files=sent)
        except actions.Locked:
            return locked(request, sheet)
        answer = saved.answer
        given[key] = answer
    pages = [p.key for p in queries.pages(sheet, asks, given)]
    begun = [] if answer else following.begun_by_earlier(sheet, on=clock.today()).get(key, [])
    start = _start(begun, request.GET.get("fran", ""))
    recorded = _recorded(sheet) if key == queries.EXAMINATIONS else []
    value = answer.value if answer else start.answer.value if start else _begin_from(recorded)
    rival = saved.rival if saved else None
    form = forms.QuestionForm(q, value, revision=answer.revision if answer else 0)
    needs_risk = is_undesired(q, value)
    risk = forms.RiskQuestion(
        initial={"is_risk": _is_risk(answer or (start.answer if start else None))}
    )
    problems: tuple[Problem, ...] = ()
    if saved and rival is None:
        problems = (*(p for p in saved.problems if not refused), *refused)
        form.show(problems, also_missing=True)
        risk_missing = needs_risk and answer.is_risk is None
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
        "meeting": (now := meeting_of(request, sheet)),
        "parties": queries.party_labels(now) if now else (),
        "is_swedish": get_language() != "sv"
        and q.text == queries.questionnaire(sheet.campaign).question(key).text,
        "form": form,
        "risk_form": risk,
        "undesired": " ".join(sorted(undesired(q))),
        "answer": answer,
        "start": start,
        "recorded": recorded,
        "begun": [(b, summary(q, b.answer.value, say=_)) for b in begun],
        "remark": queries.open_remarks(sheet).get(key),
        "last_year": last_year(sheet, q),
        "figures": figures.fetched(q, sheet, on=clock.today()),
        "number": pages.index(key) + 1 if key in pages else 0,
        "pages": pages,
        "next_url": reverse("surveys:question", args=[sheet.pk, _after(key, pages)])
        if _after(key, pages)
        else "",
        "ahead": ahead(sheet, pages),
        "previous": pages[pages.index(key) - 1] if key in pages and pages.index(key) else None,
        "section": next(s for s in asks.sections if s.key == q.section),
        "guard": WORKPLACE_NOT_PERSONS,
        "rivals": _rivals(request, sheet, q, answer, rivals),
        "stands": queries.stands(answer, rivals),
        "kept_by": shown_as(sheet, answer.answered_by_id) if answer else "",
    }
    wrong = bool(form.errors or risk.errors or rival)
    return render(request, "surveys/question.html", context, status=422 if wrong else 200)


def _sent_files(request, q):
    """Return the files that came with the form, examined, and why those that are refused are.

    What saves itself sends no files: they come with the button.
    """
    sent, refused = {}, []
    names = {s.name for s in fields(q, rows=0) if s.kind is FieldKind.FILE}
    for name in names & request.FILES.keys() if not request.POST.get("autosave") else ():
        file = request.FILES[name]
        try:
            sent[name] = attachments.examine(name=file.name, content=file.read())
        except ValidationError as wrong:
            refused.append(Problem(field=name, words=" ".join(wrong.messages)))
    return sent, tuple(refused)


@require_safe
def file(request, sheet_id: int, file_id: int):
    """Hand out a file of an answer to whoever may read the sheet or fills it in."""
    today = clock.today()
    sheets = policy.readable_sheets(request.user, on=today) | policy.answerable_sheets(
        request.user, on=today
    )
    try:
        stored = queries.file_of(sheets, sheet_id, file_id)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    return download(request, stored)


def _rivals(request, sheet, q, answer, rivals) -> list[dict]:
    """Return what others wrote at the same time, as the page shows it beside what stands."""
    return [
        {
            "rival": r,
            "theirs": summary(q, answer.value, say=_),
            "mine": summary(q, r.value, say=_),
            "by": shown_as(sheet, r.written_by_id),
            "is_own": r.written_by_id == request.user.pk,
        }
        for r in rivals
    ]


@require_safe
def beside(request, sheet_id: int, key: str):
    """What somebody else has written on the question since the page was shown; 204 for nothing.

    Asked every few seconds by an open page, so it asks the database as little as it can.
    """
    found = queries.answer_beside(
        policy.answerable_sheets(request.user, on=clock.today()), sheet_id, key
    )
    if found is None or found.stands == request.GET.get("stands", ""):
        return HttpResponse(status=204)
    sheet = answerable_or_404(request, sheet_id)
    q = queries.spoken(sheet.campaign).question(key)
    context = {
        "sheet": sheet,
        "question": q,
        "answer": found.answer,
        "kept_by": shown_as(sheet, found.answer.answered_by_id),
        "is_own": found.answer.answered_by_id == request.user.pk,
        "theirs": summary(q, found.answer.value, say=_),
        "rivals": _rivals(request, sheet, q, found.answer, found.rivals),
    }
    response = render(request, "surveys/_beside.html", context)
    response["Aktiva-Stands"] = found.stands
    return response


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


def _after(key: str, pages: list[str]) -> str:
    """Return the page after one, or the empty text."""
    later = pages[pages.index(key) + 1 :] if key in pages else []
    return later[0] if later else ""


def _next_url(sheet, key, pages, given):
    if key in pages:
        later = pages[pages.index(key) + 1 :]
        if later:
            return redirect("surveys:question", sheet.pk, later[0]).url
        left = [k for k in pages if k not in given or not given[k].is_complete]
        if left:
            return redirect("surveys:question", sheet.pk, left[0]).url
    return redirect("surveys:tasks", sheet.pk).url


def _saved(request, sheet_id: int, key: str, *, together: str = "", files=None):
    """Save what was sent; `together` is the revision that somebody put their text together with."""
    return actions.save_answer(
        sheet_id=sheet_id,
        question=key,
        raw={name: request.POST.getlist(name) for name in request.POST},
        revision=number(together or request.POST.get("revision")),
        is_risk={"yes": True, "no": False}.get(request.POST.get("is_risk", "")),
        actor=request.user,
        at=clock.now(),
        mark=autosaving.mark_of(request),
        together=bool(together),
        files=files,
    )


def _autosave(request, sheet_id: int, key: str) -> HttpResponse:
    """Keep what a script sends while somebody types; it asks for nothing that is only shown."""
    if other := autosaving.another_person(request):
        return other
    try:
        saved = _saved(request, sheet_id, key)
    except actions.Locked:
        return autosaving.handed_in()
    except (ObjectDoesNotExist, KeyError) as missing:
        raise Http404 from missing
    sheet = saved.answer.sheet
    q = queries.questionnaire(sheet.campaign).question(key)
    if saved.rival is not None:
        return autosaving.rivalled(shown_as(sheet, saved.answer.answered_by_id))
    return autosaving.saved(
        revisions={"revision": saved.answer.revision},
        problems=forms.wrong_fields(q, saved.problems),
    )


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
