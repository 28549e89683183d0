"""Meetings are recorded, put right and withdrawn; what a party said there is not changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.apps.audit import history, log
from aktiva.apps.cooperation import policy
from aktiva.apps.cooperation.models import Meeting, MeetingParty, Party
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.models import Unit
from aktiva.apps.registers.models import Forum
from aktiva.domain.values import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """A party that took part: in which function, and what it said."""

    party: Party
    function: str
    views: str = ""
    dissent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingFacts:
    """What a person fills in about a meeting."""

    on_date: date
    kind: str
    steps: Sequence[str]
    information: str
    present: Sequence[Present]
    forum: Forum | None = None
    other_forum: str = ""
    informed_on: date | None = None
    covers_below: bool = False


@transaction.atomic
def record_meeting(
    *, cycle: Cycle, unit: Unit, facts: MeetingFacts, actor, at: datetime
) -> Meeting:
    """Record a meeting with the parties that took part.

    Raises:
        Unit.DoesNotExist: `actor` does not record cooperation for the unit.
        ValidationError: Something that makes it a record is missing, or the day is wrong.
    """
    unit = policy.keepable_units(actor, on=at.date()).get(pk=unit.pk, employer=cycle.employer_id)
    meeting = Meeting(cycle=cycle, unit=unit, recorded_at=at)
    _check(meeting, facts, on=at.date())
    _fill(meeting, facts)
    history.store(meeting, at=at, by=actor)
    for given in facts.present:
        history.store(_row(meeting, given), at=at, by=actor)
    log.record(
        log.Event.MEETING_RECORDED, actor=actor, about=meeting, at=at,
        details={"kind": meeting.kind, "steps": meeting.steps, "parties": len(facts.present)},
    )  # fmt: skip
    return meeting


@transaction.atomic
def change_meeting(*, meeting_id: int, facts: MeetingFacts, actor, at: datetime) -> Meeting:
    """Put a record of a meeting right; it counts as recorded now.

    Words that a party has said stay as they stand, also when they are left out of `facts`.

    Raises:
        Meeting.DoesNotExist: No such meeting, or not one that `actor` may change.
        ValidationError: As for a new meeting, or a party's words would change.
    """
    meeting = (
        policy.keepable_meetings(actor, on=at.date())
        .select_related("cycle__employer", "unit")
        .get(pk=meeting_id)
    )
    _check(meeting, facts, on=at.date())
    there = {row.party_id: row for row in meeting.parties.select_related("party")}
    given = {p.party.pk: p for p in facts.present}
    for pk, row in there.items():
        new = given.get(pk)
        if (row.views and (new is None or new.views.strip() != row.views)) or (
            row.dissent and (new is None or new.dissent.strip() != row.dissent)
        ):
            raise ValidationError(
                _(
                    "%(party)s har sagt något på mötet, och de orden ändras inte. Skicka "
                    "anteckningen till parten om något behöver rättas."
                )
                % {"party": row.party.name}
            )
    _fill(meeting, facts)
    meeting.recorded_at = at
    history.store(meeting, at=at, by=actor)
    for pk, row in there.items():
        if pk not in given:
            history.remove(row, at=at, by=actor)
    for pk, said in given.items():
        new = _row(meeting, said)
        if pk in there:
            new.pk = there[pk].pk
            new._state.adding = False
        history.store(new, at=at, by=actor)
    log.record(log.Event.MEETING_CHANGED, actor=actor, about=meeting, at=at)
    return meeting


@transaction.atomic
def withdraw_meeting(*, meeting_id: int, actor, at: datetime) -> None:
    """Take away a meeting that was recorded by mistake; its earlier versions are kept.

    Raises:
        Meeting.DoesNotExist: No such meeting, or not one that `actor` may change.
        ValidationError: A party has said something there, or it was sent to be read.
    """
    meeting = policy.keepable_meetings(actor, on=at.date()).get(pk=meeting_id)
    rows = list(meeting.parties.all())
    if any(row.views or row.dissent for row in rows) or meeting.readings.exists():
        raise ValidationError(
            _(
                "Mötet innehåller parternas ord och tas inte bort. Rätta datum eller forum i stället."
            )
        )
    log.record(log.Event.MEETING_WITHDRAWN, actor=actor, about=meeting, at=at)
    for row in rows:
        history.remove(row, at=at, by=actor)
    history.remove(meeting, at=at, by=actor)


def _check(meeting: Meeting, facts: MeetingFacts, *, on: date) -> None:
    wrong: dict[str, str] = {}
    employer_id = meeting.cycle.employer_id
    if facts.on_date > on:
        wrong["on_date"] = _("Dagen har inte varit ännu. Registrera mötet när det är hållet.")
    elif facts.on_date.year != meeting.cycle.year:
        wrong["on_date"] = _("Mötet ska ligga i året %(year)s. Välj det år som mötet gällde.") % {
            "year": meeting.cycle.year
        }
    if facts.informed_on is not None and facts.informed_on > facts.on_date:
        wrong["informed_on"] = _(
            "Informationen ska lämnas senast på mötet. Skriv dagen då parterna fick den."
        )
    if not set(facts.steps) & set(Step):
        wrong["steps"] = _("Välj minst ett steg som mötet gällde.")
    if not facts.information.strip():
        wrong["information"] = _("Skriv vilken information parterna fick.")
    if not facts.present:
        wrong["parties"] = _("Välj minst en part som deltog.")
    elif any(p.party.employer_id != employer_id for p in facts.present):
        wrong["parties"] = _("Parten hör till en annan arbetsgivare.")
    elif any(not p.function.strip() for p in facts.present):
        wrong["parties"] = _("Skriv i vilken funktion varje part deltog. Skriv inga namn.")
    if facts.forum is not None and facts.forum.employer_id != employer_id:
        wrong["forum"] = _("Forumet hör till en annan arbetsgivare.")
    if facts.covers_below and not _may_cover(meeting, on=on):
        wrong["covers_below"] = _(
            "Ett möte för hela arbetsgivaren ersätter inte enheternas egen samverkan. Ta bort krysset."
        )
    if wrong:
        raise ValidationError(wrong)


def _may_cover(meeting: Meeting, *, on: date) -> bool:
    tree = organisation.tree(meeting.cycle.employer, on=min(on, date(meeting.cycle.year, 12, 31)))
    is_root = tree.root is not None and tree.root.id == meeting.unit_id
    return not is_root and bool(tree.children(meeting.unit_id))


def _fill(meeting: Meeting, facts: MeetingFacts) -> None:
    meeting.forum = facts.forum
    meeting.other_forum = "" if facts.forum else facts.other_forum.strip()
    meeting.on_date = facts.on_date
    meeting.kind = facts.kind
    meeting.steps = [s.value for s in Step if s in set(facts.steps)]
    meeting.covers_below = facts.covers_below
    meeting.information = facts.information.strip()
    meeting.informed_on = facts.informed_on


def _row(meeting: Meeting, given: Present) -> MeetingParty:
    return MeetingParty(
        meeting=meeting,
        party=given.party,
        function=given.function.strip(),
        views=given.views.strip(),
        dissent=given.dissent.strip(),
    )
