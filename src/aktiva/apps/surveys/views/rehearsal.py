"""A dry run: what one unit's manager would get, letter by letter and page by page.

The campaign is really opened for the unit, its pages are really made for its manager, and then
everything is taken back. So nothing here can show anything else than what will be sent.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import Http404, HttpRequest
from django.urls import resolve, reverse

from aktiva.adapters import clock
from aktiva.apps.accounts import queries as accounts
from aktiva.apps.cycles import queries as cycles
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.outbox import queries as outbox
from aktiva.apps.surveys import actions, queries
from aktiva.apps.surveys.views.frame import number


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """One page of what a unit would get.

    Args:
        letters: Subject and body of each letter that its manager would get.
        html: The page as the manager would see it; "" when the unit has no manager.
        step: The number of the page, from 1.
    """

    unit_id: int
    manager: str
    letters: tuple[tuple[str, str], ...]
    html: str
    step: int
    n_steps: int


def rehearse(request, units, facts: dict) -> Rehearsal:
    """Return what the chosen unit would get; the first of those meant when none is chosen.

    Raises:
        ValidationError: The campaign could not be sent so.
    """
    ids = [n.id for n in units]
    wanted = number(request.POST.get("enhet"))
    unit = wanted if wanted in ids else ids[0]
    with transaction.atomic():
        found = _as_sent(request, unit, facts)
        transaction.set_rollback(True)
    return found


def _as_sent(request, unit: int, facts: dict) -> Rehearsal:
    cycle = facts["cycle"]
    campaign = actions.open_campaign(
        **facts | {"units": [u for u in facts["units"] if u.pk == unit]}
    )
    manager = organisation.managers_by_unit(cycle.employer, on=clock.today()).get(unit)
    if manager is None:
        return Rehearsal(unit, "", (), "", 1, 1)
    letters = outbox.written_to(manager.user_id, at=facts["at"])
    sheet = campaign.sheets.get(unit=unit, level="unit")
    addresses = _addresses(campaign, sheet, on=max(clock.today(), facts["opens_date"]))
    step = min(max(number(request.POST.get("rehearse")), 1), len(addresses))
    html = _page(request, addresses[step - 1], accounts.user(manager.user_id))
    return Rehearsal(
        unit, manager.shown, tuple((m.subject, m.body) for m in letters), html, step,
        len(addresses),
    )  # fmt: skip


def _addresses(campaign, sheet, *, on) -> list[str]:
    """Return every page of a unit's sheet, in the order that a manager meets them."""
    asks = queries.questionnaire(campaign)
    sheet.campaign = campaign
    owed = cycles.owed_measures(campaign.cycle, sheet.unit_id, on=on)
    past = cycles.risks_to_review(campaign.cycle, sheet.unit_id, on=on)
    return [
        reverse("surveys:tasks", args=[sheet.pk]),
        reverse("surveys:outcomes", args=[sheet.pk]),
        *(reverse("surveys:outcome", args=[sheet.pk, o.measure.pk]) for o in owed),
        *(reverse("surveys:past_risk", args=[sheet.pk, p.risk.pk]) for p in past),
        *(
            reverse("surveys:question", args=[sheet.pk, q.key])
            for q in queries.pages(sheet, asks, {})
        ),
        reverse("surveys:risks", args=[sheet.pk]),
        reverse("surveys:risk_new", args=[sheet.pk]),
        reverse("surveys:measure_new", args=[sheet.pk]),
        reverse("surveys:participants", args=[sheet.pk]),
        reverse("surveys:hand_in", args=[sheet.pk]),
    ]


def _page(request, address: str, user) -> str:
    """Return a page as it is made for somebody else who asks for it."""
    asked = HttpRequest()
    asked.method, asked.path, asked.path_info = "GET", address, address
    asked.META = {
        name: request.META[name] for name in ("SERVER_NAME", "SERVER_PORT") if name in request.META
    }
    asked.user = user or AnonymousUser()
    asked.session = {}
    asked.resolver_match = match = resolve(address)
    try:
        response = match.func(asked, *match.args, **match.kwargs)
    except Http404:
        return ""
    return response.content.decode()
