"""Pages of the one who answers: a task list, one thing per page, hand in."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from aktiva.adapters import clock
from aktiva.apps.cycles import actions as cycles_actions
from aktiva.apps.cycles import queries as cycles
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.surveys import actions, forms, policy, queries
from aktiva.domain.cycle.handing_in import Obstacle
from aktiva.domain.questionnaire import (
    WORKPLACE_NOT_PERSONS,
    Problem,
    Task,
    is_begun,
    is_undesired,
    summary,
)

OBSTACLES = {
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


def answerable_or_404(request, sheet_id: int):
    """Return a sheet that the person fills in."""
    try:
        return queries.sheet_for_page(
            policy.answerable_sheets(request.user, on=clock.today()), sheet_id
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def unit_name(sheet) -> str:
    """Return what the unit is called today, or was called last."""
    employer = sheet.campaign.cycle.employer
    tree = organisation.tree(employer, on=clock.today())
    if sheet.unit_id in tree:
        return tree.nodes[sheet.unit_id].name
    last = sheet.unit.periods.order_by("-from_date").first()
    return last.name if last else sheet.unit.code


def frame(sheet) -> dict:
    """Return what every page of a sheet shows."""
    campaign = sheet.campaign
    return {
        "sheet": sheet,
        "campaign": campaign,
        "cycle": campaign.cycle,
        "employer": campaign.cycle.employer,
        "unit_name": unit_name(sheet),
        "is_late": queries.is_late(campaign, on=clock.today()),
        "is_locked": sheet.state in {"submitted", "approved"},
    }


def tasks(request, sheet_id: int):
    """The task list of a unit, or of a department or the employer with its questions."""
    sheet = answerable_or_404(request, sheet_id)
    given = queries.answers(sheet)
    remarks = queries.open_remarks(sheet)
    context = frame(sheet)
    asks = queries.questionnaire(sheet.campaign)
    if sheet.level != "unit":
        questions = queries.asked(sheet.level, asks)
        context |= {
            "questions": [(q, given.get(q.key), q.key in remarks) for q in questions],
            "n_done": sum(q.key in given and given[q.key].is_complete for q in questions),
        }
        return render(request, "surveys/other_level.html", context)
    owed = cycles.owed_measures(sheet.campaign.cycle, sheet.unit_id)
    chains = cycles.unit_chains(sheet.campaign.cycle, sheet.unit_id)
    standing = queries.progress(sheet, given=given, remarks=remarks, owed=owed, chains=chains)
    context |= {
        "standing": standing,
        "remarks": [(asks.question(key), remark) for key, remark in remarks.items()],
        "tasks": _tasks(sheet, standing, asks, remarks),
    }
    context["n_done"] = sum(task["state"] == "done" for task in context["tasks"])
    context["minutes_left"] = sum(
        task["minutes"] for task in context["tasks"] if task["state"] != "done"
    )
    return render(request, "surveys/tasks.html", context)


def _tasks(sheet, standing, asks, remarks) -> list[dict]:
    p = standing.progress
    first = asks.of_task(Task.EXAMINE)[0].key
    tasks = [
        {
            "name": _("Berätta hur det gick med förra årets åtgärder"),
            "text": _outcome_text(standing),
            "url": ("surveys:outcomes", sheet.pk),
            "minutes": max(1, standing.n_owed - standing.n_outcomes),
            "state": "done" if p.measures_without_outcome == 0 else _begun(standing.n_outcomes),
        },
        {
            "name": _("Undersök arbetsplatsen"),
            "text": _("%(done)s av %(all)s frågor besvarade.")
            % {"done": standing.n_pages_done, "all": standing.n_pages},
            "url": ("surveys:question", sheet.pk, standing.next_page or first),
            "minutes": max(1, round((standing.n_pages - standing.n_pages_done) * 0.4)),
            "state": "done"
            if standing.n_pages_done == standing.n_pages
            else _begun(standing.n_pages_done),
        },
        {
            "name": _("Bestäm vad ni gör åt riskerna"),
            "text": _risk_text(standing),
            "url": ("surveys:risks", sheet.pk),
            "minutes": 2 * max(1, p.risks_not_described + p.risks_without_measure),
            "state": _risk_state(standing),
        },
        {
            "name": _("Skriv vilka som har deltagit"),
            "text": _("Skyddsombud, fack och medarbetare. Forum och datum."),
            "url": ("surveys:participants", sheet.pk),
            "minutes": 1,
            "state": "done" if p.participants_missing == 0 else "not_started",
        },
    ]
    handed_in = sheet.state in {"submitted", "approved"}
    ready = all(task["state"] == "done" for task in tasks)
    tasks.append(
        {
            "name": _("Läs igenom och lämna in"),
            "text": _("Svaren är inlämnade.")
            if handed_in
            else _("Två rader om året, sedan är ni klara.")
            if ready
            else _("Öppnas när uppgifterna ovanför är klara."),
            "url": ("surveys:hand_in", sheet.pk) if ready or handed_in else None,
            "minutes": 1,
            "state": "done" if handed_in else "not_started" if ready else "locked",
        }
    )
    return tasks


def _begun(n: int) -> str:
    return "ongoing" if n else "not_started"


def _outcome_text(standing) -> str:
    if not standing.n_owed:
        return _("Ni hade inga åtgärder förra året.")
    return _("%(done)s av %(all)s åtgärder har ett utfall.") % {
        "done": standing.n_outcomes,
        "all": standing.n_owed,
    }


def _risk_text(standing) -> str:
    waiting = len(standing.risks_to_describe)
    if waiting:
        return _("%(n)s svar visar en risk som ni ännu inte har beskrivit.") % {"n": waiting}
    if standing.n_risks:
        return _("%(done)s av %(all)s risker har orsak och åtgärd.") % {
            "done": standing.n_risks_answered,
            "all": standing.n_risks,
        }
    return _("Inga svar visar någon risk hittills. Ni kan lägga till en ändå.")


def _risk_state(standing) -> str:
    p = standing.progress
    if p.risks_not_described or p.risks_without_cause or p.risks_without_measure:
        return _begun(standing.n_risks)
    return "done" if standing.n_pages_done == standing.n_pages else _begun(standing.n_risks)


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
                revision=_number(request.POST.get("revision")),
                is_risk={"yes": True, "no": False}.get(request.POST.get("is_risk", "")),
                actor=request.user,
                at=clock.now(),
            )
        except actions.Locked:
            return _locked(request, sheet)
        answer = saved.answer
        given[key] = answer
        if request.POST.get("autosave"):
            return _autosaved(request, saved)
    pages = _pages(sheet, asks)
    value = answer.value if answer else {}
    rival = saved.rival if saved else None
    form = forms.QuestionForm(q, value, revision=answer.revision if answer else 0)
    undesired = is_undesired(q, value)
    risk = forms.RiskQuestion(
        initial={"is_risk": {True: "yes", False: "no"}.get(answer.is_risk) if answer else None}
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
        "remark": queries.open_remarks(sheet).get(key),
        "last_year": _last_year(sheet, q),
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


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 0


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


def _last_year(sheet, q) -> dict | None:
    before = queries.last_years_answers(sheet).get(q.key)
    if before is None or not is_begun(q, before.value):
        return None
    return {
        "summary": summary(q, before.value),
        "comment": before.value.get("comment") or "",
        "answered_at": before.answered_at,
        "year": before.year,
        "value": before.value,
    }


def _shown(sheet, user_id: int) -> str:
    """Return how a person is named to the others who fill in the same sheet."""
    employer = sheet.campaign.cycle.employer
    for holder in organisation.holders(employer, on=clock.today()):
        if holder.user_id == user_id:
            return holder.shown
    return _("En annan person")


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


def _locked(request, sheet) -> HttpResponse:
    messages.error(
        request,
        _(
            "Svaren är inlämnade och kan inte ändras just nu. Be den som granskar att skicka "
            "tillbaka frågan om något behöver rättas."
        ),
    )
    return redirect("surveys:tasks", sheet.pk)


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


def outcomes(request, sheet_id: int):
    """Last year's measures, each with its outcome or a link to give one."""
    sheet = answerable_or_404(request, sheet_id)
    owed = cycles.owed_measures(sheet.campaign.cycle, sheet.unit_id)
    return render(request, "surveys/outcomes.html", frame(sheet) | {"owed": owed})


