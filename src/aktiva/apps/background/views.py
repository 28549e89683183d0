"""How far a job has come, cancelling it, and fetching what it made."""

from __future__ import annotations

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from aktiva.adapters import clock
from aktiva.apps.background import actions, kinds, policy, queries

SHOWN_HERE = {"application/pdf"}


def _job_or_404(request, job_id: int):
    now = clock.now()
    actions.fail_abandoned(now=clock.machine_now(), at=now)
    try:
        return policy.visible_jobs(request.user, at=now).get(pk=job_id)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def _kind(job) -> kinds.Kind | None:
    """Return the job's kind, or nothing for one that an upgrade has taken away."""
    try:
        return kinds.kind(job.kind)
    except KeyError:
        return None


def _may_fetch(request, job) -> bool:
    kind = _kind(job)
    return kind is not None and kind.may(request.user, job.given, on=clock.today())


def _context(request, job) -> dict:
    kind = _kind(job)
    return {
        "job": job,
        "place": kind.place(job.given) if kind else reverse("overview:home"),
        "has_worker": not job.is_open or queries.has_worker(now=clock.machine_now()),
        "is_kept": queries.is_kept(job) and _may_fetch(request, job),
        "seen": _seen(job),
    }


def _seen(job) -> str:
    """Return what a page shows of a job, so that it is only changed when there is something new."""
    return f"{job.state}-{job.n_done}-{job.n_total}-{job.step}"


@require_safe
def job(request, job_id: int):
    """What was asked for, how far it has come, and what can be done about it."""
    return render(request, "background/job.html", _context(request, _job_or_404(request, job_id)))


@require_safe
def standing(request, job_id: int):
    """The part of the page that changes; nothing when the page shows it already."""
    context = _context(request, _job_or_404(request, job_id))
    shown = f"{request.GET.get('sett', '')}/{request.GET.get('process', '')}"
    if shown == f"{context['seen']}/{int(context['has_worker'])}":
        return HttpResponse(status=204)
    return render(request, "background/_standing.html", context)


@require_POST
def cancel(request, job_id: int):
    """End the work."""
    try:
        actions.cancel(job_id=job_id, actor=request.user, at=clock.now())
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    return redirect("background:job", job_id)


@require_safe
def fetch(request, job_id: int):
    """What the work made, if the person may still have it."""
    found = _job_or_404(request, job_id)
    if not queries.is_kept(found) or not _may_fetch(request, found):
        raise Http404
    etag = f'"{found.sha256}"'
    unchanged = get_conditional_response(request, etag=etag)
    response = unchanged or HttpResponse(queries.content(found), content_type=found.content_type)
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Disposition"] = content_disposition_header(
        found.content_type not in SHOWN_HERE, found.name
    )
    return response
