"""The last days to answer what parties were asked to read: for them, and for those who wait."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _

from aktiva.apps.cooperation import queries as cooperation
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.apps.organisation.models import Employer
from aktiva.apps.timetable.models import SentReminder
from aktiva.apps.timetable.queries.duty import Asked, Duty, Found, Owed
from aktiva.domain.organisation.permissions import HOLDERS, Permission, Role
from aktiva.domain.organisation.tree import Tree

_KEY = "reading-party"


def source(asked: Asked) -> Found:
    """Return the days by which parties answer at the units asked about. One question.

    Of several units they are put together day by day. In a person's own calendar stand the
    answers that person is to give, and those waited for where the person records cooperation;
    two questions more.
    """
    if asked.reader is None:
        units = None if asked.is_whole else asked.units
        found = _until(asked, units)
        return Found(list(_by_day(found) if len(asked.units) > 1 else map(_of_reading, found)))
    own = cooperation.own_readings(
        asked.reader, asked.employer, first=asked.first, last=asked.last, on=asked.on
    )
    return Found(
        [
            *(_of_party(row, row.reading, asked.tree, done=row.is_answered) for row in own),
            *map(_of_reading, _until(asked, _kept_units(asked))),
        ]
    )


def _until(asked: Asked, units: frozenset[int] | None) -> list:
    if units is not None and not units:
        return []
    return cooperation.readings_until(
        asked.employer, first=asked.first, last=asked.last, units=units
    )


def _kept_units(asked: Asked) -> frozenset[int]:
    keepers = HOLDERS[Permission.COOPERATION_KEEP]
    held = organisation_policy.holdings(asked.reader, on=asked.on)
    return asked.units & {h.unit_id for h in held if Role(h.role) in keepers}


def _of_reading(reading) -> Duty:
    return Duty(
        key=f"reading:{reading.pk}",
        first=reading.last_date,
        last=reading.last_date,
        label=_("Svar från parterna"),
        what=_("Sista dagen för parterna att svara: %(title)s") % {"title": reading.title},
        plain=_waited_for(),
        url=reverse("cooperation:reading", args=[reading.pk]),
        unit_id=reading.unit_id,
        done=_is_done(reading),
        can_be_late=True,
        rows=(("cooperation.Reading", reading.pk),),
    )


def _waited_for() -> str:
    return _("Sista dagen för parterna att svara på det de har fått att läsa")


def _is_done(reading) -> bool:
    return reading.n_answered == reading.n_asked


def _by_day(found: Iterable) -> Iterator[Duty]:
    for (day, cycle), same_day in groupby(found, lambda r: (r.last_date, r.cycle_id)):
        readings = list(same_day)
        if len(readings) == 1:
            yield _of_reading(readings[0])
            continue
        n_left = sum(not _is_done(r) for r in readings)
        words = _(
            "Sista dagen för parterna att svara på %(n)s läsningar, %(left)s väntar på svar"
        ) % {"n": len(readings), "left": n_left}
        yield Duty(
            key=f"readings:{cycle}:{day}", first=day, last=day, label=_("Svar från parterna"),
            what=words, plain=_waited_for(), url=reverse("cooperation:reading_list", args=[cycle]),
            done=not n_left, can_be_late=True,
            rows=tuple(("cooperation.Reading", r.pk) for r in readings),
        )  # fmt: skip


def owing(employer: Employer, window) -> list[Owed]:
    """Return the days by which those who can are to answer for a party that has not. Two questions.

    What is past is not called late: a party may leave something unanswered, and that is told.
    """
    return [
        Owed(
            f"{_KEY}:{row.asked.pk}",
            row.reading.last_date,
            False,
            row.users,
            partial(_of_party, row.asked, row.reading, window.responsible.tree, done=False),
            row.told,
        )
        for row in cooperation.awaited(employer, first=window.on, last=window.last, on=window.on)
    ]


def _of_party(asked, reading, tree: Tree, *, done: bool) -> Duty:
    node = tree.nodes.get(reading.unit_id)
    said = _("Sista dagen att svara på det du har att läsa")
    plain = f"{said}, {node.name}" if node else said
    return Duty(
        key=f"{_KEY}:{asked.pk}", first=reading.last_date, last=reading.last_date,
        label=_("Att läsa"), what=plain, plain=plain,
        url=reverse("cooperation:answer", args=[asked.pk]), unit_id=reading.unit_id, done=done,
        rows=(("cooperation.Reading", reading.pk),),
    )  # fmt: skip


def reminded_of(asked: frozenset[int], on: date) -> list[tuple[int, int]]:
    """Return each asked party with those a reminder of its day was written to on a day. One question."""
    keys = {f"{_KEY}:{pk}": pk for pk in asked}
    written = SentReminder.objects.filter(duty__in=list(keys), on_date=on)
    return [(keys[duty], to) for duty, to in written.values_list("duty", "to")]
