"""Counting all answers at once when the pulse is over, and keeping only what may be told."""

from __future__ import annotations

import random
import secrets
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from aktiva.adapters import sealing
from aktiva.apps.accounts import queries as accounts
from aktiva.apps.audit import history, log
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.pulse import policy
from aktiva.apps.pulse.actions.opening import key_folder
from aktiva.apps.pulse.models import Pulse, PulseGroup, PulseWords, SealedAnswer, new_key
from aktiva.apps.pulse.queries import keys_of, parts_of, visible_pulse
from aktiva.domain.disclosure import groups as disclosure
from aktiva.domain.free_text import Known, public_findings, replaced
from aktiva.domain.organisation.tree import Tree
from aktiva.domain.pulse.ballots import Ballot, Tally, Unreadable, from_bytes, once_each, tallied
from aktiva.domain.pulse.codes import read
from aktiva.domain.pulse.figures import FINEST, LEVELS, STANDS, mean_of

_PLACE_OF = {grade: at for at, (grade,) in enumerate(FINEST)}
_LEVELS = tuple(
    tuple(tuple(_PLACE_OF[grade] for grade in column) for column in level) for level in LEVELS
)
_STANDS = tuple(_PLACE_OF[grade] for grade in STANDS)


class CannotCount(ValidationError):
    """The answers cannot be opened now; nothing has been lost."""


@transaction.atomic
def count(*, pulse_id: int, actor, at: datetime, opening_code: str = "") -> Pulse:
    """Open all answers, keep what may be told of them, and do away with the answers and the key.

    Args:
        actor: None when the product counts by itself on the day after the last.

    Raises:
        Pulse.DoesNotExist: No such pulse, or not one that `actor` keeps.
        CannotCount: The pulse is not over or is counted already, or the key is not here or is
            locked with another code.
    """
    found = Pulse.objects if actor is None else policy.keepable_pulses(actor, on=at.date())
    pulse = found.select_for_update(of=("self",)).select_related("cycle__employer").get(pk=pulse_id)
    if pulse.opened_at is None or pulse.closes_on >= at.date():
        raise CannotCount(_("Svaren räknas när pulsen är slut, tidigast dagen efter sista dagen."))
    if pulse.counted_at is not None:
        raise CannotCount(_("Svaren är redan räknade."))
    private = _key(pulse, opening_code)
    keys = keys_of(pulse)
    _overwrite_what_is_deleted()
    ballots = _opened(pulse, private, keys)
    tree = organisation.tree(pulse.cycle.employer, on=pulse.opens_on)
    told = _groups(pulse, ballots, keys, tree)
    PulseGroup.objects.bulk_create(told)
    PulseWords.objects.bulk_create(_words(pulse, ballots, told, tree))
    SealedAnswer.objects.filter(pulse=pulse).delete()
    pulse.slips.all().delete()
    pulse.counted_at = at
    history.store(pulse, at=at, by=actor)
    log.record(log.Event.PULSE_COUNTED, actor=actor, about=pulse, at=at)
    transaction.on_commit(lambda: _forget(pulse.key_name))
    return pulse


def destroy_left_keys() -> None:
    """Destroy keys of pulses that have been counted, should a crash have come between.

    No question where no key lies here.
    """
    names = key_folder().names()
    if names:
        counted = Pulse.objects.filter(key_name__in=names, counted_at__isnull=False)
        for name in counted.values_list("key_name", flat=True):
            key_folder().destroy(name)


@transaction.atomic
def note_seen(*, pulse_id: int, actor, at: datetime) -> None:
    """Note that somebody read the results, once a day.

    Raises:
        Pulse.DoesNotExist: No such pulse, or not one that `actor` sees.
    """
    pulse = visible_pulse(policy.visible_pulses(actor, on=at.date()), pulse_id)
    if not log.is_noted(log.Event.PULSE_SEEN, actor=actor, about=pulse, on=at.date()):
        log.record(log.Event.PULSE_SEEN, actor=actor, about=pulse, at=at)


def _key(pulse: Pulse, opening_code: str) -> bytes:
    try:
        return key_folder().read(pulse.key_name, code=read(opening_code))
    except sealing.KeyMissing as missing:
        raise CannotCount(
            _(
                "Nyckeln till svaren finns inte på den här servern, så de går inte att öppna. "
                "Be IT-avdelningen lägga tillbaka nyckelfilen."
            )
        ) from missing
    except sealing.WrongCode as wrong:
        raise CannotCount(
            {"code": _("Koden stämmer inte. Läs den tecken för tecken hos den som har den.")}
        ) from wrong


