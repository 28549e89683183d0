"""What every page of a sheet needs: the sheet or a 404, its frame, last year beside."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from aktiva.adapters import clock
from aktiva.adapters.questionnaires import languages
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
        "languages": [("sv", "Svenska"), *((w.language, w.name) for w in languages().values())],
    }


def shown_as(sheet, user_id: int) -> str:
    """Return how a person is named to the others who fill in the same sheet."""
    employer = sheet.campaign.cycle.employer
    held = organisation.holders(employer, on=clock.today(), user_id=user_id)
    return held[0].shown if held else _("En annan person")


def ahead(sheet, keys) -> str:
    """Return the addresses of question pages that a browser may fetch before they are opened.

    They are what can be gone on with when there is no network. None once they are handed in.
    """
    if sheet.state in {"submitted", "approved"}:
        return ""
    return " ".join(reverse("surveys:question", args=[sheet.pk, key]) for key in keys)


def number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 0


def last_year(sheet, q) -> list[dict]:
    """Return last year's answers to a question: the unit's own, and those of earlier units."""
    return last_years(sheet, [q])[q.key]


def last_years(sheet, questions) -> dict[str, list[dict]]:
    """Return question → last year's answers to it. One question for all of them."""
    by_key = {q.key: q for q in questions}
    found = queries.last_years_answers(sheet, on=clock.today(), about=by_key)
    return {
        key: [_then(q, before) for before in found.get(key, []) if is_begun(q, before.value)]
        for key, q in by_key.items()
    }


def _then(q, before) -> dict:
    return {
        "summary": summary(q, before.value, say=_),
        "comment": before.value.get("comment") or "",
        "answered_at": before.answered_at,
        "year": before.year,
        "unit": before.unit,
        "reworded": before.reworded,
    }


def locked(request, sheet) -> HttpResponse:
    messages.error(
        request,
        _(
            "Svaren är inlämnade och kan inte ändras just nu. Be den som granskar att skicka "
            "tillbaka frågan om något behöver rättas."
        ),
    )
    return redirect("surveys:tasks", sheet.pk)
