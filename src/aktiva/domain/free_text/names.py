"""Names of persons in running Swedish: known ones, parts of them, and pairs that look like names."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from aktiva.domain.free_text.findings import Finding, Kind, apart

_CAPITAL = r"[A-ZÅÄÖÉÜ][a-zåäöéèüáíóñçšžćł]+"
_NAME = rf"{_CAPITAL}(?:-{_CAPITAL})?"
_PAIR = re.compile(
    rf"(?<![\w-])(?P<first>{_NAME}|[A-ZÅÄÖ]\.)(?P<more>(?: {_NAME})?)"
    rf" (?P<last>(?:(?:von|af|de|van|el|al) )?{_NAME})(?![\w-])"
)
_WORD = re.compile(r"\w+")
_ONLY_A_TIME = re.compile(
    r"(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
    r"|senast|till|och|i|[\d\s.,–/-])+",
    re.IGNORECASE,
)
_PART = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_SENTENCE_BEGINS = re.compile(r"(?:^|[.!?:\n•\t]\s*|[”\"(]\s*)$")

_NO_NAME = re.compile(
    r".*(?:förvaltning|avdelning|nämnd|styrelse|fullmäktige|utskott|kontor|enhet|skola|skolan"
    r"|kommun|region|förbund|förbundet|facket|lagen|lag|gården|gatan|vägen|torget|hemmet|huset"
    r"|köket|vården|centrum|center|bolag|ombud|chef|rektor|dag|veckan)(?:s|en|ens|erna|ernas|er)?",
    re.IGNORECASE,
)
_DATA = tomllib.loads(
    (resources.files("aktiva.domain.free_text") / "names.toml").read_text(encoding="utf-8")
)
_ORDINARY = frozenset(_DATA["ordinary"])
_FIRST_NAMES = frozenset(_DATA["first_names"])

SHORTEST_PART = 3
"""Letters: a shorter part of a known name is not looked for by itself."""

KNOWN = "Namnet tillhör någon som har ett konto."
PART = "Ingår i namnet på någon som har ett konto."
FIRST_NAME = "Ser ut som namnet på en person."
LIKE_A_NAME = "Två ord med stor bokstav som inte är en känd plats eller funktion."
PROPOSAL = "[namnet visas inte]"


@dataclass(frozen=True, slots=True)
class Known:
    """Who and what the names in a text are compared with.

    Args:
        people: Full names of those who are known.
        not_people: Names of units, bodies, organisations and the employer.
    """

    people: tuple[str, ...] = ()
    not_people: tuple[str, ...] = ()


def names(text: str, known: Known) -> tuple[Finding, ...]:
    """Return the names in a text, in order and without overlap.

    A known full name goes before everything that shares letters with it.
    """
    whole = _known(text, known.people)
    more = (*_parts(text, known), *_pairs(text, _words_of(known.not_people)))
    rest = (f for f in more if not any(f.start < w.end and w.start < f.end for w in whole))
    return apart((*whole, *rest))


def _parts(text: str, known: Known) -> Iterator[Finding]:
    """Find parts of known names with a capital letter; neighbours are one finding.

    One that stands inside the name of a unit or a body is that name's, and a text of months
    alone names a month.
    """
    parts = _parts_of(known.people)
    if not parts or _ONLY_A_TIME.fullmatch(text):
        return
    at: tuple[int, int] | None = None
    for match in _PART.finditer(text):
        if not (match[0][0].isupper() and _bare(match[0]) & parts):
            continue
        if _is_inside(text, match, known.not_people):
            continue
        if at and text[at[1] : match.start()] == " ":
            at = (at[0], match.end())
            continue
        if at:
            yield Finding(Kind.NAME, at[0], text[slice(*at)], PART, PROPOSAL)
        at = match.span()
    if at:
        yield Finding(Kind.NAME, at[0], text[slice(*at)], PART, PROPOSAL)


@lru_cache(maxsize=8)
def _parts_of(people: tuple[str, ...]) -> frozenset[str]:
    return frozenset(
        part.casefold()
        for name in people
        for part in _PART.findall(name)
        if len(part) >= SHORTEST_PART
    )


def _bare(word: str) -> set[str]:
    """Return a word in small letters, with and without the genitive's s."""
    small = word.casefold()
    return {small, small.removesuffix("s")}


def _is_inside(text: str, match: re.Match[str], not_people: tuple[str, ...]) -> bool:
    """Return whether a word stands where the whole name of a place or an organisation stands."""
    for name in _by_any_word(not_people).get(match[0], ()):
        at = text.find(name, max(0, match.end() - len(name)), match.start() + len(name))
        if 0 <= at <= match.start() and match.end() <= at + len(name):
            return True
    return False


@lru_cache(maxsize=8)
def _by_any_word(not_people: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name in set(not_people):
        for word in set(_PART.findall(name)):
            found[word] = (*found.get(word, ()), name)
    return found


def _known(text: str, people: tuple[str, ...]) -> list[Finding]:
    by_first = _by_first_word(people)
    folded = text.casefold()
    near = {name for word in _WORD.findall(folded) for name in by_first.get(word, ())}
    present = sorted((name for name in near if name.casefold() in folded), key=len, reverse=True)
    if not present:
        return []
    any_of = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, present))})s?(?!\w)", re.IGNORECASE)
    return [_found(match, KNOWN) for match in any_of.finditer(text)]


@lru_cache(maxsize=8)
def _by_first_word(people: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return first word in small letters → the full names that begin with it."""
    found: dict[str, tuple[str, ...]] = {}
    for name in {name.strip() for name in people}:
        word = next(iter(_WORD.findall(name.casefold())), "")
        if " " in name and word:
            found[word] = (*found.get(word, ()), name)
    return found


@lru_cache(maxsize=8)
def _words_of(not_people: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for name in not_people for word in name.split())


def _pairs(text: str, not_people: frozenset[str]) -> Iterator[Finding]:
    at = 0
    while match := _PAIR.search(text, at):
        at = match.end("first")
        words = (match["first"], *match["more"].split(), match["last"].split()[-1])
        if any(_is_no_name(word, not_people) for word in words):
            continue
        is_first_name = _is_first_name(match["first"])
        if is_first_name or not _SENTENCE_BEGINS.search(text[: match.start()]):
            yield _found(match, FIRST_NAME if is_first_name else LIKE_A_NAME)
            at = match.end()


def _is_first_name(word: str) -> bool:
    return word.split("-")[0] in _FIRST_NAMES


def _is_no_name(word: str, not_people: frozenset[str]) -> bool:
    if word in _FIRST_NAMES and word not in not_people:
        return False
    bare = word.removesuffix("s")
    return (
        word in _ORDINARY
        or word in not_people
        or bare in not_people
        or _NO_NAME.fullmatch(word) is not None
    )


def _found(match: re.Match[str], reason: str) -> Finding:
    return Finding(Kind.NAME, match.start(), match[0], reason, PROPOSAL)
