"""Making a pulse before it is opened: its days, its statements and the units it goes to."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aktiva.adapters import pulses
from aktiva.apps.audit import history, log
from aktiva.apps.cycles import policy as cycles_policy
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.pulse import policy
from aktiva.apps.pulse.models import Pulse
from aktiva.apps.pulse.queries import asked, covered, shipped
from aktiva.domain.free_text import identifiers
from aktiva.domain.pulse.statements import LONGEST, MOST, Refusal, Statement, refusal
from aktiva.domain.values import Area

LONGEST_DAYS = 62

_WHY = {
    Refusal.EMPTY: gettext_lazy("Skriv påståendet på svenska."),
    Refusal.QUESTION: gettext_lazy(
        "Det är en fråga, och skalan går från stämmer inte alls till stämmer helt. "
        "Skriv ett påstående om arbetsplatsen."
    ),
    Refusal.PERSON: gettext_lazy(
        "Påståendet handlar om den som svarar, och ingen ska behöva berätta om sig själv. "
        "Skriv om hur det fungerar på arbetsplatsen."
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PulseFacts:
    """What HR says of a pulse before it is opened."""

    title: str
    opens_on: date
    closes_on: date
    languages: Collection[str] = ("sv",)
    asks_words: bool = False
    uses_slips: bool = False
    has_opening_code: bool = False
    mean_limit: Decimal = Decimal("3.5")
    low_limit: int = 20


@transaction.atomic
def make_pulse(*, cycle: Cycle, facts: PulseFacts, actor, at: datetime) -> Pulse:
    """Make a pulse with the statements that ship, for the whole employer; nothing is asked yet.

    Raises:
        Cycle.DoesNotExist: No such year, or not one that `actor` keeps.
        ValidationError: Something is missing or does not fit.
    """
    cycle = cycles_policy.keepable_cycles(actor, on=at.date()).get(pk=cycle.pk)
    pulse = Pulse(cycle=cycle, statements=[s.to_data() for s in shipped()])
    return _keep(pulse, facts, actor=actor, at=at)


@transaction.atomic
def change_pulse(*, pulse_id: int, facts: PulseFacts, actor, at: datetime) -> Pulse:
    """Say anew what a pulse is, before it is opened.

    Raises:
        Pulse.DoesNotExist: No such pulse, or not one that `actor` keeps.
        ValidationError: It is open, or something does not fit.
    """
    return _keep(draft(pulse_id, actor=actor, at=at), facts, actor=actor, at=at)


@transaction.atomic
def choose_statements(*, pulse_id: int, keys: Collection[str], actor, at: datetime) -> Pulse:
    """Keep those of the statements that are to be asked.

    Raises:
        Pulse.DoesNotExist: No such pulse, or not one that `actor` keeps.
        ValidationError: It is open, or nothing would be asked.
    """
    pulse = draft(pulse_id, actor=actor, at=at)
    known = [*shipped(), *(s for s in asked(pulse) if s.is_own)]
    chosen = [s for s in known if s.key in set(keys)]
    if not chosen:
        raise ValidationError(_("Välj minst ett påstående."))
    return _with(pulse, chosen, actor=actor, at=at)


@transaction.atomic
def add_statement(
    *, pulse_id: int, area: str, words: Mapping[str, str], actor, at: datetime
) -> Pulse:
    """Add a statement of one's own.

    Raises:
        Pulse.DoesNotExist: No such pulse, or not one that `actor` keeps.
        ValidationError: The pulse is open or full, or the statement may not be asked.
    """
    pulse = draft(pulse_id, actor=actor, at=at)
    given = {
        language: " ".join(text.split())
        for language, text in words.items()
        if language in pulses.languages() and text.strip()
    }
    wrong = {language: why for language, text in given.items() if (why := _wrong(text))}
    if pulses.OWN not in given:
        wrong[pulses.OWN] = str(_WHY[Refusal.EMPTY])
    if wrong:
        raise ValidationError(wrong)
    before = asked(pulse)
    if len(before) >= MOST:
        raise ValidationError(_("Pulsen har redan 20 påståenden. Ta bort ett först."))
    own = Statement(f"own-{secrets.token_hex(4)}", Area(area), given)
    return _with(pulse, [*before, own], actor=actor, at=at)


def _wrong(text: str) -> str:
    if len(text) > LONGEST:
        return _("Påståendet är för långt. Korta det till 200 tecken.")
    why = refusal(text)
    if why is not None:
        return str(_WHY[why])
    if identifiers(text):
        return _("Påståendet pekar ut en person. Skriv om arbetsplatsen.")
    return ""


@transaction.atomic
def choose_places(*, pulse_id: int, places: Collection[int], actor, at: datetime) -> Pulse:
    """Say which parts of the organisation are to answer; a part goes with all below it.

    Raises:
        Pulse.DoesNotExist: No such pulse, or not one that `actor` keeps.
        ValidationError: The pulse is open, or no unit would answer.
    """
    pulse = draft(pulse_id, actor=actor, at=at)
    pulse.places = sorted(set(places))
    if not places or not covered(pulse):
        raise ValidationError(_("Välj minst en del av organisationen."))
    history.store(pulse, at=at, by=actor)
    log.record(log.Event.PULSE_KEPT, actor=actor, about=pulse, at=at)
    return pulse


@transaction.atomic
def remove_pulse(*, pulse_id: int, actor, at: datetime) -> None:
    """Remove a pulse that has not been opened.

    Raises:
        Pulse.DoesNotExist: No such pulse, or not one that `actor` keeps.
        ValidationError: It is open.
    """
    pulse = draft(pulse_id, actor=actor, at=at)
    log.record(log.Event.PULSE_REMOVED, actor=actor, about=pulse, at=at)
    history.remove(pulse, at=at, by=actor)


def draft(pulse_id: int, *, actor, at: datetime) -> Pulse:
    """Return a pulse that may still be changed.

    Raises:
        Pulse.DoesNotExist: No such pulse, or not one that `actor` keeps.
        ValidationError: It has been opened.
    """
    pulse = policy.keepable_pulses(actor, on=at.date()).select_for_update().get(pk=pulse_id)
    if pulse.opened_at is not None:
        raise ValidationError(
            _("Pulsen är öppnad, så den går inte att ändra: alla ska ha svarat på samma sak.")
        )
    return pulse


def _with(pulse: Pulse, statements: list[Statement], *, actor, at: datetime) -> Pulse:
    pulse.statements = [s.to_data() for s in statements]
    history.store(pulse, at=at, by=actor)
    log.record(log.Event.PULSE_KEPT, actor=actor, about=pulse, at=at)
    return pulse


def _keep(pulse: Pulse, facts: PulseFacts, *, actor, at: datetime) -> Pulse:
    _check(facts, year=pulse.cycle.year, today=at.date())
    pulse.title = facts.title.strip()
    pulse.opens_on, pulse.closes_on = facts.opens_on, facts.closes_on
    wanted = {*facts.languages, pulses.OWN}
    pulse.languages = [code for code in pulses.languages() if code in wanted]
    pulse.asks_words, pulse.uses_slips = facts.asks_words, facts.uses_slips
    pulse.has_opening_code = facts.has_opening_code
    pulse.mean_limit, pulse.low_limit = facts.mean_limit, facts.low_limit
    history.store(pulse, at=at, by=actor)
    log.record(log.Event.PULSE_KEPT, actor=actor, about=pulse, at=at)
    return pulse


def _check(facts: PulseFacts, *, year: int, today: date) -> None:
    wrong: dict[str, str] = {}
    if not facts.title.strip():
        wrong["title"] = _("Skriv vad pulsen heter.")
    if facts.opens_on.year != year:
        wrong["opens_on"] = _("Första dagen ska ligga i året.")
    if facts.closes_on < facts.opens_on:
        wrong["closes_on"] = _("Sista dagen kan inte vara före den första.")
    elif facts.closes_on - facts.opens_on > timedelta(days=LONGEST_DAYS):
        wrong["closes_on"] = _("En puls kan vara öppen i högst två månader.")
    elif facts.closes_on < today:
        wrong["closes_on"] = _("Sista dagen har redan varit.")
    if wrong:
        raise ValidationError(wrong)
