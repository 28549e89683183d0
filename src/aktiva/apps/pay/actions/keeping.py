"""Beginning a year's pay mapping, its settings, its readers, and closing it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.apps.audit import history, log
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.organisation.models import RoleHolding
from aktiva.apps.organisation.models.trees import holds_on
from aktiva.apps.pay import policy, queries
from aktiva.apps.pay.models import PayHandover, PayMapping, PayReader
from aktiva.domain.organisation.permissions import REPRESENTATIVES


@dataclass(frozen=True, slots=True, kw_only=True)
class MappingFacts:
    """What a person fills in about the mapping as a whole."""

    pay_date: date
    po_percent: Decimal | None = None
    uses_directive: bool = False


@transaction.atomic
def begin(*, cycle: Cycle, facts: MappingFacts, actor, at: datetime) -> PayMapping:
    """Begin the year's pay mapping; whoever begins it is its first reader.

    Raises:
        Cycle.DoesNotExist: `actor` does not keep pay mappings of the employer.
        ValidationError: It is begun already, or the day of the pay is in another year.
    """
    cycle = policy.keepable_cycles(actor, on=at.date()).get(pk=cycle.pk)
    if queries.mapping_of(cycle) is not None:
        raise ValidationError(_("Årets lönekartläggning är redan påbörjad."))
    mapping = PayMapping(cycle=cycle)
    _fill(mapping, facts)
    before = queries.previous(mapping)
    if before is not None:
        for name in ("method", "factor_plan", "imported_method", "bands"):
            setattr(mapping, name, getattr(before, name))
    history.store(mapping, at=at, by=actor)
    history.store(PayReader(mapping=mapping, user=actor, named_at=at), at=at, by=actor)
    log.record(
        log.Event.PAY_MAPPING_KEPT, actor=actor, about=mapping, at=at, details={"what": "begun"}
    )
    return mapping


@transaction.atomic
def change(*, mapping_id: int, facts: MappingFacts, actor, at: datetime) -> PayMapping:
    """Change what holds for the whole mapping.

    Raises:
        PayMapping.DoesNotExist: Not one that `actor` keeps.
        ValidationError: It is closed, or the day of the pay is in another year.
    """
    mapping = open_mapping(mapping_id, actor=actor, at=at)
    _fill(mapping, facts)
    history.store(mapping, at=at, by=actor)
    log.record(
        log.Event.PAY_MAPPING_KEPT, actor=actor, about=mapping, at=at, details={"what": "settings"}
    )
    return mapping


def _fill(mapping: PayMapping, facts: MappingFacts) -> None:
    if facts.pay_date.year != mapping.cycle.year:
        raise ValidationError(
            {
                "pay_date": _("Lönerna ska gälla en dag i %(year)s, året som kartläggs.")
                % {"year": mapping.cycle.year}
            }
        )
    mapping.pay_date = facts.pay_date
    mapping.po_percent = facts.po_percent
    mapping.uses_directive = facts.uses_directive


def open_mapping(mapping_id: int, *, actor, at: datetime, work: bool = False) -> PayMapping:
    """Return a mapping that may be changed, locked.

    Args:
        work: What is changed rests on pay, so `actor` must also be named to read it.

    Raises:
        PayMapping.DoesNotExist: Not one that `actor` keeps, or reads where that is needed.
        ValidationError: It is closed.
    """
    found = policy.workable_mappings if work else policy.keepable_mappings
    mapping = (
        found(actor, on=at.date())
        .select_related("cycle__employer")
        .select_for_update(of=("self",))
        .get(pk=mapping_id)
    )
    if mapping.closed_at is not None:
        raise ValidationError(
            _("Lönekartläggningen är avslutad. Öppna den igen med ett skäl innan du ändrar.")
        )
    return mapping


@transaction.atomic
def name_reader(*, mapping_id: int, user_id: int, actor, at: datetime) -> PayReader:
    """Name somebody to read the pay of the mapping.

    Raises:
        PayMapping.DoesNotExist: Not one that `actor` keeps.
        ValidationError: They hold no role there, are named already, or represent a union that has
            not been told of its duty of confidentiality.
    """
    mapping = policy.keepable_mappings(actor, on=at.date()).get(pk=mapping_id)
    held = list(
        RoleHolding.objects.filter(
            holds_on(at.date()), user=user_id, unit__employer=mapping.cycle.employer_id
        )
    )
    if not held:
        raise ValidationError(_("Personen har ingen roll hos arbetsgivaren just nu."))
    if mapping.readers.filter(user=user_id, ended_at=None).exists():
        raise ValidationError(_("Personen är redan läsare."))
    spoken_for = [h for h in held if h.role in REPRESENTATIVES]
    if len(spoken_for) == len(held) and not _told_of_confidentiality(mapping, spoken_for):
        raise ValidationError(
            _(
                "En facklig företrädare får läsa löner först när organisationen har upplysts om "
                "tystnadsplikten. Anteckna det under Utlämnat till facken."
            )
        )
    reader = PayReader(mapping=mapping, user_id=user_id, named_at=at)
    history.store(reader, at=at, by=actor)
    log.record(
        log.Event.PAY_READERS_CHANGED, actor=actor, about=mapping, at=at,
        details={"named": user_id},
    )  # fmt: skip
    return reader


def _told_of_confidentiality(mapping: PayMapping, held: Iterable[RoleHolding]) -> bool:
    told = {
        name.strip().casefold()
        for name in PayHandover.objects.filter(
            mapping=mapping, what=PayHandover.What.INDIVIDUAL, confidential=True
        ).values_list("party__name", flat=True)
    }
    return all(h.organisation.strip().casefold() in told for h in held)


@transaction.atomic
def end_reader(*, reader_id: int, actor, at: datetime) -> None:
    """Let somebody read no longer; what they have read stays in the log.

    Raises:
        PayReader.DoesNotExist: Not one of a mapping that `actor` keeps.
    """
    kept = policy.keepable_mappings(actor, on=at.date())
    reader = PayReader.objects.filter(ended_at=None, mapping__in=kept).get(pk=reader_id)
    reader.ended_at = at
    history.store(reader, at=at, by=actor)
    log.record(
        log.Event.PAY_READERS_CHANGED, actor=actor, about=reader.mapping, at=at,
        details={"ended": reader.user_id},
    )  # fmt: skip


@transaction.atomic
def close(*, mapping_id: int, actor, at: datetime) -> PayMapping:
    """Close the mapping: nothing in it is changed any more.

    Raises:
        PayMapping.DoesNotExist: Not one that `actor` keeps.
        ValidationError: Something is lacking; one line for each.
    """
    mapping = open_mapping(mapping_id, actor=actor, at=at)
    left = queries.left_to_do(queries.standing(mapping))
    if left:
        raise ValidationError([one.words for one in left])
    mapping.closed_at = at
    history.store(mapping, at=at, by=actor)
    log.record(log.Event.PAY_MAPPING_CLOSED, actor=actor, about=mapping, at=at)
    return mapping


@transaction.atomic
def reopen(*, mapping_id: int, why: str, actor, at: datetime) -> PayMapping:
    """Open a closed mapping again, with a reason that is kept.

    Raises:
        PayMapping.DoesNotExist: Not a closed one that `actor` keeps.
        ValidationError: No reason was given.
    """
    found = policy.keepable_mappings(actor, on=at.date()).exclude(closed_at=None)
    mapping = found.select_related("cycle__employer").get(pk=mapping_id)
    if not why.strip():
        raise ValidationError({"why": _("Skriv varför kartläggningen öppnas igen.")})
    mapping.closed_at, mapping.reopened_why = None, why.strip()
    history.store(mapping, at=at, by=actor)
    log.record(log.Event.PAY_MAPPING_REOPENED, actor=actor, about=mapping, at=at)
    return mapping
