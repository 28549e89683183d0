"""The task list: five tasks for a unit, a list of questions for the other levels."""

from __future__ import annotations

from django.shortcuts import render
from django.utils.translation import gettext as _

from aktiva.adapters import clock
from aktiva.apps.cycles import queries as cycles
from aktiva.apps.surveys import following, queries
from aktiva.apps.surveys.views.frame import answerable_or_404, frame
from aktiva.domain.questionnaire import (
    Task,
)


def tasks(request, sheet_id: int):
    """The task list of a unit, or of a department or the employer with its questions."""
    sheet = answerable_or_404(request, sheet_id)
    given = queries.answers(sheet)
    remarks = queries.open_remarks(sheet)
    context = frame(sheet)
    asks = queries.questionnaire(sheet.campaign)
    owed = cycles.owed_measures(sheet.campaign.cycle, sheet.unit_id, on=clock.today())
    if sheet.level != "unit":
        questions = queries.asked(sheet.level, asks)
        context |= {
            "questions": [(q, given.get(q.key), q.key in remarks) for q in questions],
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
