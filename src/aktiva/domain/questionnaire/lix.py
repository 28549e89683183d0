"""How hard a Swedish text is to read: LIX, as C. H. Björnsson defined it in 1968.

LIX is the mean number of words in a sentence plus the share of long words in per cent. Below 30
is like a children's book, 30 to 40 like fiction, 40 to 50 like a newspaper, above 50 like an
official text. The method is told in docs/method/questionnaire.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

LONG = 7
"""A word of this many letters or more is long: more than six."""
HARD = 45
"""Above this a question is listed."""

_WORD = re.compile(r"[^\W_]+(?:[-’'/:.][^\W_]+)*")
_END = re.compile(r"[.!?:;](?=\s|$)|\n+")
_ABBREVIATION = re.compile(r"\b(?:t\.ex|bl\.a|m\.m|kap|s\.k|dvs|ca)\.", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Read:
    """What is counted in a text."""

    words: int
    sentences: int
    long_words: int

    @property
    def lix(self) -> int:
        """The figure, rounded to the nearest whole; 0 without words."""
        if not self.words:
            return 0
        exact = self.words / self.sentences + 100 * self.long_words / self.words
        return int(exact + 0.5)


def read(*texts: str) -> Read:
    """Count the words, the sentences and the long words of texts that are read in one go.

    Each text ends its own sentence. A word holds together over a hyphen, a slash, a colon or a
    full stop inside it; its letters are counted, its signs are not.
    """
    words = sentences = long_words = 0
    for text in texts:
        plain = _ABBREVIATION.sub(lambda found: found[0].replace(".", ""), text)
        for part in _END.split(plain):
            found = _WORD.findall(part)
            words += len(found)
            sentences += bool(found)
            long_words += sum(_letters(word) >= LONG for word in found)
    return Read(words, sentences, long_words)


def lix(*texts: str) -> int:
    """Return the figure of texts that are read in one go."""
    return read(*texts).lix


def mean(figures: Iterable[int]) -> int:
    """Return the mean of some figures, rounded; 0 of none."""
    known = list(figures)
    return int(sum(known) / len(known) + 0.5) if known else 0


def _letters(word: str) -> int:
    return sum(sign.isalnum() for sign in word)
