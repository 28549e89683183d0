"""Statistics shown with a question. Who has them registers here; nobody answering can change them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.models import Unit
from aktiva.apps.surveys.models import Sheet
from aktiva.domain.questionnaire import Figures, Question


@dataclass(frozen=True, slots=True)
class Table:
    """Figures as they may be shown: small numbers are already kept back.

    `note` says why there are none, or why some are missing.
    """

    caption: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, tuple[str, ...]], ...] = ()
    note: str = ""


Fetch = Callable[[Unit, frozenset[int], int], Table]
"""The unit, it and those below it, and the year → the figures of that year."""

_fetchers: dict[str, Fetch] = {}


def register(figures: Figures, fetch: Fetch) -> None:
    """Let these figures be shown with the questions that ask for them."""
    _fetchers[figures] = fetch


def fetched(question: Question, sheet: Sheet, *, on: date) -> Table | None:
    """Return the figures of a question, None when it shows none."""
    if question.figures is None or question.figures not in _fetchers:
        return None
    cycle = sheet.campaign.cycle
    tree = organisation.tree(cycle.employer, on=on)
    below = frozenset(tree.subtree(sheet.unit_id)) if sheet.unit_id in tree else frozenset()
    return _fetchers[question.figures](sheet.unit, below | {sheet.unit_id}, cycle.year)
