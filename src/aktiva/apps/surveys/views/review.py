"""Pages of those who review: HR and the departments."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aktiva.adapters import clock
from aktiva.apps.cycles import queries as cycles
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.apps.organisation.views import guarding
from aktiva.apps.surveys import actions, following, forms, links, policy, queries
from aktiva.apps.surveys.views.frame import frame
from aktiva.domain.questionnaire import summary


def sheet_read(request, sheet_id: int):
    """One unit's answers as the reviewer, a representative or an auditor reads them."""
    today = clock.today()
    try:
        sheet = queries.sheet_for_page(policy.readable_sheets(request.user, on=today), sheet_id)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    asks = queries.questionnaire(sheet.campaign)
    given = queries.answers(sheet)
    before = queries.last_years_answers(sheet, on=today)
    remarks = queries.open_remarks(sheet)
    reviews = policy.reviewable_sheets(request.user, on=today).filter(pk=sheet.pk).exists()
    answers = policy.answerable_sheets(request.user, on=today).filter(pk=sheet.pk).exists()
    rows = [
        {
            "question": q,
            "summary": summary(q, given[q.key].value) if q.key in given else "",
            "answer": given.get(q.key),
            "before": [(b.unit, summary(q, b.value)) for b in before.get(q.key, [])],
            "remark": remarks.get(q.key),
        }
        for q in queries.shown(sheet, asks, given)
    ]
    context = frame(sheet) | {
        "rows": rows,
        "earlier": following.earlier_sheets(sheet, on=today),
        "reviews": reviews,
        "meetings": [(m, queries.party_labels(m)) for m in queries.meetings(sheet) if m.ended_at],
        "answers": answers,
        "has_links": links.withdrawable(sheet, request.user, on=today),
        "chains": cycles.unit_chains(sheet.campaign.cycle, sheet.unit_id, on=clock.today()),
        "owed": cycles.owed_measures(sheet.campaign.cycle, sheet.unit_id, on=clock.today())
        if sheet.level == "unit"
        else [],
        "promotive": list(
            cycles.without_own_risk(sheet.campaign.cycle, sheet.unit_id, on=clock.today())
        ),
    }
    return render(request, "surveys/sheet_read.html", context)


def _unit_of_sheet(sheet_id: int, key: str) -> int | None:
    return queries.unit_of_sheet(sheet_id)


@guarding.guarded(unit_of=_unit_of_sheet)
def send_back(request, sheet_id: int, key: str):
    """Say what one answer lacks, and send it back."""
    today = clock.today()
    try:
        sheet = queries.sheet_for_page(policy.reviewable_sheets(request.user, on=today), sheet_id)
        asks = queries.questionnaire(sheet.campaign)
        q = asks.question(key)
    except (ObjectDoesNotExist, KeyError) as missing:
        raise Http404 from missing
    if q not in queries.asked(sheet.level, asks, sheet.campaign.length):
        raise Http404
    form = forms.RemarkForm(request.POST or None, is_approved=sheet.state == "approved")
    if request.method == "POST" and form.is_valid():
        try:
            actions.send_back(
                sheet_id=sheet.pk,
                question=key,
                text=form.cleaned_data["text"],
                reason=form.cleaned_data.get("reason", ""),
                written_as=written_as(request, sheet.campaign.cycle.employer_id),
                actor=request.user,
                at=clock.now(),
            )
        except ValidationError as refused:
            for field, errors in getattr(refused, "message_dict", {"": refused.messages}).items():
                form.add_error(field if field in form.fields else None, errors)
        else:
            messages.success(request, _("Frågan är skickad tillbaka till enheten."))
            return redirect("surveys:sheet_read", sheet.pk)
    given = queries.answers(sheet).get(key)
    context = frame(sheet) | {
        "question": q,
        "form": form,
        "summary": summary(q, given.value) if given else "",
    }
    return render(request, "surveys/send_back.html", context, status=422 if form.errors else 200)


def written_as(request, employer_id: int) -> str:
    """Return how the person who is signed in signs what they write."""
    return organisation_policy.signed_as(request.user, employer_id=employer_id, on=clock.today())


@require_POST
def approve(request, sheet_id: int):
    try:
        sheet = actions.approve(sheet_id=sheet_id, actor=request.user, at=clock.now())
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("surveys:sheet_read", sheet_id)
    messages.success(request, _("Svaren är granskade."))
    waiting = (
        policy.reviewable_sheets(request.user, on=clock.today())
        .filter(campaign=sheet.campaign_id, state="submitted", level="unit")
        .order_by("unit__code", "pk")
        .first()
    )
    if waiting is not None:
        return redirect("surveys:sheet_read", waiting.pk)
    return redirect("surveys:sheet_read", sheet_id)
