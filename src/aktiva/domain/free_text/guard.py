"""Finds what can point out a person in running text. It asks; a person decides.

Nothing here is certain: an indirect description of somebody passes, and a harmless word can be
found. The method is told in ``docs/method/running-text.md``.
"""

from __future__ import annotations

from aktiva.domain.free_text.findings import Finding, apart
from aktiva.domain.free_text.names import Known, names
from aktiva.domain.free_text.numbers import numbers
from aktiva.domain.free_text.persons_words import about_somebody, persons_words
from aktiva.domain.free_text.small_counts import small_counts

NOBODY = Known()


def identifiers(text: str, known: Known = NOBODY) -> tuple[Finding, ...]:
    """Return names, personal numbers, telephone numbers and e-mail addresses, in reading order."""
    return apart((*names(text, known), *numbers(text)))


def findings(text: str, known: Known = NOBODY) -> tuple[Finding, ...]:
    """Return what a person should look at before the text is sent on, in reading order.

    Every word on health, belief, origin and union is among it.
    """
    return apart((*identifiers(text, known), *persons_words(text)))


def public_findings(text: str, known: Known = NOBODY) -> tuple[Finding, ...]:
    """Return what a person must decide on before anybody may read the text, in reading order.

    Small counts of people are among it, and words on health, belief, origin and union where
    they stand in a sentence about one person.
    """
    pointing = (*small_counts(text), *identifiers(text, known))
    return apart((*pointing, *about_somebody(text, persons_words(text), pointing)))
