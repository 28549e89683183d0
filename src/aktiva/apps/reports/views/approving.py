"""A paper is handed in, sent back or approved; before that is asked about what points somebody out."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aktiva.adapters import clock
from aktiva.apps.organisation.views import guarding
from aktiva.apps.reports import actions, forms, policy
from aktiva.apps.reports.queries import publishing
from aktiva.apps.reports.queries.documents import NoCampaign, document_of
from aktiva.apps.reports.views.paper import paper_or_404
from aktiva.apps.surveys.views.review import written_as
from aktiva.domain.documents.templates import EmptySlots


@require_POST
def approve(request, paper_id: int):
    """Approve with a date; the words are frozen."""
    form = forms.ApproveForm(request.POST)
    if not form.is_valid():
        for errors in form.errors.values():
            for words in errors:
                messages.error(request, words)
        return redirect("reports:paper", paper_id)
    papers = policy.approvable_papers(request.user, on=clock.today())
    paper = paper_or_404(request, papers, paper_id)
    if not guarding.is_let_stand(request):
        found = _pointing(paper)
        if found:
            context = {
                "paper": paper,
                "questions": found,
                "paper_date": form.cleaned_data["paper_date"],
            }
            return render(request, "reports/approve_asks.html", context, status=422)
    try:
        actions.approve(
            paper_id=paper_id,
            approved_as=written_as(request, paper.employer_id),
            paper_date=form.cleaned_data["paper_date"],
            actor=request.user,
            at=clock.now(),
        )
    except EmptySlots as missing:
        messages.error(request, str(missing))
    except NoCampaign:
        messages.error(request, _("Året har inga svar ännu. Skicka ut underlaget först."))
    except actions.Frozen:
        messages.error(request, _("Handlingen är redan godkänd och kan inte ändras."))
    else:
        messages.success(request, _("Handlingen är godkänd. Den ändras inte mer."))
    return redirect("reports:paper", paper_id)


def _pointing(paper) -> list[publishing.Question]:
    """Return what may point somebody out in a draft; small counts wait for the public version."""
    now = clock.now()
    try:
        document = document_of(paper, at=now)
    except (EmptySlots, NoCampaign):
        return []  # the action refuses it, and says why
    return publishing.before_approval(
        document, publishing.known(paper.cycle.employer, on=now.date()), facts=paper.facts
    )


@require_POST
def hand_in(request, paper_id: int):
    try:
        actions.hand_in(paper_id=paper_id, actor=request.user, at=clock.now())
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    except actions.Frozen:
        messages.error(request, _("Handlingen är redan godkänd och kan inte ändras."))
    else:
        messages.success(request, _("Rapporten är lämnad för godkännande."))
    return redirect("reports:paper", paper_id)


@require_POST
@guarding.guarded
def send_back(request, paper_id: int):
    try:
        actions.send_back(
            paper_id=paper_id,
            comment=request.POST.get("comment", ""),
            actor=request.user,
            at=clock.now(),
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    except actions.Frozen:
        messages.error(request, _("Handlingen är redan godkänd och kan inte ändras."))
    else:
        messages.success(request, _("Rapporten är skickad tillbaka."))
    return redirect("reports:paper", paper_id)
