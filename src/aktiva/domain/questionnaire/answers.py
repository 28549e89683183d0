"""From a submitted form to an answer, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as made
from datetime import date
from decimal import Decimal
from typing import Any

from aktiva.domain.questionnaire.controls import (
    MOST_ROWS,
    NOTHING_TO_ADD,
    FieldKind,
    FieldSpec,
)
from aktiva.domain.questionnaire.fields import columns, fields, has_open_rows
from aktiva.domain.questionnaire.questions import Kind, Measured, Question

SHORTEST_COMMENT = 20

_COUNT = re.compile(r"[0-9]{1,9}")
_NUMBER = re.compile(r"[0-9]{1,9}(\.[0-9]{1,4})?")
_TYPED_NUMBER = re.compile(r"[0-9]{1,12}([.,][0-9]+)?")
_MINUS = re.compile(r"[-\u2212\u2013]\s*[0-9]")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):(?=\S)", re.IGNORECASE)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ROW = re.compile(r"row-([0-9]{1,3})-([a-z_]+)")

Value = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Something to put right, said beside the field.

    Args:
        words: The sentence, with ``%(name)s`` where `given` is put in.
        missing: True when nothing was given yet, which is no fault while the
            answer is being written.
    """

    field: str
    words: str
    given: Mapping[str, str] = made(default_factory=dict, hash=False)
    missing: bool = False

    @property
    def message(self) -> str:
        """The sentence in Swedish."""
        return self.words % self.given if self.given else self.words


@dataclass(frozen=True, kw_only=True)
class Cleaned:
    """An answer as it was understood, with everything that stands in its way."""

    value: Value
    problems: tuple[Problem, ...]


def clean(
    question: Question,
    raw: Mapping[str, list[str]],
    files: Mapping[str, Mapping[str, Any]] | None = None,
) -> Cleaned:
    """Return what was typed as an answer, and what is wrong with it.

    Nothing typed in a field of the question is dropped: what cannot be
    understood stays in the answer as text. Empty rows are left out, and the
    rows that remain are numbered from 0, also in the problems.

    Args:
        files: Field → the file that the answer holds, which is never typed.
    """
    value = parse(question, raw)
    value |= {
        spec.column: dict(files[spec.column])
        for spec in fields(question, rows=0)
        if spec.kind is FieldKind.FILE and files and spec.column in files
    }
    return Cleaned(value=value, problems=check(question, value))


def parse(question: Question, raw: Mapping[str, list[str]]) -> Value:
    """Return the answer that `raw` holds, right or wrong."""
    value: Value = {}
    open_rows = has_open_rows(question)
    for spec in fields(question, rows=0):
        if spec.kind is FieldKind.FILE:
            continue
        understood = _understand(spec, raw.get(spec.name, []))
        if spec.row:
            value.setdefault("rows", {}).setdefault(spec.row, {})[spec.column] = understood
        else:
            value[spec.column] = understood
    if open_rows:
        value["rows"] = _open_rows(question, raw)
    return value


def check(question: Question, value: Mapping[str, Any]) -> tuple[Problem, ...]:
    """Return everything that is wrong with an answer, in the order of its fields."""
    rows = value.get("rows")
    n = len(rows) if isinstance(rows, list) else 0
    problems = [
        problem
        for spec in fields(question, rows=n)
        if (problem := _check_field(spec, content(spec, value))) is not None
    ]
    problems.extend(_check_together(question, value))
    return tuple(problems)


def content(spec: FieldSpec, value: Mapping[str, Any]) -> Any:
    """Return what the answer holds for one field; the empty value when nothing."""
    holder: Any = value
    if spec.row:
        rows = value.get("rows") or {}
        if isinstance(rows, list):
            holder = rows[int(spec.row)] if int(spec.row) < len(rows) else {}
        else:
            holder = rows.get(spec.row) or {}
    return holder.get(spec.column, spec.empty)


def _open_rows(question: Question, raw: Mapping[str, list[str]]) -> list[Value]:
    numbers = sorted({int(m[1]) for name in raw if (m := _ROW.fullmatch(name))})
    kept: list[Value] = []
    for number in numbers:
        row = {
            column.name: _understand(column, _typed_in_row(raw, number, column.name))
            for column in columns(question)
        }
        if any(cell not in ("", None, []) for key, cell in row.items() if key != "ref"):
            kept.append(row)
    return kept


