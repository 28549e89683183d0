"""The letters of a day, as they would be sent, and what has been sent."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktiva.adapters import calendars
from aktiva.apps.cycles import queries as cycles
from aktiva.apps.organisation.models import Employer
from aktiva.apps.outbox.actions import Letter
from aktiva.apps.outbox.fillers import site
from aktiva.apps.timetable import policy
from aktiva.apps.timetable.models import Pause, SentReminder, Substitution
from aktiva.apps.timetable.queries.duty import Duty
from aktiva.apps.timetable.queries.owing import Responsible, Window, owed
from aktiva.domain.cycle.reminders import (
    Absence,
    Digest,
    Item,
    Keep,
    Sent,
    Stretch,
    WorkingDays,
    digests,
    horizon,
)
from aktiva.ui.templatetags.formats import counted
from aktiva.ui.templatetags.formats import day as day_words


@dataclass(frozen=True, slots=True)
class DayOfLetters:
    """What a day's reminders are: who gets which lines, and who could not be reached."""

    on: date
    is_working: bool
    digests: tuple[Digest, ...]
    unreachable: frozenset[int]
    write: Callable[[Digest], Letter]

    @property
    def letters(self) -> Iterator[tuple[Digest, Letter]]:
        """Each person's lines with the letter they become."""
        return ((digest, self.write(digest)) for digest in self.digests)


def working_days(employer: Employer, *, around: date) -> WorkingDays:
    """Return the days on which letters are sent, two years about a day. One question."""
    years = range(around.year - 1, around.year + 2)
    return WorkingDays(
        holidays=frozenset(day for year in years for day in calendars.days_off(year)),
        pauses=tuple(
            stretch
            for pause in Pause.objects.filter(employer=employer).order_by("pk")
            for stretch in stretches(pause, years)
        ),
    )


def stretches(pause: Pause, years: Iterable[int]) -> list[Stretch]:
    """Return the days of a pause, in each of some years when it is yearly."""
    if not pause.yearly:
        return [Stretch(pause.from_date, pause.to_date)]
    over = pause.to_date.year - pause.from_date.year
    return [
        Stretch(_in_year(pause.from_date, year), _in_year(pause.to_date, year + over))
        for year in years
    ]


def _in_year(day: date, year: int) -> date:
    return (
        day.replace(year=year, day=28)
        if (day.month, day.day) == (2, 29)
        else day.replace(year=year)
    )


def letters(employer: Employer, *, on: date, after: DayOfLetters | None = None) -> DayOfLetters:
    """Return the letters that the day's reminders are, without sending any. About eighteen questions.

    Args:
        after: Letters of an earlier day that are taken to have been sent by then.
    """
    working = working_days(employer, around=on)
    unreachable = frozenset(policy.bounces_at([employer], on=on).values_list("user_id", flat=True))
    if not working.has(on):
        return DayOfLetters(on, False, (), unreachable, _nothing)
    window = Window(on, horizon(on, working=working), Responsible(employer, on))
    duties: dict[str, Callable[[], Duty]] = {}
    keeps: list[Keep] = []
    for found in owed(employer, window):
        duties[found.key] = found.duty
        keeps += (
            Keep(found.key, owner, found.day, found.can_be_late, found.told.get(owner))
            for owner in found.owners
        )
    made = digests(
        keeps,
        on=on,
        working=working,
        sent=[*_log(employer, window), *(as_sent(after) if after else ())],
        absences=_absences(employer, on),
        unreachable=unreachable,
    )
    write = partial(_letter, duties=duties, employer=employer, address=_address(employer))
    return DayOfLetters(on, True, tuple(made), unreachable, write)


def _nothing(digest: Digest) -> Letter:
    raise LookupError(f"no letter is written on {digest.on}")


def as_sent(day: DayOfLetters) -> list[Sent]:
    """Return what the log will hold when a day's letters have been sent."""
    return [
        Sent(i.keep.key, i.keep.owner, i.keep.day, i.offset, day.on, digest.to)
        for digest in day.digests
        for i in digest.items
    ]


def next_working_day(employer: Employer, *, on: date) -> date:
    """Return the first day after `on` on which letters are sent. One question."""
    return working_days(employer, around=on).after(on)


