"""A school's account: read through as it will look, approved by the rektor, fetched."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from aktiva.adapters import clock
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.apps.reports import actions
from aktiva.apps.reports.queries import education
from aktiva.apps.reports.queries.documents import document_of
from aktiva.apps.schools import actions as schools
from aktiva.apps.schools import queries as schools_queries
from aktiva.apps.schools.views.frame import school_or_404


def education_report(request, cycle_id: int, school_id: int):
    """The account beside what falls short, and the button that approves it."""
    place = school_or_404(request, cycle_id, school_id)
    now = clock.now()
    if request.method == "POST":
        return _approve(request, place, now)
    approved = education.approved_accounts(place.cycle, place.school)
    latest = approved[0] if place.kept.is_signed and approved else None
    paper = latest or education.education_draft(
        place.cycle, place.school, name=place.name, on=now.date()
    )
    missing = [p for p in schools.MUST_BE_BEGUN if p not in place.kept.record.begun]
    context = place.context() | {
        "paper": paper,
        "document": document_of(paper, at=now),
        "earlier": [p for p in approved if p is not latest],
        "latest": latest,
        "missing": missing,
        "weak": [s for s in schools_queries.standing(place.kept) if s.lacks],
        "is_late": now.year != place.cycle.year,
        "signing_as": organisation_policy.signed_as(
            request.user, employer_id=place.cycle.employer_id, on=now.date()
        ),
    }
    return render(request, "reports/education_report.html", context)


def _approve(request, place, now):
    try:
        actions.approve_education_report(
            cycle=place.cycle, school_id=place.school.pk, name=place.name, actor=request.user,
            at=now,
            approved_as=organisation_policy.signed_as(
                request.user, employer_id=place.cycle.employer_id, on=now.date()
            ),
        )  # fmt: skip
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    except schools.Signed:
        messages.info(request, _("Redovisningen var redan godkänd. Inget ändrades."))
    except schools.NotReady as not_ready:
        words = "; ".join(part.label for part in not_ready.parts)
        messages.error(
            request,
            _("Redovisningen går inte att godkänna, för något är inte påbörjat: %(parts)s.")
            % {"parts": words},
        )
        return redirect("schools:tasks", place.cycle.pk, place.school.pk)
    else:
        messages.success(
            request, _("Redovisningen är godkänd. Den ändras inte mer, men kan öppnas igen.")
        )
    return redirect("reports:education_report", place.cycle.pk, place.school.pk)
