"""A representative answers for a party. Nobody else writes or changes a word of it."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.apps.audit import history, log
from aktiva.apps.cooperation import policy
from aktiva.apps.cooperation.actions.accounts import accounted_at
from aktiva.apps.cooperation.models import Confirmation
from aktiva.domain.cooperation.answering import Writing, writing
from aktiva.domain.organisation.permissions import Role


@transaction.atomic
def confirm(*, asked_id: int, answer: str, words: str, actor, at: datetime) -> Confirmation:
    """Answer what a party was asked to read, in the representative's own words.

    The one who answered may change the words through the last day, unless a paper that holds
    them is approved. After that a correction is added beside, and nothing is overwritten.

    Raises:
        ReadingParty.DoesNotExist: Nothing that `actor` is asked to read.
        ValidationError: No answer is chosen, or a differing opinion is not told.
    """
    asked = (
        policy.confirmable(actor, on=at.date())
        .select_related("reading__cycle__employer", "reading__unit", "party")
        .get(pk=asked_id)
    )
    if answer not in Confirmation.Answer.values:
        raise ValidationError({"answer": _("Välj ett av svaren.")})
    words = words.strip()
    if answer == Confirmation.Answer.DISSENT and not words:
        raise ValidationError(
            {"words": _("Skriv den avvikande meningen. Den återges ord för ord.")}
        )
    holding = policy.assignment_for(actor, asked, on=at.date())
    own = list(
        Confirmation.objects.filter(asked=asked, holding__user=actor).order_by("confirmed_at", "pk")
    )
    reading = asked.reading
    told_at = accounted_at(reading.cycle, reading.unit, on=at.date())
    if own and writing(last=reading.last_date, accounted_at=told_at, at=at) is Writing.CHANGES:
        confirmation, event = own[-1], log.Event.CONFIRMATION_CHANGED
    else:
        confirmation = Confirmation(asked=asked, corrects=own[-1] if own else None)
        event = log.Event.CONFIRMATION_CORRECTED if own else log.Event.CONFIRMATION_GIVEN
    confirmation.holding, confirmation.shown_as = holding, _shown(holding)
    confirmation.answer, confirmation.words = answer, words
    confirmation.confirmed_at = at
    history.store(confirmation, at=at, by=actor)
    log.record(event, actor=actor, about=confirmation, at=at, details={"answer": answer})
    return confirmation


def _shown(holding) -> str:
    """Return the function, with the organisation where it is the party; never the name.

    Safety representatives answer for the function, so their own organisation is left out.
    """
    if holding.role == Role.SAFETY_REPRESENTATIVE:
        return holding.function.removesuffix(f", {holding.organisation}")
    return holding.function