def outcome(request, sheet_id: int, measure_id: int):
    """One measure's outcome."""
    sheet = answerable_or_404(request, sheet_id)
    owed = cycles.owed_measures(sheet.campaign.cycle, sheet.unit_id)
    this = next((o for o in owed if o.measure.pk == measure_id), None)
    if this is None:
        raise Http404
    if sheet.state in {"submitted", "approved"}:
        return _locked(request, sheet)
    form = forms.OutcomeForm(request.POST or None, initial=_outcome_initial(this.outcome))
    if request.method == "POST" and form.is_valid():
        try:
            cycles_actions.record_outcome(
                measure_id=measure_id, cycle=sheet.campaign.cycle, actor=request.user,
                at=clock.now(), **form.cleaned_data,
            )  # fmt: skip
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            left = [o for o in owed if o.outcome is None and o.measure.pk != measure_id]
            if left:
                return redirect("surveys:outcome", sheet.pk, left[0].measure.pk)
            return redirect("surveys:tasks", sheet.pk)
    context = frame(sheet) | {
        "form": form,
        "owed": this,
        "number": owed.index(this) + 1,
        "n_owed": len(owed),
    }
    return render(request, "surveys/outcome.html", context, status=422 if form.errors else 200)


def _outcome_initial(kept) -> dict:
    if kept is None:
        return {}
    names = ("result", "effect", "how_known", "new_due_date", "reason", "decided_by")
    return {name: getattr(kept, name) for name in names}


