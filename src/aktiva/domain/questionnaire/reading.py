"""What an answer says: whether it is complete, whether it calls for more, and in short."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from aktiva.domain.questionnaire.answers import check, content
from aktiva.domain.questionnaire.controls import FieldKind, FieldSpec
from aktiva.domain.questionnaire.fields import fields
from aktiva.domain.questionnaire.questions import Kind, Option, Question
from aktiva.domain.values import AREAS_OF_THE_ACT, Area


def is_answered(question: Question, value: Mapping[str, Any]) -> bool:
    """Tell whether the answer is complete and without fault."""
    return is_begun(question, value) and not check(question, value)


def is_begun(question: Question, value: Mapping[str, Any]) -> bool:
    """Tell whether anything at all has been answered."""
    return any(
        content(spec, value) not in ("", None, [])
        for spec in _all_fields(question, value)
        if spec.kind is not FieldKind.HIDDEN
    )


def is_undesired(question: Question, value: Mapping[str, Any]) -> bool:
    """Tell whether the answer opens the question of a risk or an obstacle.

    Not answered and not applicable never do. On the scale 4 and 5 are as wished;
    a person who does not know is asked the question, since that may be the risk.
    """
    wished = question.wished
    if wished is None:
        return False
    match question.kind:
        case Kind.YES_PARTLY_NO | Kind.SCALE5 | Kind.CHOICE | Kind.FIGURES:
            return value.get("answer") in undesired(question)
        case Kind.SEVERAL | Kind.GROUNDS:
            return bool(set(value.get("chosen") or ()) - {"none"})
        case Kind.COUNT:
            counts = [value.get(spec.column) for spec in fields(question)]
            return any(isinstance(n, int) and n > 0 for n in counts)
        case Kind.NUMBER:
            return value.get("number") not in ("", None) and not _is_zero(value["number"])
        case Kind.PHENOMENA | Kind.ELEMENTS | Kind.MATRIX:
            rows = value.get("rows") or {}
            return any(row.get("answer") in undesired(question) for row in rows.values())
        case _:
            return False


NEUTRAL = frozenset({"not_applicable", "too_few"})
"""Answers that say nothing either way."""


def undesired(question: Question) -> frozenset[str]:
    """Return the codes that open the question of a risk, in an answer that is one choice."""
    if question.wished is None:
        return frozenset()
    match question.kind:
        case Kind.SCALE5:
            codes = {"2", "3", "4", "5"} if question.wished == "low" else {"1", "2", "3"}
            return frozenset(codes | {"unknown"})
        case Kind.YES_PARTLY_NO | Kind.PHENOMENA | Kind.ELEMENTS:
            return frozenset({"yes", "partly", "no"} - {question.wished})
        case Kind.CHOICE | Kind.FIGURES | Kind.MATRIX:
            codes = {option.code for option in question.options}
            return frozenset(codes - {question.wished} - NEUTRAL)
        case _:
            return frozenset()


def wishes(kind: Kind, options: tuple[Option, ...]) -> tuple[str, ...]:
    """Return what may be wished of a question of this kind; empty when no answer is better.

    For what is counted or ticked "no" is wished: none of it.
    """
    match kind:
        case Kind.YES_PARTLY_NO:
            return ("yes", "no")
        case Kind.SCALE5:
            return ("high", "low")
        case Kind.SEVERAL | Kind.GROUNDS | Kind.COUNT | Kind.NUMBER:
            return ("no",)
        case Kind.PHENOMENA | Kind.ELEMENTS:
            return ("yes",)
        case Kind.CHOICE | Kind.FIGURES | Kind.MATRIX:
            return tuple(option.code for option in options)
        case _:
            return ()


def _is_zero(number: Any) -> bool:
    return not str(number).strip("0.")


def score(question: Question, value: Mapping[str, Any]) -> int | None:
    """Return the answer on the scale, 1 to 5; None when it does not count in a mean."""
    answer = value.get("answer")
    if question.kind is Kind.SCALE5 and answer in {"1", "2", "3", "4", "5"}:
        return int(answer)
    return None


Say = Callable[[str], str]


def _as_it_is(words: str) -> str:
    return words


def summary(question: Question, value: Mapping[str, Any], *, say: Say = _as_it_is) -> str:
    """Return the answer as a short text for lists and papers; "" when empty.

    Each row of an answer with rows stands on a line of its own.

    Args:
        say: Gives the product's own words in the reader's language. The words of the question
            are in that language already. Swedish when nothing is said.
    """
    parts: list[str] = []
    rows: dict[str, list[str]] = {}
    row_labels: dict[str, str] = {}
    for spec in _all_fields(question, value):
        given = content(spec, value)
        if given in ("", None, []) or spec.kind is FieldKind.HIDDEN:
            continue
        if spec.row:
            rows.setdefault(spec.row, []).append(_words(spec, given, say))
            row_labels[spec.row] = say(_row_label(question, spec))
        else:
            parts.append(_with_label(question, spec, given, say))
    ends = rows if isinstance(value.get("rows"), dict) else {}
    lines = [f"{row_labels[row]}: {_joined(cells)}" for row, cells in ends.items()]
    if isinstance(value.get("rows"), list):
        lines = [_joined(cells) for cells in rows.values()]
    above = " ".join(map(_sentence, parts))
    return "\n".join([above] * bool(above) + [_sentence(line) for line in lines])


def _row_label(question: Question, spec: FieldSpec) -> str:
    if question.kind is Kind.EXAMINATIONS and spec.row in AREAS_OF_THE_ACT:
        return Area(spec.row).short_label
    return spec.row_label


def _joined(cells: list[str]) -> str:
    return "; ".join([*(cell.removesuffix(".") for cell in cells[:-1]), cells[-1]])


def _all_fields(question: Question, value: Mapping[str, Any]) -> tuple[FieldSpec, ...]:
    rows = value.get("rows")
    return fields(question, rows=len(rows) if isinstance(rows, list) else 0)


def _with_label(question: Question, spec: FieldSpec, given: Any, say: Say) -> str:
    words = _words(spec, given, say)
    if spec.column == "answer" and question.kind is Kind.SCALE5 and str(given) != "unknown":
        return say("%(n)s av 5") % {"n": given}
    if spec.column in {"answer", "comment", "text", "other", "none", "number"}:
        return words
    if spec.column == "chosen" and question.kind in _TICKED:
        return words
    label = say(spec.label)
    return f"{label} {words}" if label.endswith("?") else f"{label}: {words}"


_TICKED = frozenset({Kind.SEVERAL, Kind.PARTICIPANTS, Kind.GROUNDS})


def _words(spec: FieldSpec, given: Any, say: Say) -> str:
    labels = {option.code: option.label for option in spec.options}
    if isinstance(given, list):
        named = [say(labels.get(str(code), str(code))) for code in given]
        return ", ".join(named[:1] + [_lower_first(name) for name in named[1:]])
    if isinstance(given, dict):
        return str(given.get("name", ""))
    if spec.kind is FieldKind.NUMBER:
        unit = f"\u00a0{say(spec.measured.label)}" if spec.measured else ""
        return str(given).replace(".", ",") + unit
    return say(labels[str(given)]) if str(given) in labels else str(given)


def _lower_first(label: str) -> str:
    """Return the label as it stands inside a sentence; HR, APT and OSA keep their capitals."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def _sentence(part: str) -> str:
    return part if part.endswith((".", "!", "?", "…", ":")) else part + "."
