"""From a questionnaire to YAML that people can read and edit."""

from __future__ import annotations

from typing import Any

import yaml

from aktiva.domain.questionnaire import Option, Question, Questionnaire

_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


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
    return written(data)


def written(data: Any) -> str:
    """Return plain data as YAML in the order it stands."""
    text: str = yaml.dump(data, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=100)
    return text


def _as_data(question: Question) -> dict[str, Any]:
    condition = question.shown_if
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
        "options": _codes(question.options),
        "rows": _codes(question.rows),
        "unit": question.unit.value if question.unit else "",
        "figures": question.figures.value if question.figures else "",
        "extras": [extra.value for extra in question.extras],
        "statement": question.statement,
        "task": question.task.value if question.task else "",
        "columns": list(question.columns),
        "labels": dict(question.labels),
        "shown_if": {"question": condition.question, "answer": list(condition.answers)}
        if condition
        else "",
        "hidden": question.hidden,
    }
    always = {"key", "text", "kind", "law", "levels"}
    return {
        name: content
        for name, content in data.items()
        if name in always or content not in ("", False, None, {}, [])
    }


def _codes(options: tuple[Option, ...]) -> dict[str, str]:
    return {option.code: option.label for option in options}
