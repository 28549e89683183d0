"""A school's record of a year: what was written in its parts, as rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from aktiva.domain.schools.words import PUPILS, STAFF, Effect, Group, Method, Outcome, Part, Result
from aktiva.domain.values import Ground

Value = Mapping[str, Any]
PROMOTIVE = "promotive"
SHORTEST_ACCOUNT = 20
NOW, BEFORE = "now", "before"


@dataclass(frozen=True, slots=True)
class Examination:
    """How the school examined what may stand in somebody's way, and what it showed."""

    key: str
    on: date | None
    methods: tuple[Method, ...]
    grounds: tuple[Ground, ...]
    groups: tuple[Group, ...]
    found: Result | None
    finding: str


@dataclass(frozen=True, slots=True)
class Risk:
    """A risk for children or pupils, and why it is there."""

    key: str
    description: str
    grounds: tuple[Ground, ...]
    cause: str


@dataclass(frozen=True, slots=True)
class Measure:
    """What is to be done; `aim` is the key of a risk, or ``promotive``."""

    key: str
    title: str
    aim: str
    owner: str
    starts: date | None
    due: date | None
    next_check: date | None
    effect: str


@dataclass(frozen=True, slots=True)
class Declined:
    """A decision not to act on a risk, with its reason."""

    risk: str
    reason: str
    decided_by: str

    @property
    def counts(self) -> bool:
        """Whether it has a reason and says who decided."""
        return bool(self.reason.strip() and self.decided_by.strip())


@dataclass(frozen=True, slots=True)
class FollowUp:
    """How it went with a measure of this year or the one before."""

    measure: str
    outcome: Outcome | None
    effect: Effect | None
    how_known: str


@dataclass(frozen=True, slots=True)
class Cooperation:
    """One occasion when children, pupils and staff took part in the work."""

    key: str
    on: date | None
    groups: tuple[Group, ...]
    how: str
    adapted: str

    @property
    def has_pupils(self) -> bool:
        return bool(PUPILS & set(self.groups))

    @property
    def has_staff(self) -> bool:
        return bool(STAFF & set(self.groups))


@dataclass(frozen=True, slots=True)
class Record:
    """All that a school has written for a year.

    Args:
        followed: The follow-up of each measure, by ``now`` or ``before`` and its key.
    """

    year: int
    begun: frozenset[Part] = frozenset()
    examinations: tuple[Examination, ...] = ()
    risks: tuple[Risk, ...] = ()
    measures: tuple[Measure, ...] = ()
    declined: tuple[Declined, ...] = ()
    followed: tuple[FollowUp, ...] = ()
    working: str = ""
    texts_on: date | None = None
    texts_words: str = ""
    cooperation: tuple[Cooperation, ...] = ()
    plan_on: date | None = None
    plan_account: str = ""
    plan_link: str = ""

    def followed_up(self, measure: str) -> FollowUp | None:
        """Return what is said of a measure, such as ``before-m2``."""
        return next((f for f in self.followed if f.measure == measure), None)

    def declines(self, risk: Risk) -> Declined | None:
        """Return the decision not to act on a risk."""
        return next((d for d in self.declined if d.risk == risk.key and d.counts), None)

    def measures_against(self, risk: Risk) -> tuple[Measure, ...]:
        return tuple(m for m in self.measures if m.aim == risk.key)

    def is_answered(self, risk: Risk) -> bool:
        """Return whether a risk has a measure or a reasoned decision not to act."""
        return bool(self.measures_against(risk)) or self.declines(risk) is not None

    def has_purpose(self, measure: Measure) -> bool:
        """Return whether a measure is promotive, or meets a risk that still stands there."""
        return measure.aim == PROMOTIVE or measure.aim in {r.key for r in self.risks}

    def words(self) -> tuple[str, ...]:
        """Return what was written of how it was done, which next year must say anew."""
        return tuple(
            text
            for text in (
                *(x.finding for x in self.examinations),
                *(f.how_known for f in self.followed),
                self.working,
                self.texts_words,
                *(c.how for c in self.cooperation),
                self.plan_account,
            )
            if text.strip()
        )


