"""Groups with figures, without persons behind them."""

from __future__ import annotations

from aktiva.domain.pay.gaps import Group


def group(name, women, men, mean, *, mean_women=None, mean_men=None):
    """Return a group whose women and men are paid the same where nothing else is said."""
    hers = (mean if mean_women is None else mean_women) if women else None
    his = (mean if mean_men is None else mean_men) if men else None
    return Group(
        name=name,
        women=women,
        men=men,
        mean=mean,
        median=mean,
        mean_women=hers,
        mean_men=his,
        median_women=hers,
        median_men=his,
    )
