"""A paper's public version: what was found in it, what is decided about that, and its files."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aktiva.adapters import clock
from aktiva.apps.reports import actions, jobs, policy
from aktiva.apps.reports.queries import publishing
from aktiva.apps.reports.queries.documents import NoCampaign, document_of
from aktiva.apps.reports.views.answering import paper_file
from aktiva.apps.reports.views.paper import paper_or_404
from aktiva.apps.surveys.views.review import written_as
from aktiva.domain.documents.templates import EmptySlots


def public_version(request, paper_id: int):
    """What the public version holds back; whoever answers for the paper decides here."""
    now = clock.now()
    paper = paper_or_404(request, policy.visible_papers(request.user, on=now.date()), paper_id)
    decides = policy.publishable_papers(request.user, on=now.date()).filter(pk=paper.pk).exists()
    if request.method == "POST" and not decides:
        raise Http404
    try:
        document = document_of(paper, at=now)
    except (EmptySlots, NoCampaign) as missing:
        messages.error(request, str(missing))
        return redirect("reports:paper", paper.pk)
    found = publishing.questions(document, publishing.known(paper.cycle.employer, on=now.date()))
    errors: dict[str, str] = {}
    digest = publishing.digest_of(document)
    if request.method == "POST":
        try:
            actions.make_public_version(
                paper_id=paper.pk,
                source_digest=request.POST.get("digest", ""),
                choices=_choices(request, found),
                made_as=written_as(request, paper.employer_id),
                actor=request.user,
                at=now,
            )
        except actions.Refused as refused:
            errors = refused.errors
        except ValidationError as refused:
            errors = {"": " ".join(refused.messages)}
        else:
            messages.success(request, _("Den offentliga versionen är sparad."))
            return redirect("reports:public_version", paper.pk)
    version = publishing.latest_version(paper)
    shown = publishing.published(version) if version else None
    context = {
        "paper": paper,
        "cycle": paper.cycle,
        "decides": decides,
        "questions": [_asked(request, q, errors.get(q.key, "")) for q in found],
        "errors": errors,
        "stale_form": errors.get("", ""),
        "digest": digest,
        "version": version,
        "document": shown,
        "outdated": version is not None and version.source_digest != digest,
        "long": shown is not None and jobs.is_long(paper, shown, version),
    }
    return render(request, "reports/public_version.html", context, status=422 if errors else 200)


def _choices(request, found) -> dict[str, actions.Choice]:
    given = request.POST
    return {
        q.key: actions.Choice(
            keep=given[f"choice-{q.key}"] == "keep",
            wording=given.get(f"wording-{q.key}", ""),
            reason=given.get(f"reason-{q.key}", ""),
        )
        for q in found
        if given.get(f"choice-{q.key}") in {"keep", "replace"}
    }


def _asked(request, question: publishing.Question, error: str) -> dict:
    """Return a question with what was typed, or with the proposal before anything was."""
    given, key = request.POST, question.key
    return {
        "key": key,
        "first": question.first,
        "n": len(question.places),
        "keep": given.get(f"choice-{key}") == "keep",
        "wording": given.get(f"wording-{key}", question.first.finding.proposal),
        "reason": given.get(f"reason-{key}", ""),
        "error": error,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def public_file(request, paper_id: int, ending: str) -> HttpResponse:
    """The public version as PDF, Word or a web page in one file."""
    now = clock.now()
    paper = paper_or_404(request, policy.visible_papers(request.user, on=now.date()), paper_id)
    version = publishing.latest_version(paper)
    if version is None:
        raise Http404
    return paper_file(
        request, paper, publishing.published(version), ending, at=now, version=version,
        page="reports:public_version",
    )  # fmt: skip
