"""A questionnaire in another language: the same questions and codes, other words.

Words are translated one by one, and only where they are those that were translated. A text that an
employer has changed stays in Swedish until somebody translates it, so that no reader is asked
something else than what is counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from aktiva.domain.questionnaire.questions import Option, Question, Questionnaire, Section

Place = tuple[str, ...]
"""Where a text stands: ("question", key, "text"), ("question", key, "options", code) …"""


@dataclass(frozen=True)
class Words:
    """A language's words for the texts of a questionnaire.

    Args:
        language: The code of the language, for example "en".
        name: What the language calls itself.
        is_rtl: True when it is written from right to left.
        texts: Place → the words there.
    """

    language: str
    name: str
    is_rtl: bool = False
    texts: Mapping[Place, str] = field(default_factory=dict)


def places(questionnaire: Questionnaire) -> Iterator[tuple[Place, str]]:
    """Give every text that a respondent reads, in the order it is read."""
    yield ("title",), questionnaire.title
    for section in questionnaire.sections:
        yield ("section", section.key, "title"), section.title
        if section.intro:
            yield ("section", section.key, "intro"), section.intro
    for q in questionnaire.questions:
        for name in ("text", "help", "why"):
            if written := getattr(q, name):
                yield ("question", q.key, name), written
        for name in ("options", "rows"):
            for option in getattr(q, name):
                yield ("question", q.key, name, option.code), option.label
        for code, label in q.labels.items():
            yield ("question", q.key, "labels", code), label


def translated(
    questionnaire: Questionnaire, *, source: Questionnaire, words: Words
) -> Questionnaire:
    """Return the questionnaire in the language of `words`, Swedish where that has none.

    Args:
        source: The questionnaire that `words` is a translation of.
    """
    swedish = dict(places(source))

    def say(place: Place, written: str) -> str:
        return words.texts.get(place, written) if swedish.get(place) == written else written

    return replace(
        questionnaire,
        title=say(("title",), questionnaire.title),
        sections=tuple(_section(section, say) for section in questionnaire.sections),
        questions=tuple(_question(question, say) for question in questionnaire.questions),
    )


def untranslated(
    questionnaire: Questionnaire, *, source: Questionnaire, words: Words
) -> tuple[Place, ...]:
    """Return the places whose words stay in Swedish."""
    swedish = dict(places(source))
    return tuple(
        place
        for place, written in places(questionnaire)
        if place not in words.texts or swedish.get(place) != written
    )


def unknown(words: Words, *, source: Questionnaire) -> tuple[Place, ...]:
    """Return what is translated but stands nowhere in the questionnaire."""
    known = {place for place, _ in places(source)}
    return tuple(place for place in words.texts if place not in known)


def _section(section: Section, say) -> Section:  # type: ignore[no-untyped-def]
    at = ("section", section.key)
    return replace(
        section,
        title=say((*at, "title"), section.title),
        intro=say((*at, "intro"), section.intro),
    )


def _question(q: Question, say) -> Question:  # type: ignore[no-untyped-def]
    at = ("question", q.key)

    def options(name: str) -> tuple[Option, ...]:
        return tuple(
            Option(code=o.code, label=say((*at, name, o.code), o.label)) for o in getattr(q, name)
        )

    return replace(
        q,
        text=say((*at, "text"), q.text),
        help=say((*at, "help"), q.help),
        why=say((*at, "why"), q.why),
        options=options("options"),
        rows=options("rows"),
        labels={code: say((*at, "labels", code), label) for code, label in q.labels.items()},
    )
