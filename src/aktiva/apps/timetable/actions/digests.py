"""The day's reminders are sent: one letter a person, one transaction a letter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from aktiva.apps.audit import log
from aktiva.apps.organisation.models import Employer
from aktiva.apps.outbox import actions as outbox
from aktiva.apps.outbox.actions import Letter
from aktiva.apps.timetable import queries
from aktiva.apps.timetable.models import SentReminder
from aktiva.domain.cycle.reminders import Digest


@dataclass(frozen=True, slots=True)
class Reminded:
    """What came of a day: letters, lines in them, earlier letters sent again, people not reached."""

    is_working: bool
    n_letters: int = 0
    n_dates: int = 0
    n_resent: int = 0
    n_unreachable: int = 0


def remind(*, employer: Employer, on: date, at: datetime, dry_run: bool = False) -> Reminded:
    """Send the day's reminders of an employer. Run again the same day, it sends nothing more.

    One who is stopped halfway goes on where they were: each letter is a transaction of its own.
    A letter that no mail server took on an earlier day goes first, and is that person's letter
    of the day.
    """
    day = queries.letters(employer, on=on)
    if not day.is_working:
        return Reminded(False, n_unreachable=len(day.unreachable))
    resent = {} if dry_run else _send_again(employer, on=on, at=at, but=day.unreachable)
    n_letters = n_dates = 0
    for digest, letter in day.letters:
        if digest.to in resent:
            continue
        if dry_run or send_digest(employer=employer, digest=digest, letter=letter, at=at):
            n_letters += 1
            n_dates += len(digest.items)
    return Reminded(True, n_letters, n_dates, len(resent), len(day.unreachable))


def send_digest(*, employer: Employer, digest: Digest, letter: Letter, at: datetime) -> bool:
    """Write one person's letter and remember its lines; return False if it was written already."""
    try:
        with transaction.atomic():
            if SentReminder.objects.filter(to=digest.to, on_date=digest.on).exists():
                return False
            mail = outbox.write(employer_id=employer.pk, letters=[letter], at=at)[0]
            SentReminder.objects.bulk_create(
                SentReminder(
                    employer=employer, user_id=item.keep.owner, to_id=digest.to,
                    duty=item.keep.key, day=item.keep.day, offset=item.offset,
                    on_date=digest.on, sent_at=at, mail=mail,
                )
                for item in digest.items
            )  # fmt: skip
            log.record(
                log.Event.DIGEST_SENT, actor=None, about=mail, at=at,
                details={"dates": len(digest.items), "on": digest.on.isoformat()},
            )  # fmt: skip
    except IntegrityError:  # somebody else wrote one of its lines meanwhile
        return False
    return True


def _send_again(employer: Employer, *, on: date, at: datetime, but) -> dict[int, int]:
    """Send the latest letter of the last days that was written but not taken, one a person."""
    if not getattr(settings, "AKTIVA_MAIL_FROM", ""):
        return {}
    waiting = {
        to: mail for to, mail in queries.unsent_mails(employer, on=on).items() if to not in but
    }
    outbox.send(ids=sorted(waiting.values()), at=at)
    SentReminder.objects.filter(mail__in=waiting.values(), mail__sent_at__isnull=False).update(
        on_date=on
    )
    return waiting