def _typed_in_row(raw: Mapping[str, list[str]], number: int, column: str) -> list[str]:
    """Return what was typed, also when the row was numbered with zeros in front."""
    return [
        item
        for name, typed in raw.items()
        if (m := _ROW.fullmatch(name)) and int(m[1]) == number and m[2] == column
        for item in typed
    ]


def _understand(spec: FieldSpec, typed: list[str]) -> Any:
    texts = [text for item in typed if (text := _plain(item))]
    if spec.kind is FieldKind.SEVERAL:
        return list(dict.fromkeys(texts))
    together = ("\n" if spec.kind is FieldKind.TEXT else " ").join(texts)
    if spec.kind is FieldKind.COUNT:
        if not together:
            return None
        digits = _digits(together)
        return int(digits) if _COUNT.fullmatch(digits) else together
    if spec.kind is FieldKind.NUMBER:
        digits = _digits(together)
        return digits.replace(",", ".") if _TYPED_NUMBER.fullmatch(digits) else together
    return together


def _digits(typed: str) -> str:
    return typed.replace(" ", "").replace("\u00a0", "").replace("\u202f", "")


def _plain(typed: str) -> str:
    return typed.replace("\r\n", "\n").replace("\r", "\n").strip()


def _check_field(spec: FieldSpec, given: Any) -> Problem | None:
    said: _Said = None
    missing = given in ("", None, [])
    if missing:
        said = (_missing_words(spec), {}) if spec.required else None
    elif spec.kind is FieldKind.CHOICE:
        said = _unknown_words(spec, [str(given)])
    elif spec.kind is FieldKind.SEVERAL:
        said = _unknown_words(spec, [str(g) for g in given])
    elif spec.kind is FieldKind.COUNT:
        said = _count_words(given)
    elif spec.kind is FieldKind.NUMBER:
        said = _number_words(spec, str(given))
    elif spec.kind is FieldKind.DATE:
        said = None if _is_date(str(given)) else (DATE_WORDS, {})
    elif spec.kind is FieldKind.FILE:
        said = None
    elif len(str(given)) > spec.longest:
        said = (
            "Texten är %(n)s tecken. Korta den till högst %(most)s.",
            {"n": _number(len(str(given))), "most": _number(spec.longest)},
        )
    if said is None:
        return None
    return Problem(field=spec.name, words=said[0], given=said[1], missing=missing)


_Said = tuple[str, Mapping[str, str]] | None
DATE_WORDS = "Skriv datumet så här: 2027-03-31."


def _missing_words(spec: FieldSpec) -> str:
    match spec.kind:
        case FieldKind.CHOICE:
            return "Välj ett av svaren."
        case FieldKind.SEVERAL:
            return "Välj minst ett av alternativen."
        case FieldKind.COUNT:
            return "Skriv antalet. Skriv 0 om det inte finns något."
        case FieldKind.NUMBER:
            return "Skriv talet, till exempel 12,5. Skriv 0 om det inte finns något."
        case FieldKind.DATE:
            return DATE_WORDS
        case _:
            return "Skriv ett svar."


def _unknown_words(spec: FieldSpec, given: list[str]) -> _Said:
    known = {option.code for option in spec.options}
    unknown = [code for code in given if code not in known]
    if not unknown:
        return None
    words = "”%(code)s” finns inte bland alternativen. Välj ett som finns i listan."
    return words, {"code": unknown[0][:40]}


def _count_words(given: Any) -> _Said:
    if isinstance(given, int) and not isinstance(given, bool):
        return None if given >= 0 else ("Antalet kan inte vara mindre än 0.", {})
    digits = _digits(str(given))
    if _MINUS.match(digits):
        return "Antalet kan inte vara mindre än 0.", {}
    if re.fullmatch(r"[0-9]+", digits):
        return "Talet är för stort. Skriv högst nio siffror.", {}
    return "Skriv antalet som ett heltal, till exempel 12.", {}


def _number_words(spec: FieldSpec, given: str) -> _Said:
    if _MINUS.match(given):
        return "Talet kan inte vara mindre än 0.", {}
    if not _TYPED_NUMBER.fullmatch(given):
        return "Skriv talet med siffror, till exempel 12 eller 12,5.", {}
    if not _NUMBER.fullmatch(given):
        return "Skriv talet med högst nio siffror och fyra decimaler.", {}
    if spec.measured is Measured.PER_CENT and Decimal(given) > 100:
        return "Andelen kan inte vara mer än 100 procent.", {}
    return None