def risks(request, sheet_id: int):
    """The year's risks: those to describe, those described, and promotive measures."""
    sheet = answerable_or_404(request, sheet_id)
    cycle = sheet.campaign.cycle
    chains = cycles.unit_chains(cycle, sheet.unit_id)
    described = {c.risk.question for c in chains if c.risk.question}
    asks = queries.questionnaire(sheet.campaign)
    waiting = [
        asks.question(a.question)
        for a in queries.answers(sheet).values()
        if a.is_risk and a.question not in described
    ]
    context = frame(sheet) | {
        "chains": chains,
        "waiting": sorted(waiting, key=lambda q: asks.questions.index(q)),
        "promotive": list(cycles.promotive_measures(cycle, sheet.unit_id)),
    }
    return render(request, "surveys/risks.html", context)


def risk(request, sheet_id: int, risk_id: int | None = None):
    """One risk with its cause: new, from an answer, or to be changed."""
    sheet = answerable_or_404(request, sheet_id)
    if sheet.state in {"submitted", "approved"}:
        return _locked(request, sheet)
    cycle = sheet.campaign.cycle
    asks = queries.questionnaire(sheet.campaign)
    chain = None
    if risk_id is not None:
        chains = cycles.unit_chains(cycle, sheet.unit_id)
        chain = next((c for c in chains if c.risk.pk == risk_id), None)
        if chain is None:
            raise Http404
    key = chain.risk.question if chain else request.GET.get("fraga", "")
    q = next((q for q in asks.questions if q.key == key), None)
    answer = queries.answers(sheet).get(key) if q else None
    form = forms.RiskForm(request.POST or None, initial=_risk_initial(chain, q, answer))
    if request.method == "POST" and form.is_valid():
        try:
            kept = cycles_actions.record_risk(
                cycle=cycle,
                unit=sheet.unit,
                risk_id=risk_id,
                question=q.key if q else "",
                actor=request.user,
                at=clock.now(),
                **form.cleaned_data,
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            if chain is None or not chain.is_answered:
                return redirect("surveys:measure_for_risk", sheet.pk, kept.pk)
            return redirect("surveys:risks", sheet.pk)
    context = frame(sheet) | {
        "form": form,
        "question": q,
        "answer_summary": summary(q, answer.value) if answer else "",
        "chain": chain,
        "earlier": list(cycles.earlier_risks(cycle, sheet.unit_id)),
    }
    return render(request, "surveys/risk.html", context, status=422 if form.errors else 200)


def _risk_initial(chain, q, answer) -> dict:
    if chain is not None:
        r = chain.risk
        return {
            "area": r.area,
            "description": r.description,
            "grounds": r.grounds,
            "source": r.source,
            "cause": chain.causes[0].description if chain.causes else "",
            "likelihood": r.likelihood,
            "consequence": r.consequence,
        }
    if q is None:
        return {}
    comment = (answer.value.get("comment") or "") if answer else ""
    return {"area": q.area.value if q.area else "", "description": comment}


def measure(request, sheet_id: int, risk_id: int | None = None, measure_id: int | None = None):
    """A measure against a risk, a promotive one, or one to be changed; or a decision to take none."""
    sheet = answerable_or_404(request, sheet_id)
    if sheet.state in {"submitted", "approved"}:
        return _locked(request, sheet)
    cycle = sheet.campaign.cycle
    chain, kept = _chain_and_measure(cycle, sheet, risk_id, measure_id)
    abstain = request.method == "POST" and "no_measure" in request.POST
    initial = _measure_initial(kept, chain, request, sheet)
    form = forms.MeasureForm(None if abstain else request.POST or None, initial=initial)
    none_form = forms.NoMeasureForm(request.POST if abstain else None)
    try:
        if abstain and chain is not None and none_form.is_valid():
            cycles_actions.decide_no_measure(
                risk_id=chain.risk.pk, actor=request.user, at=clock.now(),
                reason=none_form.cleaned_data["no_measure_reason"],
                decided_by=none_form.cleaned_data["no_measure_decided_by"],
            )  # fmt: skip
            return redirect("surveys:risks", sheet.pk)
        if request.method == "POST" and not abstain and form.is_valid():
            facts = cycles_actions.MeasureFacts(**form.cleaned_data)
            if kept is not None:
                cycles_actions.change_measure(
                    measure_id=kept.pk, facts=facts, actor=request.user, at=clock.now()
                )
            else:
                cycles_actions.decide_measure(
                    cycle=cycle, unit=sheet.unit, facts=facts, actor=request.user, at=clock.now(),
                    risks=(chain.risk,) if chain else (),
                )  # fmt: skip
            return redirect("surveys:risks", sheet.pk)
    except ValidationError as refused:
        (none_form if abstain else form).add_error(None, refused)
    wrong = form.errors or none_form.errors
    context = frame(sheet) | {"form": form, "none_form": none_form, "chain": chain, "kept": kept}
    return render(request, "surveys/measure.html", context, status=422 if wrong else 200)


def _chain_and_measure(cycle, sheet, risk_id, measure_id):
    chain = kept = None
    if risk_id is not None:
        chains = cycles.unit_chains(cycle, sheet.unit_id)
        chain = next((c for c in chains if c.risk.pk == risk_id), None)
        if chain is None:
            raise Http404
    if measure_id is not None:
        kept = next(
            (
                m
                for m in cycles.measures(cycle)
                if m.pk == measure_id and m.unit_id == sheet.unit_id
            ),
            None,
        )
        if kept is None:
            raise Http404
    return chain, kept


def _measure_initial(kept, chain, request, sheet) -> dict:
    if kept is not None:
        return {name: getattr(kept, name) for name in forms.MeasureForm.base_fields}
    titles = [
        h.title
        for h in organisation_policy.holdings(request.user, on=clock.today())
        if h.unit.employer_id == sheet.campaign.cycle.employer_id
    ]
    return {
        "area": chain.risk.area if chain else "",
        "owner_role": titles[0] if titles else "",
        "start_date": clock.today(),
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
        return _locked(request, sheet)
    messages.success(request, _("Svaren är inlämnade. Tack, nu är ni klara för i år."))
    return redirect("surveys:tasks", sheet.pk)


def _several_questions(request, sheet_id, *, task, template, reading=False, then=None):
    """A page with the questions of one task; each is saved, right or wrong."""
    sheet = answerable_or_404(request, sheet_id)
    asks = queries.questionnaire(sheet.campaign)
    questions = [q for q in asks.of_task(task) if q in queries.asked(sheet.level, asks)]
    given = queries.answers(sheet)
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
                    revision=_number(request.POST.get(f"{q.key}-revision")),
                    is_risk=None,
                    actor=request.user,
                    at=clock.now(),
                )
            except actions.Locked:
                return _locked(request, sheet)
            answer = saved.answer
        form = forms.QuestionForm(
            q,
            saved.rival.value if saved and saved.rival else answer.value if answer else {},
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
        shown.append((q, form, _last_year(sheet, q)))
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
        "chains": cycles.unit_chains(cycle, sheet.unit_id),
        "owed": cycles.owed_measures(cycle, sheet.unit_id),
        "remaining": [
            OBSTACLES[o]
            for o in actions.obstacles_of(sheet)
            if o is not Obstacle.QUESTIONS_UNANSWERED
        ],
    }
