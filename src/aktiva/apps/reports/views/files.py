"""A paper's files: a short one at once, a long one by way of the background."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from aktiva.adapters import clock
from aktiva.apps.reports import policy
from aktiva.apps.reports.queries.documents import NoCampaign, document_of
from aktiva.apps.reports.views.answering import paper_file
from aktiva.apps.reports.views.paper import paper_or_404
from aktiva.domain.documents.templates import EmptySlots


@require_http_methods(["GET", "HEAD", "POST"])
def file(request, paper_id: int, ending: str) -> HttpResponse:
    """The paper as PDF, Word or a web page in one file."""
    now = clock.now()
    paper = paper_or_404(request, policy.visible_papers(request.user, on=now.date()), paper_id)
    try:
        document = document_of(paper, at=now)
    except (EmptySlots, NoCampaign) as missing:
        messages.error(request, str(missing))
        return redirect("reports:paper", paper.pk)
    return paper_file(request, paper, document, ending, at=now, page="reports:paper")