def _log(employer: Employer, window: Window) -> list[Sent]:
    """Return what has been written of the window's dates, or to anybody that day. One question."""
    rows = SentReminder.objects.filter(
        Q(employer=employer, day__gte=window.first) | Q(on_date=window.on)
    ).values_list("duty", "user", "day", "offset", "on_date", "to")
    return [Sent(*row) for row in rows]


def _absences(employer: Employer, on: date) -> list[Absence]:
    rows = Substitution.objects.filter(
        employer=employer, from_date__lte=on, to_date__gte=on
    ).order_by("pk")
    return [Absence(s.absent_id, s.substitute_id, Stretch(s.from_date, s.to_date)) for s in rows]


def _address(employer: Employer) -> str:
    cycle = cycles.latest_cycle(employer)
    if not site() or cycle is None:
        return ""
    return site() + reverse("timetable:wheel", args=[cycle.pk])


# ---- the words --------------------------------------------------------------------------


def _letter(
    digest: Digest, *, duties: Mapping[str, Callable[[], Duty]], employer: Employer, address: str
) -> Letter:
    parts: dict[str, Counter[str]] = defaultdict(Counter)
    for item in digest.items:
        duty = duties[item.keep.key]()
        said = f"– {day_words(item.keep.day)}, {_left(item)}\n  {duty.sentence}"
        parts[_heading(item)][said] += 1
    body = [_("Hej!")]
    for heading, lines in parts.items():
        told = (_("%(line)s, %(n)s stycken") % {"line": line, "n": n} if n > 1 else line
                for line, n in lines.items())  # fmt: skip
        body.append(f"{heading}\n\n" + "\n".join(told))
    if address:
        body.append(_("Läs mer och ange vad som är gjort: %(address)s") % {"address": address})
    else:
        body.append(_("Logga in i Aktiva för att läsa mer och ange vad som är gjort."))
    if address and employer.personal_links and any(map(_is_own_sheet, digest.items)):
        body.append(
            _("Har du fått en personlig länk till underlaget i ett tidigare brev gäller den än.")
        )
    body.append(
        _(
            "Du får brevet för att det som står här är ditt att göra, eller för att du ersätter "
            "någon. "
            "Det skickas högst ett brev om dagen. Frågor besvaras av HR-avdelningen hos %(employer)s."
        )
        % {"employer": employer.name}
    )
    return Letter(to_id=digest.to, subject=_subject(digest), body="\n\n".join(body) + "\n")


def _is_own_sheet(item: Item) -> bool:
    """Return whether a line is about a sheet of one's own; a substitute has no link to it."""
    return item.keep.key.startswith("sheet:") and not item.for_another


def _heading(item: Item) -> str:
    if item.for_another:
        return _("Som ersättare för någon annan")
    if item.days_left < 0:
        return _("Försenat")
    return _("I dag") if item.days_left == 0 else _("Snart")


def _left(item: Item) -> str:
    n = item.days_left
    if n < 0:
        return _("%(days)s för sent") % {"days": counted(-n, "dag,dagar")}
    if n == 0:
        return _("i dag")
    return _("i morgon") if n == 1 else _("om %(n)s dagar") % {"n": n}


def _subject(digest: Digest) -> str:
    n_late = sum(item.days_left < 0 for item in digest.items)
    n = len(digest.items)
    said = ngettext("Ett datum att hålla", "%(n)s datum att hålla", n) % {"n": n}
    nearest = next((item.keep.day for item in digest.items if item.days_left >= 0), None)
    if nearest is not None:
        said += _(", närmast %(day)s") % {"day": day_words(nearest)}
    if n_late:
        said += _(", %(n)s försenade") % {"n": n_late} if n_late > 1 else _(", ett försenat")
    return said


# ---- what has been sent -----------------------------------------------------------------


def sent(employer: Employer):
    """Return the lines that have been written, newest first, with letter and receiver."""
    return (
        SentReminder.objects.filter(employer=employer)
        .select_related("mail", "to")
        .order_by("-on_date", "-mail_id", "day", "pk")
    )


def unsent_mails(employer: Employer, *, on: date, days: int = 7) -> dict[int, int]:
    """Return receiver → the latest letter of the last days that no mail server has taken. One question."""
    rows = (
        SentReminder.objects.filter(
            employer=employer, on_date__gt=on - timedelta(days), on_date__lte=on, mail__sent_at=None
        )
        .order_by("mail_id")
        .values_list("to", "mail")
    )
    return dict(rows)
