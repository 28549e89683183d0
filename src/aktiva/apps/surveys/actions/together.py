"""One set of answers that stands for several units: their sheets stand where the answers do."""

from __future__ import annotations

from datetime import datetime

from aktiva.apps.audit import history
from aktiva.apps.surveys.models import Sheet

FOLLOWED = ("state", "n_answered", "submitted_at", "submitted_as", "approved_at")


def follow(lead: Sheet, *, at: datetime, by) -> None:
    """Let the sheets that are answered in another stand where it stands. One question for none."""
    sheets = list(lead.answers_for.select_for_update(of=("self",)).order_by("pk"))
    for sheet in sheets:
        for name in FOLLOWED:
            setattr(sheet, name, getattr(lead, name))
    history.update_many(sheets, FOLLOWED, at=at, by=by)
