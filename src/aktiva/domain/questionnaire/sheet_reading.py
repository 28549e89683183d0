"""A sheet that was filled in elsewhere comes back: what each answer says against what stands.

A question that the file leaves as it was sent changes nothing, whatever has been written in
Aktiva since. One with a field that is not understood is left out whole, so that no answer is
half taken in.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from aktiva.domain.questionnaire.answers import Problem, check, parse
from aktiva.domain.questionnaire.controls import FieldKind, FieldSpec
from aktiva.domain.questionnaire.questions import Question
from aktiva.domain.questionnaire.reading import is_begun, is_undesired
from aktiva.domain.questionnaire.sheet_file import (
    LONGEST_CELL,
    RISK,
    RISK_YES,
    Raw,
    Returned,
    Written,
    fields_on_file,
    given_of,
    print_of,
)

_CROSSES = frozenset({"x", "ja", "1", "☒", "☑", "✓", "✔", "true", "sant"})
_NO_CROSSES = frozenset({"", "☐", "-", "–", "nej", "0", "false", "falskt"})
_SEVERAL_WORDS = re.compile(r"\s*(?:[,;/\n]|\boch\b)\s*")


class Became(StrEnum):
    """What a file says of a question, against what stands."""

    UNCHANGED = "unchanged"
    NEW = "new"
    CHANGED = "changed"
    EMPTIED = "emptied"
    NOT_UNDERSTOOD = "not_understood"
    GONE = "gone"

    @property
    def is_taken(self) -> bool:
        """Whether there is anything to take in."""
        return self in {Became.NEW, Became.CHANGED, Became.EMPTIED}


@dataclass(frozen=True, slots=True)
class Stands:
    """An answer as it stands."""

    value: Mapping[str, Any]
    is_risk: bool | None
    revision: int


NOTHING = Stands({}, None, 0)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a field is not understood, and where it stands."""

    place: str
    words: str
    given: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Read:
    """What a file says of one question.

    Args:
        value: The answer that the file holds, also one that is not taken in.
        seen: The revision that stood when the file was fetched.
        is_later: Somebody has written in Aktiva since then.
    """

    question: Question
    became: Became
    raw: Raw
    value: Mapping[str, Any]
    is_risk: bool | None
    seen: int
    is_later: bool
    troubles: tuple[Trouble, ...]


def read_against(
    questions: Iterable[Question], stands: Mapping[str, Stands], returned: Returned
) -> tuple[Read, ...]:
    """Return what a file says of each question that it can be asked, in order."""
    lines: dict[str, list[Written]] = defaultdict(list)
    for line in returned.written:
        lines[line.question].append(line)
    return tuple(
        _read(question, stands.get(question.key, NOTHING), lines[question.key], returned)
        for question in questions
        if fields_on_file(question)
    )


def _read(question: Question, stands: Stands, lines: Sequence[Written], returned: Returned) -> Read:
    seen = returned.seen.get(question.key)
    raw, troubles = understood(question, lines)
    value, risk = parse(question, raw), raw.get(RISK, [])
    is_risk = risk[0] == RISK_YES if risk and is_undesired(question, value) else None
    said = raw if is_risk is not None else {n: t for n, t in raw.items() if n != RISK}
    standing = given_of(question, stands.value, stands.is_risk)
    if not lines:
        became, troubles = Became.GONE, ()
    elif seen and print_of(question, raw) == seen.print_of and not _computed(lines):
        became, troubles = Became.UNCHANGED, ()
    elif troubles:
        became = Became.NOT_UNDERSTOOD
    elif risk and not is_begun(question, value):
        became, troubles = Became.NOT_UNDERSTOOD, (Trouble(_place(lines, RISK), _ONLY_RISK),)
    elif print_of(question, said) == print_of(question, standing):
        became = Became.UNCHANGED
    elif troubles := _wrong(question, value, lines):
        became = Became.NOT_UNDERSTOOD
    elif not is_begun(question, value):
        became = Became.EMPTIED
    else:
        became = Became.CHANGED if is_begun(question, stands.value) else Became.NEW
    revision = seen.revision if seen else 0
    return Read(
        question, became, said, value, is_risk, revision, revision != stands.revision, troubles
    )


def _computed(lines: Iterable[Written]) -> bool:
    return any(line.is_formula for line in lines)


