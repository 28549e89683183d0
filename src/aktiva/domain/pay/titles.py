"""Job titles in one spelling, and whether a title or a code is that of somebody who leads others.

Only what stands in ``titles.toml`` is held to be the same: whole words that are written out, older
forms and plurals. No ending is cut off, so two different jobs never become one by accident.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import groupby

_DOTTED = re.compile(r"\w+(?:\.\w+)+\.?")


@dataclass(frozen=True)
class _Words:
    shortened: dict[str, str]
    left_out: frozenset[str]
    forms: dict[str, str]
    longest_form: int
    leads: frozenset[str]
    endings: tuple[str, ...]
    leads_not: frozenset[str]
    codes: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]


@cache
def _words() -> _Words:
    text = resources.files(__package__).joinpath("titles.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    managers = data["managers"]
    return _Words(
        shortened=data["abbreviations"],
        left_out=frozenset(data["left_out"]["words"]),
        forms=data["forms"],
        longest_form=max(len(form.split()) for form in data["forms"]),
        leads=frozenset(managers["words"]),
        endings=tuple(managers["endings"]),
        leads_not=frozenset(managers["except"]),
        codes=tuple(
            (re.compile(row["pattern"]), re.compile(row["leads"])) for row in data["manager_codes"]
        ),
    )


def same_spelling(title: str) -> str:
    """Return the title without differences of case, spaces and signs between words."""
    text = unicodedata.normalize("NFC", title).casefold()
    return " ".join(re.sub(r"[^\w.\-]+", " ", text).split())


def normalise(title: str) -> str:
    """Return the title with abbreviations written out and known forms as one.

    A title of nothing but words that say how somebody is employed is kept as it is.
    """
    words = _words()
    spelled = same_spelling(title)
    written = " ".join(_written_out(word, words) for word in spelled.split()).split()
    joined: list[str] = []
    place = 0
    while place < len(written):
        for length in range(min(words.longest_form, len(written) - place), 0, -1):
            run = " ".join(written[place : place + length])
            if run in words.forms or length == 1:
                joined.append(words.forms.get(run, run))
                place += length
                break
    kept = [word for word in joined if word not in words.left_out] or joined
    return " ".join(word for word, _ in groupby(kept))


def _written_out(word: str, words: _Words) -> str:
    """Write out a word, with or without its full stop, and each part of ``bitr.rektor``."""
    bare = word.strip(".-")
    if bare in words.shortened:
        return words.shortened[bare]
    if _DOTTED.fullmatch(word):
        return " ".join(words.shortened.get(part, part) for part in bare.split(".") if part)
    return bare


def same_code(code: str | None) -> str | None:
    """Return a code without spaces and in capitals; None where there is none."""
    bare = "".join((code or "").split()).upper()
    return bare or None


def leads_others(title: str, code: str | None = None) -> bool:
    """Return whether the title, or the code where it is AID or SSYK 2012, is a manager's."""
    words = _words()
    given = same_code(code)
    if given is not None and any(
        shape.fullmatch(given) and leads.fullmatch(given) for shape, leads in words.codes
    ):
        return True
    return any(
        word in words.leads or word.endswith(words.endings)
        for word in normalise(title).replace("-", " ").split()
        if word not in words.leads_not
    )