def _opened(pulse: Pulse, private: bytes, keys: Sequence[str]) -> list[Ballot]:
    """Return every answer that can be read, in an order that chance has made."""
    found: list[tuple[str, Ballot]] = []
    rows = SealedAnswer.objects.filter(pulse=pulse).values_list("day", "sealed")
    for day, sealed in rows.iterator(chunk_size=2000):
        try:
            content = sealing.unseal(bytes(sealed), private=private, about=pulse.about)
            found.append((day.isoformat(), from_bytes(content, keys)))
        except (sealing.CannotOpen, Unreadable):  # sealed by nobody who had the page
            continue
    by_chance().shuffle(found)
    ballots = once_each(found)
    by_chance().shuffle(ballots)
    return ballots


def _groups(pulse: Pulse, ballots: list[Ballot], keys: Sequence[str], tree: Tree):
    """Return what may be told, group by group."""
    units = set(pulse.units.values_list("unit_id", flat=True))
    parts = parts_of(tree, units)
    tallies: dict[int, Tally] = {
        -unit if unit in parts else unit: tally
        for unit, tally in tallied([b for b in ballots if b.unit in units], keys).items()
    }
    counts = {place: tally.n for place, tally in tallies.items()}
    told = disclosure.groups(parts, counts, whole=tree.root.id)
    below = {group.members: _below(group.members, parts) for group in told}
    figures: list[dict[str, Any]] = [{} for _group in told]
    for key in keys:
        cells = {
            members: tuple(
                sum(tallies[leaf].grades[key][grade] for leaf in leaves if leaf in tallies)
                for (grade,) in FINEST
            )
            for members, leaves in below.items()
        }
        said = disclosure.answers(told, cells, levels=_LEVELS, stands=_STANDS)
        for row, group, answer in zip(figures, told, said, strict=True):
            row[key] = _figures(answer, cells[group.members])
    return [
        PulseGroup(
            pulse=pulse, position=at, places=list(group.members), above=group.above, n=group.n,
            figures=figures[at],
        )
        for at, group in enumerate(told)
    ]  # fmt: skip


def _figures(answer: disclosure.Told, cells: tuple[int, ...]) -> dict[str, Any]:
    kept: dict[str, Any] = {"level": answer.level, "cells": list(answer.cells)}
    if answer.has_mean:
        by_grade = [cells[_PLACE_OF[grade]] for grade in range(6)]
        mean = mean_of(by_grade, is_exact=answer.level == 0)
        kept |= {"mean": str(mean.low), "exact": mean.is_exact}
    return kept


def _below(members: tuple[int, ...], parts) -> list[int]:
    found: list[int] = []
    waiting = list(members)
    while waiting:
        place = waiting.pop()
        if place in parts:
            waiting.extend(parts[place])
        else:
            found.append(place)
    return found


def _words(pulse: Pulse, ballots: list[Ballot], told: list[PulseGroup], tree: Tree):
    """Return people's own words: of departments with enough of them, the rest of the employer."""
    if not pulse.asks_words or not told:
        return []
    alone = {group.places[0] for group in told if len(group.places) == 1}
    by_place: dict[int, list[str]] = defaultdict(list)
    rest: list[str] = []
    known = _known(pulse, tree)
    for ballot in ballots:
        said = ballot.words.strip()
        if said:
            department = tree.department_of(ballot.unit)
            place = department.id if department is not None else 0
            clean = replaced(said, [(f, f.proposal) for f in public_findings(said, known)])
            by_place[place].append(clean[:1000])
    for place in list(by_place):
        if place not in alone or not disclosure.is_enough(len(by_place[place])):
            rest += by_place.pop(place)
    if disclosure.is_enough(len(rest)):
        by_place[tree.root.id] += rest
    rows = [
        PulseWords(id=new_key(), pulse=pulse, unit_id=place, words=words)
        for place, said in by_place.items()
        for words in said
    ]
    return sorted(rows, key=lambda row: row.id)


def _known(pulse: Pulse, tree: Tree) -> Known:
    names = (pulse.cycle.employer.name, *(n.name for n in tree.nodes.values()))
    return Known(people=tuple(accounts.names()), not_people=names)


def by_chance() -> random.Random:
    """Return the system's own chance, which nobody can repeat."""
    return secrets.SystemRandom()


def _overwrite_what_is_deleted() -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete=ON")


def _forget(name: str) -> None:
    key_folder().destroy(name)
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:  # what the log of changes still holds is sealed
            cursor.execute("PRAGMA secure_delete=OFF")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
