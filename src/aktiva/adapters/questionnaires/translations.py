"""Languages of the questionnaire that ships: one file each, beside it in this folder.

``shipped.en.yaml`` is English. A further language is one more file: its words under the keys of
the questions, what it calls itself, and ``direction: rtl`` where it is written from the right.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

from aktiva.adapters.questionnaires.nodes import Fault, Node, UnreadableQuestionnaire, read
from aktiva.adapters.questionnaires.writing import written
from aktiva.domain.questionnaire import Questionnaire
from aktiva.domain.questionnaire.translating import Place, Words, places

_CODED = frozenset({"options", "rows", "labels"})


@cache
def languages() -> dict[str, Words]:
    """Return the languages that the shipped questionnaire has beside Swedish, by code."""
    found = {}
    for file in resources.files(__package__).iterdir():
        name = file.name.split(".")
        if len(name) == 3 and (name[0], name[2]) == ("shipped", "yaml"):
            words = from_file(file.read_text(encoding="utf-8"))
            found[words.language] = words
    return dict(sorted(found.items()))


def from_file(text: str) -> Words:
    """Return the words of a language file. ``options`` may name one of the lists in ``lists``.

    Raises:
        UnreadableQuestionnaire: It is no YAML, or something in it is not a text.
    """
    root = read(text).pairs or {}
    faults: list[Fault] = []
    texts: dict[Place, str] = {}

    def take(place: Place, node: Node) -> None:
        if node.text is None:
            faults.append(Fault(f"”{place[-1][:40]}” ska vara en text.", node.line))
        elif node.text:
            texts[place] = node.text

    def pairs(node: Node | None) -> dict[str, Node]:
        if node is not None and node.pairs is None and node.text != "":
            faults.append(Fault("Här ska det stå nyckel: text.", node.line))
        return (node.pairs or {}) if node is not None else {}

    lists = {name: pairs(node) for name, node in pairs(root.get("lists")).items()}
    if "title" in root:
        take(("title",), root["title"])
    for kind, name in (("section", "sections"), ("question", "questions")):
        for key, item in pairs(root.get(name)).items():
            for part, node in pairs(item).items():
                if part in _CODED:
                    listed = lists.get(node.text or "")
                    for code, label in (listed or pairs(node)).items():
                        take((kind, key, part, code), label)
                else:
                    take((kind, key, part), node)
    told = {name: (root[name].text or "") if name in root else "" for name in _ABOUT}
    faults += [Fault(f"”{name}” saknas.") for name in ("language", "name") if not told[name]]
    if faults:
        raise UnreadableQuestionnaire(*faults)
    return Words(told["language"], told["name"], told["direction"] == "rtl", texts)


_ABOUT = ("language", "name", "direction")


def to_translate(questionnaire: Questionnaire, language: str) -> str:
    """Return the file to translate in: what is translated already, and the Swedish of the rest."""
    known = languages().get(language)
    data: dict[str, Any] = {"language": language, "name": known.name if known else language}
    if known and known.is_rtl:
        data["direction"] = "rtl"
    for place, swedish in places(questionnaire):
        words = known.texts.get(place, swedish) if known else swedish
        if place == ("title",):
            data["title"] = words
            continue
        kind, *path = place
        holder = data.setdefault(f"{kind}s", {})
        for part in path[:-1]:
            holder = holder.setdefault(part, {})
        holder[path[-1]] = words
    return written(data)
