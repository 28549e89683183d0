"""What is new is taken into a draft without writing over what somebody has written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.apps.audit import history, log
from aktiva.apps.reports import policy
from aktiva.apps.reports.actions.papers import Frozen
from aktiva.apps.reports.models import Paper
from aktiva.apps.reports.queries import proposals, templates
from aktiva.domain.documents.merging import Choice


@transaction.atomic
def take_in(
    *, paper_id: int, seen: str, choices: Mapping[tuple[str, int], Choice], actor, at: datetime
) -> Paper:
    """Merge new proposals and the latest template into a draft.

    Args:
        seen: The mark of what the person was shown.
        choices: (slot, number of the conflict) → what to keep; our words where nothing is said.

    Raises:
        Paper.DoesNotExist: No such paper, or not one that `actor` writes.
        Frozen: The paper is approved.
        ValidationError: Something has changed since the person was shown it; nothing is written.
    """
    paper = locked_draft(paper_id, actor=actor, at=at)
    found, newest = proposals.news(paper, at=at), proposals.newest_template(paper)
    if proposals.seen(found, newest) != seen:
        raise ValidationError(
            _(
                "Underlaget eller texten har ändrats medan sidan var öppen. Ingenting är sparat. "
                "Läs igenom på nytt och välj igen."
            )
        )
    if newest is not None:
        paper.template = newest
    now = proposals.proposals(paper, templates.template_of(paper), at=at)
    slots = dict(paper.slots)
    for n in found:
        own = {at: choice for (slot, at), choice in choices.items() if slot == n.slot}
        slots[n.slot] = n.merged.resolved(own)
    on = at.date().isoformat()
    known = paper.proposed.keys() | {n.slot for n in found}
    paper.proposed = {
        slot: {"text": text, "on": on} for slot, text in now.items() if slot in known
    } | {slot: kept for slot, kept in paper.proposed.items() if slot in _kept(now)}
    paper.slots = slots
    paper.revision += 1
    paper.merged_in = paper.revision
    history.store(paper, at=at, by=actor)
    log.record(
        log.Event.PAPER_CHANGED, actor=actor, about=paper, at=at, details={"merged": len(found)}
    )
    return paper


def _kept(now: Mapping[str, str]) -> set[str]:
    """Return the slots whose base stands, since nothing could be counted this time."""
    return proposals.PROPOSED_FROM_DATA.keys() - now.keys()


@transaction.atomic
def undo_taking_in(*, paper_id: int, actor, at: datetime) -> Paper:
    """Put back the texts and the template as they were before the last merge.

    Raises:
        Paper.DoesNotExist: No such paper, or not one that `actor` writes.
        Frozen: The paper is approved.
        ValidationError: Nothing was merged, or the draft has been changed since.
    """
    paper = locked_draft(paper_id, actor=actor, at=at)
    if not can_undo(paper):
        raise ValidationError(
            _("Det går inte att ångra, eftersom handlingen har ändrats sedan dess.")
        )
    before = (
        paper.history.filter(revision=paper.revision - 1)
        .order_by("-history_date", "-history_id")
        .first()
    )
    paper.slots, paper.proposed, paper.template_id = (
        before.slots,
        before.proposed,
        before.template_id,
    )
    paper.revision += 1
    paper.merged_in = None
    history.store(paper, at=at, by=actor)
    log.record(log.Event.PAPER_CHANGED, actor=actor, about=paper, at=at, details={"undone": True})
    return paper


def can_undo(paper: Paper) -> bool:
    """Return whether the last that happened to the paper's texts was a merge."""
    return paper.merged_in is not None and paper.merged_in == paper.revision


def locked_draft(paper_id: int, *, actor, at: datetime) -> Paper:
    """Return a draft that `actor` writes, locked until the change is done."""
    paper = (
        policy.makeable_papers(actor, on=at.date())
        .select_for_update(of=("self",))
        .select_related("cycle__employer", "unit", "template")
        .get(pk=paper_id)
    )
    if paper.state == Paper.State.APPROVED:
        raise Frozen(str(paper))
    return paper
