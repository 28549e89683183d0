"""Who has done a course, who has days left and who is late.

A course is offered to its audience. Where it is obligatory for those who are new, a dated task
begins on the day of appointment. The method is told in ``docs/method/trainings.md``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

YEARS_WITHOUT_INTERVAL = 1
"""A break this long begins the task anew where a course need not be done again."""


class Audience(StrEnum):
    """Whom a course is for."""

    MANAGERS = "managers"
    SAFETY_REPRESENTATIVES = "safety_representatives"
    NEW_MANAGERS = "new_managers"
    EVERYONE = "everyone"


class Post(StrEnum):
    """What kind of role somebody holds, as far as courses care."""

    MANAGER = "manager"
    SAFETY_REPRESENTATIVE = "safety_representative"
    OTHER = "other"


class State(StrEnum):
    """How one person stands to one course on a day."""

    NOT_CONCERNED = "not_concerned"
    OFFERED = "offered"
    DONE = "done"
    DUE = "due"
    LATE = "late"

    @property
    def lacks(self) -> bool:
        """Whether the person has to do the course and has not."""
        return self in (State.DUE, State.LATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What a course asks of its audience.

    Args:
        days_to_do: How many days after the appointment it must be done; the last day is included.
        interval_years: After how many years it must be done again; None: once is enough.
        retired_on: From this day it concerns nobody.
    """

    audience: frozenset[Audience]
    obligatory_for_new: bool
    days_to_do: int
    starts_on: date
    interval_years: int | None = None
    retired_on: date | None = None

    def __post_init__(self) -> None:
        if self.days_to_do < 0:
            raise ValueError(f"days to do cannot be {self.days_to_do}")
        if self.interval_years is not None and self.interval_years < 1:
            raise ValueError(f"an interval cannot be {self.interval_years} years")


@dataclass(frozen=True, slots=True)
class Holding:
    """A post somebody holds from a day, to the day before `to`."""

    post: Post
    since: date
    to: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody stands.

    Args:
        begins: The day the task began, where there is one.
        done_on: The latest day the course was done.
        due_by: The last day to do it; for what is done, the last day before it must be done again.
    """

    state: State
    begins: date | None = None
    done_on: date | None = None
    due_by: date | None = None

    @property
    def late_since(self) -> date | None:
        """The first day it was late."""
        if self.state is not State.LATE or self.due_by is None:
            return None
        return self.due_by + timedelta(days=1)


NOBODY = Standing(State.NOT_CONCERNED)


def years_after(day: date, years: int) -> date:
    """Return the same day some years later; 28 February for a leap day that is not there."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def standing(
    rule: Rule, holdings: Iterable[Holding], completions: Iterable[date], *, on: date
) -> Standing:
    """Return how somebody stands to a course on a day.

    Args:
        holdings: Everything the person holds, has held and will hold.
        completions: Days on which the person did the course, in whichever post.
    """
    if rule.retired_on is not None and on >= rule.retired_on:
        return NOBODY
    begun = appointed(rule, holdings, on=on)
    if begun is None:
        return NOBODY
    done = max((day for day in completions if day <= on), default=None)
    until = None
    if done is not None:
        until = years_after(done, rule.interval_years) if rule.interval_years else None
        if until is None or on <= until:
            return Standing(State.DONE, begun, done, until if rule.obligatory_for_new else None)
    if not rule.obligatory_for_new:
        return Standing(State.OFFERED, begun, done)
    due = begun + timedelta(days=rule.days_to_do)
    if until is not None and until >= begun:
        due = until
    return Standing(State.DUE if on <= due else State.LATE, begun, done, due)


def appointed(rule: Rule, holdings: Iterable[Holding], *, on: date) -> date | None:
    """Return from which day the course concerns somebody who holds such a post on `on`.

    Posts that follow one another count as one, unless the break between them is longer than the
    interval. Who was appointed before the course began is concerned from its first day.
    """
    held = list(holdings)
    spell = _spell([h for h in held if _fits(rule, h.post)], rule.interval_years, on=on)
    if spell is not None:
        return max(spell, rule.starts_on)
    if Audience.NEW_MANAGERS in rule.audience:
        spell = _spell([h for h in held if h.post is Post.MANAGER], rule.interval_years, on=on)
        if spell is not None and spell >= rule.starts_on:
            return spell
    return None


def _fits(rule: Rule, post: Post) -> bool:
    """Return whether the course is for everybody in such a post, however long they have held it."""
    return (
        Audience.EVERYONE in rule.audience
        or (post is Post.MANAGER and Audience.MANAGERS in rule.audience)
        or (post is Post.SAFETY_REPRESENTATIVE and Audience.SAFETY_REPRESENTATIVES in rule.audience)
    )


def _spell(held: Sequence[Holding], interval: int | None, *, on: date) -> date | None:
    """Return the first day of the service that `on` is in, None when no post is held then."""
    past = sorted((h for h in held if h.since <= on), key=lambda h: h.since)
    if not any(h.to is None or h.to > on for h in past):
        return None
    start, end = past[0].since, past[0].to
    for holding in past[1:]:
        if end is not None and holding.since > years_after(end, interval or YEARS_WITHOUT_INTERVAL):
            start = holding.since
        if end is not None:
            end = None if holding.to is None else max(end, holding.to)
    return start
