"""Shares of a staff in per cent: they leave as far as the groups behind them are large enough."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from aktiva.domain.disclosure.door import Breakdown, Outcome, Subject, leave


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares in per cent of all, of women and of men; None for one that is not told."""

    everybody: Decimal | None = None
    women: Decimal | None = None
    men: Decimal | None = None


@dataclass(frozen=True, slots=True)
class SharesLeaving:
    """How the shares left, and what is left of them."""

    outcome: Outcome
    shares: Shares


def shares_leave(subject: Subject, shares: Shares, *, n_women: int, n_men: int) -> SharesLeaving:
    """Return the shares that may be printed: all, that of everybody, or none.

    Women and men are told together or not at all, since the share of one group could otherwise
    be worked out of the other and the whole.
    """
    behind = Breakdown(subject, ("Anställda",), ("Kvinnor", "Män"), ((n_women, n_men),))
    outcome = leave(behind, coarser=(behind.without_columns("Antal"),)).outcome
    if outcome is Outcome.WITHHELD or not n_women + n_men:
        return SharesLeaving(Outcome.WITHHELD, Shares())
    if outcome is Outcome.COARSER:
        return SharesLeaving(outcome, Shares(shares.everybody))
    return SharesLeaving(outcome, shares)
