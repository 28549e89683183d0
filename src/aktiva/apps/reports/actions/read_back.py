"""What was written in a draft's Word file is taken back into the draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.apps.audit import history, log
from aktiva.apps.reports.actions.merging import locked_draft
from aktiva.apps.reports.models import Paper
from aktiva.apps.reports.queries import proposals
from aktiva.apps.reports.queries import read_back as queries
from aktiva.apps.reports.queries.templates import LONGEST_TEXT
from aktiva.domain.documents.merging import Choice


@transaction.atomic
def read_back(
    *,
    paper_id: int,
    revision: int,
    mark: str,
    edited: Mapping[str, Sequence[str]],
    printed: Mapping[str, Sequence[str]],
    seen: str,
    choices: Mapping[tuple[str, int], Choice],
    actor,
    at: datetime,
) -> Paper:
    """Merge the texts of an edited file into the draft that it was made of.

    Args:
        revision: Of the draft when the file was made, and `mark` its digest.
        edited: Slot → the paragraphs of the file, and `printed` those that it was sent with.
        seen: The mark of what the person was shown.
        choices: (slot, number of the conflict) → what to keep; our words where nothing is said.

    Raises:
        Paper.DoesNotExist: No such paper, or not one that `actor` writes.
        Frozen: The paper is approved.
        ValidationError: The draft has changed since the person was shown the file's changes, or
            a text became too long; nothing is written.
    """
    paper = locked_draft(paper_id, actor=actor, at=at)
    sent = queries.sent_out(paper, revision=revision, mark=mark)
    found = queries.returned(paper, sent, edited, printed=printed) if sent is not None else []
    if sent is None or proposals.seen(found, None) != seen:
        raise ValidationError(
            _(
                "Utkastet har ändrats medan sidan var öppen. Ingenting är sparat. "
                "Läs igenom på nytt och välj igen."
            )
        )
    slots = dict(paper.slots)
    for n in found:
        own = {number: choice for (slot, number), choice in choices.items() if slot == n.slot}
        text = n.merged.resolved(own)
        if text != n.ours:
            slots[n.slot] = text
        if len(text) > max(LONGEST_TEXT, len(n.ours)):
            raise ValidationError(
                _(
                    "Texten under ”%(heading)s” är längre än 20 000 tecken. Ingenting är sparat. "
                    "Korta den i utkastet eller filen och läs in filen på nytt."
                )
                % {"heading": n.heading}
            )
    if slots == paper.slots:
        return paper
    paper.slots = slots
    paper.revision += 1
    paper.merged_in = paper.revision
    history.store(paper, at=at, by=actor)
    log.record(
        log.Event.PAPER_CHANGED, actor=actor, about=paper, at=at, details={"read_back": len(found)}
    )
    return paper
