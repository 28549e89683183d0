"""What has been made so far of the demonstration, by the blueprint's own keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time

from aktiva.adapters.clock import SWEDEN
from aktiva.apps.accounts.models import User
from aktiva.apps.cycles.models import Measure, Risk
from aktiva.apps.organisation.models import PoliticalBody, Unit
from aktiva.demo.solvik import shapes
from aktiva.domain.organisation.permissions import Role

SET_UP = datetime(2023, 12, 1, 9, 0, tzinfo=SWEDEN)
Progress = Callable[[str], None]


def noon(day: date) -> datetime:
    """Return midday in Sweden."""
    return datetime.combine(day, time(12, 0), tzinfo=SWEDEN)


@dataclass(slots=True)
class Made:
    """The rows that later rows point to; `titles` is what each person is called at work."""

    plan: shapes.Municipality
    progress: Progress
    users: dict[str, User] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    bodies: dict[str, PoliticalBody] = field(default_factory=dict)
    measures: dict[str, Measure] = field(default_factory=dict)
    risks: dict[str, Risk] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)

    def somebody(self, given: shapes.Employer) -> User:
        """Return the employer's HR strategist, or somebody where there is none."""
        strategist = next(
            (h for h in given.holdings if h.role == Role.HR_STRATEGIST), given.holdings[0]
        )
        return self.users[strategist.person]

    def key(self, user: User) -> str:
        """Return the blueprint's key of a person."""
        return next(key for key, u in self.users.items() if u.pk == user.pk)
