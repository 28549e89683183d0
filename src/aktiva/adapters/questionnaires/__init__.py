"""Questionnaires as YAML: the one that ships, and those that an employer writes."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

import yaml

from aktiva.domain.questionnaire import (
    Extra,
    Kind,
    Level,
    Option,
    Question,
    Questionnaire,
    Section,
    Task,
)
from aktiva.domain.values import Area

# libyaml where the wheel brings it: the same text in both directions, ten times as quick.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class UnreadableQuestionnaire(ValueError):
    """The text is not a questionnaire; the message says where and why, in Swedish."""


@cache
def read_shipped() -> Questionnaire:
    """Return the questionnaire that ships with the product."""
    text = (resources.files(__package__) / "shipped.yaml").read_text(encoding="utf-8")
    return from_yaml(text)


def from_yaml(text: str) -> Questionnaire:
    """Return the questionnaire that `text` holds.

    A question takes law, area, levels and task from its section when it does
    not state its own. ``options`` may name one of the lists in ``lists``.

    Raises:
        UnreadableQuestionnaire: The text is no YAML, or something in it is
            missing or unknown.
    """
    try:
        data = yaml.load(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        raise UnreadableQuestionnaire(f"Filen är inte giltig YAML: {error}") from error
    if not isinstance(data, dict) or not isinstance(data.get("sections"), list):
        raise UnreadableQuestionnaire("Filen saknar listan ”sections”.")
    sections: list[Section] = []
    questions: list[Question] = []
    where = "början av filen"
    try:
        lists = {name: _options(items) for name, items in (data.get("lists") or {}).items()}
        for section in data["sections"]:
            where = f"avsnitt {section.get('key')}"
            sections.append(
                Section(
                    key=str(section["key"]),
                    title=section["title"],
                    intro=section.get("intro", ""),
                )
            )
            for item in section["questions"]:
                where = f"fråga {item.get('key')}"
                questions.append(_question(item, section=section, lists=lists))
        return Questionnaire(
            title=data["title"],
            version=str(data["version"]),
            sections=tuple(sections),
            questions=tuple(questions),
        )
    except KeyError as error:
        raise UnreadableQuestionnaire(f"I {where} saknas {error}.") from error
    except (ValueError, TypeError, AttributeError) as error:
        raise UnreadableQuestionnaire(f"I {where} står något okänt: {error}.") from error


def to_yaml(questionnaire: Questionnaire) -> str:
    """Return the questionnaire as YAML that `from_yaml` reads back unchanged."""
    data = {
        "title": questionnaire.title,
        "version": questionnaire.version,
        "sections": [
            {
                "key": section.key,
                "title": section.title,
                **({"intro": section.intro} if section.intro else {}),
                "questions": [
                    _as_data(q) for q in questionnaire.questions if q.section == section.key
                ],
            }
            for section in questionnaire.sections
        ],
    }
    written: str = yaml.dump(data, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=100)
    return written


def _options(items: dict[Any, str]) -> tuple[Option, ...]:
    return tuple(Option(code=str(code), label=label) for code, label in items.items())


def _question(
    item: dict[str, Any], *, section: dict[str, Any], lists: dict[str, tuple[Option, ...]]
) -> Question:
    given = {name: section[name] for name in ("law", "area", "levels") if name in section} | item
    options = given.get("options", {})
    unknown = set(given) - _KNOWN
    if unknown:
        raise ValueError(f"nyckeln {sorted(unknown)[0]}")
    return Question(
        key=str(given["key"]),
        section=str(section["key"]),
        text=given["text"],
        kind=Kind(given["kind"]),
        law=given["law"],
        levels=tuple(Level(level) for level in given["levels"]),
        help=given.get("help", ""),
        why=given.get("why", ""),
        area=Area(given["area"]) if given.get("area") else None,
        core=bool(given.get("core", False)),
        wished=given.get("wished"),
        options=lists[options] if isinstance(options, str) else _options(options),
        extras=tuple(Extra(extra) for extra in given.get("extras", ())),
        statement=bool(given.get("statement", False)),
        task=Task(given["task"]) if given.get("task") else None,
        columns=tuple(given.get("columns", ())),
        labels=dict(given.get("labels", {})),
    )


_KNOWN = {
    "key", "text", "kind", "law", "levels", "help", "why", "area", "core", "wished",
    "options", "extras", "statement", "task", "columns", "labels",
}  # fmt: skip


def _as_data(question: Question) -> dict[str, Any]:
    data: dict[str, Any] = {
        "key": question.key,
        "text": question.text,
        "kind": question.kind.value,
        "law": question.law,
        "levels": [level.value for level in question.levels],
        "help": question.help,
        "why": question.why,
        "area": question.area.value if question.area else "",
        "core": question.core,
        "wished": question.wished,
        "options": {option.code: option.label for option in question.options},
        "extras": [extra.value for extra in question.extras],
        "statement": question.statement,
        "task": question.task.value if question.task else "",
        "columns": list(question.columns),
        "labels": dict(question.labels),
    }
    return {
        name: content for name, content in data.items() if content not in ("", False, None, {}, [])
    }