def understood(question: Question, lines: Sequence[Written]) -> tuple[Raw, tuple[Trouble, ...]]:
    """Return a question's fields as a form would send them, and what is not understood.

    Words that are not understood stay as they are.
    """
    raw: Raw = {}
    troubles: list[Trouble] = []
    by_field: dict[str, list[Written]] = defaultdict(list)
    for line in lines:
        by_field[line.field].append(line)
        if line.is_formula:
            words = "Rutan innehåller en formel. Skriv svaret som text eller tal."
            troubles.append(Trouble(line.place, words))
    for spec in fields_on_file(question):
        found = by_field.get(spec.name, [])
        if spec.kind is FieldKind.SEVERAL:
            texts, wrong = _crossed(spec, found)
        else:
            texts, wrong = _one(spec, found)
        if texts:
            raw[spec.name] = texts
        troubles.extend(wrong)
    return raw, tuple(troubles)


def _one(spec: FieldSpec, found: Sequence[Written]) -> tuple[list[str], list[Trouble]]:
    if not found:
        return [], [Trouble("", _GONE, {"field": _named(spec)})]
    if len(found) > 1:
        both = [line.words for line in found]
        return both, [Trouble(found[1].place, _TWICE, {"field": _named(spec)})]
    words, place = found[0].words.strip(), found[0].place
    if not words:
        return [], []
    if len(words) > LONGEST_CELL:
        return [words[:LONGEST_CELL]], [Trouble(place, "Texten är för lång. Korta den.")]
    if spec.kind is not FieldKind.CHOICE:
        return [words], []
    codes = {_same(o.label): o.code for o in spec.options}
    if code := codes.get(_same(words)):
        return [code], []
    parts = [codes.get(_same(part)) for part in _SEVERAL_WORDS.split(words) if part]
    if len(parts) > 1 and all(parts):
        said = "Flera svar är angivna (”%(words)s”), men frågan har ett svar. Välj ett av dem."
        return [words], [Trouble(place, said, {"words": _short(words)})]
    by_code = next((o.code for o in spec.options if o.code == words), None)
    if by_code is not None:
        return [by_code], []
    said = "”%(words)s” finns inte bland alternativen. Välj ett av dem: %(options)s."
    options = ", ".join(o.label for o in spec.options)
    return [words], [Trouble(place, said, {"words": _short(words), "options": options})]


def _crossed(spec: FieldSpec, found: Sequence[Written]) -> tuple[list[str], list[Trouble]]:
    known = {o.code: o.label for o in spec.options}
    codes: list[str] = []
    troubles: list[Trouble] = []
    there: set[str] = set()
    for line in found:
        words = line.words.strip()
        if line.option in there:
            troubles.append(Trouble(line.place, _TWICE, {"field": known.get(line.option, "")}))
        there.add(line.option)
        if _same(words) in _CROSSES:
            codes.append(line.option)
        elif _same(words) not in _NO_CROSSES:
            said = "Här står ”%(words)s”. Skriv x för att kryssa, eller lämna tomt."
            codes.append(words)  # so that the answer differs from the one that was sent
            troubles.append(Trouble(line.place, said, {"words": _short(words)}))
    troubles.extend(
        Trouble("", _GONE, {"field": label}) for code, label in known.items() if code not in there
    )
    return codes, troubles


_ONLY_RISK = "Det står om svaret innebär en risk, men frågan har inget svar. Svara på frågan."
_GONE = "Raden ”%(field)s” finns inte kvar i filen. Hämta en ny fil, eller svara i Aktiva."
_TWICE = "Raden ”%(field)s” finns två gånger i filen. Ta bort den ena."


def _wrong(
    question: Question, value: Mapping[str, Any], lines: Sequence[Written]
) -> tuple[Trouble, ...]:
    """Return what is wrong in an answer, but for what merely is not written yet."""
    return tuple(
        Trouble(_place(lines, p.field), p.words, p.given)
        for p in check(question, value)
        if not p.missing
    )


def _place(lines: Sequence[Written], name: str) -> str:
    return next((line.place for line in lines if line.field == name), "")


def still_missing(read: Read) -> tuple[Problem, ...]:
    """Return what the answer lacks, which is no fault in a file."""
    return tuple(p for p in check(read.question, read.value) if p.missing)


def _named(spec: FieldSpec) -> str:
    return f"{spec.row_label}, {spec.label}" if spec.row else spec.label


def _same(words: str) -> str:
    return " ".join(words.split()).casefold()


def _short(words: str) -> str:
    return words if len(words) <= 40 else f"{words[:40]}…"
