"""Questionnaires as YAML: the one that ships, and those that an employer writes."""

from __future__ import annotations

from functools import cache
from importlib import resources

from aktiva.adapters.questionnaires.nodes import Fault, UnreadableQuestionnaire
from aktiva.adapters.questionnaires.reading import Source, from_source
from aktiva.adapters.questionnaires.translations import languages, to_translate
from aktiva.adapters.questionnaires.writing import to_yaml
from aktiva.domain.questionnaire import Questionnaire
from aktiva.domain.questionnaire.translating import translated

__all__ = [
    "Fault",
    "Source",
    "UnreadableQuestionnaire",
    "from_source",
    "from_yaml",
    "in_language",
    "languages",
    "read_shipped",
    "to_translate",
    "to_yaml",
]


@cache
def read_shipped() -> Questionnaire:
    """Return the questionnaire that ships with the product."""
    text = (resources.files(__package__) / "shipped.yaml").read_text(encoding="utf-8")
    return from_yaml(text)


def from_yaml(text: str) -> Questionnaire:
    """Return the questionnaire that `text` holds.

    Raises:
        UnreadableQuestionnaire: The text is no YAML, or something in it is missing or unknown.
    """
    return from_source(text).questionnaire


def in_language(questionnaire: Questionnaire, language: str) -> Questionnaire:
    """Return the questionnaire in a language, in Swedish where there are no words for it."""
    words = languages().get(language)
    if words is None:
        return questionnaire
    return translated(questionnaire, source=read_shipped(), words=words)
