"""What a paper tells of the cooperation at a unit: who was told when, answers, silence, words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from aktiva.apps.cooperation.models import Confirmation, FormsAgreement, Meeting
from aktiva.apps.cooperation.queries.readings import AskedRow, ReadingRow, readings
from aktiva.apps.cooperation.queries.standing import Standing, standing
from aktiva.apps.cycles.models import Cycle
from aktiva.domain.cooperation.coverage import Pair
from aktiva.domain.values import Step


@dataclass(frozen=True, slots=True)
class Said:
    """A party's words, unabridged: where they stand, by whom, and whether they differ."""

    words: str
    party: str
    function: str
    about: str
    unit: str
    on: date
    is_dissent: bool
    corrects: bool = False
    at_meeting: bool = False


@dataclass(frozen=True, slots=True)
class ToldMeeting:
    """A meeting with the parties that took part, as functions and organisations."""

    meeting: Meeting
    unit: str
    forum: str
    steps: tuple[Step, ...]
    parties: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """The account of one unit's cooperation."""

    agreement: FormsAgreement | None
    agreed_between: tuple[str, ...]
    agreed_late: bool
    parties: tuple[tuple[str, dict[Step, Pair]], ...]
    meetings: tuple[ToldMeeting, ...]
    readings: tuple[ReadingRow, ...]
    said: tuple[Said, ...]


def told(
    cycle: Cycle, unit: int, *, at: datetime, as_of: datetime | None = None, whole: bool = False
) -> Told | None:
    """Return the account of a unit's cooperation, None where nothing is registered.

    Meetings and readings are those of the unit, and for the employer those of its departments.
    A party's words are taken from everywhere below, for they belong to whoever decides.

    Args:
        as_of: The time as of which it is told; now if not given.
        whole: Meetings and readings too are taken from everywhere below.
    """
    s = standing(cycle, on=at.date(), as_of=as_of)
    g, tree = s.gathered, s.tree
    if not (g.parties or g.meetings or g.readings or g.agreements):
        return None
    below = tree.subtree(unit) or frozenset({unit})
    is_root = tree.root is not None and tree.root.id == unit
    shown = {unit} | ({d.id for d in tree.departments} if is_root else set())
    if whole:
        shown |= below
    names = {pk: tree.nodes[pk].name if pk in tree else "" for pk in below}
    place = s.place(unit) if unit in tree else None
    chain = (unit, *(place.above if place else ()))
    agreement = next((g.agreements[pk] for pk in chain if pk in g.agreements), None)
    return Told(
        agreement=agreement,
        agreed_between=tuple(
            g.parties[pk].name for pk in (agreement.parties if agreement else ()) if pk in g.parties
        ),
        agreed_late=place is not None and s.starts_early(unit),
        parties=by_party(s, unit),
        meetings=tuple(meetings(s, {pk: names[pk] for pk in shown & names.keys()})),
        readings=tuple(
            reversed(readings(g, {pk: names[pk] for pk in shown & names.keys()}, on=at.date()))
        ),
        said=tuple(_said(s, names, on=at.date())),
    )


def by_party(s: Standing, unit: int) -> tuple[tuple[str, dict[Step, Pair]], ...]:
    """Return each required party at a place with its four pairs."""
    found: dict[int, dict[Step, Pair]] = {}
    for pair in s.pairs.get(unit, ()):
        found.setdefault(pair.party, {})[pair.step] = pair
    return tuple((s.gathered.parties[party].name, steps) for party, steps in found.items())


def meetings(s: Standing, names: dict[int, str]) -> list[ToldMeeting]:
    """Return the meetings at some units, in the order of their days."""
    g = s.gathered
    return [
        ToldMeeting(
            meeting=m,
            unit=names[m.unit_id],
            forum=g.forum_of(m),
            steps=tuple(step for step in Step if step in set(m.steps)),
            parties=tuple(
                (g.parties[row.party_id].name, row.function) for row in g.present.get(m.pk, ())
            ),
        )
        for m in g.meetings
        if m.unit_id in names
    ]


def _said(s: Standing, names: dict[int, str], *, on: date):
    g = s.gathered
    for m in g.meetings:
        for row in g.present.get(m.pk, ()) if m.unit_id in names else ():
            for words, differs in ((row.views, False), (row.dissent, True)):
                if words:
                    yield Said(
                        words=words, party=g.parties[row.party_id].name, function=row.function,
                        about=g.forum_of(m), unit=names[m.unit_id], on=m.on_date,
                        is_dissent=differs, at_meeting=True,
                    )  # fmt: skip
    for row in reversed(readings(g, names, on=on)):
        for asked in row.asked:
            yield from _written(row, asked)


def _written(row: ReadingRow, asked: AskedRow):
    for c in asked.answers:
        if c.words:
            yield Said(
                words=c.words, party=asked.party, function=c.shown_as, about=row.reading.title,
                unit=row.unit, on=c.confirmed_at.date(),
                is_dissent=c.answer == Confirmation.Answer.DISSENT, corrects=bool(c.corrects_id),
            )  # fmt: skip
