"""Changes of a questionnaire that is being written; each gives a new one and leaves the old."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import replace

from aktiva.domain.questionnaire.questions import Option, Question, Questionnaire, Section


def with_question(asks: Questionnaire, question: Question) -> Questionnaire:
    """Return it with a question added last in its section, or put in place of the one before.

    A question that has another section than before goes last in that.
    """
    place = next((n for n, q in enumerate(asks.questions) if q.key == question.key), None)
    if place is not None and asks.questions[place].section == question.section:
        kept = list(asks.questions)
        kept[place] = question
    else:
        kept = [*(q for q in asks.questions if q.key != question.key), question]
    return _in_order(asks, asks.sections, kept)


def without_question(asks: Questionnaire, key: str) -> Questionnaire:
    """Return it without a question."""
    return replace(asks, questions=tuple(q for q in asks.questions if q.key != key))


def with_hidden(asks: Questionnaire, key: str, *, hidden: bool) -> Questionnaire:
    """Return it with a question that nobody is asked, or that is asked again."""
    return replace(
        asks,
        questions=tuple(replace(q, hidden=hidden) if q.key == key else q for q in asks.questions),
    )


def moved_question(asks: Questionnaire, key: str, *, up: bool) -> Questionnaire:
    """Return it with a question one step up or down; past the end of a section into the next."""
    question = asks.question(key)
    around = [q for q in asks.questions if q.section == question.section]
    place = around.index(question)
    other = place - 1 if up else place + 1
    if 0 <= other < len(around):
        around[place], around[other] = around[other], around[place]
        rest = [q for q in asks.questions if q.section != question.section]
        return _in_order(asks, asks.sections, [*rest, *around])
    sections = [s.key for s in asks.sections]
    next_to = sections.index(question.section) + (-1 if up else 1)
    if not 0 <= next_to < len(sections):
        return asks
    elsewhere = replace(question, section=sections[next_to])
    rest = [q for q in asks.questions if q.key != key]
    return _in_order(asks, asks.sections, [*rest, elsewhere] if up else [elsewhere, *rest])


def with_section(asks: Questionnaire, section: Section) -> Questionnaire:
    """Return it with a section added last, or with other words for one that is there."""
    known = {s.key for s in asks.sections}
    if section.key not in known:
        return replace(asks, sections=(*asks.sections, section))
    return replace(
        asks, sections=tuple(section if s.key == section.key else s for s in asks.sections)
    )


def without_section(asks: Questionnaire, key: str) -> Questionnaire:
    """Return it without a section.

    Raises:
        ValueError: The section still has questions.
    """
    if any(q.section == key for q in asks.questions):
        raise ValueError(f"section {key} still has questions")
    return replace(asks, sections=tuple(s for s in asks.sections if s.key != key))


def moved_section(asks: Questionnaire, key: str, *, up: bool) -> Questionnaire:
    """Return it with a section, and its questions, one step up or down."""
    sections = list(asks.sections)
    place = next(n for n, s in enumerate(sections) if s.key == key)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(sections):
        return asks
    sections[place], sections[other] = sections[other], sections[place]
    return _in_order(asks, sections, asks.questions)


def next_key(asks: Questionnaire, section: str, *, taken: Collection[str] = ()) -> str:
    """Return a key for a new question of a section: one more than its highest.

    Args:
        taken: Keys that have been used in earlier versions, which are never used again.
    """
    pattern = re.compile(rf"{re.escape(section)}\.?([0-9]+)")
    used = {q.key for q in asks.questions} | set(taken)
    numbers = [int(found[1]) for key in used if (found := pattern.fullmatch(key))]
    between = "" if section.isalpha() else "."
    return f"{section}{between}{max(numbers, default=0) + 1}"


def coded(labels: Sequence[tuple[str, str]]) -> tuple[Option, ...]:
    """Return (code, label) as options; a new one, without a code, gets one made of its words.

    A code stays with its option whatever that is called, so that answers keep their meaning.
    """
    used = {code for code, _ in labels if code}
    made: list[Option] = []
    for code, label in labels:
        if not code:
            start = _slug(label)
            numbers = (start if n == 1 else f"{start}_{n}" for n in range(1, len(labels) + 2))
            code = next(candidate for candidate in numbers if candidate not in used)
            used.add(code)
        made.append(Option(code=code, label=label))
    return tuple(made)


def _slug(label: str) -> str:
    plain = unicodedata.normalize("NFKD", label.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:30].strip("_") or "option"


def _in_order(
    asks: Questionnaire, sections: Sequence[Section], questions: Sequence[Question]
) -> Questionnaire:
    """Return it with the questions of each section together, in the order of the sections."""
    return replace(
        asks,
        sections=tuple(sections),
        questions=tuple(q for s in sections for q in questions if q.section == s.key),
    )
