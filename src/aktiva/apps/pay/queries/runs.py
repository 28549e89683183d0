"""What a run keeps of holding its file against the staff register: counts, never people."""

from __future__ import annotations

from collections.abc import Mapping

from aktiva.apps.pay.models import PayRun
from aktiva.domain.pay.reconciling import (
    Explained,
    Place,
    Reason,
    Side,
    WrongExplanation,
    unexplained,
)


def places_of(run: PayRun) -> dict[Place, int]:
    """Return how many there are in one of the files only, by place."""
    return {_place(row): int(row["n"]) for row in run.places}


def explained_of(run: PayRun) -> tuple[Explained, ...]:
    """Return why, as far as somebody or the files have said."""
    return tuple(
        Explained(_place(row), Reason(row["reason"]), int(row["n"]), str(row["words"]))
        for row in run.explained
    )


def _place(row: Mapping[str, object]) -> Place:
    return Place(Side(str(row["side"])), str(row["form"]), str(row["unit"]))


def is_reconciled(run: PayRun) -> bool:
    """Return whether everybody who is in one of the files only is explained."""
    if run.n_register is None:
        return False
    try:
        return not unexplained(places_of(run), explained_of(run))
    except WrongExplanation:
        return False
