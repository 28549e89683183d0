"""What is sent to be read, and what has been answered: for the sender and for the one who reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from aktiva.apps.cooperation.models import Confirmation, Reading, ReadingParty
from aktiva.apps.cooperation.queries.gathering import Gathered
from aktiva.apps.organisation.models.trees import tree as tree_on
from aktiva.domain.cooperation.answering import days_left, standing
from aktiva.domain.cooperation.records import Answer


@dataclass(frozen=True, slots=True)
class AskedRow:
    """A party that was asked, and what it has answered; no answer is shown as none."""

    asked: ReadingParty
    party: str
    answers: tuple[Confirmation, ...]
    state: str  # an Answer, waiting or silent
    is_late: bool

    @property
    def has_answered(self) -> bool:
        return bool(self.answers)


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """One reading with every party that was asked."""

    reading: Reading
    unit: str
    asked: tuple[AskedRow, ...]

    @property
    def n_answered(self) -> int:
        return sum(row.has_answered for row in self.asked)


def readings(g: Gathered, names: dict[int, str], *, on: date) -> list[ReadingRow]:
    """Return the year's readings at some units, the latest first. No question.

    Args:
        names: The units to show, by what they are called.
    """
    return [
        ReadingRow(r, names[r.unit_id], tuple(asked_rows(g, r, on=on)))
        for r in reversed(g.readings)
        if r.unit_id in names
    ]


def asked_rows(g: Gathered, reading: Reading, *, on: date) -> list[AskedRow]:
    """Return the parties asked to read something, in the order of the register."""
    rows = []
    for asked in g.asked.get(reading.pk, []):
        given = tuple(g.confirmations.get(asked.pk, []))
        rows.append(
            AskedRow(
                asked=asked,
                party=g.parties[asked.party_id].name,
                answers=given,
                state=answered(given) or ("waiting" if reading.last_date >= on else "silent"),
                is_late=bool(given) and given[0].confirmed_at.date() > reading.last_date,
            )
        )
    order = list(g.parties)
    return sorted(rows, key=lambda row: order.index(row.asked.party_id))


def answered(given) -> str:
    """Return what the answers amount to: corrected ones left out, the strongest of the rest."""
    corrected = {c.corrects_id for c in given}
    found = standing(Answer(c.answer) for c in given if c.pk not in corrected)
    return str(found) if found else ""


@dataclass(frozen=True, slots=True)
class ToRead:
    """Something a representative is asked to read, with what they have answered themselves."""

    asked: ReadingParty
    unit: str
    own: tuple[Confirmation, ...]
    n_days: int

    @property
    def is_waiting(self) -> bool:
        return not self.own

    @property
    def latest(self) -> Confirmation | None:
        return self.own[-1] if self.own else None


def to_read(confirmable, *, user, on: date) -> list[ToRead]:
    """Return what a person is asked to read: unanswered by the day first, then the rest.

    Three questions at most, whatever the number.
    """
    rows = list(
        confirmable.select_related("reading__unit__employer", "reading__cycle", "party").order_by(
            "-reading__sent_at", "pk"
        )
    )
    own: dict[int, list[Confirmation]] = {}
    for c in Confirmation.objects.filter(
        asked__in=[r.pk for r in rows], holding__user=user
    ).order_by("confirmed_at", "pk"):
        own.setdefault(c.asked_id, []).append(c)
    shown = [
        ToRead(
            asked=row,
            unit=_name(row.reading, on=on),
            own=tuple(own.get(row.pk, ())),
            n_days=days_left(row.reading.last_date, on=on),
        )
        for row in rows
    ]
    return sorted(shown, key=lambda r: (not r.is_waiting, r.n_days if r.is_waiting else 0))


def _name(reading: Reading, *, on: date) -> str:
    node = tree_on(reading.unit.employer, on=on).nodes.get(reading.unit_id)
    return node.name if node else reading.unit.code


def n_to_read(confirmable, *, user) -> int:
    """Return how many readings the person has not answered. One question."""
    answered_by = Confirmation.objects.filter(holding__user=user).values("asked")
    return confirmable.exclude(pk__in=answered_by).count()


def asked_for_page(confirmable, pk: int) -> ReadingParty:
    """Return one row with what its page shows. One question.

    Raises:
        ReadingParty.DoesNotExist: None, or nothing the person is asked.
    """
    return confirmable.select_related(
        "reading__unit__employer", "reading__cycle__employer", "party"
    ).get(pk=pk)


def own_answers(asked: ReadingParty, *, user) -> list[Confirmation]:
    """Return what the person has answered, in order. One question."""
    return list(
        Confirmation.objects.filter(asked=asked, holding__user=user).order_by("confirmed_at", "pk")
    )


def reading_for_page(visible, pk: int) -> Reading:
    """Return one reading with its year and unit. One question.

    Raises:
        Reading.DoesNotExist: None, or not one the person may see.
    """
    return visible.select_related("cycle__employer", "unit", "meeting").get(pk=pk)


def meeting_for_page(visible, pk: int):
    """Return one meeting with its year, unit and forum. One question.

    Raises:
        Meeting.DoesNotExist: None, or not one the person may see.
    """
    return visible.select_related("cycle__employer", "unit", "forum").get(pk=pk)
