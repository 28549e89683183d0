"""The texts of a draft: written by hand, and merged with what is new."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aktiva.adapters import clock
from aktiva.apps.organisation.views.guarding import guarded
from aktiva.apps.reports import actions, forms, policy, queries
from aktiva.domain.documents.merging import Choice

WRITTEN_APART = frozenset(
    {"annual_report", "department_report", "pay_report", "personnel_chapter", "plan"}
)
"""Kinds whose texts have a page of their own; a tjänsteskrivelse has them on its desk."""

WRITTEN = WRITTEN_APART | {"official_report"}
"""Kinds that hold what somebody writes, and that can be edited in Word."""


def beside(paper, *, writes: bool) -> dict:
    """Return what a paper's page shows beside the paper: values, news, and what can be undone."""
    is_draft = paper.state != "approved"
    now = clock.now()
    return {
        "values": queries.shown_values(paper, at=now),
        "news": queries.news(paper, at=now) if writes and is_draft else [],
        "newest": queries.newest_template(paper) if writes and is_draft else None,
        "remarks": queries.remarks(paper, at=now) if writes and is_draft else None,
        "names": queries.NAMES,
        "undoable": writes and is_draft and actions.can_undo(paper),
        "has_texts": writes and is_draft and paper.kind in WRITTEN_APART,
        "reads_back": writes and is_draft and paper.kind in WRITTEN,
    }


@guarded
def write(request, paper_id: int):
    """Write the texts of a report, a plan or a chapter."""
    paper = draft_or_404(request, paper_id)
    if paper.kind not in WRITTEN_APART:
        raise Http404
    asked = queries.texts(paper)
    form = forms.TextsForm(request.POST or None, texts=asked, initial={"revision": paper.revision})
    conflict = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.change_paper(
                paper_id=paper.pk, revision=given["revision"], title=paper.title,
                paper_date=paper.paper_date, facts=paper.facts, case=paper.case,
                slots=paper.slots | {key: given[key] for key, _heading, _text in asked},
                actor=request.user, at=clock.now(),
            )  # fmt: skip
        except actions.ChangedMeanwhile as changed:
            conflict = [(heading, text) for _key, heading, text in queries.texts(changed.theirs)]
        else:
            messages.success(request, _("Texterna är sparade."))
            return redirect("reports:paper", paper.pk)
    context = {"paper": paper, "form": form, "conflict": conflict, "n_texts": len(asked)} | {
        "names": queries.NAMES
    }
    wrong = bool(form.errors) or conflict is not None
    return render(request, "reports/texts.html", context, status=422 if wrong else 200)


def take_in(request, paper_id: int):
    """Show what is new beside what is written, and take it in."""
    paper = draft_or_404(request, paper_id)
    now = clock.now()
    problem = ""
    if request.method == "POST":
        try:
            actions.take_in(
                paper_id=paper.pk, seen=request.POST.get("seen", ""), choices=choices(request),
                actor=request.user, at=now,
            )  # fmt: skip
        except ValidationError as refused:
            problem = " ".join(refused.messages)
        else:
            messages.success(request, _("Det nya är infogat. Det du har skrivit står kvar."))
            return redirect("reports:paper", paper.pk)
    found, newest = queries.news(paper, at=now), queries.newest_template(paper)
    context = {
        "paper": paper,
        "news": found,
        "newest": newest,
        "n_conflicts": sum(len(n.merged.conflicts) for n in found),
        "seen": queries.seen(found, newest),
        "problem": problem,
    }
    return render(request, "reports/take_in.html", context, status=422 if problem else 200)


def choices(request) -> dict[tuple[str, int], Choice]:
    """Return what was chosen; a field is named v, slot and number, such as v:summary:0."""
    chosen = {}
    for name, value in request.POST.items():
        mark, _colon, rest = name.partition(":")
        slot, _colon, number = rest.rpartition(":")
        if mark == "v" and number.isdecimal() and value in set(Choice):
            chosen[slot, int(number)] = Choice(value)
    return chosen


@require_POST
def undo(request, paper_id: int):
    """Put the texts back as they were before the last merge."""
    paper = draft_or_404(request, paper_id)
    try:
        actions.undo_taking_in(paper_id=paper.pk, actor=request.user, at=clock.now())
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("Texterna är tillbaka som de var."))
    return redirect("reports:paper", paper.pk)


def draft_or_404(request, paper_id: int):
    papers = policy.makeable_papers(request.user, on=clock.today()).exclude(state="approved")
    try:
        return queries.paper_for_page(papers, paper_id)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
