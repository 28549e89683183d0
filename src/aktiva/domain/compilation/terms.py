"""What texts are about, told by the words that set them apart: no model, nothing to install.

See docs/method/themes.md.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
import simplemma
from numpy.typing import NDArray

_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[\"”»(–-]?\s?[^\W\d_a-zåäö])")
_SAY_LITTLE = frozenset(
    ["alla", "alldeles", "allt", "alltid", "andra", "att", "av", "bara", "blev", "bli", "blir", "blivit", "bra", "både", "båda", "de", "dem", "den", "denna", "deras", "dess", "dessa", "det", "detta", "dig", "din", "dina", "ditt", "du", "då", "där", "därför", "efter", "eftersom", "ej", "eller", "en", "ens", "er", "era", "ert", "ett", "finns", "fick", "fram", "från", "få", "får", "fått", "för", "före", "förra", "ganska", "ge", "ger", "gick", "gör", "göra", "ha", "hade", "han", "hans", "har", "hela", "hellre", "hos", "hur", "här", "i", "ibland", "icke", "igen", "in", "inga", "ingen", "inget", "innan", "inte", "ja", "jag", "ju", "just", "kan", "kanske", "knappt", "kom", "kommer", "kunde", "lite", "lika", "man", "mellan", "men", "mer", "mest", "mig", "min", "mina", "mitt", "mot", "mycket", "många", "måste", "ned", "ner", "nog", "nu", "nya", "ny", "nytt", "när", "någon", "något", "några", "och", "också", "om", "oss", "på", "redan", "sedan", "senast", "senaste", "ser", "sig", "sin", "sina", "sitt", "sju", "själv", "ska", "skulle", "slut", "små", "snart", "som", "starkt", "så", "sådan", "sådana", "sådant", "tar", "till", "tre", "trots", "två", "tycker", "under", "upp", "ur", "ut", "utan", "vad", "var", "vara", "varit", "varje", "vars", "vart", "vem", "vi", "via", "vid", "vilka", "vilken", "vilket", "vår", "våra", "vårt", "väl", "även", "än", "ändå", "över", "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december", "våras", "våren", "sommaren", "somras", "hösten", "höstas", "vintern", "vintras", "årsskiftet", "året", "år", "idag", "dag", "dagar", "vecka", "veckor", "månad", "månader", "början", "slutet"]
)  # fmt: skip


def terms(text: str) -> list[str]:
    """Return the lemmas of the words that say something, in order; *when* it was is left out."""
    words = [w for w in _WORD.findall(text.casefold()) if w not in _SAY_LITTLE and len(w) > 1]
    return [simplemma.lemmatize(word, lang="sv").casefold() for word in words]


def vectors(texts: Sequence[str]) -> NDArray[np.float64]:
    """Return one row per text: TF-IDF of its lemmas, zeros for one without any."""
    counted = [Counter(terms(text)) for text in texts]
    known = {term: n for n, term in enumerate(sorted({t for c in counted for t in c}))}
    found = np.zeros((len(texts), max(len(known), 1)))
    in_texts = Counter(term for c in counted for term in c)
    for row, c in enumerate(counted):
        for term, n in c.items():
            rarity = math.log((1 + len(texts)) / (1 + in_texts[term])) + 1
            found[row, known[term]] = (1 + math.log(n)) * rarity
    return found


def sentences(text: str) -> tuple[str, ...]:
    """Return a text's sentences as they are written; line breaks part them too."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return tuple(part for line in lines for part in _SENTENCE.split(line) if part.strip())
