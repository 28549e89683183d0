"""A draft goes to the parties, who read it and answer before it is approved."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404

from aktiva.adapters import clock
from aktiva.apps.cooperation.views.frame import unit_or_404
from aktiva.apps.cooperation.views.sending import sending
from aktiva.apps.organisation.views.guarding import guarded
from aktiva.apps.reports import policy, queries
from aktiva.apps.reports.queries.documents import NoCampaign, document_of
from aktiva.domain.documents.blocks import PageBreak, plain_text
from aktiva.domain.documents.templates import EmptySlots
from aktiva.domain.values import Step


@guarded(names=False)
def paper_to_parties(request, paper_id: int):
    """Send the words of a draft as they stand now; the annex is left out."""
    try:
        paper = queries.paper_for_page(
            policy.visible_papers(request.user, on=clock.today()), paper_id
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    if paper.state == "approved":
        raise Http404
    unit = unit_or_404(request, paper.cycle, paper.unit_id, keep=True)
    try:
        document = document_of(paper, at=clock.now())
    except (EmptySlots, NoCampaign) as missing:
        raise Http404 from missing
    body = takewhile(lambda block: not isinstance(block, PageBreak), document.blocks)
    initial = {
        "title": paper.title[:160],
        "about": "plan" if paper.kind in {"plan", "action_plan"} else "paper",
        "steps": [Step.ACT.value, Step.FOLLOW_UP.value],
        "text": plain_text(replace(document, blocks=tuple(body))),
    }
    return sending(request, paper.cycle, unit, initial=initial)
