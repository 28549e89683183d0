"""Cooperation on the steps of a pay mapping, and what the unions are given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.apps.audit import history, log
from aktiva.apps.cooperation.models import Party
from aktiva.apps.pay import policy
from aktiva.apps.pay.actions.keeping import open_mapping
from aktiva.apps.pay.models import PayCooperation, PayHandover, PayMapping
from aktiva.domain.pay.reasons import hollow


@dataclass(frozen=True, slots=True, kw_only=True)
class CooperationFacts:
    """What a person fills in about cooperation on a step; `parties` are ids."""

    step: str
    on_date: date
    parties: Sequence[int]
    done: str
    dissent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverFacts:
    """What a person fills in about something that a union was given."""

    party: int
    what: str
    on_date: date
    words: str = ""
    confidential: bool = False


@transaction.atomic
def keep_cooperation(
    *,
    mapping_id: int,
    facts: CooperationFacts,
    cooperation_id: int | None = None,
    actor,
    at: datetime,
) -> PayCooperation:
    """Record cooperation on a step, or put a record right; a dissent is never changed.

    Raises:
        PayMapping.DoesNotExist: Not one that `actor` keeps.
        PayCooperation.DoesNotExist: No such record in the mapping.
        ValidationError: A day, a party or what was done is missing or wrong, or the words of a
            party that dissents would change.
    """
    mapping = open_mapping(mapping_id, actor=actor, at=at)
    kept = mapping.cooperation
    row = PayCooperation(mapping=mapping) if cooperation_id is None else kept.get(pk=cooperation_id)
    there = set(_parties(mapping).values_list("pk", flat=True))
    wrong = {}
    if facts.on_date > at.date():
        wrong["on_date"] = _("Dagen har inte varit ännu. Skriv när ni har träffats.")
    elif facts.on_date.year != mapping.cycle.year:
        wrong["on_date"] = _("Dagen ska ligga i %(year)s, året som kartläggs.") % {
            "year": mapping.cycle.year
        }
    if not facts.parties or not set(facts.parties) <= there:
        wrong["parties"] = _("Välj minst en part som deltog.")
    if (why := hollow(facts.done)) is not None:
        wrong["done"] = _("Beskrivningen av vad ni gjorde %(why)s.") % {"why": why.words}
    if row.dissent and facts.dissent.strip() != row.dissent:
        wrong["dissent"] = _("En avvikande mening ändras inte. Låt den stå som den är.")
    if wrong:
        raise ValidationError(wrong)
    row.step, row.on_date = facts.step, facts.on_date
    row.parties = sorted(set(facts.parties))
    row.done, row.dissent = facts.done.strip(), facts.dissent.strip()
    history.store(row, at=at, by=actor)
    log.record(
        log.Event.PAY_COOPERATION_RECORDED, actor=actor, about=row, at=at,
        details={"step": row.step, "parties": len(row.parties)},
    )  # fmt: skip
    return row


@transaction.atomic
def remove_cooperation(*, cooperation_id: int, actor, at: datetime) -> None:
    """Take away a record made by mistake; one with a dissent stays.

    Raises:
        PayCooperation.DoesNotExist: Not one of a mapping that `actor` keeps.
        ValidationError: It holds a dissent, or the mapping is closed.
    """
    kept = policy.keepable_mappings(actor, on=at.date())
    row = PayCooperation.objects.filter(mapping__in=kept).get(pk=cooperation_id)
    open_mapping(row.mapping_id, actor=actor, at=at)
    if row.dissent:
        raise ValidationError(_("Anteckningen har en avvikande mening och tas inte bort."))
    log.record(
        log.Event.PAY_COOPERATION_RECORDED, actor=actor, about=row, at=at,
        details={"removed": row.step},
    )  # fmt: skip
    history.remove(row, at=at, by=actor)


@transaction.atomic
def hand_over(*, mapping_id: int, facts: HandoverFacts, actor, at: datetime) -> PayHandover:
    """Note what a union was given and when.

    Raises:
        PayMapping.DoesNotExist: Not one that `actor` keeps.
        ValidationError: The day has not been yet, the party is unknown, or pay of single people
            would be given without the note on confidentiality.
    """
    mapping = open_mapping(mapping_id, actor=actor, at=at)
    party = _parties(mapping).filter(pk=facts.party).first()
    wrong = {}
    if party is None:
        wrong["party"] = _("Välj vem som fick underlaget.")
    if facts.on_date > at.date():
        wrong["on_date"] = _("Dagen har inte varit ännu. Skriv dagen då underlaget lämnades.")
    if facts.what == PayHandover.What.INDIVIDUAL and not facts.confidential:
        wrong["confidential"] = _(
            "Löner för enskilda lämnas bara till den som har upplysts om tystnadsplikten. Upplys "
            "mottagaren och kryssa i rutan."
        )
    if wrong:
        raise ValidationError(wrong)
    given = PayHandover(
        mapping=mapping, party=party, what=facts.what, on_date=facts.on_date,
        words=facts.words.strip(), confidential=facts.confidential,
    )  # fmt: skip
    history.store(given, at=at, by=actor)
    log.record(
        log.Event.PAY_HANDED_OVER, actor=actor, about=given, at=at,
        details={"what": given.what, "confidential": given.confidential},
    )  # fmt: skip
    return given


def _parties(mapping: PayMapping):
    return Party.objects.filter(employer=mapping.cycle.employer_id)
