"""Which law a document speaks of: the Discrimination Act, only work environment, or neither."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from itertools import islice

from aktiva.domain.guidelines.reading import Page, Sentence, sentences

FEWEST_LETTERS = 40
"""A page that holds fewer is a picture, or empty."""

_HARASSMENT = re.compile(r"trakasser\w*")
_GROUNDS = re.compile(
    r"sexuell\w* (?:\w+ ){0,2}trakasser|diskrimineringslag|diskrimineringsgrund|2008:567"
    r"|repressali|samband med (?:kön|någon av)|etnisk tillhörighet"
)
_WORK_ENVIRONMENT = re.compile(
    r"kränkande särbehandling|arbetsmiljöverket|arbetsmiljölag|\bafs\b|mobbning"
    r"|organisatorisk\w* och social\w* arbetsmiljö"
)
_DEFERRED = re.compile(
    r"i (?:en |ett )?(?:egen|eget|annan|annat|särskil\w+) |(?:behandlas|regleras|hanteras) inte"
)


class Character(StrEnum):
    """What a document is about, as far as its words tell."""

    DISCRIMINATION = "discrimination"
    WORK_ENVIRONMENT = "work_environment"
    UNCLEAR = "unclear"
    NO_TEXT = "no_text"


def character(pages: Sequence[Page]) -> Character:
    """Return which law a document speaks of."""
    return of_sentences(sentences(pages))


def of_sentences(found: Sequence[Sentence]) -> Character:
    """Return which law some sentences speak of; what they leave to another document is not said."""
    told = [s.text.casefold() for s in found]
    if (
        sum(islice((ch.isalpha() for text in told for ch in text), 10 * FEWEST_LETTERS))
        < FEWEST_LETTERS
    ):
        return Character.NO_TEXT
    own = "\n".join(text for text in told if not _DEFERRED.search(text))
    harassment = len(_HARASSMENT.findall(own))
    work_environment = len(_WORK_ENVIRONMENT.findall(own))
    if _GROUNDS.search(own):
        return Character.DISCRIMINATION
    if work_environment and work_environment >= harassment:
        return Character.WORK_ENVIRONMENT
    return Character.DISCRIMINATION if harassment else Character.UNCLEAR
