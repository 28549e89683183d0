"""The task list: five tasks for a unit, a list of questions for the other levels."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aktiva.adapters import clock
from aktiva.adapters.questionnaires import languages
from aktiva.apps.cycles import queries as cycles
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.surveys import following, links, policy, queries
from aktiva.apps.surveys.views.frame import ahead, answerable_or_404, frame


def tasks(request, sheet_id: int):
    """The task list of a unit, or of a department or the employer with its questions."""
    sheet = answerable_or_404(request, sheet_id)
    if sheet.answered_in_id:
        return _answered_elsewhere(request, sheet)
    given = queries.answers(sheet)
    remarks = queries.open_remarks(sheet)
    context = frame(sheet)
    asks = queries.spoken(sheet.campaign)
    owed = cycles.owed_measures(sheet.campaign.cycle, sheet.unit_id, on=clock.today())
    if sheet.level != "unit":
        questions = queries.shown(sheet, asks, given)
        context |= {
            "ahead": ahead(sheet, [q.key for q in questions]),
            "sections": _sections(asks, questions, given, remarks),
            "n_questions": len(questions),
            "n_done": sum(q.key in given and given[q.key].is_complete for q in questions),
            "n_owed": len(owed),
            "n_outcomes": sum(o.outcome is not None for o in owed),
        }
        return render(request, "surveys/other_level.html", context)
    chains = cycles.unit_chains(sheet.campaign.cycle, sheet.unit_id, on=clock.today())
    standing = queries.progress(
        sheet, given=given, remarks=remarks, owed=owed, chains=chains,
        past=cycles.risks_to_review(sheet.campaign.cycle, sheet.unit_id, on=clock.today()),
    )  # fmt: skip
    context |= {
        "standing": standing,
        "earlier": following.earlier_sheets(sheet, on=clock.today()),
        "remarks": [(asks.question(key), remark) for key, remark in remarks.items()],
        "tasks": _tasks(sheet, standing, queries.pages(sheet, asks, given)),
        "ahead": ahead(sheet, [q.key for q in queries.pages(sheet, asks, given)]),
        "signs": policy.signable_sheets(request.user, on=clock.today())
        .filter(pk=sheet.pk)
        .exists(),
        "together": _together(sheet),
        "has_link": links.own(sheet, request.user),
    }
    context["n_done"] = sum(task["state"] == "done" for task in context["tasks"])
    context["minutes_left"] = sum(
        task["minutes"] for task in context["tasks"] if task["state"] != "done"
    )
    return render(request, "surveys/tasks.html", context)


def all_questions(request, sheet_id: int):
    """Every question of a unit's sheet, section by section."""
    sheet = answerable_or_404(request, sheet_id)
    given = queries.answers(sheet)
    asks = queries.spoken(sheet.campaign)
    questions = queries.pages(sheet, asks, given)
    context = frame(sheet) | {
        "sections": _sections(asks, questions, given, queries.open_remarks(sheet)),
        "n_questions": len(questions),
        "n_done": sum(q.key in given and given[q.key].is_complete for q in questions),
    }
    return render(request, "surveys/all_questions.html", context)


@require_POST
def choose_language(request, sheet_id: int):
    """Remember in which language the person answers, and go back to the page."""
    sheet = answerable_or_404(request, sheet_id)
    wanted = request.POST.get("language", "")
    if wanted != "sv" and wanted not in languages():
        raise Http404
    request.session["answer_language"] = wanted
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = reverse("surveys:tasks", args=[sheet.pk])
    return redirect(back)


def _sections(asks, questions, given, remarks) -> list[dict]:
    """Return the sections with their questions and how far each has come."""
    return [
        {
            "section": section,
            "n_done": sum(q.key in given and given[q.key].is_complete for q in found),
            "questions": [(q, given.get(q.key), q.key in remarks) for q in found],
        }
        for section, found in queries.by_section(asks, questions)
    ]


def _together(sheet) -> list[dict]:
    """Return the units that the answers also stand for, with what each has left of its own."""
    today, cycle = clock.today(), sheet.campaign.cycle
    rows = []
    for other in sheet.answers_for.select_related("unit").order_by("unit__code", "pk"):
        owed = cycles.owed_measures(cycle, other.unit_id, on=today)
        past = cycles.risks_to_review(cycle, other.unit_id, on=today)
        rows.append(
            {
                "sheet": other,
                "name": organisation.name_of(cycle.employer, other.unit_id, on=today)
                or other.unit.code,
                "n_left": sum(o.outcome is None for o in owed)
                + sum(p.review is None for p in past),
            }
        )
    return rows


def _answered_elsewhere(request, sheet):
    """The page of a unit that another answers for: only its own measures and risks are left."""
    lead = sheet.answered_in
    cycle = sheet.campaign.cycle
    name = organisation.name_of(cycle.employer, lead.unit_id, on=clock.today()) or lead.unit.code
    owed = cycles.owed_measures(cycle, sheet.unit_id, on=clock.today())
    past = cycles.risks_to_review(cycle, sheet.unit_id, on=clock.today())
    context = frame(sheet) | {
        "lead": lead,
        "lead_name": name,
        "n_owed": len(owed) + len(past),
        "n_left": sum(o.outcome is None for o in owed) + sum(p.review is None for p in past),
    }
    return render(request, "surveys/answered_elsewhere.html", context)


def _tasks(sheet, standing, pages) -> list[dict]:
    p = standing.progress
    tasks = [
        {
            "name": _("Berätta hur det gick med förra årets åtgärder och risker")
            if standing.n_past
            else _("Berätta hur det gick med förra årets åtgärder"),
            "text": _outcome_text(standing),
            "url": ("surveys:outcomes", sheet.pk),
            "minutes": max(1, p.measures_without_outcome + p.risks_not_reviewed),
            "state": "done"
            if p.measures_without_outcome + p.risks_not_reviewed == 0
            else _begun(standing.n_outcomes + standing.n_reviewed),
        },
        {
            "name": _("Undersök arbetsplatsen"),
            "text": _("%(done)s av %(all)s frågor besvarade.")
            % {"done": standing.n_pages_done, "all": standing.n_pages},
            "url": ("surveys:question", sheet.pk, standing.next_page or pages[0].key)
            if pages
            else None,
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
    words = []
    if standing.n_owed:
        words.append(
            _("%(done)s av %(all)s åtgärder har ett utfall.")
            % {"done": standing.n_outcomes, "all": standing.n_owed}
        )
    if standing.n_past:
        words.append(
            _("%(done)s av %(all)s risker är genomgångna.")
            % {"done": standing.n_reviewed, "all": standing.n_past}
        )
    return " ".join(words) or _("Ni hade inga åtgärder förra året.")


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
