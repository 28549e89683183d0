"""A paper's files: a short one at once, a long one by way of the background."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aktiva.adapters import clock
from aktiva.apps.reports import door, jobs, policy, queries
from aktiva.apps.reports.queries import word_templates
from aktiva.apps.reports.queries.documents import NoCampaign, document_of
from aktiva.apps.reports.views.paper import paper_or_404
from aktiva.domain.documents.templates import EmptySlots


@require_http_methods(["GET", "HEAD", "POST"])
def pdf(request, paper_id: int):
    """The paper as PDF."""
    return _file(request, paper_id, "pdf")


@require_http_methods(["GET", "HEAD", "POST"])
def docx(request, paper_id: int):
    """The paper as Word."""
    return _file(request, paper_id, "docx")


@require_http_methods(["GET", "HEAD", "POST"])
def html(request, paper_id: int):
    """The paper as a web page in one file."""
    return _file(request, paper_id, "html")


def _file(request, paper_id: int, ending: str) -> HttpResponse:
    now = clock.now()
    paper = paper_or_404(request, policy.visible_papers(request.user, on=now.date()), paper_id)
    try:
        document = document_of(paper, at=now)
    except (EmptySlots, NoCampaign) as missing:
        messages.error(request, str(missing))
        return redirect("reports:paper", paper.pk)
    if jobs.is_long(paper, document):
        if request.method != "POST":  # an address that somebody has kept: only a button begins work
            messages.info(request, _("Handlingen är lång. Ta fram filen med knappen på sidan."))
            return redirect("reports:paper", paper.pk)
        job = jobs.start(paper, document, ending, actor=request.user, at=now)
        return redirect("background:job", job.pk)
    if ending == "pdf":
        content = door.pdf(document, issued_at=paper.approved_at or now)
    elif ending == "html":
        content = door.html(document)
    else:
        template = word_templates.applied(paper.employer_id)
        content = door.docx(document, template=template, draft=queries.marks(paper))
    response = HttpResponse(content, content_type=jobs.CONTENT_TYPES[ending])
    response["Content-Disposition"] = content_disposition_header(
        ending != "pdf", jobs.file_name(paper, ending)
    )
    return response
