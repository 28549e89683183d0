"""Sending something to parties to be read, and reminding those who have not answered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from aktiva.apps.audit import history, log
from aktiva.apps.cooperation import followers, policy
from aktiva.apps.cooperation.models import Meeting, Party, Reading, ReadingParty
from aktiva.apps.cooperation.queries.representatives import representatives
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.models import Unit
from aktiva.apps.outbox import actions as outbox
from aktiva.domain.cooperation.answering import TooFewDays, last_day
from aktiva.domain.values import Step
from aktiva.ui.templatetags.formats import deadline


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingFacts:
    """What is sent, to whom, and how long they have."""

    about: str
    title: str
    parties: Sequence[Party]
    days: int
    text: str = ""
    link: str = ""
    steps: Sequence[str] = ()
    meeting: Meeting | None = None


@transaction.atomic
def send_for_reading(
    *, cycle: Cycle, unit: Unit, facts: ReadingFacts, actor, at: datetime
) -> Reading:
    """Send something to be read, and write to every representative of the parties there.

    Raises:
        Unit.DoesNotExist: `actor` does not record cooperation for the unit.
        ValidationError: There is nothing to read, no step, nobody to ask, or a party without
            anybody who can sign in and answer.
    """
    unit = policy.keepable_units(actor, on=at.date()).get(pk=unit.pk, employer=cycle.employer_id)
    found = representatives(cycle.employer, unit, facts.parties, on=at.date())
    _check(facts, found, employer_id=cycle.employer_id)
    try:
        last = last_day(at.date(), facts.days)
    except TooFewDays as wrong:
        raise ValidationError({"days": _("Skriv ett antal dagar mellan 1 och 60.")}) from wrong
    reading = history.store(
        Reading(
            cycle=cycle,
            unit=unit,
            about=facts.about,
            steps=[s.value for s in Step if s in set(facts.steps)],
            title=facts.title.strip(),
            text=facts.text.strip(),
            link=facts.link.strip(),
            meeting=facts.meeting,
            sent_at=at,
            days=facts.days,
            last_date=last,
        ),
        at=at,
        by=actor,
    )
    for party in facts.parties:
        history.store(ReadingParty(reading=reading, party=party), at=at, by=actor)
    users = {user_id for holders in found.values() for user_id in holders}
    outbox.write(
        employer_id=cycle.employer_id,
        letters=_letters(reading, users, _NEW, on=at.date()),
        at=at,
    )
    log.record(
        log.Event.READING_SENT, actor=actor, about=reading, at=at,
        details={"parties": len(facts.parties), "letters": len(users)},
    )  # fmt: skip
    return reading


def _check(facts: ReadingFacts, found: dict[int, list[int]], *, employer_id: int) -> None:
    wrong: dict[str, str] = {}
    if not facts.title.strip():
        wrong["title"] = _("Skriv vad det är parterna ska läsa.")
    if not facts.text.strip() and not facts.link.strip():
        wrong["text"] = _("Skriv texten som parterna ska läsa, eller adressen till den.")
    if not set(facts.steps) & set(Step):
        wrong["steps"] = _("Välj minst ett steg som det gäller.")
    if not facts.parties:
        wrong["parties"] = _("Välj minst en part.")
    elif any(p.employer_id != employer_id for p in facts.parties):
        wrong["parties"] = _("Parten hör till en annan arbetsgivare.")
    else:
        alone = [p.name for p in facts.parties if not found.get(p.pk)]
        if alone:
            wrong["parties"] = _(
                "%(names)s har ingen företrädare här som kan logga in och svara. Registrera "
                "uppdraget under Organisation, eller ta upp frågan på ett möte."
            ) % {"names": ", ".join(alone)}
    if wrong:
        raise ValidationError(wrong)


@transaction.atomic
def remind(*, asked_ids: Iterable[int], cycle: Cycle, actor, at: datetime) -> int:
    """Write once more to the chosen parties that have not answered; return how many letters.

    Those that have answered, or are out of the actor's reach, are left out. So is one who has had
    a letter about it today, whoever wrote it.

    Raises:
        Unit.DoesNotExist: `actor` records no cooperation at this employer.
    """
    policy.keepable_units(actor, on=at.date()).filter(employer=cycle.employer_id)[:1].get()
    waiting = list(
        ReadingParty.objects.filter(
            pk__in=list(asked_ids),
            reading__cycle=cycle,
            reading__in=policy.keepable_readings(actor, on=at.date()),
            confirmations=None,
        )
        .select_related("reading__unit", "reading__cycle__employer", "party")
        .order_by("reading__last_date", "pk")
    )
    had = followers.written_to((row.pk for row in waiting), on=at.date())
    letters: list[outbox.Letter] = []
    reminded = []
    for row in waiting:
        if _day(row.reminded_at or row.reading.sent_at) == at.date():
            continue
        found = representatives(cycle.employer, row.reading.unit, [row.party], on=at.date())
        words = _LATE if at.date() > row.reading.last_date else _AGAIN
        users = {u for u in found.get(row.party_id, ()) if (row.pk, u) not in had}
        if users:
            letters += _letters(row.reading, users, words, on=at.date())
            row.reminded_at = at
            reminded.append(row)
    history.update_many(reminded, ["reminded_at"], at=at, by=actor)
    outbox.write(employer_id=cycle.employer_id, letters=letters, at=at)
    log.record(
        log.Event.REMINDERS_SENT, actor=actor, about=cycle, at=at, details={"letters": len(letters)}
    )
    return len(letters)


def _day(at: datetime) -> date:
    return timezone.localtime(at).date()


_NEW, _AGAIN, _LATE = "new", "again", "late"


def _letters(reading: Reading, users: set[int], words: str, *, on: date) -> list[outbox.Letter]:
    """Return plain letters that name the unit and the day: no title, no person, no organisation."""
    employer = reading.cycle.employer
    tree = organisation.tree(employer, on=on)
    unit = tree.nodes[reading.unit_id].name if reading.unit_id in tree else employer.name
    given = {
        "unit": unit,
        "day": deadline(reading.last_date).replace("\u00a0", " "),
        "contact": employer.contact or _("HR-avdelningen"),
    }
    first = {
        _NEW: _(
            "Hej!\n\nDet finns något att läsa i arbetet med aktiva åtgärder i %(unit)s. Du har till "
            "och med %(day)s på dig att svara."
        ),
        _AGAIN: _(
            "Hej!\n\nDu har något kvar att läsa i arbetet med aktiva åtgärder i %(unit)s. Svara "
            "senast %(day)s."
        ),
        _LATE: _(
            "Hej!\n\nSvarstiden för det du fick att läsa i %(unit)s gick ut %(day)s. Du kan "
            "fortfarande svara. Utan svar står det att parten inte har svarat."
        ),
    }[words]
    rest = _(
        "Logga in i Aktiva och öppna Att läsa. Där svarar du att du har tagit del av det, att du "
        "inte har något att erinra eller att du har en avvikande mening. Dina ord återges i sin "
        "helhet.\n\nDu får brevet för att ett uppdrag som företrädare är anmält för dig. "
        "Frågor: %(contact)s\n"
    )
    subject = _("%(unit)s: något att läsa, svara senast %(day)s") % given
    return [
        outbox.Letter(to_id=user, subject=subject[:200], body=f"{first % given}\n\n{rest % given}")
        for user in sorted(users)
    ]