def read(year: int, values: Mapping[Part, Value]) -> Record:
    """Return the record that the parts' values hold; what cannot be understood is left out."""
    examine, risks = values.get(Part.EXAMINE, {}), values.get(Part.RISKS, {})
    measures, follow = values.get(Part.MEASURES, {}), values.get(Part.FOLLOW_UP, {})
    texts, together = values.get(Part.TEXTS, {}), values.get(Part.COOPERATION, {})
    plan = values.get(Part.PLAN, {})
    return Record(
        year=year,
        begun=frozenset(part for part, value in values.items() if value),
        examinations=tuple(
            Examination(
                key=_text(row, "key"),
                on=_day(row, "on"),
                methods=tuple(m for m in Method if m in _codes(row, "methods")),
                grounds=tuple(g for g in Ground if g in _codes(row, "grounds")),
                groups=_groups(row),
                found=next((r for r in Result if r == row.get("found")), None),
                finding=_text(row, "finding"),
            )
            for row in _rows(examine)
        ),
        risks=tuple(
            Risk(
                key=_text(row, "key"),
                description=_text(row, "description"),
                grounds=tuple(g for g in Ground if g in _codes(row, "grounds")),
                cause=_text(row, "cause"),
            )
            for row in _rows(risks)
        ),
        measures=tuple(
            Measure(
                key=_text(row, "key"),
                title=_text(row, "title"),
                aim=_text(row, "aim"),
                owner=_text(row, "owner"),
                starts=_day(row, "starts"),
                due=_day(row, "due"),
                next_check=_day(row, "next_check"),
                effect=_text(row, "effect"),
            )
            for row in _rows(measures)
        ),
        declined=tuple(
            Declined(_text(row, "risk"), _text(row, "reason"), _text(row, "decided_by"))
            for row in _rows(measures, "declined")
        ),
        followed=tuple(
            FollowUp(
                measure=_text(row, "measure"),
                outcome=next((o for o in Outcome if o == row.get("outcome")), None),
                effect=next((e for e in Effect if e == row.get("effect")), None),
                how_known=_text(row, "how_known"),
            )
            for row in _rows(follow)
        ),
        working=_text(follow, "working"),
        texts_on=_day(texts, "on"),
        texts_words=_text(texts, "words"),
        cooperation=tuple(
            Cooperation(
                key=_text(row, "key"),
                on=_day(row, "on"),
                groups=_groups(row),
                how=_text(row, "how"),
                adapted=_text(row, "adapted"),
            )
            for row in _rows(together)
        ),
        plan_on=_day(plan, "on"),
        plan_account=_text(plan, "account"),
        plan_link=_text(plan, "link"),
    )


def lacking_in_plan(record: Record, *, last: Record | None) -> tuple[str, ...]:
    """Return what the plan against kränkande behandling lacks; empty when it is there.

    It follows from the Education Act and never gives a verdict on the Discrimination Act.

    Args:
        last: The school's record of the year before, None where there was none.
    """
    lacks = []
    if record.plan_on is None:
        lacks.append("Planen har ingen dag.")
    elif record.plan_on.year != record.year:
        lacks.append(f"Planen är daterad {record.plan_on.isoformat()}, utanför {record.year}.")
    account = record.plan_account.strip()
    if len(account) < SHORTEST_ACCOUNT:
        lacks.append("Det framgår inte hur förra årets åtgärder genomfördes.")
    elif last is not None and account.casefold() == last.plan_account.strip().casefold():
        lacks.append("Texten om förra årets åtgärder är förra årets text.")
    return tuple(lacks)


def lacking_in_texts(record: Record, *, last: Record | None) -> tuple[str, ...]:
    """Return what the school's own evaluation of guidelines and routines lacks."""
    lacks = []
    if record.texts_on is None or record.texts_on.year != record.year:
        lacks.append("Skriv vilken dag i år ni följde upp riktlinjerna och rutinerna.")
    words = record.texts_words.strip()
    if len(words) < SHORTEST_ACCOUNT:
        lacks.append("Skriv hur ni följde upp dem och vad ni kom fram till.")
    elif last is not None and words.casefold() == last.texts_words.strip().casefold():
        lacks.append("Texten är densamma som förra året. Skriv vad ni kom fram till i år.")
    return tuple(lacks)


def _rows(value: Value, name: str = "rows") -> Iterator[Value]:
    rows = value.get(name)
    return (row for row in rows if isinstance(row, Mapping)) if isinstance(rows, list) else iter(())


def _text(value: Value, name: str) -> str:
    given = value.get(name)
    return given if isinstance(given, str) else ""


def _codes(value: Value, name: str) -> frozenset[str]:
    given = value.get(name)
    return frozenset(map(str, given)) if isinstance(given, list) else frozenset()


def _groups(value: Value) -> tuple[Group, ...]:
    return tuple(g for g in Group if g in _codes(value, "groups"))


def _day(value: Value, name: str) -> date | None:
    try:
        return date.fromisoformat(_text(value, name))
    except ValueError:
        return None


def keyed(rows: Sequence[Value], kept: Value, *, letter: str) -> dict[str, Any]:
    """Return rows as a part's value, each new one with a key that no row of it has ever had.

    Args:
        kept: The part's value before; it knows the last number that was given.
    """
    known = {_text(row, "key") for row in _rows(kept)}
    last = kept.get("last")
    number = last if isinstance(last, int) else 0
    given: list[dict[str, Any]] = []
    for row in rows:
        key = _text(row, "key")
        if key not in known or key in {g["key"] for g in given}:
            number += 1
            key = f"{letter}{number}"
        given.append({**row, "key": key})
    return {"rows": given, "last": number}
