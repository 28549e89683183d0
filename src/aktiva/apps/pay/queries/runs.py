"""What a run keeps of holding its file against the staff register: counts, never people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from aktiva.apps.audit import log
from aktiva.apps.cooperation.models import Party
from aktiva.apps.organisation.models import Employer, RoleHolding
from aktiva.apps.organisation.models.trees import holds_on
from aktiva.apps.pay.models import PayCooperation, PayMapping, PayRun
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


def unexplained_of(run: PayRun) -> dict[Place, int]:
    """Return how many in each place nobody has explained."""
    return unexplained(places_of(run), explained_of(run))


def one_file_only(run: PayRun) -> dict[Side, dict[str, int]]:
    """Return how many are in one of the files only, by the reason in Swedish."""
    said: dict[Side, Counter[str]] = {}
    for place, n in places_of(run).items():
        said.setdefault(place.side, Counter())[_UNSAID] += n
    for e in explained_of(run):
        counts = said.setdefault(e.place.side, Counter())
        counts[e.reason.words] += e.n
        counts[_UNSAID] -= e.n
    return {side: dict(+counts) for side, counts in said.items()}


_UNSAID = "utan angivet skäl"


def is_reconciled(run: PayRun) -> bool:
    """Return whether everybody who is in one of the files only is explained."""
    if run.n_register is None:
        return False
    try:
        return not unexplained_of(run)
    except WrongExplanation:
        return False


def role_holders(mapping: PayMapping, *, on: date) -> dict[int, str]:
    """Return those with a role at the employer: id → name and function, by name. One question."""
    held = RoleHolding.objects.filter(
        holds_on(on), unit__employer=mapping.cycle.employer_id, user__is_active=True
    ).select_related("user")
    found: dict[int, str] = {}
    for holding in held.order_by("user__name", "user", "role", "pk"):
        found.setdefault(
            holding.user_id, f"{holding.user.shown_as(holding.function)}, {holding.function}"
        )
    return found


def readings(mapping: PayMapping):
    """Return the entries in the log of who has read the pay, the last first."""
    return log.entries(log.Event.PAY_FIGURES_SEEN, about=mapping)


def parties(mapping: PayMapping) -> list[Party]:
    """Return the employer's parties, the retired too. One question."""
    return list(Party.objects.filter(employer=mapping.cycle.employer_id).order_by("position", "pk"))


def confidentiality(employer: Employer) -> str:
    """Return the rule on confidentiality for whoever is given single people's pay, 3 kap. 12 §."""
    where = _PRIVATE if employer.kind == Employer.Kind.COMPANY else _PUBLIC
    return (
        "Gäller informationen löner för enskilda finns regler om tystnadsplikt för den som tar emot "
        f"den: {where}."
    )


_PUBLIC = (
    "i offentlig verksamhet 10 kap. 11–14 §§ och 12 kap. 2 § offentlighets- och sekretesslagen"
)
_PRIVATE = "lagen om medbestämmande i arbetslivet"

STEPS: tuple[tuple[str, str], ...] = tuple(
    (value, str(label)) for value, label in PayCooperation.Step.choices
)
"""The steps of cooperation, in order, with what they are called."""

LAST_YEARS_STEP = PayCooperation.Step.OUTCOMES.value
"""The step that is asked for only where there was a plan the year before."""

A_DAY = timedelta(days=1)


def left_files(*, at: datetime):
    """Return the files that have waited for longer than a day for somebody to confirm them."""
    return PayRun.objects.filter(confirmed_at=None, read_at__lt=at - A_DAY)
