"""YAML with line numbers, read so that no file can hang or surprise the reader.

Every scalar stays the text it was written as: ``yes`` is the word yes and ``1.10`` the number of a
question. Anchors, doubled keys, tags and what lies deeper than a questionnaire needs are refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

# libyaml where the wheel brings it: the same text in both directions, ten times as quick.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LARGEST = 1_000_000
"""Characters. The questionnaire that ships has a twentieth of this."""
DEEPEST = 12
_NULL = "tag:yaml.org,2002:null"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: where, and what to do about it."""

    words: str
    line: int | None = None
    key: str = ""

    def __str__(self) -> str:
        where = [f"rad {self.line}"] if self.line else []
        where += [f"fråga {self.key}"] if self.key else []
        start = ", ".join(where)
        return f"{start[0].upper()}{start[1:]}: {self.words}" if start else self.words


class UnreadableQuestionnaire(ValueError):
    """The text is not a questionnaire; `faults` says where and why, in Swedish."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Node:
    """A value and the line it stands on: a text, a list of nodes or a dict of nodes."""

    value: Any
    line: int

    @property
    def text(self) -> str | None:
        """The scalar as it was written, None for a list or a mapping."""
        return self.value if isinstance(self.value, str) else None

    @property
    def items(self) -> list[Node] | None:
        """The elements of a list, None for anything else."""
        return self.value if isinstance(self.value, list) else None

    @property
    def pairs(self) -> dict[str, Node] | None:
        """The pairs of a mapping, None for anything else."""
        return self.value if isinstance(self.value, dict) else None


def read(text: str) -> Node:
    """Return what the text holds.

    Raises:
        UnreadableQuestionnaire: It is no YAML, or YAML of a kind that is refused.
    """
    if len(text) > LARGEST:
        raise UnreadableQuestionnaire(
            Fault("Filen är för stor för att vara ett frågeunderlag (högst en miljon tecken).")
        )
    try:
        _look_through(text)
        root = yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError as error:
        raise UnreadableQuestionnaire(_not_yaml(error, text)) from error
    if root is None:
        raise UnreadableQuestionnaire(Fault("Filen är tom."))
    faults: list[Fault] = []
    made = _node(root, faults)
    if faults:
        raise UnreadableQuestionnaire(*faults)
    return made


def _look_through(text: str) -> None:
    """Refuse before anything is built what could grow or never end."""
    depth = documents = 0
    for event in yaml.parse(text, Loader=LOADER):
        line = _line(event)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise UnreadableQuestionnaire(
                Fault("Ankare och hänvisningar (& och *) tas inte emot. Skriv ut texten.", line)
            )
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise UnreadableQuestionnaire(
                    Fault("Filen har flera dokument (---). Spara ett underlag per fil.", line)
                )
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                raise UnreadableQuestionnaire(
                    Fault("Filen har listor i listor, djupare än ett frågeunderlag kan ha.", line)
                )
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        tag = getattr(event, "tag", None)
        if tag and tag != "!" and not isinstance(event, yaml.AliasEvent):
            raise UnreadableQuestionnaire(
                Fault(f"Märket ”{str(tag)[:40]}” tas inte emot. Ta bort det.", line)
            )


def _line(part: Any) -> int:
    return int(part.start_mark.line) + 1


def _not_yaml(error: yaml.YAMLError, text: str) -> Fault:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = str(getattr(error, "problem", "") or "")
    if mark is None:
        return Fault(
            "Filen innehåller tecken som inte hör hemma i en textfil. Spara den som UTF-8."
        )
    line = mark.line + 1
    lines = text.splitlines()
    written = lines[mark.line] if mark.line < len(lines) else ""
    if "\t" in written[: len(written) - len(written.lstrip())] or "\\t" in problem:
        return Fault("Raden börjar med en tabb. Använd mellanslag.", line)
    words = "Filen är inte giltig YAML här. Se över indrag, kolon, hakparenteser och citattecken."
    return Fault(words, line)


def _node(node: yaml.Node, faults: list[Fault]) -> Node:
    line = _line(node)
    if isinstance(node, yaml.ScalarNode):
        return Node("" if node.tag == _NULL else str(node.value), line)
    if isinstance(node, yaml.SequenceNode):
        return Node([_node(item, faults) for item in node.value], line)
    pairs: dict[str, Node] = {}
    for key, value in _pairs(node):
        if not isinstance(key, yaml.ScalarNode):
            faults.append(Fault("En nyckel måste vara ett ord.", _line(key)))
            continue
        name = str(key.value)
        if name in pairs:
            faults.append(Fault(f"”{name[:40]}” står två gånger. Ta bort den ena.", _line(key)))
        pairs[name] = _node(value, faults)
    return Node(pairs, line)


def _pairs(node: yaml.Node) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    yield from node.value
