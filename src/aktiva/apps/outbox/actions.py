"""Writing mail: plain text, to one person, kept as it was sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction

from aktiva.apps.outbox.fillers import filled
from aktiva.apps.outbox.models import Mail


@dataclass(frozen=True, slots=True)
class Letter:
    """A message before it is written: no personal data beyond the address it goes to."""

    to_id: int
    subject: str
    body: str


def write(*, employer_id: int, letters: list[Letter], at: datetime) -> list[Mail]:
    """Keep the messages and send them when the transaction is done; return what was kept.

    Without a mail server (``AKTIVA_MAIL`` unset) they stay in the outbox, where they can be read.
    """
    mails = Mail.objects.bulk_create(
        [
            Mail(
                to_id=letter.to_id,
                employer_id=employer_id,
                subject=letter.subject,
                body=letter.body,
                written_at=at,
            )
            for letter in letters
        ]
    )
    if getattr(settings, "AKTIVA_MAIL_FROM", ""):
        ids = [mail.pk for mail in mails]
        transaction.on_commit(lambda: send(ids=ids, at=at))
    return mails


def send(*, ids: list[int], at: datetime) -> int:
    """Send what has not been sent, and return how many went; the rest stay for the next try."""
    n_sent = 0
    with get_connection() as connection:
        for mail in Mail.objects.filter(pk__in=ids, sent_at=None).select_related("to"):
            message = EmailMessage(
                mail.subject,
                filled(mail.body, to_id=mail.to_id),
                settings.AKTIVA_MAIL_FROM,
                [mail.to.email],
                connection=connection,
            )
            if message.send(fail_silently=True):
                Mail.objects.filter(pk=mail.pk).update(sent_at=at)
                n_sent += 1
    return n_sent
