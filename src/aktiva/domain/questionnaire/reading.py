"""What an answer says: whether it is complete, whether it calls for more, and in short."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aktiva.domain.questionnaire.answers import check, content
from aktiva.domain.questionnaire.fields import FieldKind, FieldSpec, fields
from aktiva.domain.questionnaire.questions import Kind, Question
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
    if question.wished is None:
        return False
    no_is_wished = question.wished == "no"
    match question.kind:
        case Kind.YES_PARTLY_NO | Kind.FIGURES | Kind.CHOICE:
            undesired = {"yes", "partly"} if no_is_wished else {"no", "partly"}
            return value.get("answer") in undesired
        case Kind.SCALE5:
            high = {"2", "3", "4", "5"} if no_is_wished else {"1", "2", "3"}
            return value.get("answer") in high | {"unknown"}
        case Kind.SEVERAL:
            return bool(set(value.get("chosen") or ()) - {"none"}) and no_is_wished
        case Kind.COUNT:
            counts = [value.get(spec.column) for spec in fields(question)]
            return no_is_wished and any(isinstance(n, int) and n > 0 for n in counts)
        case Kind.PHENOMENA | Kind.ELEMENTS:
            rows = value.get("rows") or {}
            return any(row.get("answer") in {"partly", "no"} for row in rows.values())
        case _:
            return False


def score(question: Question, value: Mapping[str, Any]) -> int | None:
    """Return the answer on the scale, 1 to 5; None when it does not count in a mean."""
    answer = value.get("answer")
    if question.kind is Kind.SCALE5 and answer in {"1", "2", "3", "4", "5"}:
        return int(answer)
    return None


def summary(question: Question, value: Mapping[str, Any]) -> str:
    """Return the answer as a short Swedish text for lists and papers; "" when empty.

    Each row of an answer with rows stands on a line of its own.
    """
    parts: list[str] = []
    rows: dict[str, list[str]] = {}
    row_labels: dict[str, str] = {}
    for spec in _all_fields(question, value):
        given = content(spec, value)
        if given in ("", None, []) or spec.kind is FieldKind.HIDDEN:
            continue
        if spec.row:
            rows.setdefault(spec.row, []).append(_words(spec, given))
            row_labels[spec.row] = _row_label(question, spec)
        else:
            parts.append(_with_label(question, spec, given))
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


def _with_label(question: Question, spec: FieldSpec, given: Any) -> str:
    words = _words(spec, given)
    if spec.column == "answer" and question.kind is Kind.SCALE5 and str(given) != "unknown":
        return f"{given} av 5"
    if spec.column in {"answer", "comment", "text", "other", "none"}:
        return words
    if spec.column == "chosen" and question.kind in {Kind.SEVERAL, Kind.PARTICIPANTS}:
        return words
    return f"{spec.label} {words}" if spec.label.endswith("?") else f"{spec.label}: {words}"


def _words(spec: FieldSpec, given: Any) -> str:
    labels = {option.code: option.label for option in spec.options}
    if isinstance(given, list):
        named = [labels.get(str(code), str(code)) for code in given]
        return ", ".join(named[:1] + [_lower_first(name) for name in named[1:]])
    return labels.get(str(given), str(given))


def _lower_first(label: str) -> str:
    """Return the label as it stands inside a sentence; HR, APT and OSA keep their capitals."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def _sentence(part: str) -> str:
    return part if part.endswith((".", "!", "?", "…", ":")) else part + "."
