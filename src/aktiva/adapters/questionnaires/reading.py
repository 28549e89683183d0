"""From YAML to a questionnaire, with one line for each thing that is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from aktiva.adapters.questionnaires.nodes import Fault, Node, UnreadableQuestionnaire, read
from aktiva.domain.questionnaire import (
    Condition,
    Extra,
    Figures,
    Kind,
    Level,
    Measured,
    Option,
    Question,
    Questionnaire,
    Section,
    Task,
)
from aktiva.domain.values import Area

_INHERITED = ("law", "area", "levels")
_OF_A_QUESTION = frozenset(
    {"key", "text", "kind", "law", "levels", "help", "why", "area", "core", "wished", "options"}
    | {
        "extras",
        "statement",
        "task",
        "columns",
        "labels",
        "rows",
        "unit",
        "shown_if",
        "hidden",
        "figures",
    }
)
_OF_A_SECTION = frozenset({"key", "title", "intro", "questions", *_INHERITED})
_OF_THE_WHOLE = frozenset({"title", "version", "lists", "sections"})
_YES = frozenset({"true", "yes", "ja"})
_NO = frozenset({"false", "no", "nej", ""})
_MOST_QUESTIONS = 1000

Word = TypeVar("Word", bound=StrEnum)


@dataclass(slots=True)
class Source:
    """A questionnaire and the lines of the file where its questions begin."""

    questionnaire: Questionnaire
    lines: dict[str, int] = field(default_factory=dict)


def from_source(text: str) -> Source:
    """Return the questionnaire that `text` holds, and where each question stands.

    A question takes law, area and levels from its section when it does not state its own.
    ``options`` and ``rows`` may name one of the lists in ``lists``.

    Raises:
        UnreadableQuestionnaire: The text is no YAML, or something in it is missing or unknown.
    """
    return _Reading(read(text)).source()


class _Reading:
    """Collects what is wrong, so that all of it is told at once."""

    def __init__(self, root: Node) -> None:
        self.root = root
        self.faults: list[Fault] = []
        self.key = ""
        self.lists: dict[str, tuple[Option, ...]] = {}
        self.lines: dict[str, int] = {}

    def source(self) -> Source:
        pairs = self.root.pairs
        if pairs is None or (listed := pairs.get("sections")) is None or listed.items is None:
            raise UnreadableQuestionnaire(Fault("Filen saknar listan ”sections”."))
        self._known(pairs, _OF_THE_WHOLE, "underlaget")
        for name, node in (self._pairs(pairs.get("lists")) or {}).items():
            self.lists[name] = self._options(node)
        sections: list[Section] = []
        questions: list[Question] = []
        for node in listed.items:
            self._section(node, sections, questions)
        title, version = self._text(pairs, "title"), self._text(pairs, "version")
        if len(questions) > _MOST_QUESTIONS:
            self._wrong(f"Underlaget har fler än {_MOST_QUESTIONS} frågor.", self.root)
        if self.faults:
            raise UnreadableQuestionnaire(*self.faults)
        whole = Questionnaire(
            title=title, version=version, sections=tuple(sections), questions=tuple(questions)
        )
        return Source(whole, self.lines)

    def _section(self, node: Node, sections: list[Section], questions: list[Question]) -> None:
        self.key = ""
        pairs = node.pairs
        if pairs is None:
            return self._wrong("Ett avsnitt ska ha key, title och questions.", node)
        self._known(pairs, _OF_A_SECTION, "avsnittet")
        key = self._text(pairs, "key", node)
        if any(section.key == key for section in sections):
            self._wrong(f"Avsnittet ”{key}” finns redan. Ge det en annan beteckning.", node)
        intro = self._text(pairs, "intro", optional=True)
        sections.append(Section(key=key, title=self._text(pairs, "title", node), intro=intro))
        inherited = {name: pairs[name] for name in _INHERITED if name in pairs}
        asked = pairs.get("questions")
        for item in asked.items or () if asked else ():
            self.key = ""
            given = item.pairs
            if given is None:
                self._wrong("En fråga ska ha minst key, text och kind.", item)
                continue
            question = self._question(inherited | given, item, section=key)
            if question.key in self.lines:
                self._wrong(
                    f"Beteckningen finns redan på rad {self.lines[question.key]}. Välj en annan.",
                    item,
                )
            self.lines[question.key] = item.line
            questions.append(question)
        self.key = ""
        return None

    def _question(self, given: dict[str, Node], item: Node, *, section: str) -> Question:
        self.key = (given["key"].text or "") if "key" in given else ""
        self._known(given, _OF_A_QUESTION, "frågan")
        kind = self._word(given, "kind", Kind, item) or Kind.TEXT
        return Question(
            key=self._text(given, "key", item),
            section=section,
            text=self._text(given, "text", item),
            kind=kind,
            law=self._text(given, "law", item),
            levels=self._words(given, "levels", Level, item),
            help=self._text(given, "help", optional=True),
            why=self._text(given, "why", optional=True),
            area=self._word(given, "area", Area),
            core=self._flag(given, "core"),
            wished=self._wished(given, kind),
            options=self._options(given.get("options")),
            extras=self._words(given, "extras", Extra),
            statement=self._flag(given, "statement"),
            task=self._word(given, "task", Task),
            columns=tuple(self._list(given, "columns")),
            rows=self._options(given.get("rows")),
            unit=self._word(given, "unit", Measured),
            figures=self._word(given, "figures", Figures),
            shown_if=self._condition(given.get("shown_if")),
            hidden=self._flag(given, "hidden"),
            labels={o.code: o.label for o in self._options(given.get("labels"))},
        )

    def _condition(self, node: Node | None) -> Condition | None:
        if node is None or node.text == "":
            return None
        pairs = node.pairs
        if pairs is None or set(pairs) != {"question", "answer"}:
            self._wrong("Villkoret skrivs så här: {question: fråga, answer: [svar]}.", node)
            return None
        question, answer = pairs["question"].text, pairs["answer"]
        codes = [answer.text] if answer.text else [i.text for i in answer.items or ()]
        if not question or not codes or not all(codes):
            self._wrong("Villkoret saknar en fråga eller ett svar.", node)
            return None
        return Condition(question=question, answers=tuple(str(code) for code in codes))

    def _wished(self, given: dict[str, Node], kind: Kind) -> str | None:
        wished = self._text(given, "wished", optional=True)
        if kind is Kind.SCALE5:  # as it was written before the scale had words of its own
            wished = {"yes": "high", "no": "low"}.get(wished, wished)
        return wished or None

    def _options(self, node: Node | None) -> tuple[Option, ...]:
        if node is None or node.text == "":
            return ()
        if node.text is not None:
            if node.text not in self.lists:
                self._wrong(f"Listan ”{node.text[:40]}” finns inte under lists.", node)
            return self.lists.get(node.text, ())
        if node.pairs is None:
            self._wrong("Alternativ skrivs som kod: text, ett på varje rad.", node)
            return ()
        for code, label in node.pairs.items():
            if label.text is None:
                self._wrong(f"”{code[:40]}” ska ha en text.", label)
        return tuple(
            Option(code=code, label=label.text or "") for code, label in node.pairs.items()
        )

    def _text(
        self, given: dict[str, Node], name: str, at: Node | None = None, *, optional: bool = False
    ) -> str:
        node = given.get(name)
        if node is None or node.text == "":
            if not optional:
                self._wrong(f"”{name}” saknas.", node or at or self.root)
            return ""
        if node.text is None:
            self._wrong(f"”{name}” ska vara en text.", node)
            return ""
        return node.text

    def _flag(self, given: dict[str, Node], name: str) -> bool:
        node = given.get(name)
        word = (node.text or "").lower() if node else ""
        if node and (node.text is None or word not in _YES | _NO):
            self._wrong(f"”{name}” ska vara true eller false.", node)
        return word in _YES

    def _word(
        self, given: dict[str, Node], name: str, words: type[Word], at: Node | None = None
    ) -> Word | None:
        text = self._text(given, name, at, optional=at is None)
        if not text:
            return None
        return self._one(text, words, name, given[name])

    def _words(
        self, given: dict[str, Node], name: str, words: type[Word], at: Node | None = None
    ) -> tuple[Word, ...]:
        found = self._list(given, name)
        if at is not None and name not in given:
            self._wrong(f"”{name}” saknas.", at)
        known = [self._one(text, words, name, given[name]) for text in found]
        return tuple(dict.fromkeys(word for word in known if word is not None))

    def _one(self, text: str, words: type[Word], name: str, at: Node) -> Word | None:
        try:
            return words(text)
        except ValueError:
            choices = ", ".join(word.value for word in words)
            self._wrong(f"”{text[:40]}” finns inte för ”{name}”. Välj bland {choices}.", at)
            return None

    def _list(self, given: dict[str, Node], name: str) -> list[str]:
        node = given.get(name)
        if node is None or node.text == "":
            return []
        if node.text is not None:
            return [node.text]
        if node.items is None or any(item.text is None for item in node.items):
            self._wrong(f"”{name}” ska vara en lista med ord.", node)
            return []
        return [item.text or "" for item in node.items]

    def _pairs(self, node: Node | None) -> dict[str, Node] | None:
        if node is not None and node.pairs is None and node.text != "":
            self._wrong("”lists” ska innehålla namngivna listor.", node)
        return node.pairs if node is not None else None

    def _known(self, given: dict[str, Node], known: frozenset[str], what: str) -> None:
        for name, node in given.items():
            if name not in known:
                self._wrong(
                    f"”{name[:40]}” finns inte för {what}. Ta bort eller rätta ordet.", node
                )

    def _wrong(self, words: str, at: Node) -> None:
        self.faults.append(Fault(words, at.line, self.key))
