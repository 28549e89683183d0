"""What is to be done to many sheets, and one line of what would happen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from aktiva.apps.cycles.models import Cycle
from aktiva.apps.organisation.queries import Holder
from aktiva.apps.surveys.models import Campaign, Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class ManyFacts:
    """What is to be done to the sheets chosen; each kind reads what it needs.

    Args:
        last_date: The last day to answer, or the last day of an assignment to fill in.
        campaign: The campaign that sheets are moved to.
        lead: The sheet that answers for the others.
        email: Of the one who fills in, with `name` for a person without an account.
    """

    kind: str
    last_date: date | None = None
    reason: str = ""
    decided_by: str = ""
    campaign: int | None = None
    lead: int | None = None
    email: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class ManyRow:
    """One sheet of a preview. `problem`: why nothing would happen to it, empty when it would."""

    sheet: Sheet
    unit: str
    manager: Holder | None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """What the rules of a kind are told beside the sheet."""

    cycle: Cycle
    facts: ManyFacts
    on: date
    is_there: bool
    manager: Holder | None
    campaigns: Mapping[int, Campaign]
    lead: Sheet | None
