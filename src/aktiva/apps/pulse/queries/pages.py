"""Reads of pulses for their pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from aktiva.apps.audit import history
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.models import Employer
from aktiva.apps.pulse.models import Pulse, PulseUnit, SealedAnswer
from aktiva.apps.pulse.queries.places import name_of
from aktiva.domain.pulse.codes import written
from aktiva.domain.values import MINIMUM


class State(StrEnum):
    """How far a pulse has come."""

    DRAFT = "draft"
    COMING = "coming"
    OPEN = "open"
    ENDED = "ended"
    COUNTED = "counted"


def state_of(pulse: Pulse, *, on: date) -> State:
    """Return how far a pulse has come on a day."""
    if pulse.counted_at is not None:
        return State.COUNTED
    if pulse.opened_at is None:
        return State.DRAFT
    if on < pulse.opens_on:
        return State.COMING
    return State.OPEN if on <= pulse.closes_on else State.ENDED


def visible_pulse(visible, pk: int) -> Pulse:
    """Return one pulse with its year and employer. One question.

    Raises:
        Pulse.DoesNotExist: None, or not one that the person may see.
    """
    return visible.select_related("cycle__employer").get(pk=pk)


def of_year(visible, cycle: Cycle) -> list[Pulse]:
    """Return the year's pulses, the latest first. One question."""
    return list(visible.filter(cycle=cycle).order_by("-opens_on", "-pk"))


def place_of_code(code: str) -> PulseUnit | None:
    """Return the unit whose poster has this code, with its pulse, or None. At most two questions.

    It is kept until a pulse, its units, the year or the employer is changed: all who work there
    ask for it within some days.
    """
    return history.unchanged(
        ("place_of_code", code),
        lambda: (
            PulseUnit.objects.filter(code=code).select_related("pulse__cycle__employer").first()
        ),
        of=(PulseUnit, Pulse, Cycle, Employer),
        room=history.A_ROW_EACH,
    )


def so_far(pulse: Pulse, *, on: date) -> int:
    """Return how many answers had come the day before, rounded down to whole fives. One question.

    So that no two looks can have a single answer between them.
    """
    n = SealedAnswer.objects.filter(pulse=pulse, day__lt=on).count()
    return n - n % MINIMUM


def ended_uncounted(*, on: date) -> list[int]:
    """Return the pulses that are over and can be counted without a code. One question."""
    return list(
        Pulse.objects.filter(
            opened_at__isnull=False, counted_at=None, closes_on__lt=on, has_opening_code=False
        )
        .order_by("closes_on", "pk")
        .values_list("pk", flat=True)
    )


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit that answers, by name, with the code on its poster."""

    unit_id: int
    name: str
    department: str
    code: str

    @property
    def written(self) -> str:
        """The code as it stands on paper."""
        return written(self.code)


def unit_rows(pulse: Pulse) -> list[UnitRow]:
    """Return the units that answer, by department and name. One question beside the tree."""
    tree = organisation.tree(pulse.cycle.employer, on=pulse.opens_on)
    rows = []
    for unit, code in pulse.units.values_list("unit_id", "code"):
        department = tree.department_of(unit)
        name = name_of(tree, unit)
        rows.append(UnitRow(unit, name, department.name if department else "", code))
    return sorted(rows, key=lambda r: (r.department, r.name != r.department, r.name, r.unit_id))
