"""What every page of a sheet needs: the sheet or a 404, its frame, last year beside."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from aktiva.adapters import clock
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.registers import queries as registers
from aktiva.apps.surveys import policy, queries
from aktiva.domain.questionnaire import (
    is_begun,
    summary,
)


def answerable_or_404(request, sheet_id: int):
    """Return a sheet that the person fills in."""
    try:
        return queries.sheet_for_page(
            policy.answerable_sheets(request.user, on=clock.today()), sheet_id
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def unit_name(sheet) -> str:
    """Return what the unit is called today, or was called last."""
    employer = sheet.campaign.cycle.employer
    tree = organisation.tree(employer, on=clock.today())
    if sheet.unit_id in tree:
        return tree.nodes[sheet.unit_id].name
    last = sheet.unit.periods.order_by("-from_date").first()
    return last.name if last else sheet.unit.code


def frame(sheet) -> dict:
    """Return what every page of a sheet shows."""
    campaign = sheet.campaign
    return {
        "sheet": sheet,
        "campaign": campaign,
        "cycle": campaign.cycle,
        "employer": campaign.cycle.employer,
        "unit_name": unit_name(sheet),
        "headings": registers.headings(campaign.cycle.employer),
        "is_late": queries.is_late(sheet, on=clock.today()),
        "has_longer": sheet.last_date > campaign.last_date,
        "is_locked": sheet.state in {"submitted", "approved"},
    }


def number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 0


def last_year(sheet, q) -> list[dict]:
    """Return last year's answers to a question: the unit's own, and those of earlier units."""
    found = queries.last_years_answers(sheet, on=clock.today()).get(q.key, [])
    return [
        {
            "summary": summary(q, before.value),
            "comment": before.value.get("comment") or "",
            "answered_at": before.answered_at,
            "year": before.year,
            "unit": before.unit,
        }
        for before in found
        if is_begun(q, before.value)
    ]


def locked(request, sheet) -> HttpResponse:
    messages.error(
        request,
        _(
            "Svaren är inlämnade och kan inte ändras just nu. Be den som granskar att skicka "
            "tillbaka frågan om något behöver rättas."
        ),
    )
    return redirect("surveys:tasks", sheet.pk)
