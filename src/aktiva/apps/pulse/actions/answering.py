"""Taking in one answer: it is sealed at once, and nothing else about it is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from aktiva.adapters import sealing
from aktiva.apps.pulse.actions.slips import mark_of
from aktiva.apps.pulse.models import Pulse, PulseSlip, PulseUnit, SealedAnswer
from aktiva.apps.pulse.queries import keys_of
from aktiva.domain.pulse.ballots import Ballot, to_bytes
from aktiva.domain.pulse.codes import read

MOST_ANSWERS = 200_000
"""In one pulse: more than any municipality has employees, and less than fills a disk."""


class Closed(Exception):
    """The pulse does not take answers that day."""


class Full(Exception):
    """So many answers have come that somebody must be filling it."""


class WrongSlip(Exception):
    """The pulse asks for a slip, and there is none with that code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What somebody filled in."""

    grades: Mapping[str, int]
    words: str = ""
    slip: str = ""


@transaction.atomic
def answer(*, place: PulseUnit, given: Answer, nonce: str, day: date) -> None:
    """Keep one answer, sealed. It has no actor and leaves no entry in the log.

    The same form sent again, which has the same `nonce`, is the same answer. A slip is not marked
    as used: its mark lies inside the answer, and answers of one slip are put together when all
    are counted.

    Raises:
        Closed, Full, WrongSlip: Nothing was kept.
    """
    pulse = place.pulse
    if pulse.opened_at is None or not pulse.opens_on <= day <= pulse.closes_on:
        raise Closed
    inside = ""
    if pulse.uses_slips:
        mark = mark_of(pulse.pk, place.unit_id, read(given.slip))
        if not PulseSlip.objects.filter(pk=mark.key, pulse=pulse).exists():
            raise WrongSlip
        inside = mark.inside
    if SealedAnswer.objects.filter(pulse=pulse).count() >= MOST_ANSWERS:
        raise Full
    ballot = Ballot(place.unit_id, given.grades, given.words, inside)
    content = to_bytes(ballot, keys_of(pulse), has_words=pulse.asks_words)
    sealed = sealing.seal(content, public=bytes.fromhex(pulse.public_key), about=pulse.about)
    row = SealedAnswer(id=_key(pulse, nonce), pulse=pulse, day=day, sealed=sealed)
    SealedAnswer.objects.bulk_create([row], ignore_conflicts=True)


def _key(pulse: Pulse, nonce: str) -> int:
    """Return the row's key: chance, since the form's number is, and the same for the same form."""
    digest = hashlib.sha256(f"{pulse.about} {nonce}".encode()).digest()
    return int.from_bytes(digest[:8], "big") >> 1