def _is_date(text: str) -> bool:
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _check_together(question: Question, value: Mapping[str, Any]) -> list[Problem]:
    problems: list[Problem] = []
    comment = str(value.get("comment") or "")
    if (
        question.core
        and question.kind is Kind.YES_PARTLY_NO
        and value.get("answer") in {"partly", "no"}
        and len(comment) < SHORTEST_COMMENT
    ):
        words = "Beskriv vad som inte fungerar, med minst %(least)s tecken."
        if comment:
            words += " Du har skrivit %(n)s."
        told = {"least": str(SHORTEST_COMMENT), "n": str(len(comment))}
        problems.append(Problem(field="comment", words=words, given=told, missing=not comment))
    chosen = value.get("chosen") or []
    if "other" in chosen and "other" in value and not value["other"]:
        problems.append(_missing("other", "Skriv vad ”annat” står för."))
    names_unions = question.kind is Kind.PARTICIPANTS and "union_representative" in chosen
    if names_unions and not value.get("organisations"):
        problems.append(_missing("organisations", "Skriv vilken facklig organisation som deltog."))
    reviewed, total = value.get("reviewed"), value.get("total")
    if isinstance(reviewed, int) and isinstance(total, int) and reviewed > total:
        words = "Ni kan inte ha granskat fler än det finns (%(total)s)."
        problems.append(Problem(field="reviewed", words=words, given={"total": str(total)}))
    problems.extend(_check_document(question, value))
    if has_open_rows(question):
        problems.extend(_check_number_of_rows(question, value))
    for n, row in enumerate(value.get("rows") or []):
        if question.kind is Kind.RISKS:
            problems.extend(_check_cause(n, row))
        if question.kind is Kind.OUTCOMES:
            problems.extend(_check_outcome(n, row))
    return problems


def _check_document(question: Question, value: Mapping[str, Any]) -> list[Problem]:
    document = str(value.get("document") or "")
    if question.kind is Kind.FILE_OR_LINK and not document and not value.get("file"):
        return [_missing("document", "Skriv en länk eller dokumentets namn, eller välj en fil.")]
    scheme = _SCHEME.match(document)
    if scheme and scheme[1].lower() not in {"http", "https"} and " " not in document:
        words = "Skriv en adress som börjar med https://, eller bara dokumentets namn."
        return [Problem(field="document", words=words)]
    return []


def _check_number_of_rows(question: Question, value: Mapping[str, Any]) -> list[Problem]:
    rows = value.get("rows") or []
    may_be_none = question.kind in NOTHING_TO_ADD
    first = next(c.name for c in columns(question) if c.kind is not FieldKind.HIDDEN)
    if not rows and not may_be_none:
        return [_missing(f"row-0-{first}", "Lägg till minst en rad.")]
    if not rows and not value.get("none"):
        words = "Lägg till minst en rad, eller kryssa i att det inte finns något att ange."
        return [_missing("none", words)]
    if rows and value.get("none"):
        words = "Ni har både lagt till rader och kryssat i att det inte finns något att ange."
        return [Problem(field="none", words=words)]
    if len(rows) > MOST_ROWS:
        words = "Det får vara högst %(most)s rader. Dela upp svaret."
        given = {"most": str(MOST_ROWS)}
        return [Problem(field=f"row-{MOST_ROWS}-{first}", words=words, given=given)]
    return []


def _check_cause(n: int, row: Mapping[str, Any]) -> list[Problem]:
    if row.get("cause") and row["cause"] == row.get("description"):
        words = "Orsaken är samma text som risken. Skriv vad risken beror på."
        return [Problem(field=f"row-{n}-cause", words=words)]
    return []


def _check_outcome(n: int, row: Mapping[str, Any]) -> list[Problem]:
    needed: dict[str, str] = {}
    if row.get("outcome") == "extended":
        needed["new_date"] = "Skriv det nya datumet så här: 2027-03-31."
    if row.get("outcome") in {"extended", "dropped"}:
        needed["reason"] = "Skriv varför."
        needed["decided_by"] = "Skriv vilken funktion som har beslutat."
    return [
        _missing(f"row-{n}-{column}", words)
        for column, words in needed.items()
        if column in row and not row[column]
    ]


def _missing(field: str, words: str) -> Problem:
    return Problem(field=field, words=words, missing=True)


def _number(n: int) -> str:
    return f"{n:,}".replace(",", "\u00a0")
