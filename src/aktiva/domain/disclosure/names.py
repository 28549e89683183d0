"""Names of persons in running Swedish: known ones, and pairs of words that look like names."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator
from functools import lru_cache
from importlib import resources

from aktiva.domain.disclosure.findings import Finding, FindingKind

_CAPITAL = r"[A-ZÅÄÖÉÜ][a-zåäöéèüáíóñçšžćł]+"
_NAME = rf"{_CAPITAL}(?:-{_CAPITAL})?"
_PAIR = re.compile(
    rf"(?<![\w-])(?P<first>{_NAME}|[A-ZÅÄÖ]\.)(?P<more>(?: {_NAME})?)"
    rf" (?P<last>(?:(?:von|af|de|van|el|al) )?{_NAME})(?![\w-])"
)
_WORD = re.compile(r"\w+")
_SENTENCE_BEGINS = re.compile(r"(?:^|[.!?:\n•\t]\s*|[”\"(]\s*)$")

_NO_NAME = re.compile(
    r".*(?:förvaltning|avdelning|nämnd|styrelse|fullmäktige|utskott|kontor|enhet|skola|skolan"
    r"|kommun|region|förbund|förbundet|facket|lagen|lag|gården|gatan|vägen|torget|hemmet|huset"
    r"|köket|vården|centrum|center|bolag|ombud|chef|rektor|dag|veckan)(?:s|en|ens|erna|ernas|er)?",
    re.IGNORECASE,
)
_DATA = tomllib.loads(
    (resources.files("aktiva.domain.disclosure") / "words.toml").read_text(encoding="utf-8")
)
_ORDINARY = frozenset(_DATA["ordinary"])
_FIRST_NAMES = frozenset(_DATA["first_names"])

KNOWN = "Namnet tillhör någon som har ett konto."
FIRST_NAME = "Ser ut som namnet på en person."
LIKE_A_NAME = "Två ord med stor bokstav som inte är en känd plats eller funktion."
PROPOSAL = "[namnet visas inte]"


def names(
    text: str, *, people: Collection[str] = (), not_people: Collection[str] = ()
) -> tuple[Finding, ...]:
    """Return the names in a text, in order and without overlap.

    Args:
        people: Full names of those who are known.
        not_people: Names of units, bodies, organisations and the employer.
    """
    known = _known(text, people)
    taken = [(f.start, f.end) for f in known]
    found = [*known]
    for finding in _pairs(text, _words_of(tuple(not_people))):
        if not any(finding.start < end and start < finding.end for start, end in taken):
            found.append(finding)
    return tuple(sorted(found, key=lambda f: f.start))


def _known(text: str, people: Collection[str]) -> list[Finding]:
    by_first = _by_first_word(tuple(people))
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
    return Finding(FindingKind.NAME, match.start(), match[0], reason, PROPOSAL)
