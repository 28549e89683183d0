"""What differs between two versions, and which answers of different years may be set side by side.

A question is the same as long as its key is, and answers are compared by key. A key whose answers
have come to mean something else compares nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum

from aktiva.domain.questionnaire.questions import Kind, Question, Questionnaire


class Change(StrEnum):
    """What has happened to a question between two versions."""

    ADDED = "added"
    REMOVED = "removed"
    RETYPED = "retyped"
    REWORDED = "reworded"
    ADJUSTED = "adjusted"

    @property
    def label(self) -> str:
        """The word for lists."""
        return _WORDS[self]


_WORDS = {
    Change.ADDED: "Ny",
    Change.REMOVED: "Borttagen",
    Change.RETYPED: "Besvaras på ett annat sätt",
    Change.REWORDED: "Omformulerad",
    Change.ADJUSTED: "Ändrad utan att frågan är en annan",
}


class Compared(StrEnum):
    """Whether an answer from one version may stand beside one from another."""

    YES = "yes"
    REWORDED = "reworded"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Difference:
    """One question that differs. `before` is None for a new one, `now` for one that is gone."""

    key: str
    change: Change
    before: Question | None
    now: Question | None


_TICKED = frozenset({Kind.SEVERAL, Kind.GROUNDS})
"""Kinds whose answers are the same list of codes."""


def compared(before: Questionnaire, now: Questionnaire, key: str) -> Compared:
    """Return whether answers to `key` in the two versions may be set side by side.

    A question that is answered in another way, whose options have lost or exchanged a code, or
    whose scale points the other way, is another question. One with other words is the same, and
    the reader is told.
    """
    old, new = _found(before, key), _found(now, key)
    if old is None or new is None or not _same_answers(old, new):
        return Compared.NO
    return Compared.YES if _words(old) == _words(new) else Compared.REWORDED


def differences(before: Questionnaire, now: Questionnaire) -> tuple[Difference, ...]:
    """Return every question that differs: those of `now` in its order, then those that are gone."""
    found: list[Difference] = []
    old = {q.key: q for q in before.questions}
    for question in now.questions:
        was = old.get(question.key)
        if was is None:
            found.append(Difference(question.key, Change.ADDED, None, question))
        elif change := _change(was, question):
            found.append(Difference(question.key, change, was, question))
    kept = {q.key for q in now.questions}
    found += [
        Difference(q.key, Change.REMOVED, q, None) for q in before.questions if q.key not in kept
    ]
    return tuple(found)


def changed_parts(before: Question, now: Question) -> tuple[str, ...]:
    """Return the names of the fields in which two questions differ."""
    return tuple(
        f.name for f in fields(Question) if getattr(before, f.name) != getattr(now, f.name)
    )


def _change(was: Question, question: Question) -> Change | None:
    if not _same_answers(was, question):
        return Change.RETYPED
    if _words(was) != _words(question):
        return Change.REWORDED
    return Change.ADJUSTED if changed_parts(was, question) else None


def _found(questionnaire: Questionnaire, key: str) -> Question | None:
    return next((q for q in questionnaire.questions if q.key == key), None)


def _same_answers(old: Question, new: Question) -> bool:
    same_kind = old.kind is new.kind or {old.kind, new.kind} <= _TICKED
    if not same_kind or old.unit is not new.unit or old.statement != new.statement:
        return False
    if old.wished and new.wished and old.wished != new.wished:
        return False
    if {old.kind, new.kind} == _TICKED:
        return True  # the same list of codes; checked where one is made into the other
    return all(_codes_kept(getattr(old, name), getattr(new, name)) for name in ("options", "rows"))


def _codes_kept(old: tuple, new: tuple) -> bool:  # type: ignore[type-arg]
    """Tell whether every old code is still there; two labels that changed places are no longer the same."""
    labels = {option.code: option.label for option in new}
    was = {option.code: option.label for option in old}
    if not was.keys() <= labels.keys():
        return False
    elsewhere = {label: code for code, label in was.items()}
    return not any(elsewhere.get(labels[code], code) != code for code in was)


def _words(question: Question) -> tuple[object, ...]:
    """What the answerer reads as the question itself; help and reasons may change freely."""
    labels = tuple((o.code, o.label) for o in (*question.options, *question.rows))
    return question.text, labels
