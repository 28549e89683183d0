"""Sick leave of Solvik and its departments over three years, in per cent of working time."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal

from django.db import transaction

from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.models import Employer, Unit
from aktiva.apps.statistics import actions as statistics
from aktiva.apps.statistics.models import SexFigure
from aktiva.demo.solvik.calendar import at

DAYS = (date(2024, 11, 15), date(2025, 11, 15), date(2026, 11, 16))
"""The days on which the year's figures were typed."""

WHOLE = (("6.9", "7.6", "4.4"), ("6.5", "7.2", "4.1"), ("6.3", "6.9", "4.2"))
"""All, women and men of the employer, year by year."""


@transaction.atomic
def load(*, employer: Employer, actor) -> None:
    """Load the shares, with the numbers of women and men behind them."""
    for n, day in enumerate(DAYS):
        tree = organisation.tree(employer, on=day)
        root = tree.root.id if tree.root else 0
        places = [root, *(d.id for d in tree.departments)]
        units = {u.pk: u for u in Unit.objects.filter(pk__in=places).select_related("employer")}
        rows = SexFigure.objects.filter(unit__in=places, on_date__year=day.year)
        behind = {row.unit_id: (row.n_women, row.n_men) for row in rows}
        for pk in places:
            if pk in behind:
                told = WHOLE[n] if pk == root else _told(units[pk].code, n)
                _store(units[pk], day, told, behind[pk], actor)


def _told(code: str, n: int) -> tuple[str, str, str]:
    """Return a department's shares in a year; those of all lie nearer the women's, who are more."""
    women = random.Random(f"sick leave {code}").randint(52, 88) - 2 * n
    men = women - random.Random(f"difference {code}").randint(8, 24)
    everybody = (3 * women + men) // 4
    whole, of_women, of_men = (f"{Decimal(tenths) / 10:.1f}" for tenths in (everybody, women, men))
    return whole, of_women, of_men


def _store(unit: Unit, day: date, told, behind: tuple[int, int], actor) -> None:
    share, women, men = map(Decimal, told)
    n_women, n_men = behind
    is_split = n_women and n_men
    statistics.store_sick_leave(
        unit=unit, year=day.year, source="HR-systemet", actor=actor, at=at(day),
        facts=statistics.SickLeaveFacts(
            share=share, share_women=women if is_split else None,
            share_men=men if is_split else None, n_women=n_women, n_men=n_men,
        ),
    )  # fmt: skip
